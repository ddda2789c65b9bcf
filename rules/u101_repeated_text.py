"""U101: a paragraph or a long sentence that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, count, islice

from attrs import field

from auditor.characters.clauses import cuts
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.notice import BODY, Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.settings import at_least
from auditor.structure.pasted import pasted
from auditor.structure.told_again import told_again

NEAR = 2  # leaves that a sentence copied by mistake may lie apart
AS_MEASURE = 20  # characters from which on a measure with a number is not told twice in one account by chance
SHOWN = 20
IN_A_ROW = 6  # characters of a sentence or clause that is said twice in a row
_FIELD = r"[^：:；;。，,\n]{2,10}[：:][^：:；;。\n]{1,40}"
_LABELLED = compiled(rf"{_FIELD}(?:[；;。]{_FIELD}){{1,7}}[；;。]?")  # 牵头单位：…；整改时限：…
_COUNTED = compiled(r"[0-9]")
_MANY = compiled(
    r"[1-9](?<![0-9.].)[0-9]{1,3}(?![0-9年月日号时%.元])"
)  # a count that two accounts hardly share
_HAN_RUN = compiled(r"[\u4e00-\u9fff“”‘’\"]{6}")
_FORM_LINE = compiled(r"[^：:；;。，,\n]{2,10}(?:[：:][^：:；;。\n]{1,40}){3,8}")  # 责任人：… 时限：… 状态：…
# A regulation repeats its formulas from article to article: 情节严重的，处…罚款。
ARTICLES = 10  # so many articles make a regulation
_ARTICLE = compiled(r"\n第[一二三四五六七八九十百千零]{1,7}条(?![第、，规的])")


@frozen
class Lengths:
    """From how many characters on a sentence and a paragraph count."""

    sentence: int = field(default=30, validator=at_least(10))
    paragraph: int = field(default=40, validator=at_least(10))


_NTH = compiled(r"[一二三四五六七八九十]{1,2}[是要]")


@rule("U101", name="repeated-text", severity=Severity.WARNING, since="0.1", options=Lengths)
def check_repeated_text(notice: Notice, lengths: Lengths) -> Iterator[Finding | Tie]:
    """段落或长句重复。

    检查什么
    四十字以上的段落、三十字以上的句子是否一字不差地出现两次；同一问题下带数字的措施（一是……）二十字以上即查；
    较短的句子、分句是否紧接着又说一遍。标题、联系方式、引号里转述问题的话不查；
    不同问题下相同的表单行（责任人：… 完成时限：… 整改状态：…）不查；
    条文体（第一条、第二条……）套语多，只查整条相同和紧接着重复。
    二十字以上、有两位以上数目的句子，在两个问题下一字不差的，作提示；
    三十字以上、至少三个数量的话，在同一部分的两个问题下（或者同一段里）一字不差，也报警告；
    二十四字以上、两个分句以上的话，在两个问题下一字不差，而其中一个词只有一个问题下另外说到的（接待日、接待），指出另一处；
    有两个以上数目的一个分句（评审结果为优秀2个、合格5个）十一字以上即查。
    相邻处的重复报警告，相距较远的（两项整改用了同一条措施）只作提示。

    为什么
    复制粘贴留下的重复段落使内容失实；不同问题写同一条措施，可能没有针对性。

    反例
    - 一是健全整改工作台账，逐项明确责任领导、责任科室和完成时限，定期调度整改进展，确保按期完成全部任务。
      二是健全整改工作台账，逐项明确责任领导、责任科室和完成时限，定期调度整改进展，确保按期完成全部任务。
    - 街道党工委定期听取整改工作汇报，研究解决整改中的困难和问题并跟踪督办落实到位。街道党工委定期听取整改工作汇报，研究解决整改中的困难和问题并跟踪督办落实到位。
    - 对整改不力的3户企业负责人进行约谈。对整改不力的3户企业负责人进行约谈。
    - 一是指导县图书馆、文化馆2个党支部换届，配齐支部班子。二是补缴党费820元。三是发展党员3名。一是指导县图书馆、文化馆2个党支部换届，配齐支部班子。
    - 实现应训尽训.规范党费收缴程序,补缴党费1.6万元.规范党费收缴程序,补缴党费1.6万元.建立台账.
    - 三是建立资金绩效评价与预算挂钩机制。建立资金绩效评价与预算挂钩机制。
    - 定期开展监督检查和回访，定期开展监督检查和回访，防止问题反弹。
    - 严格执行“三重一大”决策制度，严格执行“三重一大”决策制度，落实集体领导，落实集体领导。
    - （一）采购程序不规范
      整改责任人：分管副主任、办公室主任  完成时限：2024年11月底  整改状态：已完成
      已修订采购管理办法，并组织专题培训。
      整改责任人：分管副主任、办公室主任  完成时限：2024年11月底  整改状态：已完成
    - （一）垃圾清运不及时
      对3个中转站限期整改，建成封闭式站房5座，配备压缩车辆14台，硬化场地1.8公里，经复核后恢复使用。
      （二）污水收集不到位
      改造雨污分流小区9个。建成封闭式站房5座，配备压缩车辆14台，硬化场地1.8公里，经复核后恢复使用。
    - （一）窗口排队时间长
      固定每周二上午为主任接访日，推行上门接访、视频接访。今年接访群众86人次。
      （二）设备采购不规范
      修订采购管理办法，固定每周二上午为主任接访日，推行上门接访、视频接访。新购设备12台。
    - （一）课题评审不规范
      委托专家组对课题逐项评审，评审结果为优秀2个、合格5个。评审意见已公开。
      （二）食堂采购不规范
      结余伙食费8.6万元已结转使用，评审结果为优秀2个、合格5个。

    正例
    - （一）课题评审不规范
      委托专家组对课题逐项评审，评审结果为优秀2个、合格5个。评审意见已公开。
      （二）教材评审不规范
      组织教材复核，评审结果为优秀2个、合格5个。
    - （一）发票审核不严
      对责任人批评教育2人、提醒谈话3人。发票逐张复核，发票系统上线。
      （二）食堂采购不规范
      对责任人批评教育2人、提醒谈话3人。采购合同重新签订。
    - （一）窗口排队时间长
      坚持举一反三、建章立制，健全定期检查和通报制度，推动问题见底清零。今年办理业务86件。
      （二）设备采购不规范
      修订采购管理办法，坚持举一反三、建章立制，健全定期检查和通报制度，推动问题见底清零。新购设备12台。
    - （一）垃圾清运不及时
      对站房限期整改，健全巡查台账，落实专人管护，明确责任清单，定期通报情况，经复核后恢复使用。
      （二）污水收集不到位
      改造雨污分流小区9个，健全巡查台账，落实专人管护，明确责任清单，定期通报情况，经复核后恢复使用。
    - （一）采购程序不规范
      整改责任人：分管副主任、办公室主任  完成时限：2024年11月底  整改状态：已完成
      （二）报销审核不严格
      整改责任人：分管副主任、办公室主任  完成时限：2024年11月底  整改状态：已完成
    - 针对“街道党工委定期听取整改工作汇报不够经常，研究解决整改中的困难和问题不够及时”问题，已整改。一是针对“街道党工委定期听取整改工作汇报不够经常，研究解决整改中的困难和问题不够及时”问题，健全制度。
    - 一是完善制度，加强监督检查。二是完善制度，加强监督检查。
    - 召开党工委会议12次，研究整改工作。召开专题会议12次，研究整改工作，督促落实。
    - 第一条 坚持公开，逐项登记。
      第二条 坚持公开，逐项登记。
      第三条 违反前条规定的，责令限期改正并通报批评，情节严重、造成不良影响的，移送有关机关依规依纪处理。
      第四条 坚持公开，逐项登记。
      第五条 坚持公开，逐项登记。
      第六条 坚持公开，逐项登记。
      第七条 违反前条规定的，责令限期改正并通报批评，情节严重、造成不良影响的，移送有关机关依规依纪处理。
      第八条 坚持公开，逐项登记。
      第九条 坚持公开，逐项登记。
      第十条 坚持公开，逐项登记。
      第十一条 坚持公开，逐项登记。

    参数
    sentence：多长的句子算长句，默认 30 字；paragraph：多长的段落要查，默认 40 字；都不小于 10。

    依据
    《党政机关公文处理工作条例》第十九条：内容简洁，文字精练。
    """
    text = notice.text
    first_leaf: dict[str, int] = {}
    first_sentence: dict[str, tuple[int, int, int]] = {}
    again: dict[str, list[tuple[int, int]]] = {}
    near: set[str] = set()
    repeated: set[int] = set()  # where a paragraph begins that is the copy of another one
    sentence = _sentence(min(lengths.sentence, AS_MEASURE))
    shortest = min(lengths.sentence, lengths.paragraph, AS_MEASURE)
    formulas = _is_regulation(text)
    for number, leaf in enumerate(notice.leaves):
        if formulas and not leaf.text.startswith("第"):
            continue
        if leaf.kind not in BODY or leaf.end - leaf.start < shortest:
            continue
        body = _body(leaf)
        form = _FORM_LINE.fullmatch(leaf.text) is not None
        if len(body) >= lengths.paragraph:
            earlier = first_leaf.setdefault(body, number)
            of_another = form and notice.leaves[earlier].parent is not leaf.parent
            if earlier != number and not (of_another or _LABELLED.fullmatch(leaf.text)):
                repeated.add(leaf.start)
                yield _paragraph(notice, notice.leaves[earlier], leaf)
                continue
        if formulas:
            continue
        for match in sentence.finditer(text, leaf.start + len(leaf.marker), leaf.end):
            words = match[0]
            if len(words) < lengths.sentence and not (
                (leaf.number and _COUNTED.search(words)) or _MANY.search(words)
            ):
                continue
            before = first_sentence.setdefault(words, (match.start(), match.end(), number))
            same_problem = notice.leaves[before[2]].parent is leaf.parent
            beside = same_problem or (
                not form and (len(words) >= lengths.sentence or _MANY.search(words) is not None)
            )
            if before[0] != match.start() and beside and not _is_quoted(text, match.start(), words):
                again.setdefault(words, [before[:2]]).append(match.span())
                if number - before[2] <= NEAR or (same_problem and len(words) < lengths.sentence):
                    near.add(words)
    for places, words in _twice_in_a_row(notice, lengths.sentence):
        again.setdefault(words, places)
        near.add(words)
    for copied, words in () if formulas else _copied(notice, lengths.sentence, repeated):
        known = [told for told in again if told in words or words in told]
        near.update(known or [words])
        if not known:
            again[words] = copied
    for copied, words in () if formulas else _from_elsewhere(notice, repeated):
        if not any(told in words or words in told for told in again):
            again[words] = copied
            near.add(words)
    for words, places in again.items():
        yield Finding(
            f"同一句话出现 {len(places)} 次，请核实是否重复：“{words[:20]}…”",
            notice.span(*places[1]),
            severity=Severity.WARNING if words in near else Severity.INFO,
            certainty=Certainty.LIKELY if words in near else Certainty.QUERY,
            related=tuple(Label(notice.span(*p), "相同的句子") for p in (places[0], *places[2:SHOWN])),
        )


def _is_regulation(text: str) -> bool:
    return "\n第" in text and len(list(islice(_ARTICLE.finditer(text), ARTICLES))) == ARTICLES


def _twice_in_a_row(notice: Notice, shortest: int) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Shorter sentences and clauses that are said again at once: their places and words."""
    for cut in cuts(notice):
        parts = cut.parts
        equal = compress(count(), map(_says_again, parts, islice(parts, 1, None)))
        twice = [i for i in equal if IN_A_ROW <= len(parts[i + 1]) < shortest]
        for i in twice[:SHOWN]:
            first, second = cut.span(i), cut.span(i + 1)
            leaf = notice.leaf_at(first[0])
            if leaf and leaf.kind in BODY and second[1] <= leaf.end and _HAN_RUN.search(parts[i]):
                yield [first, second], parts[i + 1]


def _copied(notice: Notice, shortest: int, repeated: set[int]) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Rows of clauses with figures told again: their places and words; not in a paragraph that is a copy as a whole."""
    for first, second in told_again(notice, shortest):
        leaf, words = notice.leaf_at(second[0]), notice.text[slice(*second)]
        if leaf and leaf.start not in repeated and not _is_quoted(notice.text, second[0], words):
            yield [first, second], words


def _from_elsewhere(notice: Notice, repeated: set[int]) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Rows of clauses that belong to another problem: their places and words."""
    for home, place in pasted(notice):
        words = notice.text[slice(*place)]
        leaf = notice.leaf_at(place[0])
        if leaf and leaf.start not in repeated and not _is_quoted(notice.text, place[0], words):
            yield [home, place], words


def _says_again(first: str, second: str) -> bool:
    """Whether a part is the one before it, which may begin with a number: 三是建立台账。建立台账。"""
    return first == second or (first.endswith(second) and _NTH.fullmatch(first[: -len(second)]) is not None)


@cache
def _sentence(length: int) -> re.Pattern[str]:
    """A sentence of that many characters or more."""
    return compiled(rf"[^。；！？;\n]{{{length},}}+")


def _body(leaf: Node) -> str:
    return leaf.text[len(leaf.marker) :].strip(" 。；;")


def _is_quoted(text: str, start: int, words: str) -> bool:
    """Whether the sentence tells a problem again: it quotes more than it says."""
    quoted = sum(len(found) for found in re.findall(r"[“\"（(][^”\"）)]*+", words))
    return quoted * 2 > len(words) or text[start - 1 : start] in ("“", '"')


def _paragraph(notice: Notice, first: Node, second: Node) -> Finding:
    return Finding(
        f"本段与前面一段文字相同（{len(_body(second))} 字），请核实是否重复",
        notice.node_span(second),
        certainty=Certainty.CERTAIN,
        related=(Label(notice.node_span(first), "相同的一段"),),
    )
