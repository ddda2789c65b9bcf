"""The HTML report of several notices: the index, the folder of pages, and the command that writes them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from attrs import evolve
from click.testing import CliRunner

from auditor import reporting
from auditor.cli import main
from auditor.errors import AuditorError
from auditor.report import Report
from tests.reports.pages import RULES, Page, check_whole, page

pytest.importorskip("jinja2", reason="the extra [html] is not installed")


def test_the_index_tells_the_share_with_both_numbers(several: Report) -> None:
    """So many of those that can be compared; — where there is none."""
    cells = re.findall(r'data-name="对得上/可核对"[^>]*>([^<]*)<', page(several))
    assert cells == ["3/4", "—", "—", "—"]


def test_the_index_has_the_total(several: Report) -> None:
    """All conclusions, all demands, the coverage and the number of rules."""
    head = page(several).partition('id="main"')[2].partition("</header>")[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", head))
    assert "退回作者 1 份" in words
    assert "2 必改 1 建议 2 请核 3 已核实" in words
    assert "识别 7 处主张：证实 3，矛盾 1，无法核验 3 · 未检查 1 份 · 5 条规则" in words


def test_notices_of_one_title_are_told_apart_in_their_links(one: Report) -> None:
    """The path is part of the link where the title does not tell which notice it is."""
    two = Report((*one.notices, evolve(one.notices[0], path="二稿/柳溪.txt")), one.rules)
    rows = page(two).partition("<tbody>")[2].partition("</tbody>")[0]
    assert re.findall(r'<b class="path">([^<]+)</b></a>', rows) == ["通报/柳溪.txt", "二稿/柳溪.txt"]


def test_the_path_of_a_title_of_its_own_is_small_print(several: Report) -> None:
    rows = page(several).partition("<tbody>")[2].partition("</tbody>")[0]
    assert "<small>通报/柳溪.txt</small>" in rows


def test_several_notices_in_one_file_start_with_the_index(several: Report) -> None:
    """The index leads to each notice below it; an input that was not read is there with its reason."""
    text = page(several)
    read = check_whole(text, several)
    assert {"#n1-top", "#n2-top", "#n3-top", "#n4-top"} <= set(read.links)
    assert "没有文字层" in text.partition("</table>")[0]


def test_a_folder_keeps_no_page_of_an_earlier_run(several: Report, tmp_path: Path) -> None:
    """What the index no longer names is removed; files of somebody else stay, whatever they are called."""
    render = reporting.get("html").folder
    assert render
    render(several, tmp_path, reporting.Options())
    (tmp_path / "005-mine.html").write_text("<!DOCTYPE html><p>mine", encoding="utf-8")
    page = (tmp_path / "002-其他.html").read_text(encoding="utf-8")
    (tmp_path / "kept.html").write_text(page, encoding="utf-8")
    render(evolve(several, notices=several.notices[:1]), tmp_path, reporting.Options())
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["001-柳溪.html", "005-mine.html", "index.html", "kept.html"]


def test_a_page_replaces_no_strange_file(several: Report, tmp_path: Path) -> None:
    render = reporting.get("html").folder
    assert render
    (tmp_path / "001-柳溪.html").write_text("<!DOCTYPE html><p>mine", encoding="utf-8")
    with pytest.raises(AuditorError, match="不是本程序写的报告"):
        render(several, tmp_path, reporting.Options())
    assert (tmp_path / "001-柳溪.html").read_text(encoding="utf-8") == "<!DOCTYPE html><p>mine"


def test_a_folder_gets_an_index_and_a_page_for_each(several: Report, tmp_path: Path) -> None:
    """Every page is whole, and every link between them leads to a file."""
    place = tmp_path / "深" / "审核"
    fill = reporting.get("html").folder
    assert fill is not None
    fill(several, place, reporting.Options())
    files = sorted(path.name for path in place.iterdir())
    assert files == [
        "001-柳溪.html",
        "002-其他.html",
        "003-异常.html",
        "004-扫描件.html",
        "charts.html",
        "index.html",
    ]
    index = Page((place / "index.html").read_text(encoding="utf-8"))
    assert sorted(link for link in index.links if link.endswith(".html")) == sorted(map(quote, files[:-1]))
    for audited, name in zip(several.notices, files, strict=False):
        text = (place / name).read_text(encoding="utf-8")
        check_whole(text, Report((audited,), RULES))
        assert 'href="index.html"' in text


def _run(*args: str) -> Iterator[str]:
    result = CliRunner().invoke(main, ["check", *args])
    yield str(result.exit_code)
    yield result.output


def test_the_command_line_writes_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that ends in a slash, or an existing folder, is filled; other formats refuse it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("走访85户。\n", encoding="utf-8")
    status, _ = _run("a.txt", "--format", "html=r.html", "--format", "html=pages/")
    assert status == "0"
    assert Path("r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in Path("pages").iterdir()) == ["001-a.html", "index.html"]
    status, words = _run("a.txt", "--format", "json=pages/")
    assert status == "2"
    assert "不能写入文件夹" in words
    status, words = _run("a.txt", "--format", "html=.")
    assert status == "2"
    assert "会覆盖要审核的文件" in words
    status, words = _run("a.txt", "--format", "html=a.txt/")
    assert status == "2"


def test_without_jinja2_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, one: Report) -> None:
    """The error names the extra."""
    from importlib import import_module

    module = import_module("auditor.reports.html")
    module._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(AuditorError, match=r"pip install 'notice-auditor\[html\]'"):
        page(one)


def test_looking_formats_up_loads_no_template_engine() -> None:
    """Whoever writes no HTML needs no Jinja2."""
    code = "import sys; from auditor import reporting; reporting.formats(); sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
