"""Proper names that vary within a document: a name that is one character off in one place.

Chinese names have no capitals and no blanks, so only the *end* of a name is certain (…街道, …社区); its start is
found by what recurs before that end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from auditor import lexicon
from auditor.characters.pauses import JOINT
from auditor.names.entities import not_in_names, units
from auditor.names.listings import Key, Listings
from auditor.names.resemblance import TABLE, difference, resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.spelling.words import is_word

FREQUENT = 3  # a name is established in a document when it stands there that often
TWICE = 2  # … and often enough against letters that make no name
MANY = 40  # names that one slip may be meant for; of more it tells nothing
RARE = 6  # one slip, or one for so many correct places; what stands more often is a name of its own

_ORGAN_AFTER = compiled(r"(?:党工委|工委|纪工委|党委|纪委|办事处|人民政府|工作委员会|委员会)")
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
    counts = _count(notice.text)
    lists = Listings(notice, counts.times, {suffix for _, suffix in counts.times})
    usual = _established(counts, lists)
    if not usual.slips:
        return list(_torn(notice.text, counts))
    own = {u.stem[-2:] for u in units(notice) if len(u.stem) >= 2 and not u.masked}
    own = own or _acting(notice.text, usual, counts)
    found = [*_variants(notice.text, usual, counts, lists, own), *_listed_variants(usual, counts, lists)]
    return [*found, *_torn(notice.text, counts)]


@frozen(eq=False)
class _Counts:
    """How often a text has each two or three characters before an end, and where first (the end's place).

    ``tails`` counts the last characters before an end.
    """

    times: Counter[Key]
    tails: Counter[Key]
    first: dict[Key, int]

    def start(self, name: str, suffix: str) -> int:
        """Where a name stands first."""
        return self.first[name, suffix] - len(name)


def _count(text: str) -> _Counts:
    generic = not_in_names()
    counts = _Counts(Counter(), Counter(), {})
    for match in _suffix().finditer(text):
        at, suffix = match.start(), match[0]
        counts.tails[text[at - 1], suffix] += 1
        for width in (2, 3):
            if width == 3 and (at < 3 or text[at - 3] in generic):
                break
            key = (text[at - width : at], suffix)
            counts.times[key] += 1
            counts.first.setdefault(key, at)
    return counts


@frozen(eq=False)
class _Established:
    """The names that are established in a text; ``slips`` tells them by each end and each key of a slip of theirs."""

    names: list[Key]
    slips: dict[str, dict[str, list[str]]]

    def like(self, suffix: str, keys: Iterable[str]) -> list[str]:
        """The names before an end that some keys may be slips of."""
        slips = self.slips.get(suffix)
        return [name for key in keys for name in slips.get(key, ())[:MANY]] if slips else []


def _established(counts: _Counts, lists: Listings) -> _Established:
    """The names that stand often enough, and always as they are."""
    usual = _Established([], {})
    for (stem, suffix), count in counts.times.items():
        often = count >= FREQUENT or (count == FREQUENT - 1 and lists.counts[stem, suffix])
        tail = (counts.times if len(stem) > 2 else counts.tails)[stem[1:], suffix]
        if not often or tail > 2 * count:
            continue  # where what stands before varies, the first character is not part of the name
        usual.names.append((stem, suffix))
        slips = usual.slips.setdefault(suffix, {})
        for slip in (*_wildcards(stem), *_swaps(stem)):
            slips.setdefault(slip, []).append(stem)
    return usual


def _acting(text: str, usual: _Established, counts: _Counts) -> set[str]:
    """The ends of the established names that stand with their organ, which acts in the notice: 云巷街道党工委."""
    return {
        stem[-2:]
        for stem, suffix in usual.names
        if _ORGAN_AFTER.match(text, counts.first[stem, suffix] + len(suffix))
    }


def _variants(
    text: str, usual: _Established, counts: _Counts, lists: Listings, own: set[str]
) -> Iterator[Variant]:
    """The rare names that are an established one miswritten; at most one at each place."""
    seen: set[int] = set()
    for (stem, suffix), at in counts.first.items():
        if at in seen:
            continue
        times = counts.times[stem, suffix] + lists.counts[stem, suffix]
        for name in usual.like(suffix, (stem, *_wildcards(stem))):
            count, bare, is_own = counts.times[name, suffix], lists.counts[name, suffix], name[-2:] in own
            if _is_same_name(stem, name, suffix, counts) or (times > 1 and times * RARE > count + bare):
                continue
            if reason := _slip(text, at, stem, name, suffix, is_own):
                seen.add(at)
                names = (stem + suffix, times, name + suffix, count)
                where = counts.start(name, suffix)
                yield Variant(at - len(stem), at + len(suffix), *names, where, reason, is_own, bare)
                break


def _is_same_name(stem: str, name: str, suffix: str, counts: _Counts) -> bool:
    """Whether two names differ only in what precedes a shorter one that stands oftener."""
    return (
        len(stem) > 2
        and name[1:] == stem[1:]
        and counts.times[name[1:], suffix] > counts.times[name, suffix] + 1
    )


def _listed_variants(usual: _Established, counts: _Counts, lists: Listings) -> Iterator[Variant]:
    """Names in a list without their end (漳坪、龙背、上洋3个村) that are a frequent one miswritten."""
    times = Counter(key for key, _ in lists.others)
    for (stem, suffix), each in lists.others:
        for name in usual.like(suffix, _wildcards(stem)):
            if times[stem, suffix] > 1 or any(other.endswith(name) for other in each.all):
                continue  # a name of its own, or a neighbour
            odd = difference(stem, name)
            if reason := resemblance(odd.ours, odd.theirs):
                names = (stem, 1, name + suffix, counts.times[name, suffix])
                where, bare = counts.start(name, suffix), lists.counts[name, suffix]
                yield Variant(each.end - len(stem), each.end, *names, where, reason, own=False, listed=bare)
                break


def _torn(text: str, counts: _Counts) -> Iterator[Variant]:
    """Rivers and roads of three characters or more whose end stands before the last character: 岩河水 for 岩水河.

    What is left must be no name of its own: 岩河水质 is the water of another river.
    """
    features, distinct = lexicon.mapping("organisations", "features"), lexicon.load(TABLE)["distinct"]
    for (stem, suffix), count in counts.times.items():
        if suffix not in features or len(stem) != 2 or count < TWICE or stem[1] in distinct:
            continue
        torn, shorter = stem[0] + suffix + stem[1], stem[0] + suffix
        at = text.find(torn)
        goes_on = text[at + len(torn) - 1 : at + len(torn) + 1]
        if at < 0 or text.count(shorter) > 1 or is_word(goes_on):
            continue
        where = counts.start(stem, suffix)
        yield Variant(at, at + len(torn), torn, 1, stem + suffix, count, where, "字序颠倒", own=False)


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
    if name + suffix in near and JOINT.search(near):
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
    bodies = (f"{end}(?<={name}{end})" for end in table["suffixes"])
    features = (
        f"{end}(?<={name}{end})" + _unless(end, **beside)
        for end, beside in lexicon.mapping("organisations", "features").items()
    )
    return compiled("|".join((*bodies, *features)))


def _unless(end: str, *, before: str, after: str) -> str:
    """A pattern that keeps an end apart from words that it is only a part of: 思路, 河道."""
    return (f"(?<![{before}]{end})" if before else "") + (f"(?![{after}])" if after else "")
