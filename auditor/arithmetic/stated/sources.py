"""Which of several sources (巡察, 审计 …) a total of problems is of, in a notice that answers each in a part of its own."""

from __future__ import annotations

from auditor.arithmetic.stated.totals import words_before
from auditor.characters.pauses import CLAUSE_END
from auditor.claims import Quantity
from auditor.notice import Node
from auditor.patterns import compiled

_SOURCE = compiled(r"巡察|巡视|审计|督[察查]|专项检查|考核|自查")


def part_of_source(q: Quantity, answers: list[Node], whole: Node) -> Node | None:
    """The part that answers the source a total names (审计反馈问题13个); ``whole`` if it names none, or several.

    None if the parts are headed by sources, and none of them, or more than one, is of that one.
    """
    headed = [_sources(part.title) for part in answers]
    if len({next(iter(found)) for found in headed if len(found) == 1}) < 2:
        return whole
    named = _sources(CLAUSE_END.split(words_before(q))[-1])
    if len(named) != 1:
        return whole
    own = [part for part, found in zip(answers, headed, strict=True) if found == named]
    return own[0] if len(own) == 1 else None


def _sources(words: str) -> set[str]:
    return set(_SOURCE.findall(words))
