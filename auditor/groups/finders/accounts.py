"""What became of all there was: 余额3.86亿元，已收回1.52亿元，余额降至2.34亿元; …47份。重签23份、…，均已处置完毕."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import MEMBER_END
from auditor.claims import Quantity, Status
from auditor.groups.finders.row import Row, may_be_whole
from auditor.groups.group import Cue, Group, earlier, nearly_makes, total_of
from auditor.groups.swaps import closing_swap
from auditor.lexicon import any_of
from auditor.patterns import compiled

LEAST_ROW = 3  # numbers that tell what became of each
LEAST_DIGITS = 3  # digits of a number of which two that changed places are told over the end of a sentence
ALL_WITHIN = 30  # characters behind a row in which it may be said that all is done

_NEW = compiled(r"新[增纳建进]|纳入|增加")
_ALL_DONE = compiled(
    r"(?:均|全部|都|全)已?(?:经|按[^，,。；;]{0,6})?[^，,。；;]{0,4}(?:完毕|完成|到位|办结|销号)"
)


@cache
def _stock() -> re.Pattern[str]:
    return compiled(any_of("changes", "stocks"))


@cache
def _fallen() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('changes', 'stocks')}|剩余|余下)[^，,。；;]{{0,6}}(?:降|减|压缩|下降|减少|压降)(?:至|到|为)了?\Z"
    )


def reduced(row: Row) -> Iterator[Group]:
    """余额3.86亿元，已收回1.52亿元，余额降至2.34亿元: what there was is what went and what is left."""
    numbers = [q for q in row.numbers if q.depth == 0]
    for i in range(len(numbers) - 1):
        went, left = numbers[i : i + 2]
        if (
            went.unit.name != left.unit.name
            or not (went.status is Status.DONE or _gone().search(went.lead))
            or not _fallen().search(left.lead)
        ):
            continue
        parts = [went, left]
        before = numbers[i - 1] if i else None
        if before is not None and _is_stock(before, went):
            if nearly_makes(total_of(parts), before):
                holds = before.base == total_of(parts)  # else more may have come in between
                yield Group(before, parts, Cue.REST, closed=True, near=holds)
        elif before is None or before.unit.kind != went.unit.kind:
            above = earlier(row.text, row.sentences, row.index, lines=1)
            stocks = [q for q in above if _is_stock(q, went)]
            whole = next((q for q in stocks if q.base == total_of(parts)), None)
            if whole or (whole := _with_slip(row, stocks[:1], parts)):
                yield Group(whole, parts, Cue.REST, closed=True, near=False)


def _with_slip(row: Row, stocks: list[Quantity], parts: list[Quantity]) -> Quantity | None:
    """The stock told last in the paragraph, if two digits that changed places are all that keeps the account from holding."""
    stock = next((q for q in stocks if "\n" not in row.text[q.end : parts[0].start]), None)
    swap = closing_swap(stock, parts) if stock is not None else None
    return stock if swap is not None and swap.digits >= LEAST_DIGITS else None


@cache
def _gone() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('statuses', 'recovered', 'collected', 'given_up')}|压[降减缩]|化解|削减|消化)了?(?:债务|欠款|存量|借款|账款|[\u4e00-\u9fff]{{0,2}}款)?\Z"
    )


def _is_stock(q: Quantity, went: Quantity) -> bool:
    """Whether a number tells what is owed or held, of which some may go."""
    return q.unit.name == went.unit.name and q.depth == 0 and _stock().search(q.lead) is not None


def disposed(row: Row) -> Iterator[Group]:
    """发现47份。逐份处置，重签23份、补充15份、解除9份，全部处置完毕: the row tells of all that the sentence before found."""
    series = _row_of_marks(row)
    if len(series) < LEAST_ROW or any(_NEW.search(q.lead) or not row.free(q) for q in series):
        return
    end = series[-1].end
    if not _ALL_DONE.search(row.text, end, min(end + ALL_WITHIN, row.sentences[row.index].end)):
        return
    whole = _found_before(row, series[0])
    if whole is not None and nearly_makes(total_of(series), whole):
        yield Group(whole, series, Cue.SERIES, closed=True, near=False)


def _row_of_marks(row: Row) -> list[Quantity]:
    """The numbers of one unit joined by 、 that a sentence begins with, if it tells no other number of that unit."""
    series = row.numbers[:1]
    for q, gap in row.after(0) if series else ():
        if q.unit.name != series[0].unit.name:
            continue
        if MEMBER_END.findall(gap) != ["、"]:
            return []
        series.append(q)
    return series


def _found_before(row: Row, first: Quantity) -> Quantity | None:
    """The last number of the sentence directly before, in the same paragraph, if it is counted alike."""
    if row.index == 0:
        return None
    before, own = row.sentences[row.index - 1], row.sentences[row.index]
    between = row.text[before.end : own.start]
    last = before.quantities[-1] if before.quantities else None
    if last is None or len(between) > 1 or "\n" in between or last.named or last.depth:
        return None
    free = id(last) not in row.parts and last.status is None and may_be_whole(last)
    return last if free and last.unit.name == first.unit.name else None
