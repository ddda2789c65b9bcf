"""What a notice must have: demanded of a real notice, never of another text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]

TITLE = "河阳街道党工委关于巡察整改进展情况的通报\n"
BODY = "根据区委统一部署，区委第二巡察组开展了巡察。现将巡察整改情况予以公布。\n一、履行整改责任情况\n街道高度重视。\n二、整改落实情况\n已全部落实。\n"
CONTACT = "欢迎广大干部群众监督。联系电话：0431-87890123。\n"
SIGNED = "中共河阳街道工作委员会\n"
DATE = "2023年5月6日"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE + BODY + CONTACT + SIGNED + DATE, []),
        (BODY + CONTACT + SIGNED + DATE, ["T101"]),
        ("（社会公开稿）\n" + BODY + CONTACT + SIGNED + DATE, ["T101"]),
        (TITLE + BODY + CONTACT + DATE, ["T102"]),
        (TITLE + BODY + CONTACT + SIGNED, ["T103"]),
        (TITLE + BODY + CONTACT + SIGNED + "2023年5月", ["T103"]),
        (TITLE + BODY + SIGNED + DATE, ["T104"]),
        (TITLE + BODY, ["T102", "T103", "T104"]),
        (TITLE + BODY + CONTACT + "中共河阳街道工作委员会 2023年5月6日", []),
        (TITLE + BODY + CONTACT + "河阳街道机关大院\n" + DATE, []),
        (TITLE + BODY + CONTACT + SIGNED + "二〇二三年五月六日", []),
        ("\n\n" + TITLE.replace("关于", "关于\n", 1) + BODY + CONTACT + SIGNED + DATE, []),
    ],
)
def test_elements(audited: Audited, text: str, expected: list[str]) -> None:
    """Title, signature, date and contact paragraph, each missing one named once."""
    assert [f.rule for f in audited(text, "T101", "T102", "T103", "T104").findings] == expected


@pytest.mark.parametrize(
    "text",
    [
        "街道对巡察反馈的问题进行了整改。",
        "在巡察整改动员会上的讲话\n同志们：\n一、提高认识\n要高度重视。\n二、狠抓落实\n要立行立改。",
        "河阳街道巡察反馈意见整改工作方案\n一、总体要求\n坚持问题导向。\n二、工作措施\n逐项整改。",
        "河阳区举办读书会\n近日，河阳区举办读书会。",
        "购销合同\n一、标的\n钢材。\n二、价款\n12万元。",
        "",
    ],
)
def test_other_texts(audited: Audited, text: str) -> None:
    """A sentence, a speech, a plan, an article, a contract and nothing at all are asked for nothing."""
    assert audited(text, "T101", "T102", "T103", "T104").findings == ()


def test_audit_notice_is_only_advised(audited: Audited) -> None:
    """An audit report on the web often has its title and date outside of the text."""
    text = "现将审计查出问题的整改情况公告如下。\n一、总体情况\n已整改12项。\n二、具体情况\n已全部落实。"
    assert {f.severity for f in audited(text, "T").findings} == {Severity.INFO}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "一、甲\n（一）子问题\n已整改。\n（二）丑问题\n（三）寅问题\n已整改。\n（四）卯问题\n已整改。",
            "T106",
        ),
        (
            "一、甲\n1.针对学习问题，进行了以下整改。\n2.针对制度问题，进行了以下整改。\n一是修订制度。",
            "T106",
        ),
        (
            "1.甲\n整改情况：子。\n2.乙\n整改情况：丑。\n3.丙\n整改情况：寅。\n4.丁\n情况属实，尚在调查之中。",
            "T107",
        ),
        (
            "一、甲\n街道党工委召开专题会议，研究部署整改工作，明确责任领导和完成时限、\n二、乙\n整改。",
            "T108",
        ),
        ("一、甲\n详见附件4。\n附件：1.台账\n2.清单", "T105"),
    ],
)
def test_holes(audited: Audited, text: str, rule: str) -> None:
    """An empty section, a promise without a sequel, a problem without answer, half a sentence, a lost attachment."""
    assert [f.rule for f in audited(text, "T105", "T106", "T107", "T108").findings] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "一、存在问题\n1.谋划不足，办法不多。\n2.用力不够。\n二、下一步\n持续整改。",
        "一、主要任务\n1.加强学习\n2.完善制度\n3.强化监督",
        "一、甲\n街道党工委召开专题会议，研究部署整改工作，明确责任领导和\n完成时限，逐项销号。\n二、乙\n整改。",
        "一、甲\n按照《方案》附件3执行。\n附件：台账",
    ],
)
def test_no_holes(audited: Audited, text: str) -> None:
    """Lists of sentences, plain lists, a cut line, another document's attachment."""
    assert audited(text, "T105", "T106", "T107", "T108").findings == ()


SISTER = "河阳区水务局关于集中整治整改情况的公示\n现将整改情况公示如下。\n一、总体情况\n高度重视。\n二、落实情况\n已全部落实。\n"
APPENDIX = (
    "附件1\n整改台账\n| 序号 | 问题 | 个数 |\n| 1 | 村级账目 | 2 |\n| 2 | 项目验收 | 3 |\n附件2\n制度目录\n"
)
UNIT = "中共河阳区水务局党组"


def test_date_is_missing_under_the_signature_before_the_appendices(audited: Audited) -> None:
    """A notice of a sister genre, signed but not dated: told at the signature, not at the end of the last table."""
    text = SISTER + UNIT + "\n" + APPENDIX
    (finding,) = audited(text, "T102", "T103").findings
    assert (finding.rule, text[finding.span.start : finding.span.end]) == ("T103", UNIT)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("list_", ["", "附件：1.整改台账\n2.制度目录\n", "附件：\n1.整改台账\n2.制度目录\n"])
@pytest.mark.parametrize("appendix", ["", APPENDIX])
def test_signed_and_dated_before_the_appendices(audited: Audited, list_: str, appendix: str) -> None:
    """A list of attachments above the signature is no appendix."""
    text = SISTER + list_ + UNIT + "\n2025年3月7日\n" + appendix
    assert audited(text, "T101", "T102", "T103", "T104").findings == ()
