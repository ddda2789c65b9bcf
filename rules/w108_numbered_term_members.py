"""W108: the members of a numbered political term, listed wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice

from auditor.characters.pauses import last_end
from auditor.findings import Certainty, Evidence, Finding, Severity
from auditor.lexicon import WordFinder, entries
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

REACH = 90  # characters before and after a term in which its members are listed
MOST = 5000  # terms and members of a text that are looked at
LEAST = 3  # members; of two one is often named alone

_ENDS = compiled(r"[，,。；;：:！!？?\n“”\"（）()《》]")
_OPENING = compiled(r"[”\"’]?(?:[，,（(：:]|——|[，,]?(?:即|就是|也就是|包括)[：:]?)")
_BEFORE = compiled(r"(?:的|这|等)?[“\"‘]?\Z")
_JOINT = compiled(r"、|和|与|以及|及")
_OPEN_LIST = compiled(r"[等之中]")


@frozen
class MemberList:
    """A term and the wordings of its members."""

    term: str
    sets: list[list[str]]
    closed: bool = False

    @cached_property
    def built(self) -> re.Pattern[str]:
        """For a closed term: as many words of the members' build as it has members, one after the other."""
        names = self.sets[0]
        head = next(n for n in range(9) if len({m[: n + 1] for m in names}) > 1)
        tail = next(n for n in range(9) if len({m[len(m) - n - 1 :] for m in names}) > 1)
        widths = [len(m) - head - tail for m in names]
        han = f"[\u4e00-\u9fff]{{{min(widths)},{max(widths)}}}"
        item = names[0][:head] + han + names[0][len(names[0]) - tail :]
        return compiled(rf"{item}(?:[、和与及]{item}){{{len(names) - 1}}}")


@frozen
class Flaw:
    """A list that is not the term's: its range, its words, the members it has, what is strange in it."""

    start: int
    end: int
    strange: str
    missing: str
    members: list[str]


@rule("W108", name="numbered-term-members", severity=Severity.WARNING, since="0.1")
def numbered_term_members(notice: Notice) -> Iterator[Finding]:
    """数字概括语的内容列举有误。

    检查什么
    “四个意识”“四个自信”“五位一体”等内容固定的数字概括语，紧挨着把内容逐一列出（列在前、列在后均可）时，恰有一项
    不属于其内容，或恰漏一项的，提示核对。“不敢腐、不能腐、不想腐”等成套用语单独列出时，混入一项也提示。
    只举其中几项的（带“等”“中的”）、表述有新旧的，不在此列。

    为什么
    这类用语有权威表述，增一项、漏一项都是差错。

    反例
    - 增强政治意识、大局意识、核心意识、担当意识“四个意识”。
    - 切实做到“四个融入”，融入日常工作、融入深化改革、融入全面从严治党。
    - 一体推进不敢腐、不能腐、不愿腐机制建设。
    - 统筹推进“五位一体”总体布局。坚持创新、协调、绿色、发展、共享的新发展理念。

    正例
    - 增强政治意识、大局意识、核心意识、看齐意识“四个意识”，坚定“四个自信”，做到“两个维护”。
    - 纠治形式主义、官僚主义等“四风”问题，整治“四风”中的形式主义、官僚主义、享乐主义。
    - 增强“四个意识”，提高政治意识、责任意识、服务意识。
    - 违反“六项纪律”的，分别为政治纪律、廉洁纪律、生活纪律，各1人。
    - 增强不敢腐的震慑，扎牢不能腐的笼子，提高不想腐的自觉；不敢腐、不能腐、不想腐一体推进。
    - 着力提高政治判断力、政治领悟力、政治执行力和组织执行力。
    - 协调推进“四个全面”战略布局，全面深化改革、全面依法治国、全面从严治党取得成效。

    依据
    各用语的权威表述，见 data/member_lists.toml 所列文件。
    """
    text = notice.text
    hits: dict[str, list[int]] = {}
    told: list[tuple[int, int]] = []
    for start, end, word in islice(_finder().find(text), MOST):
        for each in _terms().get(word, ()):
            flaw = _before(text, each, start) or _after(text, each, end)
            if flaw and (flaw.start, flaw.end) not in told[-2:]:
                told.append((flaw.start, flaw.end))
                yield _finding(notice, each, flaw)
        for each in _members().get(word, ()):
            hits.setdefault(each.term, []).append(start)
    for each in _closed():
        at = hits.get(each.term, [])
        if len(at) >= len(each.sets[0]) - 1:
            for match in each.built.finditer(text, max(0, at[0] - REACH), at[-1] + REACH):
                flaw = _judge(text, each, match.start(), match.end())
                if flaw and flaw.strange and not any(a < flaw.end and flaw.start < b for a, b in told):
                    yield _finding(notice, each, flaw)


def _before(text: str, each: MemberList, at: int) -> Flaw | None:
    """A list that ends where the term begins."""
    low = max(0, at - REACH)
    if "、" not in text[low:at]:
        return None
    link = _BEFORE.search(text, low, at)
    end = link.start() if link else at
    if "等" in text[end:at]:
        return None
    start = last_end(_ENDS, text, low, end)
    return _judge(text, each, start, end)


def _after(text: str, each: MemberList, at: int) -> Flaw | None:
    """A list that begins behind the term."""
    opening = _OPENING.match(text, at)
    if opening is None or "、" not in text[at : at + REACH]:
        return None
    stop = _ENDS.search(text, opening.end(), opening.end() + REACH)
    return _judge(text, each, opening.end(), stop.start() if stop else min(len(text), opening.end() + REACH))


def _judge(text: str, each: MemberList, start: int, end: int) -> Flaw | None:
    """What is wrong with a list; None if it is right, or if it is no list of the members."""
    words = text[start:end]
    items = [item for item in _JOINT.split(words) if item]
    best: Flaw | None = None
    for members in each.sets:
        found = [m for m in members if m in words]
        if len(found) == len(members):
            return None
        lost = [m for m in members if m not in found]
        size = len(members)
        if len(lost) != 1 or len(found) + 1 < LEAST or not size - 1 <= len(items) <= size or best:
            continue
        if lost[0] in text[max(0, start - REACH) : end + REACH] or _OPEN_LIST.search(items[-1]):
            continue
        other = [item for item in items if not any(m in item for m in found)]
        # each found member must stand in an item of its own; the rest of the last item may be anything
        if len(other) == len(items) - len(found) and all(
            len(i) <= 2 * len(max(members, key=len)) for i in items[1:-1]
        ):
            best = Flaw(start, end, other[0] if other else "", lost[0], members)
    return best


def _finding(notice: Notice, each: MemberList, flaw: Flaw) -> Finding:
    right = "、".join(flaw.members)
    told = f"列有“{flaw.strange}”，未见“{flaw.missing}”" if flaw.strange else f"未见“{flaw.missing}”"
    return Finding(
        f"“{each.term}”的内容{told}（通行表述：{right}），请核实",
        notice.span(flaw.start, flaw.end),
        certainty=Certainty.LIKELY,
        evidence=Evidence(notice.text[flaw.start : flaw.end], right, f"{each.term}：{right}"),
    )


@cache
def _lists() -> tuple[MemberList, ...]:
    return entries("member_lists", "list", MemberList)


@cache
def _closed() -> tuple[MemberList, ...]:
    return tuple(each for each in _lists() if each.closed)


@cache
def _terms() -> dict[str, list[MemberList]]:
    return {each.term: [each] for each in _lists()}


@cache
def _members() -> dict[str, list[MemberList]]:
    return {member: [each] for each in _closed() for member in each.sets[0]}


@cache
def _finder() -> WordFinder:
    return WordFinder([*_terms(), *_members()], shared=True)
