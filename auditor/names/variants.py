"""Proper names that vary within a document: a name that is one character off in one place.

Chinese names have no capitals and no blanks, so only the *end* of a name is certain (…街道, …社区); its start is
found by what recurs before that end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from attrs import frozen

from auditor import lexicon
from auditor.names.entities import not_in_names, units
from auditor.names.listings import Key, Listings
from auditor.names.resemblance import difference, resemblance
from auditor.notice import Notice
from auditor.patterns import compiled

FREQUENT = 3  # a name is established in a document when it stands there that often
RARE = 6  # one slip, or one for so many correct places; what stands more often is a name of its own

_ORGAN_AFTER = compiled(r"(?:党工委|工委|纪工委|党委|纪委|办事处|人民政府|工作委员会|委员会)")
_LISTED = compiled(r"[、和与及]")
_NUMBERED = compiled(r"[一二三四五六七八九十百][条款项章节号]")  # 第二十条社区…: a number, not a name
_NO_NAME = "\\W\\d_a-zA-ZＡ-Ｚａ-ｚ"


@frozen
class Variant:
    """A rare name that is one character off a frequent one: ``name`` against ``usual``, ``times`` against ``count``."""

    start: int
    end: int
    name: str
    times: int
    usual: str
    count: int
    usual_at: int
    reason: str
    own: bool
    listed: int = 0
    """How often the usual name also stands without its end, in a list or a cell."""


@lru_cache(maxsize=1)  # two rules ask for the same notice in a row
def name_variants(notice: Notice) -> list[Variant]:
    """Names that stand once and differ by one character from a name that is established in the document.

    A different neighbour is told from a slip by the characters (they must look or sound alike, or be
    swapped); for the notice's own body, named with its organ, any single character will do.
    """
    text, generic = notice.text, not_in_names()
    first: dict[tuple[str, str], int] = {}
    counts: Counter[tuple[str, str]] = Counter()
    tails: Counter[tuple[str, str]] = Counter()
    for match in _suffix().finditer(text):
        at, suffix = match.start(), match[0]
        tails[text[at - 1], suffix] += 1
        for width in (2, 3):
            if width == 3 and (at < 3 or text[at - 3] in generic):
                break
            key = (text[at - width : at], suffix)
            counts[key] += 1
            first.setdefault(key, at)
    lists = Listings(notice, counts, {suffix for _, suffix in counts})
    usual: dict[str, dict[str, list[str]]] = {}
    acting: set[str] = set()
    for (stem, suffix), count in counts.items():
        tail = counts[stem[1:], suffix] if len(stem) > 2 else tails[stem[1:], suffix]
        # where what stands before varies, the first character is not part of the name
        if tail <= 2 * count and (
            count >= FREQUENT or (count == FREQUENT - 1 and lists.counts[stem, suffix])
        ):
            slips = usual.setdefault(suffix, {})
            for slip in (*_wildcards(stem), *_swaps(stem)):
                slips.setdefault(slip, []).append(stem)
            if _ORGAN_AFTER.match(text, first[stem, suffix] + len(suffix)):
                acting.add(stem[-2:])
    found: list[Variant] = []
    if not usual:
        return found
    own = {u.stem[-2:] for u in units(notice) if len(u.stem) >= 2 and not u.masked} or acting
    seen: set[int] = set()
    for (stem, suffix), at in first.items():
        slips = usual.get(suffix, {})
        times = counts[stem, suffix] + lists.counts[stem, suffix]
        if not slips or at in seen:
            continue
        for name in [name for key in (stem, *_wildcards(stem)) for name in slips.get(key, ())]:
            if name[1:] == stem[1:] and len(stem) > 2 and counts[name[1:], suffix] > counts[name, suffix] + 1:
                continue  # only what precedes the name differs
            count, bare, is_own = counts[name, suffix], lists.counts[name, suffix], name[-2:] in own
            if times > 1 and times * RARE > count + bare:
                continue
            reason = _slip(text, at, stem, name, suffix, is_own)
            if reason:
                seen.add(at)
                start, where = at - len(stem), first[name, suffix] - len(name)
                names = (stem + suffix, times, name + suffix, count)
                found.append(Variant(start, at + len(suffix), *names, where, reason, is_own, bare))
                break
    return [*found, *_listed_variants(notice, lists, usual, counts, first)]


def _listed_variants(
    notice: Notice,
    lists: Listings,
    usual: Mapping[str, Mapping[str, list[str]]],
    counts: Mapping[Key, int],
    first: Mapping[Key, int],
) -> Iterator[Variant]:
    """Names in a list without their end (漳坪、龙背、上洋3个村) that are a frequent one miswritten."""
    times = Counter(key for key, _ in lists.others)
    for (stem, suffix), each in lists.others:
        slips = usual.get(suffix, {})
        for name in [name for key in _wildcards(stem) for name in slips.get(key, ())]:
            if times[stem, suffix] > 1 or any(other.endswith(name) for other in each.all):
                continue  # a name of its own, or a neighbour
            odd = difference(stem, name)
            if reason := resemblance(odd.ours, odd.theirs):
                where = first[name, suffix] - len(name)
                names = (stem, 1, name + suffix, counts[name, suffix])
                bare = lists.counts[name, suffix]
                yield Variant(each.end - len(stem), each.end, *names, where, reason, own=False, listed=bare)
                break


def _wildcards(stem: str) -> list[str]:
    """Keys under which names one character off meet."""
    return [stem[:i] + "?" + stem[i + 1 :] for i in range(len(stem))]


def _swaps(stem: str) -> list[str]:
    """The name with two neighbouring characters swapped."""
    swaps = (stem[:i] + stem[i + 1] + stem[i] + stem[i + 2 :] for i in range(len(stem) - 1))
    return [swap for swap in swaps if swap != stem]


def _slip(text: str, at: int, stem: str, name: str, suffix: str, own: bool) -> str:
    """Why a rare name before ``suffix`` at ``at`` is an established one miswritten; "" if it is a name of its own."""
    start, end = at - len(stem), at + len(suffix)
    if _NUMBERED.search(stem):
        return ""
    near = text[max(0, start - 12) : end + 12]
    if name + suffix in near and _LISTED.search(near):
        return ""  # 甲街道、乙街道 side by side: two neighbours
    odd = difference(stem, name)
    if odd.is_swap:
        return "字序颠倒"
    if len(odd.ours) != 1:
        return ""
    reason = resemblance(odd.ours, odd.theirs)
    neighbours = lexicon.mapping("organisations", "names")["neighbours"]
    if not reason and own and _ORGAN_AFTER.match(text, end) and text[start - 1 : start] not in neighbours:
        return "一字之差"
    return reason


@cache
def _suffix() -> re.Pattern[str]:
    """The ends of names, each after two characters that may stand in a name.

    The look-behind comes after the literal so that the search can hop from one end to the next.
    """
    table = lexicon.mapping("organisations", "names")
    name = f"[^{_NO_NAME}{table['generic']}]{{2}}"
    return compiled("|".join(f"{end}(?<={name}{end})" for end in table["suffixes"]))
