"""Steps of one matter with their days: 3月5日开工，9月20日竣工 (data/event_order.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise, zip_longest

from auditor import lexicon
from auditor.characters.pauses import SENTENCE_END, last_end
from auditor.claims import Day
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

AHEAD = 40  # characters behind a date in which its step is named
HALF_YEAR = 183  # days: a day without its own year that lies further back may be meant of the next year
_LABEL = r"(?:的)?(?:时间|日期|日)?[:：为是于]{1,2}"
_CITED = compiled(r"了?《[^《》\n]{1,60}》")
_KINDS = (Kind.TITLE, Kind.ROW, Kind.ATTACHMENT, Kind.ISSUED, Kind.SIGNED)


@frozen
class Step:
    """A step of a chain on a day; the range is that of the day with the words that name the step.

    ``plain`` says that nothing but the step is named, so that it may be of the matter told before.
    """

    places: tuple[tuple[str, int], ...]
    word: str
    day: Day
    when: date
    start: int
    end: int
    plain: bool

    def number_in(self, chain: str) -> int | None:
        """Which step of a chain it is, None if it is none."""
        return dict(self.places).get(chain)


def reversed_steps(notice: Notice) -> Iterator[tuple[Step, Step]]:
    """Two steps of one matter, told one after the other, whose days are the wrong way round: the earlier step first."""
    run: list[Step] = []
    for step in _steps(notice):
        if run and not _goes_on(notice.text, run[-1], step):
            yield from _reversed(run)
            run = []
        run.append(step)
    yield from _reversed(run)


def _reversed(run: list[Step]) -> Iterator[tuple[Step, Step]]:
    for i, (one, other) in enumerate(pairwise(run)):
        for chain, first in one.places:
            second = other.number_in(chain)
            if second is None or first == second:
                continue
            if second < first and i and _comes_before(run[i - 1], one, chain):
                continue  # 3月1日受理、3月5日办结，3月8日受理…: another one begins
            early, late = (one, other) if first < second else (other, one)
            if early.when > late.when and not _may_be_next_year(one, other):
                yield early, late
                break


def _comes_before(before: Step, step: Step, chain: str) -> bool:
    earlier, own = before.number_in(chain), step.number_in(chain)
    return earlier is not None and own is not None and earlier < own


def _may_be_next_year(one: Step, other: Step) -> bool:
    """Whether the second day has no year of its own and may lie in the year after: 11月25日开工，3月18日竣工."""
    return other.day.inherited and abs((other.when - one.when).days) > HALF_YEAR


def _steps(notice: Notice) -> Iterator[Step]:
    """The days of a notice that have a step, in order; not those of a range."""
    text = notice.text
    ranged = {id(d) for p in notice.claims.periods for d in (p.first, p.last)}
    days = notice.claims.days
    for day, following in zip_longest(days, days[1:]):
        when = _date(day)
        leaf = notice.leaf_at(day.start)
        if when is None or id(day) in ranged or leaf is None or leaf.kind in _KINDS:
            continue
        end = min(leaf.end, day.end + AHEAD, following.start if following else leaf.end)
        plain = _named().match(text, day.end, end)
        label = _label().search(text, max(leaf.start, day.start - AHEAD), day.start)
        if found := plain or (None if label else _of_something().match(text, day.end, end)):
            word = found["word"]
            yield Step(_places()[word], word, day, when, day.start, found.end(), found is plain)
        elif label:
            word = label["word"]
            yield Step(_places()[word], word, day, when, label.start(), day.end, plain=True)


def _date(day: Day) -> date | None:
    if day.year is None or day.month is None or day.day is None or day.part:
        return None
    try:
        return date(day.year, day.month, day.day)
    except ValueError:
        return None


def _goes_on(text: str, one: Step, other: Step) -> bool:
    """Whether two steps stand side by side in one sentence, with no word between them of another matter."""
    between, cited = text[one.end : other.start], _CITED.match(text, one.end)
    if cited and not _CITED.match(text, other.end):
        between = text[cited.end() : other.start]  # 审议通过《方案》，1月16日印发: the same paper
    told = text[last_end(SENTENCE_END, text, max(0, one.start - AHEAD), one.start) : other.end]
    return other.plain and _joined().fullmatch(between) is not None and _apart().search(told) is None


@cache
def _places() -> dict[str, tuple[tuple[str, int], ...]]:
    """The chains and the steps in them that a word names."""
    found: dict[str, list[tuple[str, int]]] = {}
    for chain in lexicon.load("event_order")["chain"]:
        for number, step in enumerate(chain["steps"]):
            for word in step:
                found.setdefault(word, []).append((chain["name"], number))
    return {word: tuple(places) for word, places in found.items()}


@cache
def _words() -> str:
    return (
        rf"(?P<word>{lexicon.alternatives(_places())})(?!单位|公告|通知|前|时间|条件|标准|率|手续|材料|资料)"
    )


@cache
def _fillers() -> str:
    return lexicon.any_of("event_order", "between.words")


@cache
def _named() -> re.Pattern[str]:
    """What follows a day: words that name no other matter, and the step."""
    return compiled(rf"[，,]?(?:{_fillers()}){{0,6}}{_words()}")


@cache
def _of_something() -> re.Pattern[str]:
    """What follows a day where the matter is named between: 东渠改造工程开工."""
    return compiled(rf"[，,]?[^，,。；;、\n未不拟将]{{0,20}}?{_words()}")


@cache
def _label() -> re.Pattern[str]:
    """What stands before a day: 开工时间：."""
    return compiled(rf"(?P<word>{lexicon.alternatives(_places())}){_LABEL}\Z")


@cache
def _joined() -> re.Pattern[str]:
    """What may stand between two steps of one matter."""
    return compiled(rf"(?:{_fillers()}){{0,3}}[，,、；;]?(?:{_fillers()}){{0,3}}")


@cache
def _apart() -> re.Pattern[str]:
    return compiled(lexicon.any_of("event_order", "between.apart"))
