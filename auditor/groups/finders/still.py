"""What is still left (还有, 仍有, 尚余) behind what was done with the rest: it is no part of the number before it.

In 信访件11件，谈下来9件，还有2件 the 2 are what the 9 leave of the 11.  The deed may be told in any word, so that the numbers
have to say what is the whole: the sum fits, or a rate tells of what the deed is a share, or one slip of a digit is all
that parts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Bound, Quantity, Rate
from auditor.extraction.context import is_whole
from auditor.figures.amounts import amount_plain
from auditor.figures.rate_words import is_called_rate
from auditor.figures.rounding import holds
from auditor.groups.finders.left import goes_on, is_due, tells_other
from auditor.groups.finders.members import of_them
from auditor.groups.finders.row import Row, closing_word, may_be_whole
from auditor.groups.group import Cue, Group, addable, earlier, is_more, nearly_makes, total_of
from auditor.numbers.numerals import is_slip
from auditor.patterns import compiled, says

NEAR = 3  # numbers before a small deed among which its whole is sought
LONGEST = 3  # numbers that together with what is left make up a whole
LARGE = 100  # a sum from which on it hardly fits by chance
SURE_DIGITS = 4  # digits of a sum from which on a slip in one of them is hardly chance
_is_still = says(
    r"(?:还|仍|尚|只|现|目前)(?:有|剩下?|余)[^，,。；;]{0,8}\Z|(?:其余|剩余|余下|剩下)的?[^，,。；;]{0,6}\Z"
)
_SHARE = compiled(r"占[^，,。；;]{0,8}\Z|进度(?:为|达到?)?\Z")
_AGAIN = compiled(r"每|各")


def still(row: Row) -> Iterator[Group]:
    """What is still left with what was done before it, and the whole of both."""
    for k in range(1, len(row.numbers)):
        rest = row.numbers[k]
        if not row.free(rest) or not is_still_left(rest) or of_them(rest):
            continue
        done = _deeds_before(row, k)
        if not done or done[0].status is not None or is_whole(done[0]) or not done[0].lead:
            continue
        own = _broken_down(done)
        done = done[len(own) :]
        group = _exact(row, done, rest)
        if group is not None and own:
            yield Group(done[0], own, Cue.FITTING)
        group = group or (None if goes_on(row, k) else _certain(row, done, rest))
        if group is not None:
            yield group


def is_still_left(q: Quantity) -> bool:
    """Whether a number is told as what is still there: 还有2件, 仍有620万元, 尚余100处."""
    return q.bound is Bound.EXACT and _is_still(q.lead)


def is_told_as_all(q: Quantity) -> bool:
    """Whether a number is told as all there are, of which some may be left: 反馈20个, 20个中, 共20个."""
    return is_whole(q) or closing_word(q) != "" or q.lead == ""


def is_no_part(left: Quantity, before: Quantity, known: list[Quantity]) -> bool:
    """Whether a number told as what is left is none of the number before it, which is not told as all there are."""
    if not is_still_left(left) and not is_more(left.lead):
        return False
    if is_whole(before) or is_due(before.lead):
        return False
    larger = (q for q in known if q.base > before.base and q.start < before.start)
    return not is_told_as_all(before) or any(q.unit.name == before.unit.name for q in larger)


def _deeds_before(row: Row, k: int) -> list[Quantity]:
    """The numbers before what is left that count the same, nearest first."""
    rest = row.numbers[k]
    alike = (
        q
        for q in reversed(row.numbers[:k])
        if addable(q, rest) and q.depth == rest.depth and (q.unit.measured or q.unit.name == rest.unit.name)
    )
    return [q for q in alike if q.bound is Bound.EXACT and not _AGAIN.search(q.lead)]


def _known(row: Row, done: list[Quantity], rest: Quantity) -> list[Quantity]:
    """The numbers that may be the whole, nearest first: those of the sentence, then those of its paragraph."""
    above = (q for q in earlier(row.text, row.sentences, row.index) if addable(q, rest))
    same = (q for q in above if q.unit.measured or q.unit.name == rest.unit.name)
    return [q for q in (*done, *same) if q.bound is Bound.EXACT and may_be_whole(q)]


def _exact(row: Row, done: list[Quantity], rest: Quantity) -> Group | None:
    """What was done in one or several ways and what is left, if they make up a number before them."""
    known = _known(row, done, rest)
    for n in range(1, min(LONGEST, len(done)) + 1):
        parts = [*reversed(done[:n]), rest]
        total = total_of(parts)
        large = total >= LARGE * rest.unit.factor
        if n > 1 and not large and not _go_on(done, n):
            return None
        candidates = known[n:] if large else known[n : n + NEAR]
        whole = next((q for q in candidates if q.base == total and not tells_other(q, done[0], rest)), None)
        if whole is not None:
            return _of(whole, parts)
    return None


def _broken_down(done: list[Quantity]) -> list[Quantity]:
    """The last numbers before what is left that break down the one before them: 其中3人已有结果，警告2人、记过1人；还有1人."""
    lengths = range(2, min(LONGEST + 1, len(done)))
    length = next((n for n in lengths if total_of(done[:n]) == done[n].base), 0)
    return list(reversed(done[:length]))


def _go_on(done: list[Quantity], n: int) -> bool:
    """Whether the first ``n`` numbers are told as one list: 已支出…，另有…，仍有…."""
    return all(is_more(q.lead) for q in done[: n - 1])


def _certain(row: Row, done: list[Quantity], rest: Quantity) -> Group | None:
    """What was done and what is left, of the whole that they surely mean, though they do not make it up."""
    known = _known(row, done, rest)
    for n in range(1, min(LONGEST, len(done)) + 1):
        if not _go_on(done, n):
            break
        parts = [*reversed(done[:n]), rest]
        share = done[n - 1].following
        if not isinstance(share, Rate) or not (is_called_rate(share) or _SHARE.search(share.lead)):
            continue
        whole = next((q for q in known[n:] if q.base > parts[0].base and holds(share, parts[0], q)), None)
        if whole is not None and _is_meant(whole, parts):
            return _of(whole, parts)
    if len(done) < 2 or not _is_meant(done[1], [done[0], rest]) or done[1].status is not None:
        return None
    named = done[1].noun or is_told_as_all(
        done[1]
    )  # not what was done otherwise: 维修1284米，更换1126米，还有148米
    sure = named and _is_slip(done[1], done[0], rest)
    return Group(done[1], [done[0], rest], Cue.REST, closed=True, near=False) if sure else None


def _is_meant(whole: Quantity, parts: list[Quantity]) -> bool:
    return nearly_makes(total_of(parts), whole) and not tells_other(whole, parts[0], parts[-1])


def _is_slip(whole: Quantity, done: Quantity, rest: Quantity) -> bool:
    """Whether one digit of one of the three numbers, or two that changed places, are all that is wrong."""
    right = (
        (whole, done.base + rest.base),
        (done, whole.base - rest.base),
        (rest, whole.base - done.base),
    )
    return any(
        base > 0
        and len(printed := amount_plain(q.base, q)) > SURE_DIGITS - ("." not in printed)
        and is_slip(amount_plain(base, q), printed)
        for q, base in right
    )


def _of(whole: Quantity, parts: list[Quantity]) -> Group:
    return Group(whole, parts, Cue.REST, closed=True, near=whole.sentence is parts[-1].sentence)
