"""Marks: one finding per cause, at the right place, and none for what a page or a long quotation cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@pytest.mark.parametrize(
    ("text", "quotes", "severity"),
    [
        ("印发《工作方案，明确责任。", ["《工作方案，明确责任。"], Severity.ERROR),
        ("印发工作方案》，明确责任。", ["印发工作方案》"], Severity.ERROR),
        ("开展”四风“整治。", ["开展”"], Severity.WARNING),
        ("开展“四风“整治。", ["“四风“整治。"], Severity.WARNING),
        ("召开党工委（扩大会议。", ["（扩大会议。"], Severity.WARNING),
        ("甲《一》乙《二丙《三》丁。", ["《二丙《三》丁。"], Severity.ERROR),
    ],
)
def test_place(audited: Audited, text: str, quotes: list[str], severity: Severity) -> None:
    """One finding, which shows the mark and the words beside it."""
    result = audited(text, "Q101")
    assert result.source is not None
    assert [result.source.quote(f.span) for f in result.findings] == quotes
    assert result.findings[0].severity is severity


@pytest.mark.parametrize(
    "text",
    [
        "学习《关于巡察整改\n\n“回头看”情况的意见》，开展讨论。",
        "会议强调：“坚持以上率下。\n“坚持标本兼治。\n“坚持久久为功。”",
        "It’s 1998 and ’98 was cold，西安Xi’an。",
        "1）完善制度；2）加强监督。（1）一项；a) two",
        '会议指出："坚持以上率下。\n坚持标本兼治。"',
        "《中共云岭省委贯彻〈条例〉实施办法》（试行）〔2023〕3号【公开】",
    ],
)
def test_silence(audited: Audited, text: str) -> None:
    """What is cut by a page, carried on over paragraphs, a list mark or an apostrophe is not accused."""
    assert not audited(text, "Q101", "Q103").findings


def test_odd_straight_quotes_are_found_near_the_orphan(audited: Audited) -> None:
    """The quotation that hangs in the air is pointed at, not the first quote of the paragraph."""
    result = audited('落实"双减"政策，针对清单不细"问题，建立"红黑榜"。', "Q101")
    (finding,) = result.findings
    assert result.source is not None
    assert '清单不细"' in result.source.text[finding.span.start : finding.span.end + 1]


def test_nesting_is_one_finding(audited: Audited) -> None:
    """All places of nested marks are related to the first."""
    (finding,) = audited("关于“甲“乙”丙”和“丁“戊”己”以及《子《丑》寅》的问题。", "Q102").findings
    assert len(finding.related) == 2


@pytest.mark.parametrize(
    "text",
    [
        "公报（2023年第3号[总第41号）已刊登。",
        "公报2023年第3号总第41号]已刊登。",
        "详见附件【整改台账所列事项。",
    ],
)
def test_a_square_bracket_without_its_partner_is_found(audited: Audited, text: str) -> None:
    """[ ] and 【 】 come in pairs like others."""
    assert len(audited(text, "Q101").findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "依据〔2023〕12号和[2023]12号文件。",
        "得分在[60,80)、(80,100]和[0,5）的科室。",
        "完善[一户[一档]]台账。",
        "1]完善制度；2]加强监督。",
    ],
)
def test_square_brackets_in_pairs_and_intervals_are_silent(audited: Audited, text: str) -> None:
    """Numbers of documents, half-open intervals, brackets in brackets, list marks."""
    assert not audited(text, "Q101").findings


def test_a_tortoise_shell_and_a_square_bracket_are_no_pair(audited: Audited) -> None:
    """They differ in form, which is worse than in width."""
    text = "印发〔2023]12号、[2023〕15号文件，召开党工委（扩大)会议。"
    found = audited(text, "Q101", "Q103").findings
    assert [(f.rule, f.severity) for f in found] == [("Q103", Severity.WARNING), ("Q103", Severity.INFO)]
    assert len(found[0].related) == 1
