"""Contact fields are read as they are written, and telephone numbers are taken apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extraction.contact import Phone, city, fields, gap, parse_phone
from auditor.names.places import city_of, codes_of, postcode_prefixes, says_city
from auditor.notice import Notice
from auditor.parse import parse
from auditor.source import Source

Parsed = Callable[[str], Notice]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "联系电话：0432-67890123；邮政信箱：河阳市东山路8号（邮编132001）；电子邮箱：hy@heyang.gov.cn。",
            ["phone 0432-67890123", "address 河阳市东山路8号", "postcode 132001", "email hy@heyang.gov.cn"],
        ),
        ("联系电 话: 67890123;电 子邮箱:hy@heyang.gov.cn。", ["phone 67890123", "email hy@heyang.gov.cn"]),
        (
            "监督电话：０４３２－６７８９０１２３\n通讯地址：河阳市东山路8号\n邮政编码：132001",
            ["phone 0432-67890123", "address 河阳市东山路8号", "postcode 132001"],
        ),
        ("联系电话：0432-67890123、67890124转801", ["phone 0432-67890123", "phone 67890124转801"]),
        ("联系人：王某某 0432-67890123", ["person 王某某", "phone 0432-67890123"]),
        (
            "欢迎监督，请拨打0432-67890123反映，来信请寄hy@heyang.gov.cn。",
            ["phone 0432-67890123", "email hy@heyang.gov.cn"],
        ),
        ("举报信箱：hy@heyang.gov.cn", ["email hy@heyang.gov.cn"]),
        ("通讯地址：河阳市第12号邮政专用信箱", ["address 河阳市第12号邮政专用信箱"]),
        ("值班电话（工作日8:30-17:30）：（0432）6789 0123", ["phone （0432）6789 0123"]),
        ("公开期限：2023年5月6日至5月26日。联系电话：12388", ["period 2023年5月6日至5月26日", "phone 12388"]),
        (
            "欢迎监督，可以打电话0432-67890123，或者写信到吉州省河阳市青石镇人民政府（邮编132001）。",
            ["phone 0432-67890123", "address 吉州省河阳市青石镇人民政府", "postcode 132001"],
        ),
        ("欢迎监督，意见可以写信到党政办公室，也可以打电话0432-67890123。", ["phone 0432-67890123"]),
        ("联系电话：；邮编：", []),
        ("街道公布监督电话，畅通举报邮箱，收到来信12件。", []),
    ],
)
def test_fields(parsed: Parsed, text: str, expected: list[str]) -> None:
    """Labels with and without blanks, one line or several, several numbers after one label, no label at all."""
    notice = parsed(text)
    found = fields(notice)
    assert [f"{f.name} {f.value}" for f in found] == expected
    assert all(notice.text[f.start : f.end] == f.value for f in found)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0432-67890123", Phone("landline", "0432", "67890123")),
        ("02267890123", Phone("landline", "022", "67890123")),
        ("043267890123", Phone("landline", "0432", "67890123")),
        ("（022）6789 0123", Phone("landline", "022", "67890123")),
        ("0432-6789-0123", Phone("landline", "0432", "67890123")),
        ("+86-22-67890123", Phone("landline", "022", "67890123")),
        ("67890123-801", Phone("landline", "", "67890123", "801")),
        ("0432-67890123转801", Phone("landline", "0432", "67890123", "801")),
        ("13800000000", Phone("mobile", local="13800000000")),
        ("400-800-1234", Phone("service", local="4008001234")),
        ("12388", Phone("hotline", local="12388")),
        ("0432-678901234", None),
        ("678901", None),
        ("0432-07890123", None),
    ],
)
def test_parse_phone(text: str, phone: Phone | None) -> None:
    """Area code, local number and extension, with any usual separator or none."""
    assert parse_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天津市滨海新区东山路8号", "天津市"),
        ("深圳龙华区东山路8号", "深圳市"),
        ("中共吉林省长春市委员会", "长春市"),
        ("江苏省昆山市东山路8号", "苏州市"),
        ("新疆伊犁州伊宁市", "伊犁哈萨克自治州"),
        ("重庆路8号", ""),
        ("北京西路8号", ""),
        ("朝阳区东山路8号", ""),
        ("河阳市东山路8号", ""),
    ],
)
def test_city_of(text: str, expected: str) -> None:
    """A street named after a city, a district that several cities have and an unknown city tell nothing."""
    assert city_of(text) == expected


def test_tables_agree() -> None:
    """The tables of area codes and postcodes speak of the same cities."""
    assert [code.code for code in codes_of("天津市")] == ["022"]
    assert codes_of("长春市")[0].digits == (8,)
    assert postcode_prefixes("深圳市")[0] == ("51", "52")
    assert says_city("深圳市龙华区")
    assert not says_city("深圳龙华区")


def test_gap_shows_the_empty_label(parsed: Parsed) -> None:
    """An empty label is shown itself; without a label the contact paragraph's first words; else nothing."""
    notice = parsed("联系电话：；邮编：132001")
    found = gap(notice, "phone")
    assert found is not None
    assert notice.text[found[0] : found[1]].startswith("联系电话：")
    assert found[2]
    assert gap(notice, "postcode") is None
    assert gap(parsed("街道召开会议。"), "phone") is None


def test_city_from_signature(parsed: Parsed) -> None:
    """Without a city in the address the signature tells."""
    notice = parsed("联系电话：67890123；通讯地址：东山路8号。\n中共天津市河阳街道工作委员会\n2023年5月6日")
    assert city(notice)[0] == "天津市"


@given(st.text(alphabet="电话邮箱编地址联系：:；;。0123456789-（）()@.a X\n转、", max_size=80))
def test_fields_of_any_text(text: str) -> None:
    """Every text is read; every field is what stands at its place."""
    notice = parse(Source("<test>", "联系电话：" + text))
    for found in fields(notice):
        assert notice.text[found.start : found.end] == found.value
        assert found.value
