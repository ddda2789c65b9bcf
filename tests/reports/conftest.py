"""A small run made by hand, so that the formats are tested without any rule."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from auditor import reporting
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.parse import parse
from auditor.report import AuditedNotice, Crash, LedgerEntry, Report, RuleInfo, Verdict
from auditor.source import Source, Span

TEXT = """中共青禾县柳溪镇委员会关于巡察整改情况的通报

根据县委统一部署，2023年3月1日至4月10日，县委第二巡察组对柳溪镇党委进行了巡察。现将整改情况予以公布。
一、总体情况
县委巡察组反馈3个方面7个具体问题，已完成整改7个。镇党委召开专题会议4次，其中党委会2次、推进会1次，确保整改落地见效。
二、问题整改情况
（一）理论学习方面
（1）学习计划落实不到位。
开展学习12次，参加学习36人，其中党员30人、群众6人。
（2）学习记录不规范。
已规范记录，完成率100%。
（二）作风建设方面
（1）下村走访少。
走访群众85户，收集意见20条，办结17条，办结率85%。
欢迎干部群众监督。联系电话：0999-5550123；邮政编码：99999X。
中共青禾县柳溪镇委员会
2023年9月5日
"""

RULES = (
    RuleInfo(
        "C101",
        "count-mismatch",
        "条数不符",
        Severity.ERROR,
        "条数不符。\n\n检查什么\n声称的条数与列出的条数。",
    ),
    RuleInfo("K103", "postcode", "邮政编码有误", Severity.WARNING, "邮政编码有误。\n\n检查什么\n六位数字。"),
    RuleInfo(
        "S101", "part-whole", "分项与总数不符", Severity.WARNING, "分项与总数不符。\n\n检查什么\n其中。"
    ),
    RuleInfo("Q105", "mixed-width", "全角半角混用", Severity.INFO, "全角半角混用。\n\n检查什么\n标点。"),
    RuleInfo("W101", "fixed-term", "固定表述有误", Severity.ERROR, "固定表述有误。\n\n检查什么\n表述。"),
)

Rendering = Callable[..., str]


def spot(words: str, nth: int = 0) -> Span:
    """Where the nth occurrence of some words of TEXT stands."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def audited_notice() -> AuditedNotice:
    """柳溪.txt with a finding of every severity and certainty, and a ledger."""
    source = Source("通报/柳溪.txt", TEXT, "utf-8")
    findings = (
        Finding(
            "文中称 7 个具体问题，正文列出 3 个，两处不一致，请核实",
            spot("7个具体问题"),
            "C101",
            Severity.ERROR,
            Certainty.CERTAIN,
            related=tuple(
                Label(spot(w), f"第 {i} 个") for i, w in enumerate(("（1）学", "（2）学", "（1）下"), 1)
            ),
            evidence=Evidence("7", "3", "2 + 1 = 3", ("按（一）级标题 2 个", "按一、级标题 2 个")),
        ),
        Finding(
            "“其中”各项合计 3，总数 4，差 1",
            spot("4次"),
            "S101",
            Severity.WARNING,
            Certainty.QUERY,
            related=(Label(spot("党委会2次")), Label(spot("推进会1次"))),
            evidence=Evidence("4", "3", "2 + 1 = 3"),
        ),
        Finding(
            "此处应为“见实效”", spot("见效"), "W101", Severity.ERROR, Certainty.LIKELY, suggestion="见实效"
        ),
        Finding("标点宽度不一", spot("（一）"), "Q105", Severity.INFO),
        Finding("邮政编码应为六位数字，请核实", spot("99999X"), "K103", Severity.WARNING),
    )
    ledger = (
        LedgerEntry("date", Verdict.UNCHECKABLE, spot("2023年3月1日")),
        LedgerEntry("count", Verdict.CONTRADICTED, spot("7个具体问题"), "2 + 1 = 3", (spot("（1）学"),)),
        LedgerEntry("count", Verdict.VERIFIED, spot("36人"), "30 + 6 = 36", (spot("30人"), spot("6人", 1))),
        LedgerEntry("count", Verdict.VERIFIED, spot("30人"), "30 + 6 = 36", (spot("30人"), spot("6人", 1))),
        LedgerEntry("ratio", Verdict.VERIFIED, spot("85%"), "17 ÷ 20 = 85 %", (spot("17条"), spot("20条"))),
        LedgerEntry("count", Verdict.UNCHECKABLE, spot("85户")),
    )
    return AuditedNotice(
        path=source.path,
        source=source,
        notice=parse(source),
        profile="inspection",
        findings=findings,
        fingerprints=tuple(f"{i:016x}" for i in range(len(findings))),
        ledger=ledger,
    )


def clean_notice() -> AuditedNotice:
    """A text of which nothing was recognised and nothing is said."""
    source = Source("通报/其他.txt", "今天天气很好。\n", "gb18030")
    return AuditedNotice(path=source.path, source=source, notice=parse(source))


@pytest.fixture
def one() -> Report:
    """A run over one notice."""
    return Report((audited_notice(),), RULES)


@pytest.fixture
def several() -> Report:
    """A run over a notice with findings, one of which nothing was recognised, and one that could not be read."""
    crashed = AuditedNotice(
        path="通报/异常.txt",
        source=Source("通报/异常.txt", "走访3户。"),
        crashes=(Crash("C101", "ZeroDivisionError: 除数为零（c101.py:10）"),),
        ledger=(LedgerEntry("count", Verdict.UNCHECKABLE, Span(2, 4)),),
    )
    unread = AuditedNotice(path="通报/扫描件.pdf", reason="PDF 没有文字层，请提供文字版")
    return Report((audited_notice(), clean_notice(), crashed, unread), RULES)


@pytest.fixture
def rendering() -> Rendering:
    """``rendering(report, "plain", width=80, color=False)`` is the text of a report."""

    def render(report: Report, name: str, **options: object) -> str:
        out = io.StringIO()
        reporting.get(name).render(report, out, reporting.Options(**options))  # type: ignore[arg-type]
        return out.getvalue()

    return render
