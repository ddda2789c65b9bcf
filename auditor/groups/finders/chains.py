"""Deeds of which each is done to some of what the one before was told of: 收到举报120件，受理96件，转办84件.

The words for the deeds are those of chains.toml.  That a later number is larger is wrong only where it cannot be: 整改 is
never told of more than what 发现 was told of directly before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from attrs import field

from auditor import lexicon
from auditor.claims import Quantity
from auditor.groups.finders.row import Row, may_be_whole
from auditor.groups.group import Cue, Group, left_over
from auditor.patterns import compiled, says
from auditor.records import frozen

GAP = 32  # characters between two numbers of a chain
BEHIND = 20  # characters behind a number in which it may be said what it includes
NOUN = 2  # characters of a name by which things are known again
_STEP = compiled(r"[^，,。；;：:、（()）0-9]{0,12}[，,；;][^。：:、（()）0-9]{0,30}")
_BESIDE = compiled(r"[^，,。；;：:、（()）0-9]{0,8}[，,][^，,。；;：:、（()）0-9]{0,12}")
_others = says(
    r"同期|上年|去年|往年|以前年度|历年|结转|另|每|平均|同比|环比|新增|计划|[比较]上|含|其他|下级|上级"
)

_includes = says(r"累计|含|包括|遗留|[以之此]前|上[次轮年月期]|往年|历年|历次|结转|新发现|举一反三")


@frozen
class _Chain:
    """The stages of a chain: for each a pattern of an earlier deed (``told``), and one of a later deed (``later``)."""

    strict: bool
    told: list[re.Pattern[str]] = field(factory=list)
    later: list[re.Pattern[str]] = field(factory=list)


def chains(row: Row) -> Iterator[Group]:
    """Each number of a chain, as some of the number directly before it."""
    for whole, part in pairwise(row.numbers):
        alike = whole.unit.name == part.unit.name and whole.depth == part.depth and part.is_plain
        if not alike or id(part) in row.parts or not may_be_whole(whole) or left_over(part.lead):
            continue
        if len(part.gap) > GAP or not _STEP.fullmatch(part.gap) or _others(part.gap) or _others(whole.lead):
            continue
        linked = _link(whole, part)
        if linked is None:
            continue
        if part.base <= whole.base or (linked.strict and _is_of_it(row, part)):
            yield Group(whole, [part], Cue.SUBSET)


def _is_of_it(row: Row, part: Quantity) -> bool:
    """Whether a number is told directly behind another, with no word of what was found before."""
    beside = row.free(part) and _BESIDE.fullmatch(part.gap) is not None
    return beside and not _includes(part.gap) and not _includes(row.text[part.end : part.end + BEHIND])


def _link(whole: Quantity, part: Quantity) -> _Chain | None:
    """The chain of which two numbers tell an earlier and a later stage, of the same things."""
    for chain in _chains():
        for i, told in enumerate(chain.told):
            before = told.search(whole.lead)
            if before is None:
                continue
            later = next((m for p in chain.later[i + 1 :] if (m := p.fullmatch(part.lead))), None)
            if later is not None and _same_things(whole, part, later["object"]):
                return chain
    return None


def _same_things(whole: Quantity, part: Quantity, named: str) -> bool:
    """Whether a later number names no things, or those that the earlier one names: 受理有效举报32件 of 举报44件."""
    said = whole.lead + whole.tail
    behind = part.tail if part.tail[:1].isalpha() else ""
    return all(not words or words[-NOUN:] in said or words[:NOUN] in said for words in (named, behind))


@cache
def _chains() -> tuple[_Chain, ...]:
    table = lexicon.load("chains")
    before, behind, otherwise = (lexicon.any_of("chains", f"words.{key}") for key in table["words"])
    return tuple(_chain(entry, before, behind, otherwise) for entry in table["chains"].values())


def _chain(entry: Mapping[str, object], before: str, behind: str, otherwise: str) -> _Chain:
    chain = _Chain(bool(entry["strict"]))
    stages = entry["stages"]
    assert isinstance(stages, list)
    words = r"[^，,。；;：:、0-9]"
    not_before = "".join(f"(?<!{word})" for word in otherwise.split("|"))
    for stage in stages:
        deeds = lexicon.alternatives(stage)
        chain.told.append(compiled(rf"{not_before}(?:{deeds})(?:{behind})?{words}{{0,16}}\Z"))
        chain.later.append(
            compiled(rf"(?:{before}){{0,3}}(?:{deeds})(?:{behind}){{0,2}}(?P<object>{words}{{0,12}})")
        )
    return chain
