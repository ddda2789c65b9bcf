"""What has been put right is of what a check found, not of all that was checked: 检查820家，发现64家存在隐患，已整改60家."""

from __future__ import annotations

import re
from functools import cache

from auditor.claims import Quantity
from auditor.lexicon import any_of
from auditor.patterns import compiled

_SOME = compiled(r"严重|重大|突出|重点|典型|较[大重]|问题|隐患")


def found_ones(before: list[Quantity], done: Quantity) -> Quantity | None:
    """The number before what is put right that tells what was found among those of a farther number.

    ``before`` are those that may be its whole.  What is more than was found is of it only if the farther number counts
    what was checked, not what was found to be wrong: 排查隐患58处，发现重大隐患12处，已整改50处.
    """
    patterns = _patterns()
    if patterns["put_right"].search(done.lead) is None:
        return None
    near = sorted((q for q in before if q.unit.name == done.unit.name), key=lambda q: q.start, reverse=True)
    if len(near) < 2 or not patterns["singled_out"].search(near[0].lead):
        return None
    found, checked = near[:2]
    if found.base > checked.base or not patterns["examined"].search(checked.lead + checked.tail):
        return None
    of_all = _SOME.search(checked.lead + checked.tail) is not None
    named = found.lead[-2:] == done.lead[-2:] or (done.noun != "" and found.noun == done.noun)
    return found if done.base <= found.base or (named and not of_all) else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {key: compiled(any_of("statuses", key)) for key in ("put_right", "singled_out", "examined")}
