"""The areas that an overview announces by name (从A、B、C三方面入手), held against the sections that answer them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.stated.answering import answering_parts
from auditor.claims import Enumeration
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen

ALIKE = 70.0  # of 100: an area's name and a heading that share most of their characters in order
_AREA_WORDS = compiled(r"^(?:关于|针对|在|从|落实|贯彻|推进|加强)|方面|问题|的?整改情况|情况|等$|“|”")


@frozen
class AnnouncedAreas:
    """Areas that an overview names with their number, and the sections that answer them.

    ``missing`` are the members without a section of like title.
    """

    claim: Enumeration
    sections: tuple[Node, ...]
    missing: tuple[tuple[int, int], ...]


def announced_areas(notice: Notice) -> Iterator[AnnouncedAreas]:
    """The areas an overview announces (从A、B、C三方面入手), if the answering part has sections of like titles."""
    answers = answering_parts(notice)
    sections = [s for a in answers for s in a.sections]
    if len(sections) < 2:
        return
    for item in notice.claims.enumerations:
        if (
            item.stated.unit.kind != "group"
            or item.stated.unit.name == "级"
            or not item.before
            or item.start >= sections[0].start
        ):
            continue
        words = [notice.text[a:b] for a, b in item.items]
        titles = [s.title for s in sections]
        alike = [max(_likeness(w, t) for t in titles) for w in words]
        if sum(score >= ALIKE for score in alike) * 2 < min(len(words), len(titles)):
            continue
        missing = tuple(place for place, score in zip(item.items, alike, strict=True) if score < ALIKE)
        yield AnnouncedAreas(item, tuple(sections), missing)


def _likeness(words: str, title: str) -> float:
    """How much of an area's name stands in a heading: 0 … 100."""
    from rapidfuzz.fuzz import partial_ratio

    name = _AREA_WORDS.sub("", words)
    return partial_ratio(name, _AREA_WORDS.sub("", title)) if len(name) > 1 else 0.0
