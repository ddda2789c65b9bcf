"""Changes told in 倍: 由3个增加到9个，增长2倍，是原来的3倍; what grew by 2倍 is 3 times what it was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter

from auditor.arithmetic.changes.change import Change
from auditor.claims import Bound, Figure, Quantity, Rate, Scanned
from auditor.figures.amounts import written
from auditor.figures.change_names import NAME, is_of
from auditor.figures.change_words import between, is_difference
from auditor.figures.rounding import rounded, truncated
from auditor.groups.group import addable
from auditor.numbers import numerals
from auditor.numbers.numerals import show
from auditor.patterns import compiled

NEAR = 60  # characters between the value now and what is told of it
_FACTOR = (
    r"(?P<near>近|将近|约|大约|超过?|逾|达)?(?P<n>[0-9]{1,4}(?:\.[0-9]{1,3})?|[一二两三四五六七八九十])(?P<more>[余多]?)倍"
    r"(?P<about>多|以上|左右|有余)?"
)
_GROWN = compiled(
    rf"(?P<word>(?P<up>增[长加]|提[高升]|上升|上涨|扩大)|(?P<down>下[降滑]|减少|降低|缩[短减小]))了?{_FACTOR}"
)
_TIMES = compiled(
    r"(?P<word>是|为|达到?了?|相当于|(?:增[长加]|提[高升]|上升|扩大)[到至为])(?P<of>[^，,。；;、0-9]{0,8}(?:20[0-9]{2}年)?"
    rf"[^，,。；;、0-9]{{0,6}}的){_FACTOR}"
)
_BEFORE = r"[比较与同](?:原来?|原先|之前|以前|此前|过去|上年|去年|往年|[\u4e00-\u9fff]{2}前)(?:同期)?(?:水平)?(?:[同相]?比)?[，,]?"
"""What it was is said again: 比原来, 较整改前, 与去年同期相比."""
_BEHIND = compiled(
    rf"[^，,。；;、]{{0,8}}[，,（(](?:[^，,。；;]{{0,14}}倍[，,])?(?:{_BEFORE})?(?P<name>{NAME})?(?:同比|共|净|累计|即|整整|{_BEFORE})?"
)
_OF_IT = compiled(rf"的{_FACTOR}")
_IS = compiled(r"[，,](?:是|为|相当于|达到?)[^，,。；;、]{0,6}\Z")


def multiples(text: str, claims: Scanned) -> Iterator[Change]:
    """What is told in 倍 of the two values before it."""
    if "倍" not in text:
        return
    figures = [f for f in claims.figures if not f.named]
    for pattern in (_GROWN, _TIMES):
        for told in pattern.finditer(text):
            at = bisect_left(figures, told.start(), key=attrgetter("start"))
            pair = _values(text, figures[max(0, at - 3) : at], told.start())
            if pair and (made := _made(*pair, told)):
                yield made
    for now, before in pairwise(figures):
        times = _OF_IT.match(text, before.end)  # 375万元，是上年150万元的2.5倍
        if times is None or now.sentence is not before.sentence or not _IS.fullmatch(before.gap):
            continue
        if _comparable(now, before) and (made := _made(before, now, times)):
            yield made


def _values(text: str, known: list[Figure], end: int) -> tuple[Figure, Figure] | None:
    """The value before and the one now of which something is told at ``end``; the difference may stand between."""
    if len(known) < 2:
        return None
    behind = _BEHIND.fullmatch(text, known[-1].end, end) if end - known[-1].end <= NEAR else None
    if behind is None:
        return None
    if len(known) > 2 and is_difference(known[-1]):
        known = known[:-1]
        end = known[-1].end
    before, now = known[-2:]
    if not is_of(behind["name"] or "", before, now):
        return None  # 企业由3家增加到9家，用电量增长4倍
    beside = before.sentence is now.sentence and end - now.end <= NEAR and before.depth == now.depth
    return (before, now) if beside and between(before, now) and _comparable(before, now) else None


def _comparable(a: Figure, b: Figure) -> bool:
    if a.bound is not Bound.EXACT or b.bound is not Bound.EXACT:
        return False
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return addable(a, b) and a.base > 0
    return isinstance(a, Rate) and isinstance(b, Rate) and a.value > 0


def _made(before: Figure, now: Figure, told: re.Match[str]) -> Change | None:
    """The change with what is told of it; None if it is told loosely and does not fit."""
    said = told.groupdict()
    number = Decimal(told["n"]) if told["n"][0].isdecimal() else Decimal(numerals.chinese(told["n"]) or 2)
    places = max(0, -int(number.as_tuple().exponent))
    first, last = (f.base if isinstance(f, Quantity) else Fraction(f.value) for f in (before, now))
    ratio = last / first
    growth = bool(said.get("up"))
    if said.get("down") and (ratio >= 1 or number < 1):
        return None
    value = ratio - 1 if growth else ratio
    if said["near"] not in (None, "达") or said["more"] or said["about"]:
        if not _is_about(said, value, Fraction(number)):
            return None
        exact = number
    else:
        exact = number if truncated(value, places) == number else rounded(value, places)
    figure = Rate(*told.span("n"), number * 100, lead=said.get("word") or "是", places=places - 2)
    figure.end = told.end()
    words = _words(before, now, ratio, growth="up" in said)
    return Change(before, now, figure, Fraction(exact) * 100, *words, of_whole="up" not in said)


def _is_about(said: dict[str, str | None], value: Fraction, number: Fraction) -> bool:
    """Whether a value is one that is told as 近3倍, 2倍多, 约2倍."""
    if said["near"] in ("近", "将近"):
        return number * 17 / 20 <= value < number
    if said["near"] in ("约", "大约") or said["about"] == "左右":
        return abs(value - number) <= number / 10
    return number <= value < number + 1


def _words(before: Figure, now: Figure, ratio: Fraction, *, growth: bool) -> tuple[str, str]:
    """The result and the working in words."""
    first, last = (written(f) if isinstance(f, Quantity) else f"{show(f.value)}%" for f in (before, now))
    times = f"{show(rounded(ratio, 2))}倍"
    if growth and ratio < 1:
        less = f"{show(rounded((1 - ratio) * 100, 1))}%"
        return f"{less}（下降不宜用“倍”）", f"（{first} − {last}）÷ {first} = {less}"
    if growth:
        more = f"{show(rounded(ratio - 1, 2))}倍"
        return f"增长 {more}，是原来的 {times}", f"（{last} − {first}）÷ {first} = {more}"
    return times, f"{last} ÷ {first} = {times}"
