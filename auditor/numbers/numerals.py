"""Numbers as they are written in Chinese documents, read exactly (Decimal, never float)."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache

from auditor.patterns import compiled

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "兩": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_SMALL = {"百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
"""What a number is multiplied with that is written in digits with one of these behind it."""
CHINESE = "".join((*_DIGITS, *_TENS, *_SMALL, *_LARGE))
_PARTS = compiled(r"([0-9]{1,12})([千百]?)([万亿]?)")  # 1万, 2千 and 5 of 1万2千5
_POINT = compiled(r"[零〇一二两三四五六七八九十百千]{1,8}点[零〇一二三四五六七八九]{1,4}[万亿]{0,2}")


@lru_cache(maxsize=1024)
def chinese(text: str) -> int | None:
    """The value of a numeral such as 十六, 两, 廿三, 七万五千, 一千零五 or 二〇二三; None if it is not one."""
    if not text or text[0] in _LARGE or any(c not in CHINESE for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            unit = 10 if char in "〇零○" else unit
        elif char in _TENS:
            value = _TENS[char]
            section += digit * 10 if digit and value == 10 else value
            digit, unit = 0, 10
        elif char in _SMALL:
            unit = _SMALL[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _LARGE[char]
            total = (total + section + digit) * unit if unit == 10**8 else total + (section + digit) * unit
            section = digit = 0
    # 七万五 and 一千二: a last digit without its unit counts a tenth of the unit before it
    last = digit * unit // 10 if unit >= 100 and text[-1] in _DIGITS and "零" not in text[-2:] else digit
    return total + section + last


@lru_cache(maxsize=1024)
def ordinal(text: str) -> int | None:
    """The value of a numbering mark: 3, ３, 三, ③, ⑶ or —; (a dash is a 一 that was read wrongly)."""
    text = text.strip()
    if text == "—":
        return 1
    plain = unicodedata.normalize("NFKC", text).strip("().")
    if plain.isdecimal():
        return int(plain)
    return chinese(plain)


@lru_cache(maxsize=8192)
def decimal(text: str) -> Decimal | None:
    """The value of 1,234.56, 7.5万, 2亿, 12亿3456万, 十六, 七万五千 or 一点二万; None if it is not a number."""
    scale = 1
    head = text
    while head and head[-1] in "万亿千百" and head[0].isdecimal():
        scale *= SCALES[head[-1]]
        head = head[:-1]
    if head[:1].isdecimal():
        plain = head.replace(",", "").replace("，", "")
        try:
            return Decimal(plain) * scale
        except ArithmeticError:
            return _mixed(text)
    if _POINT.fullmatch(text):
        return _with_point(text)
    value = chinese(text)
    return None if value is None else Decimal(value)


def _mixed(text: str) -> Decimal | None:
    """The value of digits with several scales: 1万2千, 3万零500, 12亿3456万; 1万5 may be 10005 and is not read."""
    total = section = 0
    least = large = 10**12  # what the next part must stay below, and the next 万 or 亿
    at = 0
    while at < len(text):
        zero = text[at] in "零〇"
        part = _PARTS.match(text, at + zero)
        if part is None:
            return None
        number, scale = int(part[1]), _SMALL.get(part[2], 1)
        follows = _LARGE.get(part[3], 1)
        full = scale > 1 or zero or at == 0 or len(part[1]) == 4
        if not full or number * scale >= least:
            return None
        section += number * scale
        least = scale
        if follows > 1:
            if follows >= large:
                return None
            total, section = total + section * follows, 0
            least = large = follows
        at = part.end()
    return Decimal(total + section)


def _with_point(text: str) -> Decimal | None:
    """The value of 一点二, 十二点零五 or 三点五万."""
    head = text.rstrip("万亿")
    whole, _, digits = head.partition("点")
    number = chinese(whole)
    if number is None:
        return None
    scale = 1
    for char in text[len(head) :]:
        scale *= _LARGE[char]
    return Decimal(f"{number}.{''.join(str(_DIGITS[char]) for char in digits)}") * scale


def show(value: Decimal) -> str:
    """A number as an editor writes it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def are_swapped(one: str, other: str) -> bool:
    """Whether two printed numbers differ by two digits beside each other that changed places: 94.57, 94.75."""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) != 2 or "." in (one[apart[0]], other[apart[0]]):
        return False
    first, second = apart
    beside = one[first + 1 : second] in ("", ".")
    return beside and (one[first], one[second]) == (other[second], other[first])


def is_slip(one: str, other: str) -> bool:
    """Whether two printed numbers of three digits or more differ by one digit, or by two that changed places."""
    wrong = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 2 and (wrong == 1 or are_swapped(one, other))
