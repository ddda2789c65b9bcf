"""Makes docs/images/report.png anew: the head of an HTML report as a browser shows it.

``python docs/screenshots.py`` needs Playwright and the system's Chromium; run it when the look of the report changes.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve

import auditor
from auditor import reporting
from auditor.pipeline import describe
from auditor.registry import Registry
from auditor.report import Report

ROOT = Path(__file__).resolve().parent.parent
NOTICE = ROOT / "tests" / "notices" / "damaged_counts.txt"
SIZE = {"width": 1180, "height": 760}


def main() -> int:
    """Write the picture; the exit status."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on this machine", file=sys.stderr)
        return 2
    audited = evolve(auditor.audit(NOTICE), path=NOTICE.name)
    out = io.StringIO()
    rules = tuple(map(describe, Registry.builtin()))
    reporting.get("html").render(Report((audited,), rules), out, reporting.Options())
    with TemporaryDirectory() as folder, sync_playwright() as run:
        file = Path(folder, "report.html")
        file.write_text(out.getvalue(), encoding="utf-8")
        browser = run.chromium.launch(
            executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(file.as_uri())
        page.screenshot(path=ROOT / "docs" / "images" / "report.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
