"""The areas that an overview announces by name (从A、B、C三方面入手), held against the sections that answer them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Enumeration
from auditor.extraction.members import joint_of
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.stated.answering import answering_parts

ALIKE = 70.0  # of 100: an area's name and a heading that share most of their characters in order
_REPORTED = compiled(r"[^，,。；;\n0-9]{0,12}(?:报告|汇报|通报|公布|公告|公开|说明)如[下次]")
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


def announced_chapters(notice: Notice) -> Iterator[AnnouncedAreas]:
    """现将A、B、C3个方面情况报告如下, with the chapters behind it where each of them answers one of the names, in order."""
    for item in notice.claims.enumerations:
        if not is_reported(notice, item):
            continue
        chapters = tuple(s for s in notice.sections if s.level == 1 and s.start >= item.end)
        for names in _ways_to_name(notice.text, item):
            titles = [s.title for s in chapters]
            if len(names) == len(titles) > 1 and all(map(_answers, names, titles)):
                yield AnnouncedAreas(item, chapters, ())
                break


def is_reported(notice: Notice, item: Enumeration) -> bool:
    """Whether a list of areas says what the notice goes on to report: …3个方面情况报告如下."""
    told = item.before and item.stated.unit.kind == "group"
    return told and _REPORTED.match(notice.text, item.stated.end) is not None


def _ways_to_name(text: str, item: Enumeration) -> Iterator[list[str]]:
    """The names of a list as the marks part them, and with the last one in two where 和 joins them."""
    yield [text[a:b] for a, b in item.items]
    *others, (a, b) = item.items
    if joint := joint_of(text, a, b):
        yield [*(text[i:j] for i, j in others), text[a : joint.start() + 1], text[joint.end() - 1 : b]]


def _answers(name: str, title: str) -> bool:
    return title in name or name in title or _likeness(name, title) >= ALIKE


def _likeness(words: str, title: str) -> float:
    """How much of an area's name stands in a heading: 0 … 100."""
    from rapidfuzz.fuzz import partial_ratio

    name = _AREA_WORDS.sub("", words)
    return partial_ratio(name, _AREA_WORDS.sub("", title)) if len(name) > 1 else 0.0
