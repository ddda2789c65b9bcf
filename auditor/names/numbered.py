"""Sister bodies told apart by their numbers (第一地质大队, 第五地质大队), and one of them miswritten once: 第三地址大队."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from auditor.names.resemblance import difference, resemblance
from auditor.names.variants import FREQUENT, Variant
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import define

SISTERS = 2  # numbers that bodies of one name have, so that the name is established
MOST = 40  # names of a notice that are compared
_SISTER = compiled(
    r"第(?P<number>[一二三四五六七八九十]{1,3})(?P<kind>(?:(?![对向由组和与及的届次期批个轮季])[\u4e00-\u9fff]){2,4}?)"
    r"(?P<end>大队|支队|中队|总队|分队|分局|中心|小学|中学|医院|幼儿园|水厂)"
)
_TWO_WORDS = (frozenset("察查"), frozenset("检监"))  # 勘察, 勘查; 检测, 监测: each is right


@define(eq=False)
class _Name:
    """A name without its number: ``at`` where it stands first, and the numbers of the bodies that have it."""

    at: int
    count: int
    numbers: set[str]


def numbered_variants(notice: Notice) -> list[Variant]:
    """Names that stand once and are one character off the name of their sisters, in the order of the text."""
    names: dict[tuple[str, str], _Name] = {}
    for match in _SISTER.finditer(notice.text):
        new = _Name(match.start("kind"), 0, set())
        name = names.setdefault((match["kind"], match["end"]), new)
        name.count += 1
        name.numbers.add(match["number"])
    return sorted(_compared(names), key=lambda variant: variant.start)


def _compared(names: dict[tuple[str, str], _Name]) -> Iterator[Variant]:
    often = Counter({key: name.count for key, name in names.items()})
    usual = [key for key, _ in often.most_common(MOST) if _is_established(names[key])]
    rare = [key for key in names if often[key] == 1][:MOST]
    for (kind, end), (other, other_end) in product(rare, usual):
        odd = difference(kind, other)
        same = end == other_end and len(kind) == len(other) and kind != other
        if not same or frozenset(odd.ours + odd.theirs) in _TWO_WORDS:
            continue
        if reason := "字序颠倒" if odd.is_swap and len(odd.ours) == 2 else resemblance(odd.ours, odd.theirs):
            at, right = names[kind, end].at, names[other, end]
            counted = (kind + end, 1, other + end, right.count, right.at)
            yield Variant(at, at + len(kind + end), *counted, reason, own=False)


def _is_established(name: _Name) -> bool:
    return len(name.numbers) >= SISTERS or name.count >= FREQUENT
