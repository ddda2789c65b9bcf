"""Numbers and days left blank in running text: 退还多收水费    元, 筹措修缮经费   万元, 于    月    日, 7月    日.

A gap between a word and a unit is a blank only in a sentence; heads and columns of tables, letters set apart
(姓   名) and the stray blanks of a scan have gaps too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.damage import damage
from auditor.characters.pauses import CLAUSE_END, SENTENCE_PART_END, last_end
from auditor.lexicon import any_of, words
from auditor.memo import per_notice
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

REACH = 200  # characters on each side in which the sentence must begin and end
WORD = 2  # characters before the gap that are shown with it
DATE = 24  # characters before 月 that are looked at
_ANY_GAP = compiled(r"[ \u3000\xa0]{2,}+")
_SIGNS = ("   ", "\u3000\u3000\u3000", "\xa0\xa0\xa0")
# a day of no number; 7月 日均 speaks of every day
_DAY = compiled(
    r"月[ \u3000\xa0]{1,16}日(?![常均报夜益期渐程历志用产工光游本元语军化班照出落增趋后子 \u3000\xa0月])"
)
_BEFORE_DAY = compiled(
    r"(?<![0-9])(?:1[0-2]|[1-9])\Z|(?:[于在至到从自]|[，,。；;（(][ \u3000\xa0](?=[ \u3000\xa0]))[ \u3000\xa0]{1,16}\Z"
)
_APART = compiled(r"\t|[\u4e00-\u9fff][ \u3000\xa0]{1,9}[\u4e00-\u9fff][ \u3000\xa0]{1,9}[\u4e00-\u9fff]")
_MONTH_SIGNS = ("月 ", "月\u3000", "月\xa0")


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
    wide = any(sign in notice.text for sign in _SIGNS)
    days = any(sign in notice.source.text for sign in _MONTH_SIGNS)
    if not (wide or days) or damage(notice).is_bad:
        return []
    return sorted([*(_blanks(notice) if wide else ()), *(_days(notice) if days else ())])


def _days(notice: Notice) -> Iterator[tuple[int, int]]:
    """The dates of a sentence that have no day: 于    月    日, 7月    日.

    They are looked for in the source, for the logical text leaves out stray blanks.
    """
    text = notice.source.text
    for match in _DAY.finditer(text):
        before = _BEFORE_DAY.search(text, max(0, match.start() - DATE), match.start())
        if before is None:
            continue
        start, end = notice.logical_offset(before.start()), notice.logical_offset(match.end() - 1) + 1
        leaf = notice.leaf_at(start)
        if leaf is None or leaf.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.ISSUED):
            continue
        around = (
            text[max(0, before.start() - DATE) : before.start()].rpartition("\n")[2],
            text[match.end() : match.end() + DATE].partition("\n")[0],
        )
        if not any(_APART.search(part) for part in around):
            yield start, end


def _blanks(notice: Notice) -> Iterator[tuple[int, int]]:
    text = notice.text
    for match in _gap().finditer(text):
        leaf = notice.leaf_at(match.start())
        if leaf is None or leaf.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        if text[leaf.start : match.start()].endswith(words("placeholders", "spaced_words")):
            continue
        nearest = max(leaf.start, match.start() - REACH)
        begin = last_end(SENTENCE_PART_END, text, nearest, match.start())
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
