"""Shares that make up the whole together: 满意占62%、基本满意占30%、不满意占8%; 利用率90%，其中还田60%、饲料30%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from auditor import lexicon
from auditor.arithmetic.rates.aspect_shares import divides_kinds
from auditor.claims import Bound, Figure, Rate, Scanned
from auditor.figures.rounding import is_about
from auditor.groups.overlaps import crosses
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.records import frozen

NEAR = 5  # points by which shares may miss their whole and still be meant to make it up
LONGEST = 12  # shares of a set
OPENS = 40  # characters before a set in which it may be said what divides the whole
_WHOLE = Decimal(100)
_AMONG = compiled(r"其中")
_TAIL = 16  # characters behind a set in which it may be said that the shares overlap


@frozen
class PercentSet:
    """Shares beside each other and what they make up: 100, or the ``whole`` that is told before them.

    ``closed`` says that the words leave nothing out: a scale of answers, or 其他 at the end.
    """

    rates: tuple[Rate, ...]
    whole: Rate | None
    closed: bool

    @property
    def total(self) -> Decimal:
        """The sum of the shares in per cent."""
        return sum((rate.value for rate in self.rates), Decimal(0))

    @property
    def target(self) -> Decimal:
        """What the shares should make up, in per cent."""
        return self.whole.value if self.whole else _WHOLE

    @property
    def holds(self) -> bool:
        """Whether the sum is the target, or rounding of the printed shares explains the difference."""
        if self.whole and self.whole.bound is not Bound.EXACT:
            return is_about(self.whole, Fraction(self.total))
        each = [Decimal("0.5").scaleb(-rate.places) for rate in self.rates]
        if self.whole and self.whole.places < max(rate.places for rate in self.rates):
            each.append(Decimal("0.5").scaleb(-self.whole.places))
        loose = sum(each, Decimal(0)) if self.total != self.target else Decimal(0)
        return abs(self.total - self.target) <= loose

    @property
    def working(self) -> str:
        """“62% + 30% + 8% = 100%”."""
        made = f"{' + '.join(f'{show(r.value)}%' for r in self.rates)} = {show(self.total)}%"
        if self.whole is None or not self.holds or self.total == self.target:
            return made
        if self.whole.bound is not Bound.EXACT:
            return f"{made}，与 {show(self.target)}%（概数）相符"
        return f"{made}，与 {show(self.target)}% 相差在四舍五入之内"


def percent_sets(text: str, claims: Scanned) -> Iterator[PercentSet]:
    """The sets of shares of a text that make up a whole, or come near to it."""
    for sentence in claims.sentences:
        run: list[Rate] = []
        for figure in (*sentence.figures, None):
            if figure is not None and run and _goes_on(run[-1], figure):
                assert isinstance(figure, Rate)
                run.append(figure)
                continue
            if made := _set(text, run):
                yield made
            run = [figure] if isinstance(figure, Rate) and not figure.named else []


def _goes_on(last: Rate, figure: Figure) -> bool:
    return (
        isinstance(figure, Rate)
        and not figure.named
        and figure.bound is Bound.EXACT
        and figure.depth == last.depth
        and 1 < len(figure.gap) <= 30
        and not _together().search(figure.gap)
    )


def _set(text: str, run: list[Rate]) -> PercentSet | None:
    whole = run[0] if len(run) > 2 and _AMONG.search(run[1].gap) else None
    rates = run[1:] if whole else run
    if not 2 <= len(rates) <= LONGEST or any(_AMONG.search(r.gap) for r in rates[1:]):
        return None
    start, end = rates[0].start - len(rates[0].lead), rates[-1].end
    if rates[0].bound is not Bound.EXACT or _patterns().overlap.search(text, start, end + _TAIL):
        return None
    graded = all(_patterns().grade.search(r.lead) for r in rates)
    *others, last = rates
    remains = _patterns().rest.search(last.gap) is not None
    told = all(_patterns().told.search(r.lead) for r in (others if remains else rates))
    if not (whole or graded or told):
        return None
    if crosses(rates, text):
        return None
    divides = whole is None and divides_kinds(text, max(0, start - OPENS), rates[0].start)
    made = PercentSet(tuple(rates), whole, graded or remains)
    if graded and not made.holds:  # 回收率96%，其中满意占60%、…: the answers are of those that came back
        made = PercentSet(tuple(rates), None, closed=True)
    return made if made.holds or _is_meant(made, divides) else None


def _is_meant(made: PercentSet, divides: bool) -> bool:
    """Whether shares that miss their whole by little are meant to make it up; ``divides`` if the words divide it by a property."""
    exact = divides or any(rate.places for rate in made.rates)
    surely = made.closed or (made.total > made.target and exact)
    return surely and made.whole is None and len(made.rates) > 2 and abs(made.total - made.target) <= NEAR


@frozen
class _Patterns:
    grade: re.Pattern[str]
    rest: re.Pattern[str]
    told: re.Pattern[str]
    overlap: re.Pattern[str]


@cache
def _together() -> re.Pattern[str]:
    return compiled(lexicon.any_of("scales", "added"))


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        grade=compiled(
            rf"(?:\A|[为是的评]|其中)[“\"]?(?:{lexicon.any_of('scales', 'grades')})[”\"]?(?:率|的)?(?:占比?|为|达到?|各)*\Z"
        ),
        rest=compiled(lexicon.any_of("scales", "rest")),
        told=compiled(rf"(?:{lexicon.any_of('scales', 'told')})(?:比|了)?(?:为|达)?\Z"),
        overlap=compiled(lexicon.any_of("scales", "overlap")),
    )
