"""What is said to be wholly done where its own numbers tell that some of it is not.

线索5件，已办结4件，尚未办结1件；…。移交的线索和信访件已全部办结.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import COMMA, JOINT, SENTENCE_PART_END, last_end
from auditor.claims import Quantity, Status
from auditor.completion.place import Pair
from auditor.groups.group import Group, left_over
from auditor.lexicon import any_of
from auditor.notice import Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen

BEFORE = 60  # characters before 全部 in which its clause must begin
ADVERBS = 4  # characters of 均已经 before 全部
LEAST = 2  # characters of the name of what is done

_ALL_DONE = compiled(
    rf"全(?:(?<=已.)|(?<=已经.)|(?<=已[均都].)|(?<=已经[均都].))部(?P<verb>{any_of('statuses', 'all_settled')})(?:完毕|到位|完成)?(?=[，,。；;\n])"
)
_ALREADY = compiled(r"[均都]?已(?:经)?[均都]?\Z")
_NAME = compiled(r"(?:(?:上述|以上|所有|移交|交办|转办|反馈|巡[察视]组?)*的?)(?P<name>[\u4e00-\u9fff]{2,10})")
_STILL = compiled(r"(?:尚|仍|还|未)")
# later, or what came of the rest: 至9月…, 经督促…, 其余1件也已…
_THEN = compiled(
    r"随后|后来|此后|之后|又|经(?!济)|也已|最终|督促|除|至[0-9]|[0-9]月|20[0-9]{2}年|其余|剩余|余下|上轮|上一轮"
)
_DAY_NOW = compiled(r"目前|现(?:在|已)?|至今")


@frozen
class _Done:
    """Where all of something is said to be done (均已全部办结), and in what word (办结)."""

    start: int
    end: int
    verb: str


def _done(found: re.Match[str]) -> _Done:
    already = _ALREADY.search(found.string, max(0, found.start() - ADVERBS), found.start())
    return _Done(already.start() if already else found.start(), found.end(), found["verb"])


def told_open(notice: Notice) -> Iterator[Pair]:
    """Where all of something is said to be done, with the number that is told as not done in the same paragraph."""
    text = notice.text
    groups: dict[Node, list[Group]] = {}
    if _ALL_DONE.search(text):
        for group in reversed(notice.claims.groups):
            if own := notice.leaf_at(group.parts[-1].start):
                groups.setdefault(own, []).append(group)
    for done in map(_done, _ALL_DONE.finditer(text)):
        begin = last_end(SENTENCE_PART_END, text, max(0, done.start - BEFORE), done.start)
        subject = COMMA.split(text[begin : done.start])[-1]
        leaf = notice.leaf_at(done.start)
        known = groups.get(leaf, []) if leaf else []
        if not subject and (only := _beside(known, done)):
            yield (done.start, done.end), (only.start - len(only.lead), only.end)
            continue
        names = [m["name"] for part in JOINT.split(subject) if (m := _NAME.fullmatch(part))]
        if len(names) < len(JOINT.split(subject)):
            continue
        for group in known:
            if leaf is None or group.whole.start < leaf.start or group.parts[-1].end > done.start:
                continue
            left = _left(group, done.verb)
            if (
                left
                and any(_is_of(group.whole, name) for name in names)
                and not _is_later(notice, group, done)
            ):
                place = (done.start - len(subject), done.end)
                yield place, (left.start - len(left.lead), left.end)
                break


def _beside(known: list[Group], done: _Done) -> Quantity | None:
    """The number told directly before as done of a larger one: 来信11件，已办结10件，已全部办结."""
    for group in known:
        part = group.parts[-1]
        if part.end + 1 == done.start:
            some = len(group.parts) == 1 and part.status is Status.DONE and done.verb in part.lead
            return part if some and part.is_plain and part.base < group.whole.base else None
    return None


def _left(group: Group, verb: str) -> Quantity | None:
    """The part of a group that is told as not done, if another one is told as done in the same word."""
    done = [p for p in group.parts if p.status is Status.DONE and verb in p.lead and not _STILL.match(p.lead)]
    rest = [p for p in group.parts if p not in done and p.base and _is_open(p)]
    return rest[0] if len(rest) == 1 and done else None


def _is_open(part: Quantity) -> bool:
    undone = part.status in (Status.OPEN, Status.RUNNING) or _STILL.match(part.lead) is not None
    return undone and (not left_over(part.lead) or part.status is not Status.DONE)


def _is_of(whole: Quantity, name: str) -> bool:
    """Whether a number is called by a name, and by nothing that makes it some of them."""
    before = whole.lead.removesuffix(name)
    called = len(name) >= LEAST and (before != whole.lead or whole.tail.removeprefix("的") == name)
    return called and _limited().search(before) is None


def _is_later(notice: Notice, group: Group, done: _Done) -> bool:
    """Whether the second statement may be of a later time, or of what is left by then."""
    between = notice.text[group.parts[-1].end : done.start]
    if _THEN.search(between):
        return True
    sentence = group.whole.sentence
    start = sentence.start if sentence else group.whole.start
    dated = bool(notice.claims.days_in(start, group.parts[-1].end))
    return dated and _DAY_NOW.search(between) is not None


@cache
def _limited() -> re.Pattern[str]:
    return compiled(any_of("scopes", "planned", "earlier"))
