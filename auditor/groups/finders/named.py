"""Parts of a whole that was told before and is only named again: …专职教师29人…；专职教师中，高级讲师8人、讲师13人."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from auditor.claims import Bound, Quantity
from auditor.groups.finders.members import members
from auditor.groups.finders.row import Row, may_be_whole, names_some
from auditor.groups.group import Cue, Group, addable, earlier, nearly_makes
from auditor.groups.overlaps import may_overlap
from auditor.patterns import compiled

_AGAIN = compiled(
    r"(?P<mark>\A|[，,；;。\n])\s{0,4}(?:在)?(?:(?:这些|上述|全部|所有)的?)?(?P<name>[\u4e00-\u9fff]{2,10})(?:当|之)?中[，,：:]"
)
_TELLS = frozenset("有共为是中含括，,；;、：:（(。\n")


def named(row: Row) -> Iterator[Group]:
    """A list behind 某某中，, where one number, and no other, was told of 某某 shortly before."""
    for i, q in enumerate(row.numbers):
        again = _AGAIN.search(row.gaps[i]) if q.depth == 0 else None
        begins = q.start - len(row.gaps[i])
        if again is None or (not again["mark"] and q.sentence is not None and begins > q.sentence.start):
            continue  # 29名专职教师中，: announced by its number
        before = chain(reversed(row.numbers[:i]), earlier(row.text, row.sentences, row.index))
        wholes = [w for w in before if _tells_of(row.text, again["name"], w)]
        if len(wholes) != 1 or not addable(wholes[0], q) or wholes[0].bound is not Bound.EXACT:
            continue
        parts, repaired = members(row, i)
        group = Group(wholes[0], parts, Cue.AMONG, repaired=repaired)
        open_list = names_some(row, wholes[0].end, parts)
        meant = nearly_makes(group.total, wholes[0]) and not (open_list or may_overlap(parts, row.text))
        if len(parts) > 1 and (group.total == wholes[0].base or meant):
            yield group


def _tells_of(text: str, name: str, q: Quantity) -> bool:
    """Whether a number is told of just what a name says: 专职教师29人, not 兼任专职教师29人."""
    start = q.start - len(name)
    return (
        may_be_whole(q)
        and q.start >= len(name)
        and text.startswith(name, start)
        and (start == 0 or text[start - 1] in _TELLS)
    )
