"""Shares told of all grades at once: 分为A、B、C、D四档，比例控制在20%、60%、15%和5%."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.arithmetic.rates.percent_sets import PercentSet
from auditor.characters.pauses import JOINT, STATEMENT_END
from auditor.claims import Bound, Rate, Scanned, Sentence
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled

NEAR = 10  # points by which shares may miss the whole and still be meant to make it up
BEFORE = 80  # characters before the first share in which the grades are told
_GRADES = compiled(
    r"(?:划?分[为成]|设为|评定为|确定为)[^，,。；;：:0-9]{1,40}?(?P<many>[三四五六七3-7])个?(?:档次?|等次|等级|级|类)[，,]"
    r"[^，,。；;0-9]{0,10}(?:比例|占比)(?:原则上)?(?:分别|依次)?(?:控制在|掌握在|确定为|设定为|设为|按|为|是)\Z"
)
_LOOSE = compiled(r"以[内上下]|左右|上下|之[内间]|不[超低少]|至[多少]")


def graded_shares(text: str, claims: Scanned) -> Iterator[PercentSet]:
    """The shares of as many grades as the words before them say there are, if they make up all or come near to it."""
    for sentence in claims.sentences:
        for rates in _runs(sentence):
            first, last = rates[0], rates[-1]
            said = _GRADES.search(text, max(sentence.start, first.start - BEFORE), first.start)
            if said is None or ordinal(said["many"]) != len(rates):
                continue
            if _LOOSE.match(text, last.end) or any(r.bound is not Bound.EXACT or r.named for r in rates):
                continue
            made = PercentSet(tuple(rates), None, closed=True)
            ended = made.total > made.target or STATEMENT_END.match(text, last.end) is not None
            if made.holds or (ended and abs(made.total - made.target) <= NEAR):
                yield made


def _runs(sentence: Sentence) -> Iterator[list[Rate]]:
    """The shares of a sentence that only 、 or 和 parts."""
    run: list[Rate] = []
    for figure in sentence.figures:
        if run and not (isinstance(figure, Rate) and JOINT.fullmatch(figure.gap)):
            yield run
            run = []
        if isinstance(figure, Rate):
            run.append(figure)
    if run:
        yield run
