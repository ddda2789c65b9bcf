"""W109: a numbered political term with a wrong word in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.findings import Certainty, Finding, Severity
from auditor.lexicon import PatternFinder, entries, mapping, words
from auditor.names.resemblance import difference, resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.spelling.numerals import miscounted

_QUOTED = PatternFinder(
    [mark + numeral for mark in '“"‘' for numeral in "一二两三四五六七八九"],
    r"[“\"‘](?P<term>[一二两三四五六七八九][个种项大重][\u4e00-\u9fff]{2})(?=[”\"’])",
)
LENGTH = 4  # characters of the terms that are compared


@frozen
class Chain:
    """Verbs with the terms that are their objects, always said together and in this order."""

    verbs: list[str]
    terms: list[str]


@rule("W109", name="numbered-term", severity=Severity.ERROR, since="0.1")
def numbered_term(notice: Notice) -> Iterator[Finding]:
    """数字概括语有误。

    检查什么
    “增强‘四个意识’、坚定‘四个自信’、做到‘两个维护’”三句连说时，恰有一句的宾语不同的，指出；
    加引号的数字概括语与“四个意识”“两个维护”“三重一大”等只差一个形近或音近的字的，也指出；
    “三会一课”“四议两公开”“两不愁三保障”等数字固定的提法错一个数字的，也指出；错的写法反复出现、没有正确写法的，当作另有其事。
    单说一句的（做到“两个确保”）、本地另有的概括语（“四个起来”）不在此列。

    为什么
    固定表述有误属严重差错，识别或录入时容易写成相近的字词。

    反例
    - 增强“四个意识”、坚定“四个自信”、做到“两个拥护”。
    - 增强“四个意识”、坚定“三个自信”、做到“两个维护”，扛牢整改责任。
    - 切实把“四个意示”落到行动上。
    - 党支部落实“三会二课”，对“三重两大”事项集体研究。
    - 实现“两不愁、四保障”，检查采取三不两直方式，运用监督执纪“三种形态”。
    - 深刻领悟“三个确立”，统筹推进“四位一体”总体布局。

    正例
    - 增强“四个意识”、坚定“四个自信”、做到“两个维护”。
    - 增强“四个意识”，做到“两个确保”，实现“三个提升”。
    - 推行“五议两公开”，落实“一岗三责”，打造“三位一体”平台，运用“三种形态”分类处置，申报“四会一课题”，全镇“四会一课”平台上线，“四会一课”常态化。
    - 严格“三会一课”和四议两公开，学习二十四不两直检查通报，坚定“道路自信”。
    - 坚持“四个自我”，践行“四个服务”，推行“两个清单”。

    依据
    《党政机关公文处理工作条例》第十九条、第二十条：公文内容表述准确，符合党的理论路线方针政策。
    """
    wrong = {start: (end, right) for start, end, right in _in_chains(notice.text)}
    for match in _QUOTED.find(notice.text):
        if (right := _misspelt(match["term"])) and match.start("term") not in wrong:
            wrong[match.start("term")] = match.end(), right
    for term in miscounted(notice.text):
        wrong.setdefault(term.start, (term.end, term.right))
    for start, (end, right) in sorted(wrong.items()):
        yield Finding(
            f"“{notice.text[start:end]}”疑为“{right}”之误，请核实",
            notice.span(start, end),
            certainty=Certainty.LIKELY,
            cause=f"term:{start}",
        )


def _in_chains(text: str) -> Iterator[tuple[int, int, str]]:
    """The one term of a chain that is not the settled one: its range and the settled one."""
    for pattern, chain in _chains():
        for match in pattern.finditer(text):
            off = [i for i, term in enumerate(chain.terms, 1) if match[i] != term]
            if len(off) == 1:
                yield *match.span(off[0]), chain.terms[off[0] - 1]


@cache
def _chains() -> list[tuple[re.Pattern[str], Chain]]:
    made = []
    for chain in entries("numbered_terms", "chains", Chain):
        said = (
            rf"{verb}[“\"‘]?([一二两三四五六七八九]个[\u4e00-\u9fff]{{2}})[”\"’]?" for verb in chain.verbs
        )
        made.append((compiled(r"[、，,](?:[\u4e00-\u9fff]{2})?".join(said)), chain))
    return made


@cache
def _settled() -> tuple[tuple[str, ...], frozenset[str]]:
    """The terms whose content is settled, and every term that is known."""
    settled = tuple(term for term in mapping("numbered_terms", "members") if len(term) == LENGTH)
    return settled, frozenset(settled).union(words("numbered_terms", "others"))


def _misspelt(term: str) -> str:
    """The settled term that a term is but for one character that looks or sounds like it; "" if there is none."""
    settled, known = _settled()
    if term in known:
        return ""
    for right in settled:
        differs = difference(term, right)
        if differs.at > 1 and resemblance(differs.ours, differs.theirs):
            return right
    return ""
