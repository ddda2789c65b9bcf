"""Makes docs/images/report.png, charts.png and serve.png anew: the head of an HTML report, the charts, and the form of
``auditor serve``, as a browser shows them.

``python docs/screenshots.py`` needs Playwright and the system's Chromium; run it when the look of the report changes.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attrs import evolve

import auditor
from auditor import reporting
from auditor.pipeline import describe
from auditor.registry import Registry
from auditor.report import Report

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "tests" / "notices"
NOTICE = NOTICES / "damaged_counts.txt"
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1180, "height": 760}


def main() -> int:
    """Write the picture; the exit status."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on this machine", file=sys.stderr)
        return 2
    rules = tuple(map(describe, Registry.builtin()))
    notices = [evolve(auditor.audit(path), path=path.name) for path in sorted(NOTICES.glob("*_*.txt"))]
    html, out = reporting.get("html"), io.StringIO()
    one = next(each for each in notices if each.path == NOTICE.name)
    html.render(Report((one,), rules), out, reporting.Options())
    with TemporaryDirectory() as folder, sync_playwright() as run:
        file = Path(folder, "report.html")
        file.write_text(out.getvalue(), encoding="utf-8")
        assert html.folder
        html.folder(Report(tuple(notices), rules), Path(folder, "pages"), reporting.Options())
        browser = run.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(file.as_uri())
        page.screenshot(path=IMAGES / "report.png")
        page.goto(Path(folder, "pages", "charts.html").as_uri())
        page.locator("#courses").scroll_into_view_if_needed()
        page.screenshot(path=IMAGES / "charts.png", full_page=True, clip=_around(page, "courses", "stated"))
        with _served(folder) as address:
            page.goto(address)
            page.screenshot(path=IMAGES / "serve.png")
        browser.close()
    return 0


@contextmanager
def _served(folder: str) -> Iterator[str]:
    """The address of the local page, which ends with the block."""
    command = [sys.executable, "-m", "auditor", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8") as run:
        assert run.stderr
        words = run.stderr.readline()
        yield words[words.index("http://") :].split()[0]
        run.kill()


def _around(page: Page, *parts: str) -> FloatRect:
    """The part of the page that holds some sections."""
    boxes = [page.locator(f"section[aria-labelledby={part}]").bounding_box() for part in parts]
    tops = [box["y"] for box in boxes if box]
    ends = [box["y"] + box["height"] for box in boxes if box]
    top = min(tops) + page.evaluate("scrollY") - 12
    return {"x": 0, "y": top, "width": SIZE["width"], "height": max(ends) - min(tops) + 24}


if __name__ == "__main__":
    sys.exit(main())
