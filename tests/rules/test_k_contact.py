"""Contact data: malformed, missing, contradicting; and proved where they fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice, Verdict

Audited = Callable[..., AuditedNotice]

HEAD = "河阳街道关于巡察整改情况的通报\n现将巡察整改情况予以公布。\n一、履行整改责任情况\n街道高度重视。\n二、整改落实情况\n已全部落实。\n欢迎干部群众监督。"
TAIL = "\n中共河阳街道工作委员会\n2023年5月6日"


def found(result: AuditedNotice) -> list[str]:
    """The rules that fired."""
    return [f.rule for f in result.findings]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("联系电话：0431-87890123；通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。", []),
        ("联系电话：0431-87890123；电子邮箱：a@heyang.gov.cn；通讯地址：长春市东山路8号。", ["K103"]),
        ("联系电话：0431-87890123；通讯地址：长春市东山路8号；邮编：130000。", ["K104"]),
        ("通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。", ["K101"]),
        ("联系电话：0431-87890123；邮编：130000；电子邮箱：a@heyang.gov.cn。", ["K105"]),
        ("如有意见建议，请及时向我们反映。", ["K101"]),
        (
            "联系电话：0432-87890123；通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。",
            ["K106"],
        ),
        (
            "联系电话：0431-8789012；通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。",
            ["K108"],
        ),
        (
            "联系电话：0431-87890123；通讯地址：长春市东山路8号；邮编：300000；电子邮箱：a@heyang.gov.cn。",
            ["K106"],
        ),
        ("联系电话：XXXX-XXXXXXX；通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。", []),
        ("联系电话：0431-87890123；通讯地址：长春市东山路8号；邮编：130000；电子邮箱：a@163.com。", ["K107"]),
        (
            "联系电话：0431-87890123；通讯地址：长春东山路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。",
            ["K105"],
        ),
        ("联系电话：12388；通讯地址：长春市重庆路8号；邮编：130000；电子邮箱：a@heyang.gov.cn。", []),
    ],
)
def test_in_a_notice(audited: Audited, contact: str, expected: list[str]) -> None:
    """One planted error gives one finding; the right paragraph gives none."""
    assert found(audited(HEAD + contact + TAIL, "K")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "街道公布监督电话，受理群众来电28个，邮箱收到来信6封。",
        "各单位请将材料于5月6日前报区委办，联系电话：0431-87890123。",
        "联系电话：0431-87890123。",
    ],
)
def test_other_texts_need_no_contact_data(audited: Audited, text: str) -> None:
    """What is not a published notice may name a telephone number only, or none."""
    assert found(audited(text, "K")) == []


def test_valid_fields_are_verified(audited: Audited) -> None:
    """Each field that fits the others is in the ledger as verified, with its working."""
    result = audited(
        HEAD
        + "联系电话：022-67890123；通讯地址：天津市东山路8号；邮编：300270；电子邮箱：a@tj.gov.cn。"
        + TAIL,
        "K",
    )
    ledger = {e.kind: e for e in result.ledger if e.verdict is Verdict.VERIFIED and e.kind == "contact"}
    workings = [e.working for e in result.ledger if e.kind == "contact" and e.verdict is Verdict.VERIFIED]
    assert ledger
    assert len(workings) == 4
    assert any("区号 022 与天津市相符" in w for w in workings)


SISTER = "河阳区水务局关于集中整治整改情况的公示\n现将整改情况公示如下。\n一、总体情况\n高度重视。\n二、落实情况\n已全部落实。\n联系电话：0431-87890123；"


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("通信地址：河阳市东山路8号。", ["河阳市东山路8号"]),
        ("通信地址：河阳市东山路8号，邮编：130021。", []),
        ("办公地址：河阳市东山路8号。", []),
    ],
)
def test_postcode_of_a_sister_genre(audited: Audited, address: str, places: list[str]) -> None:
    """Where letters go a postcode is needed, where people go it is not."""
    text = SISTER + address + "\n河阳区水务局\n2025年3月7日"
    findings = audited(text, "K103").findings
    assert [text[f.span.start : f.span.end] for f in findings] == places


def test_the_whole_of_an_address_with_a_comma_is_quoted(audited: Audited) -> None:
    """What stands behind the comma belongs to the address."""
    (finding,) = audited("联系电话：0431-87890123；电子邮箱：heyangdjb@126,com。", "K104").findings
    assert "“heyangdjb@126,com”" in finding.message
    assert finding.span.end - finding.span.start == len("heyangdjb@126,com")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("河阳市北大街18号", "街路门牌"),
        ("河阳县政务中心6号楼208室", "楼宇"),
        ("河阳市东山街道3号楼", "楼宇"),
        ("河阳市第12号邮政专用信箱", "信箱"),
    ],
)
def test_an_address_is_proved_by_what_it_tells(audited: Audited, address: str, told: str) -> None:
    """A building is no street."""
    result = audited(f"联系电话：0431-87890123；通讯地址：{address}。", "K105")
    (working,) = (e.working for e in result.ledger if e.verdict is Verdict.VERIFIED)
    assert told in working


def test_a_local_number_that_begins_with_one_is_told_as_such(audited: Audited) -> None:
    """0571-1234567 has the right number of digits; no landline begins so."""
    result = audited(f"{HEAD}监督联系电话：0571-1234567。{TAIL}", "K101")
    assert [f.message for f in result.findings] == [
        "电话“0571-1234567”的本地号码以 0 或 1 开头，固定电话没有这样的号码，请核实"
    ]
