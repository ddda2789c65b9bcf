"""Differences since a time whose values a sentence before tells, each in its part of the sentence.

有博士463人，占44.0%；2023年底有博士417人，占40.6%。一年间净增博士46人，占比上升3.4个百分点.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.arithmetic.changes.change import Change, change
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Figure, Quantity, Rate, Scanned, Sentence
from auditor.figures.change_words import direction
from auditor.figures.rate_words import is_share
from auditor.patterns import compiled

MOST = 16  # figures of a sentence that are looked at
_SINCE = compiled(
    r"\A(?:(?:[一两二三四五]|[0-9]{1,2})年(?:[间来内]|时间)|半年来|与[上去]年(?:同期)?相比)[，,]?"
)
_THEN = compiled(r"20[0-9]{2}年|[上去]年|同期|整改前|此前|期初|年初")
_TOLD = compiled(r"(?P<verb>(?:净|共|累计)?[\u4e00-\u9fff]{1,2}了?)(?P<name>[\u4e00-\u9fff]{2,6})\Z")
_GROSS = compiled(r"新增|共|累计")
_SHARE = compiled(r"(?:其)?(?:占比|比例|比重)(?P<verb>[\u4e00-\u9fff]{2,4})\Z")
_SHARE_OF_IT = compiled(r"占(?:比)?(?:为|达)?\Z")

Two = tuple[Figure, Figure]
"""The value then and the one now."""


def changes_since(claims: Scanned, known: Sequence[Change]) -> list[Change]:
    """Those differences of a text that are not ``known``."""
    done = {id(each.told) for each in known}
    found: list[Change] = []
    for before, sentence in zip(claims.sentences, claims.sentences[1:], strict=False):
        if sentence.figures and _SINCE.match(sentence.figures[0].gap):
            told = [f for f in sentence.figures[:MOST] if (f.is_plain and not f.depth) and id(f) not in done]
            found += (made for f in told if (made := _of_sentence(f, before)))
    return found


def _of_sentence(told: Figure, before: Sentence) -> Change | None:
    """What a difference is of the two values of a sentence before that it names."""
    lead = _SINCE.sub("", told.lead)
    if not isinstance(told, Quantity):
        return None
    if told.unit.kind == "points":
        said = _SHARE.fullmatch(lead)
        values: list[Figure] = [f for f in _plain(before) if isinstance(f, Rate) and _is_share(f)]
    else:
        said = _TOLD.fullmatch(lead)
        values = [q for q in _plain(before) if said and _is_called(q, said["name"], told)]
    sign = direction(said["verb"]) if said else 0
    two = _then_and_now(values) if sign else None
    made = change(*two, told, sign) if two else None
    gross = said is not None and _GROSS.match(said["verb"])  # others may have gone
    return made if made and (made.holds or not gross) else None


def _is_called(figure: Figure, name: str, told: Quantity) -> bool:
    """Whether a figure counts what a difference is told of."""
    same = isinstance(figure, Quantity) and figure.unit.name == told.unit.name
    return same and name in figure.lead + figure.tail and not direction(figure.lead)


def _is_share(rate: Rate) -> bool:
    return is_share(rate) or _SHARE_OF_IT.search(rate.lead) is not None


def _then_and_now(values: Sequence[Figure]) -> Two | None:
    """Two values of which one stands in a part of the sentence that tells another time."""
    if len(values) != 2:
        return None
    first, second = values
    then = [_is_of_then(first), _is_of_then(second)]
    if then == [False, True]:
        return second, first
    return (first, second) if then == [True, False] else None


def _is_of_then(figure: Figure) -> bool:
    """Whether the part of the sentence up to a figure, from the last semicolon, tells another time."""
    figures = figure.sentence.figures[:MOST] if figure.sentence else []
    words = "".join(f.gap for f in figures if f.start <= figure.start)
    marks = [mark.end() for mark in SEMICOLON.finditer(words)]
    return _THEN.search(words, marks[-1] if marks else 0) is not None


def _plain(sentence: Sentence) -> Iterator[Figure]:
    return (f for f in sentence.figures[:MOST] if (f.is_plain and not f.depth))
