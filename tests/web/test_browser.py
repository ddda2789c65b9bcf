"""The local page in a browser: documents are chosen or dropped, and nothing is asked of anybody else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from tests.browsing import axe, browser, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["axe", "browser"]

NOTICES = Path(__file__).parent.parent / "notices"
DRAGGED = """(names) => {
  const data = new DataTransfer();
  for (const name of names) data.items.add(new File(["共有问题5个，已整改3个、未整改4个。"], name));
  document.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server in a process of its own."""
    command = [sys.executable, "-m", "auditor", "serve", "--port", "0"]
    place = tmp_path_factory.mktemp("serve")
    with subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True, encoding="utf-8") as run:
        assert run.stderr
        found = re.search(r"http://\S+", run.stderr.readline())
        assert found
        yield found[0]
        run.kill()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The start page, with every address that the browser asked in ``page.asked`` and no error on its console."""
    page = browser.new_page(viewport={"width": 1180, "height": 860})
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda request: errors.append(request.url) if _is_strange(request.url, address) else None
    )
    page.goto(address)
    yield page
    page.close()
    assert errors == []


def _is_strange(url: str, address: str) -> bool:
    return not url.startswith((address, "data:"))


def test_one_document(page: Page) -> None:
    """Its report is shown, with the way back and the downloads at its head."""
    page.get_by_label("选择文档").set_input_files(NOTICES / "damaged_counts.txt")
    page.get_by_role("button", name="审核").click()
    page.wait_for_url("**/results/*/1")
    assert page.locator("article.card").count() > 3
    page.get_by_role("link", name="新的审核").click()
    assert page.get_by_role("button", name="审核").is_enabled()


def test_downloads(page: Page) -> None:
    """A click on a download brings the file."""
    page.get_by_label("选择文档").set_input_files(NOTICES / "damaged_counts.txt")
    page.get_by_role("button", name="审核").click()
    page.wait_for_url("**/results/*/1")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载JSON").click()
    assert json.loads(taken.value.path().read_text(encoding="utf-8"))["notices"][0]["findings"]


def test_dropped_documents(page: Page) -> None:
    """They are named, then audited."""
    page.evaluate(DRAGGED, ["甲.txt", "乙.txt"])
    assert page.locator(".chosen li").all_inner_texts() == ["甲.txt", "乙.txt"]
    page.get_by_role("button", name="审核").click()
    page.wait_for_url("**/results/*")
    assert page.locator("tbody tr").count() == 2


def test_forgetting(page: Page) -> None:
    """The result is gone."""
    page.evaluate(DRAGGED, ["甲.txt", "乙.txt"])
    page.get_by_role("button", name="审核").click()
    page.wait_for_url("**/results/*")
    at = page.url
    page.get_by_role("button", name="忘掉本次结果").click()
    page.wait_for_url(lambda url: "/results/" not in url)
    answer = page.request.get(at)
    assert answer.status == 404


def test_axe_finds_no_serious_fault(page: Page, axe: str) -> None:
    """On the form and on the results; the page's policy is passed by, as the script is not ours."""
    page.evaluate(axe)
    assert faults(page) == []
    page.evaluate(DRAGGED, ["甲.txt", "乙.txt"])
    page.get_by_role("button", name="审核").click()
    page.wait_for_url("**/results/*")
    page.evaluate(axe)
    assert faults(page) == []
