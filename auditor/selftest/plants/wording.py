"""Families W and O: damaged expressions, slips of the pen, traces of a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import lexicon
from auditor.claims import Bound
from auditor.findings import Severity
from auditor.notice import Kind
from auditor.selftest.plants._ground import Edit, Ground, Plant, kind
from auditor.source import Span
from auditor.spelling.confusions import confusions

_DOUBLED = "完善|开展|落实|推进|建立|认真|及时|加强|规范|严格|深入|全面"
_HAPPENS = r"(?:杜绝|防止|避免|严防)[^，。；、不]{2,12}?(?P<word>(?:反复|再次|再度)?发生)"
_AGAINST = r"(?P<word>整治|纠治|反对|力戒|治理|查处|破除|防止|杜绝)(?P<bad>形式主义|官僚主义|享乐主义|不担当不作为|不作为|弄虚作假|铺张浪费)"
_AGAINST += (
    r"(?![^，。；\n]{0,24}(?:治理|整治|纠治|问题|专项|行动|教育|斗争|案件))"  # 推进形式主义专项治理 is right
)
_SAME_SOUND = {
    "部署": "布署",
    "给予": "给于",
    "彻底": "撤底",
    "座谈": "坐谈",
    "覆盖": "复盖",
    "防范": "防犯",
    "即使": "既使",
}
_BOTH = ("，逐项建立台账", "，实行台账管理", "，按月更新台帐")
_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
EVERY = 7  # of the joints between Chinese characters, one in so many gets a blank


@kind("W", "fixed-expression", "固定表述缺字")
def fixed_expression(ground: Ground) -> Iterator[Plant]:
    """A fixed expression loses a character from its middle; where there is none, a damaged one is added."""
    forms = sorted((row["form"] for row in lexicon.load("fixed_terms")["terms"]), key=len, reverse=True)
    for form in forms:
        for match in ground.find(re.escape(form)):
            at = match.start() + len(form) // 2
            yield Plant((ground.replace(at, at + 1, ""),), (ground.notice.span(*match.span()),))
    for at in ground.sentence_ends():
        yield Plant((ground.replace(at, at, "，深入学习贯彻习近平新时代中国特色社会主思想"),))


@kind("W", "fixed-term", "固定简称写错一字")
def fixed_term(ground: Ground) -> Iterator[Plant]:
    """A short fixed term has a wrong character."""
    for row in lexicon.load("fixed_terms")["damaged"]:
        right, wrong = row["right"], row["wrong"]
        if len(right) != len(wrong) or row.get("needs"):
            continue
        at = ground.text.find(right)
        if at >= 0:
            yield Plant((ground.replace(at, at + len(right), wrong),))


@kind("W", "exclusive-modifiers", "约数词前后重叠")
def exclusive_modifiers(ground: Ground) -> Iterator[Plant]:
    """2300余次 → 约2300余次; 37件 → 约37余件."""
    for q in ground.notice.claims.quantities:
        digits = re.compile("[0-9]+(?![0-9,.])").match(ground.text, q.start, q.end)
        if (
            digits is None
            or q.named
            or q.unit.kind not in ("item", "person", "times", "object")
            or q.value < 20
        ):
            continue
        if q.bound is Bound.OVER and "余" in ground.text[q.start : q.end]:
            yield Plant((ground.replace(q.start, q.start, "约"),), (ground.span(q),))
        elif q.bound is Bound.EXACT and not ground.text[q.start - 1].isascii():
            edits = (ground.replace(q.start, q.start, "约"), ground.replace(digits.end(), digits.end(), "余"))
            yield Plant(edits, (ground.span(q),))


@kind("W", "word-doubled", "词语重复")
def word_doubled(ground: Ground) -> Iterator[Plant]:
    """完善制度 → 完善完善制度."""
    for match in ground.find(_DOUBLED):
        yield Plant(
            (ground.replace(match.end(), match.end(), match[0]),), (ground.notice.span(*match.span()),)
        )


@kind("W", "particle-doubled", "“的”字重复")
def particle_doubled(ground: Ground) -> Iterator[Plant]:
    """的 → 的的."""
    for match in ground.find("(?<![目有标似中众])的(?![确目])"):
        yield Plant((ground.replace(match.end(), match.end(), "的"),), (ground.notice.span(*match.span()),))


@kind("W", "double-negation", "防止不再发生")
def double_negation(ground: Ground) -> Iterator[Plant]:
    """防止同类问题反复发生 → 防止同类问题不再发生."""
    for match in ground.find(_HAPPENS):
        yield Plant((ground.replace(*match.span("word"), "不再发生"),), (ground.notice.span(*match.span()),))


@kind("W", "meaning-reversed", "意思说反")
def meaning_reversed(ground: Ground) -> Iterator[Plant]:
    """整治形式主义 → 推进形式主义; where nothing of the kind is said, a clause is added."""
    for match in ground.find(_AGAINST):
        yield Plant((ground.replace(*match.span("word"), "推进"),), (ground.notice.span(*match.span()),))
    for at in ground.sentence_ends():
        yield Plant((ground.replace(at, at, "，坚决杜绝类似问题不再发生"),))


@kind("W", "homophone", "别字")
def homophone(ground: Ground) -> Iterator[Plant]:
    """A word with a character that sounds alike."""
    for match in ground.find("|".join(_SAME_SOUND)):
        yield Plant((ground.replace(*match.span(), _SAME_SOUND[match[0]]),))


@kind("W", "two-spellings", "同一个词两种写法")
def two_spellings(ground: Ground) -> Iterator[Plant]:
    """台账 twice, then 台帐: the last of several is written otherwise, or all three are added."""
    for row in confusions():
        if row.evidence and row.gravity is not Severity.INFO:
            places = [m.start() for m in re.finditer(re.escape(row.right), ground.text)]
            if len(places) > 2:
                at = places[-1]
                yield Plant((ground.replace(at, at + len(row.right), row.wrong),))
    ends = list(ground.sentence_ends())
    if len(ends) > 3:
        edits = tuple(ground.replace(at, at, words) for at, words in zip(ends, _BOTH, strict=False))
        yield Plant(edits)


@kind("W", "inspection-level", "巡察写成巡视")
def inspection_level(ground: Ground) -> Iterator[Plant]:
    """区委巡察组 → 区委巡视组, once, where 巡察 stands everywhere else."""
    if "巡视" in ground.text:
        return
    places = [m.start() for m in ground.find("巡察(?=组|反馈|整改)")]
    for at in places[len(places) // 2 :] if len(places) > 3 else ():
        yield Plant((ground.replace(at + 1, at + 2, "视"),), (ground.notice.span(at, at + 2),))


@kind("O", "blanks", "满篇多余空格")
def blanks(ground: Ground) -> Iterator[Plant]:
    """Blanks between Chinese characters all over the text, as a scan leaves them."""
    text = ground.source.text
    joints = [m.start() for m in _HAN.finditer(text)]
    if len(joints) > 20 * EVERY:
        edits = tuple(Edit(Span(at, at), " ") for at in joints[::EVERY])
        yield Plant(edits, anywhere=True)


@kind("O", "dash-for-one", "“一是”识别成“—是”")
def dash_for_one(ground: Ground) -> Iterator[Plant]:
    """一是 … 二是 → —是 … 二是."""
    for node in ground.notice.of_kind(Kind.ITEM):
        if node.number == 1 and ground.text.startswith("一是", node.start):
            yield Plant((ground.replace(node.start, node.start + 1, "—"),), (ground.span(node),))


@kind("O", "page-number", "页码混入句中")
def page_number(ground: Ground) -> Iterator[Plant]:
    """A page number stands in the middle of a sentence."""
    for node in ground.body():
        at = node.text.find("，", 30)
        if 0 < at < len(node.text) - 20:
            cut = node.start + at + 3
            yield Plant((ground.replace(cut, cut, "\n— 7 —\n"),), (ground.notice.span(cut - 3, cut + 3),))


@kind("O", "letter-for-digit", "数字识别成字母")
def letter_for_digit(ground: Ground) -> Iterator[Plant]:
    """2023年10月 → 2O23年1O月."""
    for day in ground.notice.claims.days:
        words = ground.text[day.start : day.end]
        if day.year and not day.inherited and words[1:2] == "0":
            yield Plant((ground.replace(day.start + 1, day.start + 2, "O"),), (ground.span(day),))
