"""What a number of what is done is told of, where that is not what the number before it counts: 开工39万套，完成棚户区改造24万套."""

from __future__ import annotations

import re
from functools import cache

from auditor import lexicon
from auditor.arithmetic.groups import Group
from auditor.claims import Quantity
from auditor.patterns import compiled

OBJECT = 8  # characters behind a number that may name what it counts
_DONE = compiled(r"(?:完成|建成|实施|选聘|招聘|新建|改造)了?(?P<object>[\u4e00-\u9fff]{3,12})\Z")
_KINDS = compiled(r"[\u4e00-\u9fff]{2}")
_NAMED = compiled(r"[\u4e00-\u9fff]{3,12}")


def is_of_another_object(group: Group) -> bool:
    """Whether the only part names what it counts in words of which its whole has none.

    The object of its deed (完成棚户区改造24万套) counts, and of a number further down also what stands behind it (2名合格村医).
    """
    (part, *others), whole = group.parts, group.whole
    if others:
        return False
    said = whole.gap + whole.tail
    found = _DONE.search(part.lead)
    named = _deed().sub("", found["object"]) if found else ""
    if len(named) > 1 and not _shared(named, said):
        return True
    behind = _NAMED.match(part.tail[:OBJECT])
    return not group.near and not _own(part) and behind is not None and not _shared(behind[0], said)


def _own(part: Quantity) -> bool:
    """Whether the words before a number tell what it is of, so that those behind go on: 已完成整改12项并通过验收."""
    return part.unit.measured or part.tail.startswith(("已", "均", "全", "并", "正", "尚", "未", "的", "还"))


def _shared(words: str, said: str) -> bool:
    """Whether two neighbouring characters of some words stand in others."""
    return any(words[i : i + 2] in said for i in range(len(words) - 1))


@cache
def _deed() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('statuses', 'deeds', 'beginnings')})+")
