"""Which numbers of a notice are totals of the problems that an inspection found: 巡察反馈问题32个, not 自查发现问题5个."""

from __future__ import annotations

from functools import cache

from auditor import lexicon
from auditor.characters.pauses import CLAUSE_END
from auditor.claims import Bound, Quantity
from auditor.extraction.context import clause_before, is_whole, status
from auditor.notice import Node
from auditor.numbers.units import counters
from auditor.patterns import compiled

EARLIER_ROUND = r"上[一1]?[轮次届]|前[一二三四五六七八九十0-9]+轮|以往|历次|往年"
"""An inspection before the one that the notice answers."""
_FOUND = compiled(lexicon.any_of("statuses", "found", "found_in_all"))
_FED_BACK = compiled(r"反馈|指出|提出")
_TAKEN_UP = compiled(r"(?:围绕|针对|对照|聚焦|就|将|把|对)(?:以上|上述|这)?\Z")
_OVERLAP = compiled(r"(?:重复|交叉|重叠)(?:问题)?\Z")
_OTHER = compiled(
    rf"{lexicon.any_of('scopes', 'total_apart', 'reviews')}|{EARLIER_ROUND}"
    r"|首[轮批]|第[一二三四五]批|两[轮批次]|[一二三四五六七八九十]届[一二三四五六七八九十]轮|类问题\Z"
    rf"|(?:{lexicon.any_of('scopes', 'ways')})的\Z"
)
_CHECKS = lexicon.any_of("nouns", "own_checks")
_OTHER_ROUND = compiled(EARLIER_ROUND)
_BOTH_ROUNDS = compiled(r"本[轮次届]|此[次轮]|这[次轮]|合计|共计|一共|[两几三]轮")
_LIST_MARK = compiled(r"、|[和及与]|以及")
_WHOSE = compiled(
    rf"(?P<inspection>(?:巡[察视]|审计)(?:{_CHECKS})*|反馈|指出)"
    rf"|(?P<own>{_CHECKS}|第[一二三四五六七八九十0-9]+轮次?)"
)
_BROUGHT_TO_LIGHT = compiled(r"(?:发现|查出|检查出|查找)[^，,。；;]{0,8}\Z")
_TAKEN_ON = compiled(
    rf"(?:书记|[院校局镇乡处所区县市部]长|主任|领导|成员|同志)[^，。；;、]{{0,4}}(?:认领|负责)[^，。；;]{{0,6}}\Z|(?:{lexicon.any_of('scopes', 'taken_on')})[^，。；;]{{0,6}}\Z"
)
_TAKEN_BY = compiled(
    r"(?P<body>[\u4e00-\u9fff]{0,8}(?:党委|党组|党工委|党总支|党支部|本级|机关|本部))(?:班子)?[共已]{0,2}认领(?:了|的)?(?:巡[察视])?(?:反馈)?(?:的)?(?:具体)?(?:问题)?(?:共|有|为)?\Z"
)
_OTHER_KIND = compiled(r"督导|督办|自查|查摆|移交|信访")
_OF_BODIES = compiled(
    rf"[\u4e00-\u9fff]{{0,4}}?(?:{lexicon.any_of('nouns', 'inspected')})(?:的|[共各均]|(?:反馈|存在|发现|查出|查找|整改)[^，,。；;0-9]{{0,8}}[0-9])"
)  # 12个村的问题, 5个村反馈问题63个: so many villages
WORDS = 30  # characters before a number that are read
NEXT = 3  # characters between a number of kinds and the next number
LOOK_BACK = 60  # characters before a number in which its check is named
CHAIN = 6  # numbers before it, whose words are read too: 督查3轮，第一轮发现14个，第二轮发现9个


@cache
def problem_nouns() -> tuple[str, ...]:
    """The nouns that name what an inspection found."""
    return lexicon.words("nouns", "problems")


def words_before(q: Quantity) -> str:
    """The words before a number, over the numbers of kinds that stand directly before it: 反馈4大类15个方面25个问题."""
    numbers = q.sentence.quantities if q.sentence else [q]
    at = numbers.index(q)
    while at and len(numbers[at].gap) < NEXT and numbers[at - 1].unit.kind == "group":
        at -= 1
    return numbers[at].gap[-WORDS:]


def is_total(q: Quantity, *, in_heading: bool, title: str) -> bool:
    """Whether a number is a total of the problems (or of their groups) that the notice, called ``title``, answers."""
    if (
        q.named
        or q.bound is not Bound.EXACT
        or q.value < 2
        or (q.depth and not (in_heading and len(q.lead) < 2))
    ):
        return False
    if (
        (status(q.lead) and not is_whole(q))
        or _OTHER_KIND.match(q.tail)
        or _OF_BODIES.match(q.tail + _next_digit(q))
    ):
        return False
    if q.unit.kind not in ("item", "group") or _OTHER.search(q.lead[-12:]) or _OVERLAP.search(q.lead):
        return False
    if of_other_round(q) or in_series(q):
        return False
    if _of_own_check(q, title) or _TAKEN_ON.search(words_before(q)):
        return False
    of_problems = q.noun in problem_nouns() or (in_heading and is_bracketed(q))
    if q.unit.kind == "group":
        told = of_problems or _in_triple(q) or _FED_BACK.search(q.tail) is not None
        return told and _is_found(q)
    return of_problems and (in_heading or _is_found(q))


def _next_digit(q: Quantity) -> str:
    """A digit, if the words behind a number go on up to the next one."""
    after = q.following
    return "0" if after is not None and after.gap == q.tail else ""


def taken_by(q: Quantity) -> str:
    """The body that takes on so many problems as its own, by its last words: 镇党委 of 镇党委认领问题9个; "" if there is none."""
    found = _TAKEN_BY.search(words_before(q)) if q.noun in problem_nouns() and not q.named else None
    return found["body"] if found else ""


def of_other_round(q: Quantity) -> bool:
    """Whether the clause before a number, over its brackets, is of an earlier inspection: 上轮巡察（2019年）反馈的."""
    before = clause_before(q)
    found = _OTHER_ROUND.search(before)
    return found is not None and not _BOTH_ROUNDS.search(before, found.end())


def in_series(q: Quantity) -> bool:
    """Whether a number is one of several of its kind told in a row: 近三年反馈问题分别为41个、36个和27个."""
    figures = q.sentence.quantities if q.sentence else []
    at = figures.index(q)
    for following in figures[at + 1 : at + 2]:
        gap = following.gap.removeprefix(q.noun) if following.noun == q.noun else following.gap
        return following.unit.name == q.unit.name and _LIST_MARK.fullmatch(gap) is not None
    return False


def _is_found(q: Quantity) -> bool:
    """Whether the words say that it was found, or that all of it is dealt with: 反馈的…, 围绕3个方面12个问题, 12个反馈问题."""
    before = words_before(q)
    return _FOUND.search(before) is not None or _FED_BACK.search(q.tail) is not None or _paired(q, before)


def _paired(q: Quantity, before: str) -> bool:
    """Whether a number of problems stands with that of their groups behind a word that takes up what is known."""
    grouped = _in_triple(q) if q.unit.kind == "group" else _behind_group(q)
    return grouped and _TAKEN_UP.search(before) is not None


def _behind_group(q: Quantity) -> bool:
    figures = q.sentence.quantities if q.sentence else []
    at = figures.index(q)
    return at > 0 and len(q.gap) <= 8 and figures[at - 1].unit.kind == "group"


def is_bracketed(q: Quantity) -> bool:
    """Whether a heading ends with a bracket that holds a number of items and nothing else: 政治建设方面（6个）."""
    return bool(q.depth) and q.unit.name in counters() and not (q.noun or q.tail.strip())


def one_each(section: Node) -> bool:
    """Whether a section's items are plainly one each: one level of headings, numbered without a break."""
    items = section.sections
    numbers = [n.number or 0 for n in items]
    first = numbers[0] if numbers else 0
    return (
        first > 0
        and numbers == list(range(first, first + len(items)))
        and len({n.level for n in items}) == 1
        and not any(n.sections for n in items)
    )


def _of_own_check(q: Quantity, title: str) -> bool:
    """Whether a number is what the unit found itself (专项督查第三轮发现问题5个); ``title`` names the inspection."""
    figures = q.sentence.figures if q.sentence else []
    at = figures.index(q)
    words = "".join(f.gap[-LOOK_BACK:] for f in figures[max(0, at - CHAIN) : at + 1])
    if not _BROUGHT_TO_LIGHT.search(words):
        return False
    whose = [found["own"] for found in _WHOSE.finditer(words)]
    return bool(whose and whose[-1]) and whose[-1] not in title


def _in_triple(q: Quantity) -> bool:
    """4大类13个方面25个问题: the groups before a total of problems."""
    figures = q.sentence.quantities if q.sentence else []
    at = figures.index(q)
    following = figures[at + 1 : at + 3]
    return any(len(f.gap) <= 8 and f.noun in problem_nouns() for f in following)


def overlap(q: Quantity) -> Quantity | None:
    """A number in the same sentence that is said to be counted twice: 与突出问题重复2个."""
    others = q.sentence.quantities if q.sentence else []
    return next((f for f in others if f is not q and _OVERLAP.search(f.lead)), None)


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
