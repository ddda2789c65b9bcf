"""Sentences that several notices share: what was copied from one account of measures to the next.

They are the same but for figures, marks and the name of the notice's own body.  Common words are no proof of anything: a formula of the trade stands in many notices.  The passages are shown with the
notices they stand in, and a person judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from auditor.characters.clauses import cuts
from auditor.names.entities import units
from auditor.notice import BODY, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.source import Span

LEAST = 3
"""Notices that share a passage before it is told."""
LENGTH = 24
"""Chinese characters from which on two authors hardly write the same sentence."""

_OTHER_THAN_WORDS = compiled(r"[^\u4e00-\u9fff]+")  # figures, dates and marks change where a text was copied
_NTH = compiled(r"\A\s*第?[一二三四五六七八九十]{1,3}[是、，要]")


@frozen
class Sentence:
    """A sentence of a notice below a heading: where it stands in the source, a key to its words, and its leaf."""

    span: Span
    key: bytes
    leaf: int


@frozen
class Passage:
    """Neighbouring sentences that the same notices share.

    ``words`` are those of the first notice that has them, where they stand at ``span``; ``notices`` are the numbers of
    all that do, in order.
    """

    words: str
    span: Span
    notices: tuple[int, ...]


def sentences(notice: Notice) -> Iterator[Sentence]:
    """The long sentences below headings.  What stands above the first heading and below the last words is form."""
    parts, _ = cuts(notice)
    own = sorted({unit.stem for unit in units(notice) if not unit.masked}, key=len, reverse=True)
    for number, words in enumerate(parts.parts):
        if len(words) < LENGTH:
            continue
        said = _OTHER_THAN_WORDS.sub("", _NTH.sub("", words))
        for name in own:
            said = said.replace(name, "")
        if len(said) < LENGTH:
            continue
        start, end = parts.span(number)
        leaf = notice.leaf_at(start)
        if leaf is None or leaf.kind not in BODY or leaf.section is None:
            continue
        yield Sentence(notice.span(start, end), _key(said), leaf.start)


def _key(words: str) -> bytes:
    return blake2b(words.encode("utf-8"), digest_size=12).digest()


class SharedText:
    """Counts sentences notice by notice; keeps a key and the numbers of the notices for each, and no text."""

    def __init__(self) -> None:
        self._holders: dict[bytes, list[int]] = {}

    def add(self, number: int, notice: Notice) -> None:
        """Count the sentences of a notice; ``number`` is told of it later."""
        for key in dict.fromkeys(sentence.key for sentence in sentences(notice)):
            self._holders.setdefault(key, []).append(number)

    def firsts(self, least: int = LEAST) -> list[int]:
        """The numbers of the notices that have passages to tell, in order."""
        return sorted({holders[0] for holders in self._holders.values() if len(holders) >= least})

    def passages(self, number: int, notice: Notice, least: int = LEAST) -> Iterator[Passage]:
        """The passages that a notice is the first to have, in the order of its text.  Call after all were added."""
        told: list[tuple[int, tuple[int, ...], Span]] = []  # leaf, holders, place
        for each in sentences(notice):
            holders = self._first_of(number, each.key, least)
            if told and told[-1][:2] == (each.leaf, holders):
                told[-1] = (each.leaf, holders, Span(told[-1][2].start, each.span.end))
            else:
                told.append((each.leaf, holders, each.span))
        for _, holders, span in told:
            if holders:
                yield Passage(notice.source.quote(span), span, holders)

    def _first_of(self, number: int, key: bytes, least: int) -> tuple[int, ...]:
        """The holders of a sentence if they are enough and this notice is the first of them, else none."""
        holders = self._holders.get(key, [])
        return tuple(holders) if len(holders) >= least and holders[0] == number else ()
