"""The names of the document's own body, and of the places in them, written wrongly somewhere in the document.

What :mod:`auditor.names.variants` finds by the ends of names and by counting, is found here by the names themselves,
which title, preamble and signature give: a place that has all characters of the name but one, and for that one
a character that looks or sounds alike.  In the name of an office without the place before it (市场监督管理局) any
other character is asked about, and so are two that have changed places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import ne

from auditor.characters.chinese import HAN_RUN
from auditor.characters.pauses import SENTENCE_PART_END
from auditor.lexicon import WordFinder, any_of, load, words
from auditor.memo import per_notice
from auditor.names.entities import not_in_names, short_forms, units
from auditor.names.resemblance import TABLE, resemblance
from auditor.names.variants import FREQUENT, Variant
from auditor.notice import Notice
from auditor.patterns import compiled

SHORTEST = 3
LONGEST = 30
MOST = 6  # names that are looked for
LONG_NAME = 8  # characters of a full name that no other body nearby has but for a word
WORD = 2
PLACES = 500  # places of a half of a name that are looked at
LONG = 4  # longer names are certainly this body's; a place may have a namesake
CORE = 5  # an office's name so long is told by all its characters but one, if it is established
NEAR = 12  # characters between two names of one list
ANY = "一字之差"
RARE = 2  # the right name stands so many times as often as the slip

_OWN_PLACE = compiled(
    r"(?:\A|(?<=关于)|(?<=中共)|(?<=[省市州]))(?P<place>[\u4e00-\u9fff]{2,3}?[市县区州旗])(?![委直域级])"
)
_BEFORE_CORE = compiled(r"\A(?:[\u4e00-\u9fff]{2,4}?[省市区县州盟旗]){1,3}")
_PARTY_END = compiled(r"(?:党委|党组|党支部|党总支)\Z")
_MADE = compiled(r"(?:出台|制定|制订|修订|修改|完善|印发|起草)了?(?:《[^《》]{1,40}》[、和]?)*\Z")
_OPENS = frozenset("。；\n")
_AFTER = compiled(r"党|委|工委|纪委|人民政府|办事处|关于|[\n。，；、》）”]|\Z")


@per_notice
def own_variants(notice: Notice) -> list[Variant]:
    """The slips in the document's own names, in the order of the text, each place once."""
    found: dict[int, Variant] = {}
    for name in _names(notice):
        count = notice.text.count(name)
        if count < RARE:
            continue
        places = [
            s for s in slips(notice.text, name) if not any(a.start <= s[0] < a.end for a in found.values())
        ]
        forms = [notice.text[at : at + len(name)] for at, _ in places]
        for (at, reason), word in zip(places, forms, strict=True):
            times = forms.count(word)
            if times * RARE <= count:
                usual = notice.text.find(name)
                found[at] = Variant(
                    at, at + len(name), word, times, name, count, usual, reason, own=len(name) > LONG
                )
    more = (*_with_a_word_more(notice), *_in_own_documents(notice))
    for each in (*_core_variants(notice), *_introduced_variants(notice), *more):
        if not any(a.start < each.end and each.start < a.end for a in found.values()):
            found[each.start] = each
    return [found[at] for at in sorted(found)]


def _core_variants(notice: Notice) -> Iterator[Variant]:
    """The slips in the name of the notice's own office, whatever stands before it: 县市场督监管理局."""
    text = notice.text
    cores = {
        _BEFORE_CORE.sub("", u.name) for u in units(notice) if not u.masked and u.kind and not u.is_place
    }
    known = sorted(name for name in cores if CORE <= len(name) <= LONGEST)
    for name in known[:MOST]:
        count = text.count(name)
        if count < FREQUENT:
            continue
        places = [*slips(text, name, any_character=True), *_swapped(text, name)]
        forms = [text[at : at + len(name)] for at, _ in places]
        if not forms:
            continue
        counts = Counter(word for _, _, word in WordFinder(forms, overlapping=True).find(text))
        for (at, reason), word in zip(places, forms, strict=True):
            times = counts[word]
            if times * FREQUENT <= count and not side_by_side(text, at, name) and not is_office(word):
                yield Variant(
                    at, at + len(name), word, times, name, count, text.find(name), reason, own=False
                )


def _with_a_word_more(notice: Notice) -> Iterator[Variant]:
    """The notice's own full name with one of the words in it that names of its kind have: 职业技术学院 for 职业学院."""
    text = notice.text
    for name in {u.name for u in units(notice) if not u.masked and LONG_NAME <= len(u.name) <= LONGEST}:
        count = text.count(name)
        if count < FREQUENT:
            continue
        half = len(name) // 2
        at = text.find(name[:half])
        for _ in range(PLACES):
            if at < 0:
                break
            end = at + len(name) + WORD
            cut = next(
                (k for k in range(half, len(name)) if text[at : at + k] + text[at + k + WORD : end] == name),
                0,
            )
            more = text[at + cut : at + cut + WORD]
            if cut and more in words("organisations", "words_in_names"):
                yield Variant(
                    at, end, text[at:end], 1, name, count, text.find(name), f"多“{more}”二字", own=True
                )
            at = text.find(name[:half], at + 1)


def _in_own_documents(notice: Notice) -> Iterator[Variant]:
    """The notice's own full name with another word in the title of a document that it makes: 出台《某省产业发展集团…办法》.

    Elsewhere such a name may be that of a sister company.
    """
    text = notice.text
    names = {u.name for u in units(notice) if not u.masked and LONG_NAME <= len(u.name) <= LONGEST}
    known = [name for name in sorted(names) if text.count(name) >= FREQUENT]
    for cited in notice.claims.citations if known else ():
        if not _MADE.search(text, max(0, cited.start - NEAR), cited.start):
            continue
        at = cited.start + 1
        for name in known:
            end = at + len(name)
            if (odd := _another_word(text[at:end], name)) and text.count(text[at:end]) == 1:
                reason = f"“{text[at:end][odd]}”与“{name[odd]}”不同"
                usual = text.find(name)
                yield Variant(at, end, text[at:end], 1, name, text.count(name), usual, reason, own=True)


def _another_word(other: str, name: str) -> slice | None:
    """Where a name of the same length has another word, neither at its beginning nor at its end."""
    odd = [i for i, (a, b) in enumerate(zip(other, name, strict=False)) if a != b]
    if len(other) != len(name) or not odd or odd[-1] - odd[0] >= WORD:
        return None
    return slice(odd[0], odd[-1] + 1) if odd[0] > 0 and odd[-1] < len(name) - 1 else None


def _introduced_variants(notice: Notice) -> Iterator[Variant]:
    """The short name that the notice introduces (以下简称省农机院) with one other character, where the body acts or has its own.

    Another body is named beside it (与省农科院联合), or again; it does not begin a sentence as the one reported on.
    """
    text = notice.text
    for name in [each for each in short_forms(notice) if len(each) >= LONG and HAN_RUN.fullmatch(each)][
        :MOST
    ]:
        count = text.count(name)
        if count <= FREQUENT:
            continue
        for at, reason in slips(text, name, any_character=True):
            word = text[at : at + len(name)]
            acts = text[at - 1 : at] in _OPENS and _acts().match(text, at + len(name))
            if acts and reason == ANY and text.count(word) == 1 and not is_office(word):
                yield Variant(at, at + len(name), word, 1, name, count, text.find(name), ANY, own=False)


def _names(notice: Notice) -> list[str]:
    """The names of the notice's own body, the places in them and in the title, and the short forms it introduces; the longest first."""
    bodies = [u.name for u in units(notice) if not u.masked and u.kind]
    words = [m["place"] for text in (notice.title, *bodies) for m in _OWN_PLACE.finditer(text)]
    generic = not_in_names()
    places = [w for w in words if generic.isdisjoint(w[:-1])]
    shorts = [_PARTY_END.sub("", short) for short in short_forms(notice)]
    introduced = [short for short in shorts if len(short) >= LONG and HAN_RUN.fullmatch(short)]
    names = {n for n in (*bodies, *places, *introduced) if SHORTEST <= len(n) <= LONGEST}
    return sorted(names, key=lambda n: (-len(n), n))[:MOST]


def slips(text: str, name: str, *, any_character: bool = False) -> Iterator[tuple[int, str]]:
    """Where all characters of a name stand but one, and how that one resembles the right one.

    Of two halves one is without the slip, so that its places are all that need be looked at.  With ``any_character``
    it need not resemble it.
    """
    cut = len(name) // 2
    for half, offset in ((name[:cut], 0), (name[cut:], cut)):
        at = text.find(half)
        for _ in range(PLACES):
            if at < 0:
                break
            start = at - offset
            if start >= 0 and (
                reason := _slip(text, start, name, offset)
                or (_another(text[start : start + len(name)], name, offset) if any_character else "")
            ):
                yield start, reason
            at = text.find(half, at + 1)


def _slip(text: str, start: int, name: str, offset: int) -> str:
    word = text[start : start + len(name)]
    differs = list(map(ne, word, name))
    if len(word) != len(name) or sum(differs) != 1:
        return ""
    odd = differs.index(True)
    if (offset == 0) != (odd >= len(name) // 2):
        return ""
    if odd == len(name) - 1 and not _AFTER.match(text, start + len(name)):
        return ""  # the last character may begin another word
    return resemblance(word[odd], name[odd])


def _another(word: str, name: str, offset: int) -> str:
    """Whether one character within a word is another one that does not tell neighbours apart."""
    differs = list(map(ne, word, name))
    if len(word) != len(name) or sum(differs) != 1 or not HAN_RUN.fullmatch(word):
        return ""
    odd = differs.index(True)
    known = load(TABLE)["distinct"]
    if (offset == 0) != (odd >= len(name) // 2) or odd in (0, len(name) - 1):
        return ""
    return ANY if word[odd] not in known and name[odd] not in known else ""


def _swapped(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Where a name stands with two neighbouring characters swapped."""
    for i in range(len(name) - 1):
        word = name[:i] + name[i + 1] + name[i] + name[i + 2 :]
        at = text.find(word) if word != name else -1
        if at >= 0:
            yield at, "字序颠倒"


def side_by_side(text: str, at: int, name: str) -> bool:
    """Whether the other name stands next to a place in the same list: two offices."""
    before = SENTENCE_PART_END.split(text[max(0, at - len(name) - NEAR) : at])[-1]
    after = SENTENCE_PART_END.split(text[at : at + 2 * len(name) + NEAR], maxsplit=1)[0]
    return name in before or name in after


def is_office(word: str) -> bool:
    """Whether a word is the name of an office of its own, with a place before it or without."""
    return _offices().search(word) is not None


@cache
def _acts() -> re.Pattern[str]:
    """What follows the name of the body itself."""
    verbs = r"将|召开|印发|制定|修订|成立|针对|对照|现有"
    return compiled(rf"党[委组]|纪委|{any_of('organisations', 'subordinate', 'acts')}|{verbs}")


@cache
def _offices() -> re.Pattern[str]:
    return compiled(
        rf"(?:\A|[省市区县州盟旗])(?:{any_of('organisations', 'offices')})(?:{any_of('organisations', 'office_ends')})\Z"
    )
