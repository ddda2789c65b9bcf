"""What a sentence says of its numbers: the words around each, its noun, its status, the brackets it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from auditor import lexicon
from auditor.claims import Figure, Quantity, Rate, Scanned, Sentence, Status
from auditor.patterns import compiled

# figures of one sentence that are compared with each other; a longer one is cut, so that time stays linear
MAX_FIGURES = 48
LEAD = 80  # characters before a number that its own clause may have

_CLAUSE_MARK = compiled(r"[，,；;：:、（）()\n。！？]")
_TELLS_STATUS = compiled(
    r"[\u4e00-\u9fff]{0,8}?(?:已|正在|尚未|未|仍在)|(?:正|基本|持续|长期|阶段|在|待|需|整改|完成)(?!会)"
)
_BRACKET = compiled(r"[（(][^（）()]{0,60}[)）]")
_CLASS = compiled(r"\A[\u4e00-\u9fff]{2,8}类(?=[\u4e00-\u9fff])")
_DUE = compiled(
    r"(?:[\u4e00-\u9fff]{2,4}年度?)?(?:全[国省市州盟县区旗镇乡村]|[省市州县区镇乡])?(?:共计?|均|约)?(?:应(?!急)|[需须](?!长期|持续|进一步|继续|整改)|拟|计划|待|原有|现有)"
)
AS_OF = compiled(r"截[至止]到?\Z")
"""Before a day: what is told is as it was then."""
BY_THEN = compiled(r"(?:之|以)?前")
"""Behind a day: it is the last one."""
DUE_DATE = compiled(r"(?:[已未]?[达到超]过?)?(?:办结|完成|整改|销号|验收)(?:时限|期限)")
OF_THEM = compiled(r"(?<![之改进理施程办设])中\Z")
_NOUN = compiled(r"[\u4e00-\u9fff]{1,14}")


def sentences(text: str, ends: list[int], figures: list[Figure], claims: Scanned) -> None:
    """Group figures by sentence (each of which ends at one of ``ends``) and give each its context."""
    claims.figures = figures
    claims.quantities = [figure for figure in figures if isinstance(figure, Quantity)]
    claims.rates = [figure for figure in figures if isinstance(figure, Rate)]
    current: Sentence | None = None
    previous_end = 0
    for i, figure in enumerate(figures):
        if current is None or figure.start >= current.end or len(current.figures) == MAX_FIGURES:
            if current is not None and figure.start < current.end:
                # what goes on is a sentence of its own: nothing is looked for up to its end
                current.end = figure.start
            at = bisect_right(ends, figure.start)
            begin = ends[at - 1] if at else 0
            current = Sentence(max(begin, previous_end), ends[at] - 1 if at < len(ends) else len(text))
            claims.sentences.append(current)
            previous_end = current.start
        figure.sentence = current
        figure.gap = text[max(previous_end, figure.start - 400) : figure.start]
        following = figures[i + 1].start if i + 1 < len(figures) else current.end
        limit = min(following, current.end, figure.end + 30)
        stop = _CLAUSE_MARK.search(text, figure.end, limit)
        figure.tail = text[figure.end : stop.start() if stop else limit]
        figure.lead = _CLAUSE_MARK.split(figure.gap[-LEAD:])[-1]
        last = current.figures[-1] if current.figures else None
        opened = figure.gap.count("(") + figure.gap.count("（")
        closed = figure.gap.count(")") + figure.gap.count("）")
        figure.depth = max(0, (last.depth if last else 0) + opened - closed)
        current.add(figure)
        previous_end = figure.end
        if isinstance(figure, Quantity):
            figure.status = _status_of(
                figure, followed=i + 1 < len(figures) and figure.end + len(figure.tail) == following
            )
            figure.noun = _noun(figure)
            if figure.status is None and isinstance(last, Quantity) and tandem(last, figure):
                figure.status = last.status


def clause_before(figure: Figure) -> str:
    """The words of the clause before a number, over the brackets in it: 上轮巡察（2019年）反馈的."""
    return _CLAUSE_MARK.split(_BRACKET.sub("", figure.gap[-LEAD:]))[-1]


def tandem(a: Quantity, b: Quantity) -> bool:
    """Two figures for one thing: 4处/422㎡, 19件25人."""
    return (
        a.unit.kind != b.unit.kind
        and len(b.gap) <= 3
        and b.gap[:1] not in ("，", ",", "；", ";")
        and b.depth == a.depth
    )


def _status_of(figure: Quantity, *, followed: bool) -> Status | None:
    """The status of a quantity: what its clause says before it, else what it says after it.

    ``followed`` says that the next figure stands in the same clause: the words between belong to that one.
    反馈的需持续整改问题3个 states how many were found, not how far they have come.
    """
    if is_whole(figure):
        return None
    lead = _CLASS.sub("", figure.lead)  # 立行立改类完成110个 tells what is done
    if followed or not _TELLS_STATUS.match(figure.tail):
        return status(lead)
    return status(lead) or status(figure.tail)


def is_whole(figure: Quantity) -> bool:
    """Whether the words around a number present it as what there is: 反馈…, 应…, …中."""
    return bool(_found().search(figure.lead) or _DUE.match(figure.lead) or OF_THEM.search(figure.tail))


@cache
def _found() -> re.Pattern[str]:
    return compiled(lexicon.any_of("statuses", "found"))


@cache
def _predicate() -> re.Pattern[str]:
    """Where the name of what is counted ends."""
    verbs = lexicon.any_of("nouns", "predicates")
    return compiled(rf"{verbs}|已|均|都|全部|正在|尚未|未|被|由|需|要|应|中|逐[条项一个]|研究制")


_REPORT_DAY = compiled(r"报告(?:出具)?(?:之?日|期[内末]?|时)")


@cache
def _nouns_backwards() -> re.Pattern[str]:
    return compiled(lexicon.alternatives(noun[::-1] for noun in lexicon.words("nouns", "heads")))


@lru_cache(maxsize=1024)
def _head_of(words: str) -> str:
    """The last known noun in a clause part, "" if there is none."""
    found = _nouns_backwards().search(words[::-1])
    return found[0][::-1] if found else ""


def _noun(figure: Quantity) -> str:
    after = _NOUN.match(_predicate().split(figure.tail.lstrip("的"), maxsplit=1)[0])
    if after and (head := _head_of(after[0])):
        return head
    lead = figure.lead[-16:]
    head = _head_of(lead)
    return _head_of(_REPORT_DAY.sub("", lead)) if head == "报告" else head  # 截至报告日已整改40项


@cache
def _status_pattern() -> re.Pattern[str]:
    words = [(w, s) for s in Status for w in lexicon.words("statuses", s.value)]
    words.sort(key=lambda item: -len(item[0]))
    groups = {s: "|".join(re.escape(w) for w, c in words if c is s) for s in Status}
    order = (Status.MOSTLY, Status.QUICK, Status.OPEN, Status.RUNNING, Status.DONE)
    names, neither = (lexicon.any_of("statuses", key) for key in ("names", "neither"))
    return compiled("|".join((names, *(f"(?P<{s.value}>{groups[s]})" for s in order), neither)))


@lru_cache(maxsize=1024)
def status(words: str) -> Status | None:
    """The status class that a clause expresses, None if it speaks of no status."""
    found = None
    for match in _status_pattern().finditer(DUE_DATE.sub("", words)):
        if match.lastgroup is None:
            continue  # 充实到8人 is not 实到8人
        found = Status(match.lastgroup)
        if found is not Status.DONE:
            return found
    return found
