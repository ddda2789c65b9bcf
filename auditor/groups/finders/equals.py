"""Numbers that stand beside each other as equals, so that none is a part of another: three towns' 分别为20件、12件和8件."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import SEMICOLON
from auditor.figures.each import RESPECTIVELY, told_respectively
from auditor.groups.group import WITHOUT_CUE, Cue, Group
from auditor.patterns import compiled

LEAST = 3  # numbers told one after the other
_NAMES_SUM = compiled(r"总|合计|共|受理|收到|应|计划|全部")


def are_respective(group: Group) -> bool:
    """Whether whole and parts are told one after the other of as many names, none of which is that of a sum."""
    if group.cue not in WITHOUT_CUE:
        return False
    row = told_respectively(group.whole)
    if len(row) < LEAST or not all(any(p is f for f in row) for p in group.parts):
        return False
    names = RESPECTIVELY.split(row[0].gap)[0]
    return _NAMES_SUM.search(names) is None


def without_results(group: Group, text: str) -> None:
    """Take from a list that 其中 begins what came of it, told behind a semicolon: 其中市本级55万元；促进增收节支2万元."""
    parts = group.parts
    if group.cue is not Cue.AMONG or len(parts) < 2 or group.total >= group.whole.base:
        return
    if _result().match(parts[0].lead.removeprefix("其中")):
        return
    for i in range(1, len(parts)):
        behind = SEMICOLON.search(text, parts[i - 1].end, parts[i].start)
        if behind and _result().match(parts[i].lead):
            group.parts = parts[:i]
            return


@cache
def _result() -> re.Pattern[str]:
    return compiled(rf"(?:已|共|同时)?(?:{lexicon.any_of('statuses', 'results')})")
