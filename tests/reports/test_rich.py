"""The terminal report: order, widths, places."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from attrs import evolve
from rich.cells import cell_len

from auditor.findings import Finding, Label, Severity
from auditor.report import Report
from auditor.source import Span

Rendering = Callable[..., str]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int, several: Report, rendering: Rendering) -> None:
    """Full-width characters count two cells, and every line fits."""
    lines = rendering(several, "rich", width=width).split("\n")
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [40, 80, 120])
def test_fields_are_aligned(width: int, one: Report, rendering: Rendering) -> None:
    """What follows a field's name, and its further lines, begins in the same column."""
    lines = rendering(one, "rich", width=width).split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("  位置"))
    card = [line for line in lines[first : lines.index("", first)] if line]
    assert len(card) > 3
    for line in card:
        named = re.match(r"  [位问原对核数处建][置题文照算法理议]  (?=\S)", line)
        assert cell_len(named[0] if named else re.match(r" *", line)[0]) == 8  # type: ignore[index]


def test_the_verdict_comes_first(one: Report, rendering: Rendering) -> None:
    """The first line answers the only question of the first look; the second says what was covered."""
    first, second, *_ = rendering(one, "rich", width=100).split("\n")
    assert first == "结论：退回作者（必改 2 · 建议 1 · 请核 2）　已核实 3 处"
    assert second == "识别 6 处主张：证实 3，矛盾 1，无法核验 2"


def test_errors_first_and_fixed_expressions_before_them(one: Report, rendering: Rendering) -> None:
    """Cards: damaged fixed expressions, other errors, warnings that are certain, questions; then the hints."""
    text = rendering(one, "rich", width=100)
    ids = ["W101", "C101", "K103", "S101", "Q105"]
    assert sorted(ids, key=text.index) == ids


def test_hints_stand_apart_from_other_questions(one: Report, rendering: Rendering) -> None:
    """They share the demand 请核; those told in one line each are the rest."""
    assert "其余请核 1 条" in rendering(one, "rich", width=100)


def test_a_demand_and_a_certainty_have_different_words(one: Report, rendering: Rendering) -> None:
    """A question is 请核, how sure the auditor is of it 存疑."""
    assert "请核 1/2  分项与总数不符 S101  存疑" in rendering(one, "rich", width=100)


def test_a_card_shows_both_sides(one: Report, rendering: Rendering) -> None:
    """Place in words and line, the quote in its sentence, the other places, the working and the readings."""
    text = rendering(one, "rich", width=100)
    card = text[text.index("必改 2/2") : text.index("建议 1/1")]
    assert "位置  第一部分 第 5 行第 1 句" in card
    assert "反馈3个方面【7个具体问题】，已完成整改7个。" in card
    assert "第二部分（一）（1） 第 8 行 “（1）学” 第 1 个" in card
    assert "核算  文中 7，算得 3：2 + 1 = 3" in card
    assert "数法  按（一）级标题 2 个；按一、级标题 2 个" in card


def test_many_places_are_one_short_list(one: Report, rendering: Rendering) -> None:
    """A finding with hundreds of places stays one card; equal words at one place are counted."""
    notice = one.notices[0]
    everywhere = tuple(Label(Span(at, at + 1)) for at in range(0, 250, 2))
    finding = Finding("多处相同", Span(0, 1), "C101", Severity.ERROR, related=everywhere)
    report = evolve(one, notices=(evolve(notice, findings=(finding,), fingerprints=("0",)),))
    card = rendering(report, "rich", width=100)
    assert "另有 " in card
    assert card.count("第 3 行") <= 7
    same = evolve(finding, related=(Label(Span(0, 2)),) * 9)
    report = evolve(one, notices=(evolve(notice, findings=(same,), fingerprints=("0",)),))
    assert "“中共”（9 处）" in rendering(report, "rich", width=100)


def test_nothing_recognised_is_loud(several: Report, rendering: Rendering) -> None:
    """A text of which nothing was recognised is not called fit for publication."""
    text = rendering(several, "rich", width=100)
    page = text[text.index("2/4") : text.index("3/4")]
    assert "结论：未能审核" in page
    assert "没有识别到任何可核对的主张" in page


def test_no_escape_sequences_without_colour(
    several: Report, rendering: Rendering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment cannot switch colours on or off; only the option can."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in rendering(several, "rich", color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" in rendering(several, "rich", color=True)
