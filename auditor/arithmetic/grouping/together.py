"""A sum with an amount told before: 缴纳违约金12万元，连同退回资金共计72万元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.grouping.row import Row
from auditor.arithmetic.groups import Cue, Group, earlier, total_of
from auditor.characters.pauses import CLAUSE_END
from auditor.claims import Bound, Quantity
from auditor.patterns import compiled

_DIGIT = compiled(r"[0-9]")
CLAUSE = 40  # characters around an amount that its clause may have
NEAR = Fraction(1, 20)  # of a sum, by which it may be off and still be meant as that of the two
_TOGETHER = compiled(
    r"[^，,。；;、]{0,6}[，,](?:连同|加上)(?:此前|之前|前期|先前|上述|已)?(?P<of>[\u4e00-\u9fff]{2})的?(?:医保|基金|违规|违纪|专项|补助)*(?:资金|款项|金额|款|部分|费用)?(?:合计|总计|共计|总共|共)"
    r"(?:缴纳|上缴|退缴|支付|入库|到账)?"
)


def together(row: Row) -> Iterator[Group]:
    """An amount and the one that 连同 takes up, as the parts of their sum; the words after 连同 stand with it.

    A sum that is off is told only if no other amount is told with them.
    """
    for first, whole, gap in zip(row.numbers, row.numbers[1:], row.gaps[1:], strict=False):
        found = _TOGETHER.fullmatch(gap)
        if found is None or not first.unit.measured or not _alike(first, whole):
            continue
        above = [q for q in earlier(row.text, row.sentences, row.index) if _alike(q, whole)]
        above += [q for q in row.numbers if q.end <= first.start and _alike(q, whole)]
        meant = [q for q in above if found["of"] in _clause(row.text, q)]
        exact = next((q for q in above if q.base + first.base == whole.base), None)
        only = meant[0] if len({q.base for q in meant}) == 1 else None
        other = exact or only
        if other is None:
            continue
        parts = [other, first]
        if exact or abs(total_of(parts) - whole.base) <= whole.base * NEAR:
            yield Group(whole, parts, Cue.CLOSING, closed=True)


def _alike(a: Quantity, b: Quantity) -> bool:
    return a.unit.name == b.unit.name and a.depth == b.depth and a.bound is Bound.EXACT


def _clause(text: str, q: Quantity) -> str:
    """The clause in which a number stands, as far as it is read, and the next one if it has no figures."""
    before = CLAUSE_END.split(text[max(0, q.start - CLAUSE) : q.start])[-1]
    own, *after = CLAUSE_END.split(text[q.end : q.end + CLAUSE], maxsplit=2)
    return before + own + (after[0] if after and not _DIGIT.search(after[0]) else "")
