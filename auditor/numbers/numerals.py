"""Numbers as they are written in Chinese documents, read exactly (Decimal, never float)."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_SMALL = {"百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = "".join((*_DIGITS, *_TENS, *_SMALL, *_LARGE))


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
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
    """The value of 1,234.56, 7.5万, 2亿, 十六 or 七万五千; None if it is not a number."""
    scale = 1
    head = text
    while head and head[-1] in "万亿千百" and head[0].isdecimal():
        scale *= {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100}[head[-1]]
        head = head[:-1]
    if head[:1].isdecimal():
        plain = head.replace(",", "").replace("，", "")
        try:
            return Decimal(plain) * scale
        except ArithmeticError:
            return None
    value = chinese(text)
    return None if value is None else Decimal(value)


def show(value: Decimal) -> str:
    """A number as an editor writes it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
