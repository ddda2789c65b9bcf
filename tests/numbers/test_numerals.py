"""Numbers as they are written in Chinese documents."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.numbers.numerals import are_swapped, chinese, decimal, ordinal, show


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十六", 16),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百五", 150),
        ("一千二", 1200),
        ("一千零五", 1005),
        ("七万五", 75_000),
        ("七万五千", 75_000),
        ("三亿零二十万", 300_200_000),
        ("一万亿", 10**12),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("伍佰贰拾", 520),
    ],
)
def test_chinese(text: str, value: int) -> None:
    """Long and short forms, years, formal numerals."""
    assert chinese(text) == value


@pytest.mark.parametrize("text", ["", "个", "十个", "3", "一二a"])
def test_not_chinese(text: str) -> None:
    """What is not a Chinese numeral has no value."""
    assert chinese(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("３", 3),
        ("12", 12),
        ("三", 3),
        ("十二", 12),
        ("③", 3),
        ("⑿", 12),
        ("⒊", 3),
        ("—", 1),
        ("某", None),
    ],
)
def test_ordinal(text: str, value: int | None) -> None:
    """Numbering marks of any form; a dash is a 一 that was read wrongly."""
    assert ordinal(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,825.95", "1825.95"),
        ("1，825", "1825"),
        ("7.5万", "75000"),
        ("2亿", "200000000"),
        ("3千", "3000"),
        ("1.2万亿", "1200000000000"),
        ("十六", "16"),
        ("七万五千", "75000"),
        ("0.10", "0.10"),
        ("1万2千", "12000"),
        ("3万零500", "30500"),
        ("12亿3456万", "1234560000"),
        ("2亿1千万", "210000000"),
        ("1千5百", "1500"),
        ("一点二", "1.2"),
        ("十二点零五", "12.05"),
        ("三点五万", "35000"),
    ],
)
def test_decimal(text: str, value: str) -> None:
    """Figures with separators and with 万/亿, and Chinese numerals, exactly."""
    assert decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "个", "1.2.3", "3个", "万", "1万5", "5万3万", "2百3千", "1万2千5", "点五"]
)
def test_not_decimal(text: str) -> None:
    """What is not a number has no value, and raises nothing."""
    assert decimal(text) is None


@pytest.mark.parametrize(
    ("value", "text"), [("3", "3"), ("3.50", "3.5"), ("1E+3", "1000"), ("0.000", "0"), ("100", "100")]
)
def test_show(value: str, text: str) -> None:
    """No exponent, no zeros at the end."""
    assert show(Decimal(value)) == text


@given(st.integers(0, 10**12 - 1))
def test_arabic_numerals_round_trip(value: int) -> None:
    """Plain, with thousand separators, full width, with 万: one value."""
    assert decimal(str(value)) == decimal(f"{value:,}") == value
    assert show(Decimal(value)) == str(value)
    assert decimal(f"{value}万") == value * 10**4
    assert ordinal("".join(chr(ord(c) + 0xFEE0) for c in str(value))) == value


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_digits_with_two_scales(large: int, small: int) -> None:
    """12亿3456万 is read as the sum of its parts; so is 12万3456, and 12万零56."""
    gap = "" if small >= 1000 else "零"
    assert decimal(f"{large}亿{gap}{small}万") == large * 10**8 + small * 10**4
    assert decimal(f"{large}万{gap}{small}") == large * 10**4 + small


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_point_in_chinese(whole: int, part: int) -> None:
    """十二点零五: the digits behind the point one by one."""
    digits = "".join("零一二三四五六七八九"[int(c)] for c in str(part))
    assert decimal(f"{written(whole)}点{digits}") == Decimal(f"{whole}.{part}")


@given(st.text("0123456789零〇一二两百千万亿点.", max_size=14))
def test_any_mixed_number_is_read_without_an_error(text: str) -> None:
    """Nonsense such as 3千零万5 raises nothing."""
    value = decimal(text)
    assert value is None or value >= 0


@given(st.integers(0, 10**12 - 1))
@example(10)
@example(110)
@example(10_010)
@example(100_000_001)
def test_chinese_numerals_round_trip(value: int) -> None:
    """A number written in Chinese is read as the same number."""
    assert chinese(written(value)) == value


@given(st.text("〇零○一二三四五六七八九两俩十百千万亿廿卅壹拾佰", max_size=12))
def test_any_chinese_numeral_is_read_without_an_error(text: str) -> None:
    """Nonsense such as 十十万百 raises nothing."""
    assert chinese(text) is None or chinese(text) == decimal(text)


def written(value: int) -> str:
    """A number of less than 10^12 in Chinese, the long way: 一千零五, 十六, 三亿零二十万."""
    if value == 0:
        return "零"
    out = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = value // scale % 10**4
        if part:
            gap = out and (part < 1000 or value // scale // 10**4 * 10**4 != value // scale - part)
            out += ("零" if gap else "") + _four(part) + name
        elif out and value % scale and not out.endswith("零"):
            out += "零"
    out = out.replace("零零", "零")
    return out[1:] if out.startswith("一十") else out


def _four(value: int) -> str:
    out = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            out += "零一二三四五六七八九"[digit] + name
        elif out and value % scale and not out.endswith("零"):
            out += "零"
    return out


@pytest.mark.parametrize(
    ("one", "other"), [("94.57", "94.75"), ("1762.8", "1726.8"), ("18.6", "16.8"), ("12", "21")]
)
def test_two_digits_that_changed_places_are_found(one: str, other: str) -> None:
    """The decimal point may stand between them."""
    assert are_swapped(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("94.57", "94.57"), ("31.2", "32.5"), ("123", "321"), ("12", "210")]
)
def test_other_differences_are_no_swapped_digits(one: str, other: str) -> None:
    """Digits that lie apart, other digits, and another length."""
    assert not are_swapped(one, other)
