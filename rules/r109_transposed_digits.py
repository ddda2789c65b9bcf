"""R109: a figure told again with two digits the other way round."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations
from operator import attrgetter

from auditor.characters.chinese import HAN_RUN
from auditor.claims import Bound, Quantity
from auditor.figures.amounts import scale_of
from auditor.findings import Certainty, Finding, Severity
from auditor.groups.group import Relation, is_mean
from auditor.groups.sums import judge
from auditor.lexicon import any_of, words
from auditor.notice import Notice
from auditor.numbers.numerals import are_swapped, show
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.stated.answering import answers_at
from auditor.stated.twice import told_twice

_LABEL = 24  # characters before a number among which its label is
_MANY = 12  # numbers with the same digits; more are codes or a series
_NEAR = 12  # characters before a number in which two of its words may be those of another
_LEAST_COMMON = 2
LEAST_DIGITS = 2  # swapped in fewer digits than three, numbers are often told of two things of one name
_LEAST_NAME = 4  # characters of what is counted
_SAME = 8  # characters that two clauses must have in common if each has words of its own before
NEVER_BY_CHANCE = 6  # digits that no two numbers have in common but for two swapped
LEAST_TAKEN_UP = 4  # characters of an amount from which on swapped digits are hardly chance
_LEAST_SAID = 2  # characters before two phrases of two numbers that must be the same
_JOINED = compiled(r"[\u4e00-\u9fff]{1,6}[、，,]?")
_DONE = compiled(r"\A(?:的|(?:均|都|全部)?已经?)")
_TAKEN_UP = compiled(r"(?:上述|前述|[该这]笔)[^，,。；;、0-9]{0,10}\Z")
_STAGE = compiled(
    rf"{any_of('scopes', 'planned', 'earlier')}|应|未|剩|余|预算|尚|不|新|(?<!还)原|[0-9]年|[一二三四]季度|月份?|其中|另|首批|第[一二三]批"
)
_SCOPE = compiled(
    r"[0-9]{1,4}[年月]|[一二三四]季度|[上下]半年|全[国省市县区镇州]|[\u4e00-\u9fff]{2}(?:[省市县区镇乡村州]|街道|社区|学校|医院)"
)


@rule("R109", name="transposed-digits", severity=Severity.WARNING, since="0.1")
def transposed_digits(notice: Notice) -> Iterator[Finding]:
    """同一数字前后数位颠倒。

    检查什么
    说法相同（数字前至少四个字相同，三位数的至少六个字）、单位相同的两个数，数字相同而相邻两位颠倒的
    （3,486.25万元与3,468.25万元）。分在两个部分、说法相近（数字前十二字内至少两个词相同，不含“应”“未”“计划”等字样）的金额、
    面积等，也请核实；名称一处在数字前、一处在数字后的（排水管道46.2公里、42.6公里排水管道），以及“上述款项”所指的金额，同样比较；紧跟在相同数目之后的（剩余3个小区、936套）也比较；六位以上的数不论说法。两数各自都与分项之和相符的不算。

    为什么
    相邻两位颠倒是录入时最常见的错误，校对时不易看出。

    反例
    - 截至10月底，累计追回资金1254.6万元，已全部入库。
      二、下一步打算
      对累计追回资金1245.6万元的使用情况开展检查。
    - 一、整改情况
      发现违规领取补贴7户、金额5.73万元，上述资金已全部追回。
      二、下一步打算
      总结运用追回违规补贴资金5.37万元等案例，健全监管体系。
    - 累计铺成排水管道46.2公里，均已验收。
      二、下一步打算
      对已完工的42.6公里排水管道定期巡查。
    - 应缴未缴非税收入286.40万元。已将上述应缴款项268.40万元足额缴入国库。
    - 应当归还的专项资金3480.46万元已归还原渠道。包括营养补助在内，共3408.46万元归还到位。
    - 核查违规发放补贴18.6万元。对违规发放补贴16.8万元的责任人进行处理。
    - 已办结12个小区、2816套，剩余4个小区、574套住宅正在会商。
      二、下一步打算
      对剩余4个小区、547套住宅，成熟一个办理一个。

    正例
    - 已办结12个小区、2816套，剩余4个小区、574套住宅正在会商；新排查5个小区、547套。
      二、下一步打算
      对新排查5个小区、754套和剩余4个小区、574套住宅，成熟一个办理一个。对剩余4个小区、457户住户逐户走访。
    - 一、整改情况
      发现违规领取补贴7户、金额5.73万元。
      二、下一步打算
      对尚未追回的违规补贴资金5.37万元，依法追缴。
    - 县本级累计追回资金1254.6万元，乡镇累计追回资金245.6万元。
    - 累计铺设排水管道46.2公里，均已验收。
      二、下一步打算
      2026年计划铺设42.6公里排水管道。
    - 2023年收入1254.6万元，2024年支出1245.6万元。
    - 累计追回资金1254.6万元。累计追回资金1254.6万元已全部入库。
    - 清退违规发放补贴18.6万元，涉及61户；另有16户正在核实。
    - 收缴罚款1254.6万元，其中市级收缴罚款1245.6万元、县级收缴罚款9万元。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    by_digits: dict[tuple[str, str], list[Quantity]] = {}
    for q in notice.claims.quantities:
        digits = _digits(q)
        if len(digits) > 2 and q.bound is Bound.EXACT and not q.named:
            by_digits.setdefault(("".join(sorted(digits)), q.unit_text), []).append(q)
    groups = [numbers for numbers in by_digits.values() if 1 < len(numbers) <= _MANY]
    proved = _proved(notice) if groups else set()
    for numbers in groups:
        for first, other in combinations(numbers, 2):
            if {id(first), id(other)} <= proved or not _is_swapped(first, other):
                continue
            if is_mean(first.lead) or _are_apart(_scope(notice, first), _scope(notice, other)):
                continue  # 全市平均128分钟，全县平均182分钟; 5月128件，6月182件
            same = _is_told_alike(first, other) or _is_named_alike(notice, first, other)
            same = same or _are_told_beside(first, other)
            alike = same or _is_of_one_thing(notice, first, other) or _is_taken_up(other)
            if not alike and len(_digits(first).replace(".", "")) < NEVER_BY_CHANCE:
                continue
            if id(other) in proved:
                first, other = other, first
            yield told_twice(
                notice,
                first,
                other,
                f"{'说法相同的' if same else '说法相近的' if alike else ''}两处数位颠倒",
                cause=f"digits:{''.join(sorted(_digits(first)))}",
                certainty=Certainty.LIKELY
                if same and not _of_two_problems(notice, first, other)
                else Certainty.QUERY,
                sound=id(first) in proved,
            )


def _of_two_problems(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether each number is told in the account of a problem of its own: two amounts may be alike by chance."""
    told = all(answers_at(notice, q.start) for q in (first, other))
    return told and notice.section_path(first.start)[-1:] != notice.section_path(other.start)[-1:]


def _digits(q: Quantity) -> str:
    return show(q.value / scale_of(q)).replace(",", "")


def _proved(notice: Notice) -> set[int]:
    """The numbers of sums that come out."""
    sums = (g for g in notice.claims.groups if judge(g, notice.text).relation is Relation.EQUAL)
    return {id(q) for group in sums for q in (group.whole, *group.parts)}


def _is_swapped(first: Quantity, other: Quantity) -> bool:
    """Whether two numbers of different sentences differ by two digits beside each other."""
    if first.sentence is other.sentence or not (first.lead or _are_told_beside(first, other)):
        return False
    return are_swapped(_digits(first), _digits(other))


def _is_told_alike(first: Quantity, other: Quantity) -> bool:
    """Whether the same words stand directly before two numbers."""
    least = 4 if len(_digits(first).replace(".", "")) > 3 else 6
    one, two = _said(first), _said(other)
    common = _common_end(one, two)
    of_two_things = common + 1 < min(
        len(one), len(two)
    )  # 绿化|养护投入资金, 道路|养护投入资金; not 对|违规补贴
    return common >= (_SAME if of_two_things else least)


def _are_told_beside(first: Quantity, other: Quantity) -> bool:
    """Whether both stand in one phrase with another number that is the same: 剩余3个小区、936套, 剩余3个小区、963套."""
    one, two = _beside(first), _beside(other)
    if one is None or two is None or first.gap != other.gap or not _JOINED.fullmatch(first.gap):
        return False
    same = one.base == two.base and one.unit.name == two.unit.name
    return (
        same
        and _common_end(_said(one), _said(two)) >= _LEAST_SAID
        and sum(map(str.isdigit, _digits(first))) > 2
    )


def _beside(q: Quantity) -> Quantity | None:
    """The number of the sentence directly before another one."""
    numbers = q.sentence.quantities if q.sentence else []
    at = bisect_left(numbers, q.start, key=attrgetter("start"))
    return numbers[at - 1] if at else None


def _is_named_alike(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether what is counted stands before one number and behind the other one: 污水管网86.5公里, 85.6公里污水管网."""
    if sum(char.isdigit() for char in _digits(first)) <= LEAST_DIGITS or is_mean(other.lead):
        return False
    said = [notice.text[max(0, q.start - _NEAR) : q.start] for q in (first, other)]
    if any(_STAGE.search(words) for words in said):
        return False
    pairs = ((first, other), (other, first))
    return any(_begins_behind(_said(one), _DONE.sub("", two.tail)) for one, two in pairs)


def _begins_behind(words: str, tail: str) -> bool:
    """Whether some words end with the name that begins what stands behind a number."""
    return any(words.endswith(tail[:length]) for length in range(_LEAST_NAME, min(len(words), len(tail)) + 1))


def _is_taken_up(other: Quantity) -> bool:
    """Whether the second of two amounts takes up one told before: 将上述应缴款项321.60万元上缴."""
    return other.unit.measured and len(_digits(other)) > LEAST_TAKEN_UP and bool(_TAKEN_UP.search(other.lead))


def _is_of_one_thing(notice: Notice, first: Quantity, other: Quantity) -> bool:
    """Whether two amounts in different parts of a notice are told of one thing: 违规领取补贴7户、金额…; 追回违规补贴….

    No part, aim or other year may be meant by either.
    """
    parts = [notice.section_path(q.start)[:1] for q in (first, other)]
    if not first.unit.measured or parts[0] == parts[1]:
        return False
    said = [notice.text[max(0, q.start - _NEAR) : q.start] for q in (first, other)]
    if any(_STAGE.search(words) for words in said):
        return False
    common = (_pairs(said[0]) & _pairs(said[1])).difference(words("nouns", "general"))
    return len({pair[0] for pair in common} | {pair[1] for pair in common}) >= 2 * _LEAST_COMMON


def _scope(notice: Notice, q: Quantity) -> frozenset[str]:
    """The places and times that the sentence names before a number."""
    begin = q.sentence.start if q.sentence else q.start
    return frozenset(_SCOPE.findall(notice.text, begin, q.start))


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _pairs(words: str) -> set[str]:
    """The pairs of Chinese characters beside each other."""
    return {word[i : i + 2] for word in HAN_RUN.findall(words) for i in range(len(word) - 1)}


def _said(q: Quantity) -> str:
    """The Chinese words directly before a number."""
    words = HAN_RUN.findall(q.gap[-_LABEL:])
    return words[-1] if words else ""


def _common_end(a: str, b: str) -> int:
    """How many characters two words have in common at their ends."""
    length = 0
    while length < min(len(a), len(b)) and a[-1 - length] == b[-1 - length]:
        length += 1
    return length
