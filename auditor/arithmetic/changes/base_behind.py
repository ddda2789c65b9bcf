"""Differences whose value before stands behind them, or whose value now stands a sentence before, called by its name.

10.92万元，同比下降16%，上年同期为13万元 · 3月查处问题3516起。查处问题数较上月的2516起增长39.75%.  What does not hold is told only
if a digit makes it hold: the value before may have been put right since.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.arithmetic.changes.change import Change, change
from auditor.claims import Figure, Quantity, Rate, Scanned, Sentence
from auditor.figures.amounts import slack
from auditor.figures.change_names import counts_in, parted
from auditor.figures.change_words import EARLIER, is_difference, patterns
from auditor.figures.rounding import is_between
from auditor.patterns import compiled

SHORTEST_STEM = 2  # characters of the name of what is compared
_BEHIND = compiled(
    r"[，,（(]而?(?:(?P<year>上年|去年)|上月|上季度|上期)(?:同期|同月|全年|度)?(?:的)?(?P<name>[^，,。；;、0-9]{0,6}?)(?:为|是|达|完成)?\Z"
)
_SINCE = compiled(r"(?P<year>同比|[较比](?:上年|去年))|环比|[较比](?:上月|上季度|上期)")
_NAMED = compiled(rf"(?:\A|[，,；;。：:])(?P<name>[\u4e00-\u9fff]{{2,12}}?)(?:[较比]|相比){EARLIER}的\Z")


def bases_behind(claims: Scanned, known: Sequence[Change]) -> list[Change]:
    """Those differences of a text that are not ``known``."""
    done = {id(each.told) for each in known}
    found: list[Change] = []
    for index, sentence in enumerate(claims.sentences):
        figures = sentence.figures
        above = claims.sentences[index - 1] if index else None
        for i, told in enumerate(figures):
            if i == 0 or id(told) in done or not told.is_plain:
                continue
            after = figures[i + 1] if i + 1 < len(figures) else None
            made = _behind(figures[i - 1], told, after) or _of_name(sentence, above, i)
            if made and (made.holds or made.is_mistyped):
                done.add(id(told))
                found.append(made)
    return found


def _behind(now: Figure, told: Figure, before: Figure | None) -> Change | None:
    """85.3%，同比提高3.6个百分点，上年81.7%: the value before behind the difference."""
    if before is None or not (now.is_plain and before.is_plain) or type(now) is not type(before):
        return None
    then, since = _BEHIND.fullmatch(before.gap), _SINCE.search(told.gap)
    sign = _sign(told)
    if not then or not since or not sign or is_difference(now) or not told.depth == before.depth == now.depth:
        return None
    if bool(then["year"]) != bool(since["year"]):
        return None  # 环比增长5%，上年同期为12万元
    named = then["name"]
    if named and named not in now.lead:
        return None
    if isinstance(now, Quantity) and isinstance(before, Quantity) and now.unit.name != before.unit.name:
        return None
    return _made(before, now, told, sign)


def _sign(told: Figure) -> int:
    """1 for a rise, -1 for a fall, 0 if a number tells neither."""
    word = patterns().told.fullmatch(told.lead)
    return 0 if word is None else -1 if word["down"] else 1


def _of_name(sentence: Sentence, above: Sentence | None, i: int) -> Change | None:
    """处理人数较上月的3590人增长36.77%: of the only number of this sentence, or the one before, that is told by the name."""
    before, told = sentence.figures[i - 1], sentence.figures[i]
    said = _NAMED.search(before.gap) if isinstance(before, Quantity) and before.is_plain else None
    sign = _sign(told) if said and told.gap == told.lead else 0
    if said is None or not sign or not isinstance(before, Quantity):
        return None
    name = parted(said["name"])
    if len(name.stem) < SHORTEST_STEM or not counts_in(name.measure, before):
        return None
    near = [q for s in (above, sentence) if s for q in s.quantities if q.end <= before.start]
    values = [
        q
        for q in near
        if q.is_plain
        and q.unit.name == before.unit.name
        and _is_called(q, name.stem)
        and not is_difference(q)
    ]
    return _made(before, values[0], told, sign) if len(values) == 1 else None


def _is_called(q: Quantity, stem: str) -> bool:
    """Whether the words before a number hold a name, or its verb and its noun: 查处问题 of 查处违规收礼问题3516起."""
    verb, noun = stem[:SHORTEST_STEM], stem[-SHORTEST_STEM:]
    return stem in q.lead or (len(stem) >= 2 * SHORTEST_STEM and verb in q.lead and q.lead.endswith(noun))


def _made(before: Figure, now: Figure, told: Figure, sign: int) -> Change | None:
    """The change, as it is told if that lies within the rounding of the two values."""
    made = change(before, now, told, sign)
    if made is None or made.holds or not (isinstance(before, Quantity) and isinstance(now, Quantity)):
        return made
    loose, then = slack(now) + slack(before), slack(before)
    if not isinstance(told, Rate) or not loose or before.base <= then:
        return made
    gap = (now.base - before.base) * sign
    low, high = (gap - loose) / (before.base + then) * 100, (gap + loose) / (before.base - then) * 100
    if not is_between(told, low, high):
        return made
    return Change(before, now, told, Fraction(told.value), made.result, made.working)
