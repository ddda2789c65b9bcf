"""The HTML report as text: what is in it, that its links lead somewhere, that nothing of a notice becomes markup."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import reporting
from auditor.cli import main
from auditor.errors import AuditorError
from auditor.findings import Evidence, Finding, Label, Severity
from auditor.parse import parse
from auditor.presentation.excerpt import visible
from auditor.report import AuditedNotice, LedgerEntry, Report, RuleInfo, Verdict
from auditor.source import Source, Span

pytest.importorskip("jinja2", reason="the extra [html] is not installed")

RULES = (RuleInfo("C101", "any", "条数不符", Severity.ERROR, ""),)
VOID = {"input", "meta", "br", "rect", "line", "circle"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests need it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.lines: list[str] = []
        self.classes: Counter[str] = Counter()
        self._open: list[str] = []
        self._in_line = False
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes |= set(given)
        self.classes.update(given.get("class", "").split())
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if "data-n" in given:
            self._in_line = True
            self.lines.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open.pop() == tag
        if tag == "p":
            self._in_line = False

    def handle_data(self, data: str) -> None:
        if self._in_line:
            self.lines[-1] += data


def page(report: Report) -> str:
    """The report in one file."""
    out = io.StringIO()
    reporting.get("html").render(report, out, reporting.Options())
    return out.getvalue()


def check_whole(text: str, report: Report) -> Page:
    """Every link leads to something, no id is used twice, and the notices stand there character by character."""
    read = Page(text)
    doubled = [id for id, n in Counter(read.ids).items() if n > 1]
    assert not doubled
    assert {link for link in read.links if link.startswith("#")} <= {f"#{id}" for id in read.ids}
    lines = []
    for audited in report.notices:
        if audited.source:
            lines += audited.source.text.removesuffix("\n").split("\n")
    assert [line for line in read.lines if line] == [visible(line) for line in lines if line]
    return read


def one_of(text: str, *spans: tuple[int, int], verdict: Verdict = Verdict.VERIFIED) -> Report:
    """A notice in which some spans are claims."""
    source = Source("a.txt", text)
    entries = tuple(LedgerEntry("count", verdict, Span(*span), "1 + 1 = 2") for span in spans)
    return Report((AuditedNotice("a.txt", source, parse(source), ledger=entries),), RULES)


def test_the_conclusion_comes_first(one: Report) -> None:
    """The verdict, what is asked for, the coverage and the elements stand before the first card."""
    head = re.sub(r"<[^>]+>", "", page(one).partition("<article")[0].partition("<body>")[2])
    words = re.sub(r"\s+", " ", head)
    assert "结论：退回作者" in words
    assert "2 必改 1 建议 2 请核 3 已核实" in words
    assert "识别 6 处主张：证实 3，矛盾 1，无法核验 2" in words
    assert "有 标题" in words


def test_a_card_shows_both_sides(one: Report) -> None:
    """The quote in its sentence, the other places, the arithmetic, the other readings."""
    found = re.search(r'<article class="card must"[^>]*id="f2".*?</article>', page(one), re.S)
    assert found
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[0]))
    for part in (
        "条数不符",
        "C101 · 确定",
        "7个具体问题",
        "（2）学",
        "2 + 1 = 3",
        "按（一）级标题 2 个",
    ):
        assert part in words


def test_every_claim_is_marked(one: Report) -> None:
    """Each verdict has its own look, and each mark leads to what is said of it."""
    read = check_whole(page(one), one)
    for look in ("verified", "contradicted", "uncheckable"):
        assert read.classes[look] > 1  # one is in the legend
    assert {"#v1", "#v2", "#u1", "#f2"} <= set(read.links)


def test_a_contradicted_claim_leads_to_its_card_even_inside_another_mark() -> None:
    """Marks inside marks become pieces of text side by side; red is never hidden by green."""
    report = one_of("走访群众85户，其中党员3户。", (0, 13), (4, 7), (11, 13))
    inner = LedgerEntry("count", Verdict.CONTRADICTED, Span(4, 13), "x")
    notice = evolve(report.notices[0], ledger=(*report.notices[0].ledger, inner))
    text = page(Report((notice,), RULES))
    read = check_whole(text, Report((notice,), RULES))
    assert read.classes["contradicted"] > 2
    assert 'id="x"' in text  # no finding is in the report, so the reason is told in general


def card_of(finding: Finding) -> str:
    """The card of a finding in a short text."""
    source = Source("a.txt", "整改措施46条。另有整改措施48条。")
    notice = AuditedNotice("a.txt", source, parse(source), findings=(finding,), fingerprints=("0" * 16,))
    return page(Report((notice,), RULES)).partition("<article")[2].partition("</article>")[0]


def test_the_author_is_asked_which_of_two_places_holds() -> None:
    """Two places say different things, and only the material can tell."""
    label, evidence = Label(Span(12, 15)), Evidence("46条", "48条", elsewhere=True)
    finding = Finding("前后不一致", Span(4, 7), "C101", Severity.ERROR, related=(label,), evidence=evidence)
    assert "说明以哪一处为准" in card_of(finding)


def test_the_author_is_not_asked_in_general() -> None:
    """Where nothing specific is to be asked the message is enough."""
    finding = Finding(
        "两处不一致，请核实", Span(4, 7), "C101", Severity.ERROR, related=(Label(Span(12, 15)),)
    )
    assert "请作者" not in card_of(finding)


def test_a_card_without_more_to_say_has_no_empty_list() -> None:
    assert "<dl>" not in card_of(Finding("请核实", Span(4, 7), "C101", Severity.ERROR))


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


def test_the_sheet_lists_what_somebody_must_sign_for(one: Report) -> None:
    """One row for each uncheckable claim, with blanks for unit, material and signature."""
    sheet = page(one).partition('id="sheet"')[2].partition("</table>")[0]
    for head in ("数据", "出处", "责任科室", "依据材料", "核实人签字"):
        assert head in sheet
    assert sheet.count('<td class="blank"></td>' * 3) == 2


def test_the_days_of_a_period_are_one_row() -> None:
    """A period that cannot be checked is one figure to sign for, not three."""
    text = "2023年3月1日至4月10日"
    source = Source("a.txt", text)
    spans = {"period": (0, 15), "date": (0, 9)}
    entries = [LedgerEntry(kind, Verdict.UNCHECKABLE, Span(*span)) for kind, span in spans.items()]
    entries.append(LedgerEntry("date", Verdict.UNCHECKABLE, Span(10, 15)))
    notice = AuditedNotice("a.txt", source, parse(source), ledger=tuple(entries))
    assert page(Report((notice,), RULES)).count('<td class="blank"></td>' * 3) == 1


def test_timeline_outline_and_totals(
    audited: Callable[..., AuditedNotice], own_notices: dict[str, str]
) -> None:
    """The events are drawn, headings are counted, stated totals stand beside what was counted."""
    notice = audited(own_notices["damaged_counts.txt"])
    text = page(Report((notice,), RULES))
    drawn = text.partition('id="timeline"')[2].partition("</section>")[0]
    assert drawn.count("<circle") + drawn.count('class="span"') >= 5
    assert "年份推定" in drawn
    counted = text.partition('id="outline"')[2].partition("</section>")[0]
    assert "矛盾" in counted
    assert "按最小一级标题" in counted


@pytest.mark.parametrize(
    "name", ["clean_inspection.txt", "damaged_counts.txt", "damaged_ocr.txt", "template_x.txt"]
)
def test_real_audits_make_whole_pages(
    name: str, audited: Callable[..., AuditedNotice], own_notices: dict[str, str]
) -> None:
    """All links of a whole report lead somewhere; it stays small and every run gives the same bytes."""
    report = Report((audited(own_notices[name]),), RULES)
    text = page(report)
    check_whole(text, report)
    assert len(text.encode()) - len(own_notices[name].encode()) < 300_000
    assert text == page(report)


def test_sample_notices_make_whole_pages(sample_notices: Path, audited: Callable[..., AuditedNotice]) -> None:
    """So it is with real notices, which are longer."""
    for path in sorted(sample_notices.glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        report = Report((audited(source),), RULES)
        text = page(report)
        check_whole(text, report)
        assert len(text.encode()) - len(source.encode()) < 300_000


HOSTILE = (
    "</p></div><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onclick='alert(1)",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
    "{{ 7 * 7 }}{% raw %}",
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \u200b\ufeff\x00\x1b[31m",
    "]]><!--  --><![CDATA[",
    "</style></title></script><base href=//example.invalid>",
)


def hostile(words: str) -> Report:
    """A run in which everything that comes from outside holds some words."""
    source = Source(words, f"关于{words}的通报\n一、{words}\n走访85户。\n", words)
    span, other = Span(0, len(source.text) - 2), Span(2, 4)
    finding = Finding(words, span, "C101", Severity.ERROR, related=(Label(other, words),), suggestion=words)
    entry = LedgerEntry(words, Verdict.VERIFIED, other, words, (span,))
    notice = AuditedNotice(words, source, parse(source), words, words, (finding,), (words,), (entry,))
    return Report(
        (notice, AuditedNotice(words, reason=words)), (RuleInfo("C101", words, words, Severity.ERROR, words),)
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    """Whatever a notice holds, the page has no other kinds of elements and attributes than with harmless words."""
    report = hostile(words)
    text = page(report)
    read, harmless = check_whole(text, report), Page(page(hostile("甲")))
    assert set(read.tags) == set(harmless.tags)
    assert read.tags["script"] == read.tags["style"] == 1
    assert read.attributes == harmless.attributes


@st.composite
def marked(draw: st.DrawFn) -> Report:
    """Texts with any claims and findings over them."""
    text = draw(st.text(alphabet="一、（）1.走访85户\n <&'\"", max_size=60))
    offset = st.integers(0, len(text))
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), offset, offset)
    entries = st.builds(
        LedgerEntry,
        st.sampled_from(["count", "date", "period"]),
        st.sampled_from(Verdict),
        span,
        st.just(""),
        st.just(()),
    )
    finding = st.builds(
        Finding,
        st.just("请核实"),
        span,
        rule=st.just("D101"),
        severity=st.sampled_from(Severity),
        related=st.lists(st.builds(Label, span), max_size=15).map(tuple),
    )
    findings = tuple(draw(st.lists(finding, max_size=4)))
    source = Source("a.txt", text)
    fingerprints = tuple(map(str, range(len(findings))))
    ledger = tuple(draw(st.lists(entries, max_size=12)))
    return Report(
        (AuditedNotice("a.txt", source, parse(source), None, "general", findings, fingerprints, ledger),),
        RULES,
    )


@settings(max_examples=150)
@given(report=marked())
def test_any_marks_give_a_whole_page(report: Report) -> None:
    """Marks may lie over, in and beside each other, be empty, or stand on the line breaks."""
    check_whole(page(report), report)


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
    assert files == ["001-柳溪.html", "002-其他.html", "003-异常.html", "004-扫描件.html", "index.html"]
    index = Page((place / "index.html").read_text(encoding="utf-8"))
    assert len([link for link in index.links if link.endswith(".html")]) == 4
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
