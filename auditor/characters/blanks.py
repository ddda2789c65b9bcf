"""Numbers that were left blank in running text: 退还多收水费    元, 筹措修缮经费   万元.

A gap between a word and a unit is a blank only in a sentence; heads and columns of tables, letters set apart
(姓   名) and the stray blanks of a scan have gaps too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.damage import damage
from auditor.characters.pauses import CLAUSE_END, SENTENCE_PART_END
from auditor.lexicon import any_of, words
from auditor.memo import per_notice
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

REACH = 200  # characters on each side in which the sentence must begin and end
WORD = 2  # characters before the gap that are shown with it
_ANY_GAP = compiled(r"[ \u3000\xa0]{2,}+")
_SIGNS = ("   ", "\u3000\u3000\u3000", "\xa0\xa0\xa0")


@cache
def _gap() -> re.Pattern[str]:
    units = any_of("placeholders", "blank_units")
    return compiled(
        r"[ \u3000\xa0](?<=[\u4e00-\u9fff][\u4e00-\u9fff].)[ \u3000\xa0]{2,39}(?![ \u3000\xa0])"
        rf"(?P<unit>(?:{units})(?=[，,。；;、）)])|[万亿]?元(?![旦件素器宇首月宵音帅老代年])(?=[\u4e00-\u9fff]))"
    )


@per_notice
def blanks(notice: Notice) -> list[tuple[int, int]]:
    """The logical ranges of the blanks, each with the end of the word before it and the unit."""
    text = notice.text
    if not any(sign in text for sign in _SIGNS) or damage(notice).is_bad:
        return []
    return list(_blanks(notice))


def _blanks(notice: Notice) -> Iterator[tuple[int, int]]:
    text = notice.text
    for match in _gap().finditer(text):
        leaf = notice.leaf_at(match.start())
        if leaf is None or leaf.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        if text[leaf.start : match.start()].endswith(words("placeholders", "spaced_words")):
            continue
        nearest = max(leaf.start, match.start() - REACH)
        begin = max(
            (m.end() for m in SENTENCE_PART_END.finditer(text, nearest, match.start())), default=nearest
        )
        stop = SENTENCE_PART_END.search(text, match.end(), min(leaf.end, match.end() + REACH))
        end = stop.end() if stop else min(leaf.end, match.end() + REACH)
        if _is_prose(text, begin, end):
            yield match.start() - WORD, match.end()


def _is_prose(text: str, begin: int, end: int) -> bool:
    """Whether a stretch is a sentence whose gaps, but for an indent, all stand before units."""
    stop = SENTENCE_PART_END.search(text, begin, end)
    gaps = [m for m in _ANY_GAP.finditer(text, begin, end) if m.start() > begin]
    return (
        stop is not None
        and CLAUSE_END.search(text, begin, end) is not None
        and all(_gap().match(text, m.start()) for m in gaps)
    )
