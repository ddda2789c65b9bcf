"""All of a number is said to be done, and the account that follows has some of it under way.

排查隐患52处，已全部整改，其中47处已整改到位，5处正在整改.  What is told of another step (5处尚未销号) is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.claims import Quantity, Status
from auditor.completion.place import Pair, Place
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

BETWEEN = 60  # characters from a number to the account of it
BESIDE = 16  # characters beside a number in which it is told how far it has come

_AMONG = compiled(r"[，,。；;：:](?:截至目前|目前|现)?[，,]?其中|[：:]")
_NOT_YET = r"(?:正在|仍在|尚在|尚未|仍未|还未|未)(?:抓紧|加快|积极|有序|全部|完成)?"
_GENERAL = "推进|进行|办理|完成"  # words that may stand for any verb


def split_open(notice: Notice) -> Iterator[Pair]:
    """Where all of a number is said to be done, with the part of it that its own account has as not done."""
    text = notice.text
    for group in notice.claims.groups:
        first, whole = group.parts[0], group.whole
        if not whole.end < first.start <= whole.end + BETWEEN or whole.depth != first.depth:
            continue
        done = _all_done().match(text, whole.end, first.start)
        if done is None or not _AMONG.match(text, done.end(), first.start):
            continue
        if not any(part.status is Status.DONE for part in group.parts):
            continue
        place = next(filter(None, (_open(text, part, done["verb"]) for part in group.parts)), None)
        if place:
            yield (done.start("told"), done.end()), place


@cache
def _all_done() -> re.Pattern[str]:
    """What says behind a number that all of it is done: 问题52处，均已全部整改到位."""
    return compiled(
        r"[^，,。；;：:（）()\n0-9]{0,12}?(?:[，,](?:(?:目前|现|截至目前)[，,]?)?)?"
        r"(?P<told>(?:目前|现)?(?:均|都)?已(?:经)?(?:均|都)?"
        rf"全部(?:完成)?(?P<verb>{any_of('statuses', 'all_done')})(?:到位|完成|完毕)?)"
    )


def _open(text: str, part: Quantity, verb: str) -> Place | None:
    """The place of a part that is told as not done in the same word, behind its number or before it."""
    if part.status not in (Status.RUNNING, Status.OPEN):
        return None
    words = rf"{_NOT_YET}(?:{verb}|{_GENERAL})(?:到位|完成|完毕|中)?"
    behind = compiled(rf"[^，,。；;、\n0-9]{{0,6}}?{words}(?=[，,。；;、）)\n]|\Z)")
    if told := behind.match(text, part.end, part.end + BESIDE):
        return part.start, told.end()
    before = compiled(rf"{words}的?(?:有|为)?\Z").search(text, max(0, part.start - BESIDE), part.start)
    return (before.start(), part.end) if before else None
