"""W103: a word written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from auditor.characters.chinese import HAN_RUN
from auditor.characters.repeats import immediate_repeats
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import entries, words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.spelling.doubled import doubled
from auditor.spelling.words import is_word

LENGTHS = range(2, 13)
LONG = 5  # characters from which on a run is more than a word
MANY = 50  # findings of one text
PROOFS = 50  # searches of the text for the same words with one of the two
# The year twice around one noun phrase: 2023年度某某工作年度部署会.
_YEAR_TWICE = compiled(r"年度(?<=[0-9]年度)[\u4e00-\u9fff]{2,14}?年度(?=[\u4e00-\u9fff])")


@frozen
class Redundant:
    """A word that is said again, ``gap`` characters on at most, in the same clause."""

    first: str
    second: str
    gap: int
    why: str


@cache
def _normal() -> dict[str, frozenset[str]]:
    """What may stand twice as it should, by kind."""
    kinds = ("first", "last", "verbs", "joints", "whole_words", "seams", "stops")
    return {kind: frozenset(words("repeats", kind)) for kind in kinds}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (compiled(rf"{r.first}[\u4e00-\u9fff“”]{{0,{r.gap}}}?{r.second}"), r.why)
        for r in entries("repeats", "redundant", Redundant)
    )


@rule("W103", name="doubled-word", severity=Severity.WARNING, since="0.1")
def check_doubled_word(notice: Notice) -> Iterator[Finding | Tie]:
    """词语重复。

    检查什么
    二至四个字的词紧接着又写一遍（进一步进一步、创文创文），十二个字以内的一串字紧接着又写一遍（更换器材更换器材），一个字多写一遍（领导导干部、要要切实），同一分句内重复的搭配。
    重叠式（一个一个、研究研究、扎扎实实）和前后两词恰好相接（市政府政府采购、经过过渡期）不报。

    为什么
    多是复制、改稿时留下的，也可能是后一个词写错（创文创卫误作创文创文）。

    反例
    - 动员群众参与创文创文工作。
    - 对合同台账进行了进行了核查，并逐一逐一登记。
    - 街道将进一步进一步压实责任，切实切实抓好落实。
    - 完善了各项的的制度，各科室要要切实负责。
    - 对对对全部危房逐户复核。
    - 领导导干部带头，第一时间部署署整改工作，督督促其完成。
    - 各支部部严格落实，对事项项的办理进行行了回访。
    - 把整改工作工作与业务工作同部署。
    - 班子成员要带头起到模范带头作用。

    - 街道为18个楼栋更换消防器材更换消防器材36套。

    正例
    - 班子成员结合分工谈谈体会、提提要求。
    - 该改的改，该改的马上改；问题整改与整改问题销号同步推进，一个问题一个问题地过。
    - 主任任副组长，工作队队伍精干，中国共产党党和国家机关工作条例已学习。
    - 逐条逐项对照，一个一个销号，研究研究再定，问题件件有落实，取得实实在在的成效。
    - 大家讨论了讨论了再表决，走着走着就到了。
    - 人口少的村的村民委员会，水路运输的集装箱装箱作业，支持企业创业创新，法律规定规定的情形。
    - 关怀版 无障碍 无障碍 返回
    - 规范区政府政府采购，加强小区物业物业费收缴，办公室办公室主任负责。
    - 细化化债方案，维护护林员权益，加强信贷贷后管理，乡镇镇政府门前，将将届满的合同续签。
    - 师范大学大学生创新中心，海洋大学大学路校区。
    - 经过过渡期，为了了解情况，党委委员、农业农村局局长逐一核对对账结果，出版社社长到会。
    - 主动接受县纪委监委监督，信访事项项项有回音，各村村村通公路。
    - 扎扎实实推进，一步步落实，学习习近平总书记重要讲话，整改工作作为重点，家家户户通水。
    - 达到目的的办法，“双区”驱动、“双区”叠加，构建共建共治共享格局，67次、67次、67篇。

    依据
    《党政机关公文处理工作条例》第十九条：内容简洁，表述准确，文字精练。
    """
    text = notice.text
    seen: list[tuple[int, int]] = []
    proofs = iter(range(PROOFS))
    for start, end, length in immediate_repeats(text, LENGTHS):
        word = text[start : start + length]
        if any(a <= start and end <= b for a, b in seen[-8:]) or not _is_doubled(text, word, start, proofs):
            continue
        if length >= LONG and _begins_a_leaf(notice, start + length):
            continue  # a heading and the text that runs on from it
        seam = notice.span(start + length, end).start
        if notice.source.text[seam - 1].isspace():
            continue  # two entries of a menu, two columns
        seen.append((start, end))
        if len(seen) > MANY:
            return
        yield _doubled(notice, word, start, end)
    for start, end in islice(doubled(text), MANY):
        span = notice.span(start, end)
        if span.end - span.start == end - start:
            yield Finding(
                f"“{text[start:end]}”：“{text[start]}”字重复，请核实",
                span,
                certainty=Certainty.LIKELY,
            )
    for pattern, why in _patterns():
        for match in pattern.finditer(text):
            yield Finding(
                f"“{match[0]}”：{why}，请核实", notice.span(*match.span()), certainty=Certainty.LIKELY
            )
    if "年度" in text:
        for match in _YEAR_TWICE.finditer(text):
            if text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start()):
                continue  # the name of a document
            yield Finding(
                f"“{match[0]}”：“年度”说了两遍，请核实",
                notice.span(*match.span()),
                severity=Severity.INFO,
                certainty=Certainty.QUERY,
            )


def _is_doubled(text: str, word: str, start: int, proofs: Iterator[int]) -> bool:
    if not HAN_RUN.fullmatch(word) or len(set(word)) == 1:
        return False
    normal = _normal()
    first, joints = normal["first"], normal["joints"]
    if len(word) >= LONG:
        return word[0] not in first
    if word[0] in first or word in normal["verbs"] or word in normal["seams"]:
        return False
    if word[-1] in normal["last"] and (len(word) == 2 or word[:-1] in normal["verbs"]):
        return False  # 走着走着, 讨论了讨论了
    if word in normal["whole_words"]:
        return True
    if word == "大学" and HAN_RUN.match(text, start + 2 * len(word)):
        return False  # 师范大学大学英语教研室
    if len(word) == 2 and (word[1] in first or text[start - 1 : start] in first):
        return False  # 年一年一 of 一年一年一年
    if (
        len(word) == 2
        and not is_word(word)
        and all(is_word(text[at : at + 2]) for at in range(start - 1, start + 5, 2))
    ):
        return False  # 反|诈防诈防|护
    if word[0] == "的" and HAN_RUN.match(text, start + 2 * len(word)):
        return False  # 各村的村民, 管理的航道的航道保护范围
    if len(word) == 2 and text[start + 5 : start + 6] == word[1]:
        return False  # 构建共建共治共享: three words that begin alike
    if word in joints and _stops(text, start + 2 * len(word)):
        return True
    if word in joints or (len(word) > 2 and word[-2:] in joints and word[:2] in joints):
        # Two words may meet here; proved only if the same words stand elsewhere with one of them.
        once = (
            text[max(0, start - 2) : start] + word + text[start + 2 * len(word) : start + 2 * len(word) + 2]
        )
        known = len(once) == len(word) + 4 and "\n" not in once
        return known and next(proofs, None) is not None and once in text
    return True


def _stops(text: str, at: int) -> bool:
    """Whether no longer word begins with the one before: 整改工作工作与业务工作."""
    return text[at : at + 1] in _normal()["stops"]


def _begins_a_leaf(notice: Notice, at: int) -> bool:
    leaf = notice.leaf_at(at)
    return leaf is not None and leaf.start == at


def _doubled(notice: Notice, word: str, start: int, end: int) -> Finding:
    text = notice.text
    sibling = _sibling(text, word) if len(word) == 2 else None
    hint = f"本文别处有“{sibling}”" if sibling else None
    return Finding(
        f"“{text[start:end]}”词语重复，请核实{'，' + hint if hint else ''}",
        notice.span(start, end),
        certainty=Certainty.LIKELY,
        suggestion=hint,
    )


def _sibling(text: str, word: str) -> str | None:
    """Another word of the same build elsewhere: 创文创卫 beside 创文创文."""
    for match in re.finditer(re.escape(word) + word[0] + r"[\u4e00-\u9fff]", text):
        if match[0] != word * 2:
            return match[0]
    return None
