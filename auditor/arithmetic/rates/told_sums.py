"""Shares told together: 来信占45%、来访占20%，合计占比65%; …，前两项共占六成.

They are sets of shares whose whole is another share, told behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from auditor.arithmetic.rates.percent_sets import PercentSet
from auditor.arithmetic.rates.sides.numbers import is_growth
from auditor.characters.pauses import CLAUSE_END, NAMES_JOINT
from auditor.claims import Bound, Figure, Rate, Scanned, Sentence
from auditor.lexicon import any_of
from auditor.numbers.numerals import is_slip, ordinal, show
from auditor.patterns import compiled

NEAR = 10  # points by which shares may miss what they are said to be together and still be meant
LONGEST = 8  # shares that are told together
CLAUSE = 60  # characters before a share in which its clause must begin
_SHARED = compiled(
    r"(?P<head>(?:以上|上述|这)?前?[两二三四五六][\u4e00-\u9fff]{1,6}?)占[^，,。；;、0-9均都各分]{0,14}"
)
_COUNT = compiled(
    r"(?:以上|上述|这|其中)?(?P<first>前)?(?P<n>[两二三四五六])个?[项者类种家地部方大级][\u4e00-\u9fff]{0,6}"
)
_SHARE = compiled(r"占|比重|比例|份额|持股|持有")
_AMONG = compiled(r"其中")


def told_sums(text: str, claims: Scanned) -> Iterator[PercentSet]:
    """The shares of a text that another share is said to be the sum of."""
    before: Sentence | None = None
    for sentence in claims.sentences:
        for figure in sentence.figures:
            if isinstance(figure, Rate) and not figure.named and (made := _made(text, figure, before)):
                yield made
        before = sentence


def _made(text: str, told: Rate, before: Sentence | None) -> PercentSet | None:
    sentence = told.sentence
    start = max(sentence.start, told.start - CLAUSE) if sentence else told.start
    clause = CLAUSE_END.split(text[start : told.start])[-1]
    said = _sum().fullmatch(clause) or _SHARED.fullmatch(clause)
    if said is None or sentence is None:
        return None
    count, head = _COUNT.fullmatch(said["head"]), said["head"]
    run = _run([f for f in sentence.figures if f.start < told.start])
    if not run and before is not None and _rates(sentence, told) == 0:
        run = _run(before.figures)
    named = _named(head, run)
    if count is not None:
        many = ordinal(count["n"].replace("两", "二")) or 0
        rates, sure = run[:many] if count["first"] or len(run) == many else [], True
    elif named:
        rates, sure = named, True
    else:
        rates, sure = run, not head and len(run) == _rates(sentence, told)
    if len(rates) < 2:
        return None
    made = PercentSet(tuple(rates), told, closed=True)
    if made.holds:
        return made
    meant = told.bound is Bound.EXACT and sure and _is_near(made)
    return made if meant and said.re is _sum() else None


def _is_near(made: PercentSet) -> bool:
    """Whether a sum misses what is told by little, or by a digit."""
    return abs(made.total - made.target) <= NEAR or is_slip(show(made.total), show(made.target))


def _named(names: str, run: list[Rate]) -> list[Rate]:
    """The shares that some names tell, [] if any of them tells none or several."""
    parts = NAMES_JOINT.split(names)
    told = [[r for r in run if name in CLAUSE_END.split(r.gap)[-1]] for name in parts]
    return [rates[0] for rates in told] if len(parts) > 1 and all(len(rates) == 1 for rates in told) else []


def _rates(sentence: Sentence, told: Rate) -> int:
    """How many percentages stand before a share in its sentence."""
    return sum(isinstance(f, Rate) for f in sentence.figures if f.start < told.start)


def _run(figures: Sequence[Figure]) -> list[Rate]:
    """The last shares of some figures, told one after the other."""
    run: list[Rate] = []
    for figure in reversed(figures):
        if not isinstance(figure, Rate):
            continue
        is_share = _SHARE.search(figure.gap) is not None or (run and figure.gap in ("、", "和"))
        if figure.named or figure.bound is not Bound.EXACT or is_growth(figure) or not is_share:
            break
        run.insert(0, figure)
        if _AMONG.search(figure.gap) or len(run) == LONGEST:
            break
    return run


@cache
def _sum() -> re.Pattern[str]:
    return compiled(
        rf"(?P<head>[\u4e00-\u9fff、“”]{{0,30}}?)(?P<sum>{any_of('scales', 'added')}|(?<![公一])共(?![同建享治产青商]))"
        r"(?!同比|增|减|上升|下降)[^，,。；;、0-9均都各分]{0,16}"
    )
