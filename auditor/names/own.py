"""The names of the document's own body, and of the places in them, written wrongly somewhere in the document.

What :mod:`auditor.names.variants` finds by the ends of names and by counting, is found here by the names themselves,
which title, preamble and signature give: a place that has all characters of the name but one, and for that one
a character that looks or sounds alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import ne

from auditor.memo import per_notice
from auditor.names.entities import not_in_names, units
from auditor.names.resemblance import resemblance
from auditor.names.variants import Variant
from auditor.notice import Notice
from auditor.patterns import compiled

SHORTEST = 3
LONGEST = 30
MOST = 6  # names that are looked for
PLACES = 500  # places of a half of a name that are looked at
LONG = 4  # longer names are certainly this body's; a place may have a namesake
RARE = 2  # the right name stands so many times as often as the slip

_PLACE = compiled(
    r"(?:\A|(?<=关于)|(?<=中共)|(?<=[省市州]))(?P<place>[\u4e00-\u9fff]{2,3}?[市县区州旗])(?![委直域级])"
)
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
        words = [notice.text[at : at + len(name)] for at, _ in places]
        for (at, reason), word in zip(places, words, strict=True):
            times = words.count(word)
            if times * RARE <= count:
                usual = notice.text.find(name)
                found[at] = Variant(
                    at, at + len(name), word, times, name, count, usual, reason, own=len(name) > LONG
                )
    return [found[at] for at in sorted(found)]


def _names(notice: Notice) -> list[str]:
    """The names of the notice's own body and the places in them and in the title, the longest first."""
    bodies = [u.name for u in units(notice) if not u.masked and u.kind]
    words = [m["place"] for text in (notice.title, *bodies) for m in _PLACE.finditer(text)]
    generic = not_in_names()
    places = [w for w in words if generic.isdisjoint(w[:-1])]
    names = {n for n in (*bodies, *places) if SHORTEST <= len(n) <= LONGEST}
    return sorted(names, key=lambda n: (-len(n), n))[:MOST]


def slips(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Where all characters of a name stand but one, and how that one resembles the right one.

    Of two halves one is without the slip, so that its places are all that need be looked at.
    """
    cut = len(name) // 2
    for half, offset in ((name[:cut], 0), (name[cut:], cut)):
        at = text.find(half)
        for _ in range(PLACES):
            if at < 0:
                break
            start = at - offset
            if start >= 0 and (reason := _slip(text, start, name, offset)):
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
