"""Totals of a budget: 收入完成18.4亿元，增长6.1%。加上转移性收入22.3亿元，收入合计40.7亿元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.characters.pauses import MEMBER_END, SENTENCE_PART_END
from auditor.claims import Quantity
from auditor.figures.amounts import amount, amount_plain, digits, slack
from auditor.groups.finders.row import BRACKET, Row, may_be_whole
from auditor.groups.group import Cue, Group, Judgement, Relation, nearly_makes, total_of
from auditor.patterns import compiled
from auditor.records import frozen

BACK = 3  # sentences before that of a total in which what it sums up may stand
SURE_DIGITS = (
    3  # digits of a total that hardly fits by chance; one less for each further number that makes it up
)
FINE = 2000  # what rounding may leave of a total
CLAUSE = 60  # characters before a main figure in which the side that it is of may be named

TOTALS = "(?:总计|合计|总量|总额|总数|共计)"
"""What the sum of one side of a budget is called: 收入总计, 支出合计."""
_TOTAL = compiled(
    rf"(?:(?P<side>收入|支出){TOTALS}|总(?P<of>收入|支出)|(?:总财力|财力(?:总计|合计|总量))|(?<!收支)(?:总计|合计))(?:预计|为|达到?|达|[:：])*\Z"
)
_PLUS = compiled(r"加上|连同|[另再]加|加(?=上级|上年|地方|调入|转移|债务|动用|返还|税收|下级)")
_MINUS = compiled(r"减去|扣除|扣减|减(?=上解|结转|调出|补助)")
_MINUS_BEHIND = compiled(r"[^。；;\n]{0,20}(?:减去|扣除|扣减|剔除|不含)")
_AMONG = compiled(r"其中|包括|(?<!包)含(?![义有量])")
_AND_MORE = compiled(r"等(?![0-9])")


def budgets(row: Row) -> Iterator[Group]:
    """A total of income or expenditure: the main figure before, what 加上 joins with it, less what 减去 takes off.

    A total that is off is told only if all that is joined has its number, and one main figure of the same side stands before.
    """
    for k, whole in enumerate(row.numbers):
        told = _TOTAL.search(whole.lead) if whole.unit.kind == "money" else None
        if told is None or not whole.is_plain or whole.depth:
            continue
        found = _joined(row, k)
        if found is None:
            continue
        group = found.fitting(whole)
        if group is None and found.is_all(row.text, told["side"] or told["of"] or "", whole):
            group = Group(whole, [*found.heads, *found.added], Cue.CLOSING, closed=True)
        if group is not None:
            yield group
            return


@frozen
class _Joined:
    """The main figures before 加上, and what is added to them and taken off."""

    heads: list[Quantity]
    added: list[Quantity]
    taken: list[Quantity]
    whole_row: bool  # whether every member of what is added has its number

    def fitting(self, whole: Quantity) -> Group | None:
        """The group of what comes to a total, with the first of the main figures or with all of them."""
        if digits(whole) + len(self.added) < SURE_DIGITS + 1:
            return None
        for heads in ([h] for h in self.heads) if len(self.heads) == 1 else (self.heads[:1], self.heads):
            parts = [*heads, *self.added]
            off = abs(total_of(parts) - total_of(self.taken) - whole.base)
            loose = sum(map(slack, [*parts, *self.taken, whole]), Fraction(0))
            if off <= min(loose, whole.base / FINE):
                return _balanced(whole, parts, self.taken)
        return None

    def is_all(self, text: str, side: str, whole: Quantity) -> bool:
        """Whether a total must be the sum of what is told before it."""
        (head, *others) = self.heads
        named = side and side in _clause(text, head)
        if _MINUS_BEHIND.match(text, whole.end):
            return False  # 总计10.2亿元，剔除专项0.5亿元
        complete = self.whole_row and not self.taken and may_be_whole(head) and not others
        return bool(named) and complete and nearly_makes(total_of([head, *self.added]), whole)


def _balanced(whole: Quantity, parts: list[Quantity], taken: list[Quantity]) -> Group:
    """The group of a total that some numbers make up less others; of several taken off its judgement tells them all."""
    if len(taken) < 2:
        return Group(whole, parts, Cue.CLOSING, closed=True, less=taken[0] if taken else None)
    made = amount(total_of(parts) - total_of(taken), whole)
    plus = " + ".join(amount_plain(p.base, whole) for p in parts)
    minus = "".join(f" − {amount_plain(q.base, whole)}" for q in taken)
    group = Group(whole, [*parts, *taken], Cue.CLOSING, closed=True)
    group.judgement = Judgement(Relation.EQUAL, f"{plus}{minus} = {made}", made, certain=True)
    return group


def _clause(text: str, q: Quantity) -> str:
    """The words before a number up to the mark before its clause."""
    return SENTENCE_PART_END.split(text[max(0, q.start - CLAUSE) : q.start])[-1]


def _joined(row: Row, k: int) -> _Joined | None:
    """What 加上 joins before the number at ``k``, in its own sentence or in those before it in the paragraph."""
    whole = row.numbers[k]
    added: list[Quantity] = []
    taken: list[Quantity] = []
    complete = not _AND_MORE.search(whole.gap)
    for numbers in _sentences(row, k):
        for i in range(len(numbers) - 1, -1, -1):
            q = numbers[i]
            if _TOTAL.search(q.lead) and not _PLUS.search(q.gap):
                return None
            if q.unit.name != whole.unit.name or q.depth:
                continue
            gap = BRACKET.sub("", q.gap)
            if _AMONG.search(gap):
                complete = False
            added.insert(0, q)
            if _MINUS.search(gap):
                taken, added = [*added, *taken], []  # it and what is joined with it
            begins = _PLUS.search(gap)
            words = gap[begins.end() :] if begins else gap.lstrip("，,、；;及和")
            complete = complete and q.is_plain and len(MEMBER_END.findall(words)) == 0
            if begins:
                heads = _heads(row, whole, numbers[:i], q)
                plain = bool(heads) and all(h.is_plain for h in heads)
                return _Joined(heads, added, taken, complete) if plain else None
    return None


def _sentences(row: Row, k: int) -> Iterator[list[Quantity]]:
    """The numbers before the one at ``k`` sentence by sentence, backward, within the paragraph."""
    yield row.numbers[:k]
    for index in range(row.index - 1, max(-1, row.index - 1 - BACK), -1):
        before = row.sentences[index]
        if "\n" in row.text[before.end : row.sentences[row.index].start]:
            return
        yield Row(row.text, row.sentences, index, row.parts).numbers


def _heads(row: Row, whole: Quantity, own: list[Quantity], first: Quantity) -> list[Quantity]:
    """The main figures before 加上: those of its sentence, or of the nearest one before, that no 其中 tells as parts."""
    index = next((i for i in range(row.index, -1, -1) if row.sentences[i] is first.sentence), 0)
    last = max(0, index - BACK)
    while not (heads := _main(own, whole)) and index > last:
        index -= 1
        if "\n" in row.text[row.sentences[index].end : first.start]:
            return []
        own = Row(row.text, row.sentences, index, row.parts).numbers
    return heads


def _main(numbers: list[Quantity], whole: Quantity) -> list[Quantity]:
    """The numbers of a sentence in the unit of a total, up to those that 其中 tells as parts."""
    heads: list[Quantity] = []
    for q in numbers:
        if _AMONG.search(BRACKET.sub("", q.gap)):
            break
        if q.unit.name == whole.unit.name and not q.depth:
            heads.append(q)
    return heads
