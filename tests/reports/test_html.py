"""The HTML report of one notice as text: what is in it and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from auditor.findings import Evidence, Finding, Label, Severity
from auditor.parse import parse
from auditor.report import AuditedNotice, LedgerEntry, Report, Verdict
from auditor.source import Source, Span
from tests.reports.pages import RULES, check_whole, page

pytest.importorskip("jinja2", reason="the extra [html] is not installed")


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
