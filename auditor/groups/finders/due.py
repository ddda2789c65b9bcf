"""What was due and what really was done, in one verb: 应检教师1042人，实检1042人; 应缴租金8.2万元，实缴7.9万元."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.groups.finders.row import Row
from auditor.groups.group import Cue, Group
from auditor.patterns import compiled

_DUE = compiled(r"(?<![对反相响适])应(?:当)?(?P<verb>[\u4e00-\u9fff])")
_REALLY = compiled(r"(?:目前|已|截至目前)?(?:实际?|已)(?P<verb>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}\Z")


def due(row: Row) -> Iterator[Group]:
    """A number told as due with the next one, if that tells what was done of it; more than was due is no mistake."""
    for whole, part in pairwise(row.numbers):
        if part.base > whole.base:
            continue
        if not row.free(part) or part.unit.name != whole.unit.name or part.depth != whole.depth:
            continue
        done = _REALLY.fullmatch(part.lead)
        if done and any(told["verb"] == done["verb"] for told in _DUE.finditer(whole.lead)):
            yield Group(whole, [part], Cue.STATUS)
