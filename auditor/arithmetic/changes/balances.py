"""What is left of a budget: 收入总计15500万元……支出总计12300万元。收支相抵，结转下年3200万元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.arithmetic.changes.stocks import Account
from auditor.characters.pauses import ITEM_NUMBER
from auditor.claims import Quantity, Scanned
from auditor.figures.amounts import slack
from auditor.groups.finders.budgets import TOTALS
from auditor.patterns import compiled

BACK = 6  # sentences before in which the two totals may stand
LINES = 3  # ends of a paragraph between them

_SETTLED = compiled(
    r"收支(?:总量|总计|两抵)?(?:相抵|轧抵|品迭|对抵|轧差)(?:之?后)?[，,]?(?:[^，,。；;0-9]{0,12}[，,])?[^，,。；;0-9]{0,16}\Z"
)
_REST = compiled(
    r"(?P<less>赤字|缺口|不足|短收)|(?P<all>滚存|累计|历年)?[^，,。；;0-9]{0,4}(?:结余|盈余|结转|节余)[^，,。；;0-9]{0,8}\Z"
)
_FILLER = r"(?:预计|实际|完成|执行|为|达到?|[:：])*\Z"
_INCOME = compiled(rf"(?:收入{TOTALS}|总收入|总财力|财力总计){_FILLER}")
_SPENT = compiled(rf"(?:支出{TOTALS}|总支出){_FILLER}")
_NEXT_ITEM = compiled(rf"\n\s*{ITEM_NUMBER}")
_EARLIER = compiled(r"上年|[年期]初|结转")
WORDS = 40  # characters before a number that tell what it is


def balances(text: str, claims: Scanned) -> Iterator[Account]:
    """What 收支相抵 leaves of the last total of income and the last one of expenditure before it.

    It is only proved, never called wrong, where more may count in it: what was left of the years before, or what the
    total of expenditure carries over already.
    """
    for index, sentence in enumerate(claims.sentences):
        for q in sentence.quantities:
            if q.unit.kind != "money" or not q.is_plain or q.depth:
                continue
            rest = _REST.search(q.lead)
            if rest is None or not _SETTLED.search(text, max(sentence.start, q.start - WORDS), q.start):
                continue
            before = [
                n
                for s in claims.sentences[max(0, index - BACK) : index + 1]
                for n in s.quantities
                if n.end <= q.start and n.unit.name == q.unit.name and n.is_plain and not n.depth
            ]
            income = next((n for n in reversed(before) if _INCOME.search(n.lead)), None)
            spent = next((n for n in reversed(before) if _SPENT.search(n.lead)), None)
            if income is None or spent is None or _are_apart(text, income, spent, q):
                continue
            first, second = (spent, income) if rest["less"] else (income, spent)
            made = Account(
                first, ((-1, second),), q, certain=False, told="结余", loose=_loose(first, second, q)
            )
            begins = min(income.start, spent.start)
            carried = any(n.base == q.base for n in before if n.start > begins)
            includes = rest["all"] is None or _EARLIER.search(text, max(0, income.start - 400), income.start)
            certain = made.computed > 0 and not carried and includes is not None
            yield Account(first, ((-1, second),), q, bool(certain), told="结余", loose=made.loose)


def _loose(*numbers: Quantity) -> Fraction:
    return sum(map(slack, numbers), Fraction(0))


def _are_apart(text: str, income: Quantity, spent: Quantity, rest: Quantity) -> bool:
    """Whether the two totals and what is left are not of one account: another item begins between them."""
    begin = min(income.start, spent.start)
    return (
        text.count("\n", begin, rest.start) > LINES or _NEXT_ITEM.search(text, begin, rest.start) is not None
    )
