"""The HTML report in a browser: offline, by mouse, by keyboard, without JavaScript, on paper, for screen readers."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from auditor import reporting
from auditor.pipeline import describe
from auditor.presentation.excerpt import visible
from auditor.registry import Registry
from auditor.report import AuditedNotice, Report
from tests.browsing import axe, browser, faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["axe", "browser"]

pytest.importorskip("jinja2", reason="the extra [html] is not installed")
pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


@pytest.fixture(scope="module")
def reports(
    tmp_path_factory: pytest.TempPathFactory,
    registry: Registry,
    audited: Callable[..., AuditedNotice],
    own_notices: dict[str, str],
) -> Path:
    """A folder with ``one.html`` over a notice with many errors, ``all.html`` and ``pages/`` over several."""
    place = tmp_path_factory.mktemp("报告")
    rules = tuple(map(describe, registry.select()))
    chosen = ("damaged_counts.txt", "template_x.txt", "clean_audit.txt", "news.txt")
    notices = tuple(evolve(audited(own_notices[name]), path=name) for name in chosen)
    html = reporting.get("html")
    for name, shown in (("one.html", notices[:1]), ("all.html", notices)):
        out = io.StringIO()
        html.render(Report(shown, rules), out, reporting.Options())
        (place / name).write_text(out.getvalue(), encoding="utf-8")
    assert html.folder is not None
    html.folder(Report(notices, rules), place / "pages", reporting.Options())
    return place


@pytest.fixture
def page(browser: Browser, reports: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """``one.html`` opened from disk without a network; ends with no request, message or error."""
    options: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_offline(True)
    page = context.new_page()
    heard: list[str] = []
    page.on(
        "request",
        lambda r: None if r.url.startswith("file:") and r.is_navigation_request() else heard.append(r.url),
    )
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto((reports / "one.html").as_uri())
    yield page
    context.close()
    assert heard == []


HOSTILE = """关于<script>alert(1)</script>的通报
一、<img src=x onerror=alert(2)>整改“</p></div><svg onload=alert(3)>”情况
走访85户，其中党员<a href="javascript:alert(4)">90户</a>。 onclick='alert(5)' {{ 7 * 7 }} &lt;b&gt; =1+1
\u202e倒写\u2066隔离\u200b零宽\ufeff\x1b[31m红\x00</style></script><meta http-equiv=refresh content=0;url=//example.invalid>
"""

NARROW = {"viewport": {"width": 390, "height": 844}}


def text_of(page: Page, selector: str) -> str:
    """The visible words of an element."""
    return page.locator(selector).inner_text()


def test_a_click_on_a_figure_shows_its_working_and_both_places(page: Page) -> None:
    """The panel tells the arithmetic; its buttons go to the one place and the other."""
    page.get_by_role("link", name="95.9%").first.click()
    words = text_of(page, ".panel")
    assert "143人 ÷ 146人 = 97.945%" in words
    assert "143人" in words
    assert "第 1 处，共 3 处" in words
    assert page.locator(".text .hot").all_inner_texts() == ["95.9%"]
    page.get_by_role("button", name="下一处").click()
    assert page.locator(".text .hot").all_inner_texts() == ["143人"]
    page.get_by_role("button", name="上一处").click()
    assert page.locator(".text .hot").all_inner_texts() == ["95.9%"]


def test_a_verified_and_an_uncheckable_figure_tell_why(page: Page) -> None:
    """Green shows its proof, grey says that it is on the sheet and where."""
    page.locator(".text").get_by_role("link", name="5个", exact=True).click()
    assert "5 + 4 + 3 = 12" in text_of(page, ".panel")
    page.locator(".text").get_by_role("link", name="14次", exact=True).click()
    assert "无法核验" in text_of(page, ".panel")
    assert "核实清单第" in text_of(page, ".panel")


def test_a_link_in_a_card_goes_to_the_text_and_keeps_the_card(page: Page) -> None:
    """From a card one gets to its place; the card's words go along."""
    link = page.locator("article.card a.place").nth(1)
    link.click()
    assert page.locator(".text .hot").count() >= 1
    assert page.locator(".text .hot").first.is_visible()
    assert "日期先后矛盾" in text_of(page, ".panel")


def test_keyboard_only(page: Page) -> None:
    """Tab reaches the marks, Enter opens, Tab goes through the panel, Escape leads back to where one was."""
    page.locator(".text a.m").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.text a.m')")
    here = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.panel')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "关闭"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.panel a.place')")
    page.keyboard.press("Enter")
    assert page.locator(".text .hot").count() >= 1
    page.keyboard.press("Escape")
    assert not page.locator(".panel").is_visible()
    assert page.evaluate("document.activeElement.id") == here


def test_a_hostile_notice_is_nothing_but_text(
    page: Page, tmp_path: Path, audited: Callable[..., AuditedNotice]
) -> None:
    """Markup, scripts, formulas and direction marks stand there to be read; nothing runs, nothing is asked for."""
    out = io.StringIO()
    notice = evolve(audited(HOSTILE), path='<b onmouseover="alert(6)">')
    reporting.get("html").render(Report((notice,), ()), out, reporting.Options())
    (tmp_path / "r.html").write_text(out.getvalue(), encoding="utf-8")
    page.goto((tmp_path / "r.html").as_uri())
    shown = page.evaluate("[...document.querySelectorAll('.text .l')].map(l => l.textContent)")
    assert shown == [visible(line) for line in HOSTILE.splitlines()]
    assert page.locator("script, img, iframe, base, object, form").count() == 1  # our own script
    assert page.evaluate("[...document.links].every(a => a.getAttribute('href').startsWith('#'))")
    page.locator(".text a.m").first.click()
    assert page.locator(".panel").is_visible()


def test_the_first_tab_offers_to_skip(page: Page) -> None:
    """The first stop is the link to the main part."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_marks_are_links(page: Page) -> None:
    """A click on a figure leads to its card; what needs a script is not shown."""
    page.get_by_role("link", name="95.9%").first.click()
    assert page.url.endswith("#f3")
    assert "97.945%" in text_of(page, "#f3")
    page.locator("#f3 a.place").first.click()
    assert "#o" in page.url
    assert not page.locator(".panel").is_visible()
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("page", [NARROW, {}], indirect=True)
def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    """Only tables scroll sideways, inside their own frame."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("page", [NARROW, {}], indirect=True)
@pytest.mark.parametrize("name", ["all.html", "pages/index.html", "pages/charts.html"])
def test_the_index_is_not_wider_than_the_screen(page: Page, reports: Path, name: str) -> None:
    """Nor is what only screen readers are told."""
    page.goto((reports / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_on_a_narrow_screen_the_index_shows_its_numbers(page: Page, reports: Path) -> None:
    """Each row is a card; all its numbers are on the screen, each with its name."""
    page.goto((reports / "pages" / "index.html").as_uri())
    cells = page.locator("tbody tr").first.locator("td.n[data-name]")
    assert cells.count() == 7
    for i in range(7):
        box = cells.nth(i).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]
    name = cells.first.evaluate("e => getComputedStyle(e, '::before').content")
    assert "必改" in name


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_on_a_narrow_screen_no_table_scrolls(page: Page) -> None:
    """The sheet and the totals are stacked; the columns that are filled in by hand are for paper."""
    wide = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth).length"
    assert page.evaluate(wide) == 0
    assert page.locator(".form .blank:visible").count() == 0


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_on_a_narrow_screen_the_panel_does_not_hide_the_figure(page: Page) -> None:
    """The panel covers the lower part, the figure stays above it."""
    link = page.get_by_role("link", name="95.9%").first
    link.click()
    page.wait_for_function("document.querySelector('.hot').getBoundingClientRect().top > 0")
    page.wait_for_timeout(700)
    mark, panel = page.locator(".text .hot").first.bounding_box(), page.locator(".panel").bounding_box()
    assert mark
    assert panel
    assert 0 < mark["y"] < panel["y"]


def test_on_paper(page: Page) -> None:
    """No navigation, no buttons; room for signatures; the verdicts differ without colour."""
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("button:visible").count() == 0
    assert "核实人签字" in text_of(page, ".form")
    assert page.get_by_text("审核人：").is_visible()
    style = "e => { const s = getComputedStyle(e); return [s.borderBottomStyle, s.backgroundColor, s.color].join() }"
    looks = {
        look: page.locator(f".text .m.{look}").first.evaluate(style)
        for look in ("verified", "contradicted", "uncheckable")
    }
    assert len(set(looks.values())) == 3
    assert all("rgba(0, 0, 0, 0),rgb(0, 0, 0)" in look for look in looks.values())


def test_the_printed_pages_are_a4(page: Page, tmp_path: Path) -> None:
    """As the browser prints it, without settings."""
    pdfium = pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    document = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    sizes = {tuple(round(side / 72 * 25.4) for side in document[i].get_size()) for i in range(len(document))}
    assert sizes == {(210, 297)}
    document.close()


def test_only_the_sheet_can_be_printed(page: Page) -> None:
    """The button prints the sheet without the rest, and leaves the page as it was."""
    page.evaluate(
        "window.print = () => { window.seen = [...document.querySelectorAll('.part')].map(p => p.className) }"
    )
    page.get_by_role("button", name="只打印本清单").click()
    assert [name for name in page.evaluate("seen") if "chosen" in name] == ["part sheet chosen"]
    assert page.locator(".chosen").count() == 0


def test_the_index_is_sorted_by_a_click(page: Page, reports: Path) -> None:
    """By number, the largest first, upwards on the second click; said to screen readers; each row leads to its page."""
    page.goto((reports / "pages" / "index.html").as_uri())
    column = "[...document.querySelectorAll('tbody tr')].map(r => Number(r.cells[8].textContent))"
    button = page.get_by_role("button", name="矛盾")
    button.click()
    assert page.evaluate(column) == sorted(page.evaluate(column), reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text() == "矛盾"
    button.click()
    assert page.evaluate(column) == sorted(page.evaluate(column))
    button.click()
    page.locator("tbody a").first.click()
    assert "damaged" in page.url
    page.get_by_role("link", name="返回总表").click()
    assert page.url.endswith("index.html")


def test_words_are_sorted_upwards(page: Page, reports: Path) -> None:
    page.goto((reports / "pages" / "index.html").as_uri())
    page.get_by_role("button", name="结论").click()
    assert page.locator("th[aria-sort=ascending]").inner_text() == "结论"


@pytest.mark.parametrize("page", [{}, NARROW], indirect=True)
def test_the_index_is_filtered(page: Page, reports: Path) -> None:
    """By the words of a row, the conclusion among them; how many are left is said."""
    page.goto((reports / "pages" / "index.html").as_uri())
    rows = page.locator("tbody tr")
    every = rows.count()
    page.get_by_role("searchbox", name="筛选").fill("damaged")
    left = page.locator("tbody tr:visible").count()
    assert 0 < left < every
    assert page.locator("output").inner_text() == f"显示 {left} 份"
    page.get_by_role("searchbox", name="筛选").fill("")
    assert page.locator("tbody tr:visible").count() == every


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_on_a_narrow_screen_the_navigation_is_whole(page: Page, reports: Path) -> None:
    """It goes on in another line; nothing of it has to be found by scrolling."""
    page.goto((reports / "pages" / "index.html").as_uri())
    page.locator("tbody a").first.click()
    links = page.locator("nav a")
    assert links.count() > 3
    for i in range(links.count()):
        box = links.nth(i).bounding_box()
        assert box
        assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("one.html", {}),
        ("one.html", NARROW),
        ("all.html", {}),
        ("pages/index.html", {}),
        ("pages/index.html", NARROW),
        ("pages/charts.html", {}),
        ("pages/charts.html", NARROW),
    ],
    indirect=["page"],
)
def test_axe_finds_no_serious_fault(page: Page, reports: Path, axe: str, name: str) -> None:
    """Labels, roles, order, contrast: axe-core's rules, with the panel open and closed."""
    page.goto((reports / name).as_uri())
    page.evaluate(axe)
    for opened in (False, True):
        if opened and page.locator("a.m.verified").count():
            page.locator(".text a.m.verified").first.click()
        bad = faults(page)
        assert not bad, json.dumps(bad, ensure_ascii=False, indent=1)
