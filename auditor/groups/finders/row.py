"""One sentence's numbers as the finders see them, and the words that several finders share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from operator import attrgetter

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Rate, Sentence
from auditor.figures.aspects import aspects
from auditor.figures.flows import words_of
from auditor.figures.limits import is_limit
from auditor.groups.group import Cue, Group, addable, is_mean, left_over
from auditor.lexicon import any_of
from auditor.patterns import PHRASES, compiled, says

_stops = says(
    r"其中|此外|上述|同时(?!受到?|给予|被|涉及|属于)|同比|环比|较上年|比上年|比去年|另[收计付加支]|中有|又有|较[上去年巡整]|(?:调整|优化|变|压减|精简)[为到]|净[增减]|合计|总计|共计|累计|总共|汇总|下一步|平均|总数|总量|实际|最多|最少|原来|原先|过去|此前|以往|[合加]起来|[合加]在一起|相加|(?:增加|增长|扩大|提高|减少|压减|下降|降低|缩减)[到至]|[增减降][到至]|(?:由|从)[^，。；、]{0,6}\Z|(?<![公一])共(?!同|建(?![立设成])|享|治|产|青|商)|经(?:初步)?(?:审[查核]|初审|研究)|(?:审查|予以|给予|确定|正式)立案"
)
_OWN_CHANGE = compiled(
    r"[，,（(](?:同比|环比|[较比](?:上年|去年)(?:同期)?)[^，,。；;0-9]{0,6}[0-9.]+%[）)]?(?=[，,；;、])"
)
"""A change told of the number before: 民事6609件，同比增长19.7%；刑事…."""
_OWN_SHARE = compiled(r"[，,（(]占[^，,。；;、（）()0-9]{0,16}[0-9.]+%[）)]?(?=[，,；;、])")
"""A share of the whole told of the number before: 已整改38个，占问题总数的95%；申请延期2个."""
_CLOSING = compiled(
    r"(?P<strong>合计|总计|共计|总共|一共|汇总后?|累计|小计|实际|去重后?|[合加]起来|[合加]在一起|相加|总(?:投资|额|量|数|面积|里程|人数|户数|长度|金额|支出|收入))|(?<![公一])共(?!同|建(?![立设成])|享|治|产|青|商)"
)
BRACKET = compiled(r"[（(][^（）()]{0,60}[）)]")
"""What stands in brackets between two numbers and is passed over."""
SUMS_UP = "(?:合计|总计|共计|总共|一共|共)"
"""The words that lead to a sum."""
_is_left = says(r"其余|剩余|剩下|余下|尚余")
# 其中2人既受党纪处分又受政务处分, 2人受到双重处分, 3人同时受到…
_in_two_ways = says(
    r"\A(?:既[^，。；、]{1,14}又|(?:同时|均|被|给予|受到?|受了?){0,2}双重|同时(?:受到?|给予|被|涉|属于)|两[种类场次个项]都|均?合并(?:召开|举行|开展|计算)|(?:都|均)(?:到|参加)了?)"
)
_is_twice = says(
    r"(?:并存|兼有|同时存在|同时具有|都有|重复|交叉|重叠)(?:的|计算|统计|问题|反馈|涉及|处理|处分|人员)*\Z"
    r"|(?:[，,；;（(]|同类项?|问题|经|后)(?:去重|剔重)(?:问题)?\Z|\A(?:去重|剔重)(?:问题)?\Z"
)
_is_baseless = says(
    r"(?:减少|增加|增长|下降|提高)(?![到至为])|比上年|比去年|比年初|平均|[人村户班校镇乡县区店组队场次件份台]均|每|至少|不少于|不低于|最多|结转|(?<!合并)(?<!剔除)(?<!扣除)重复|交叉"
)
_compared = says(r"(?:比|较)(?:上|去|前|同|年初|20|原|往|之前|此前)[^，,。；;]{0,10}\Z")
_changed = says(r"\A(?:增|减|下降|上升|提高|降低|回落|上涨|多|少)")
_is_change = says(
    r"(?:(?:比|较)[^，,。；;]{1,16}|[数量额])(?:增加|增长|增收|增支|上升|提高|提升|跃升|前移|后移|减少|减收|减支|下降|降低|多|少)了?\Z"
)
_is_balance = says(r"(?:[顺逆]差|差额)(?:约|为|达到?|是)*\Z")
RESTATED = Fraction(1, 20)  # what a number told again in another unit may be off
_COUNTED = frozenset(("item", "document", "body", "object", "group"))
_HEADS = frozenset(("person", "person_times"))
_PER = compiled(r"/[\u4e00-\u9fff]")  # 5506公斤/公顷, but not 16处/308㎡
_TOUCHES = compiled(r"涉及?[\u4e00-\u9fff]{2,16}的")
_SOME = compiled(r"主要|涉及|其中|包括|集中|重点|较多|居前|前[0-9一二三四五六七八九十]")


@cache
def _tells_price() -> Callable[[str], bool]:
    return says(
        r"每[\u4e00-\u9fff]{1,4}(?:收取|收|补助|补贴|奖励|补偿|缴纳|交|按)[\u4e00-\u9fff]{0,8}\Z"
        rf"|每(?:{any_of('units', 'priced_by')})[\u4e00-\u9fff]{{2,6}}\Z"
    )


class Row:
    """The counted numbers of one sentence.

    ``gaps`` are the words before each, from the number before it on.  ``taken`` are numbers that are parts of a
    group already, ``listed`` those of a list without a whole, ``totals`` those that sum up the list before them.
    ``divided`` are those of a division that makes up its whole beside parts told by another property.
    ``accounts`` are those told of posts, as filled or empty.  ``paired`` are those of which 分别 says what they are of.
    ``parts`` are the parts found in the text so far, by id;
    the rows of a text share them.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence], index: int, parts: set[int]) -> None:
        self.text, self.sentences, self.index, self.parts = text, sentences, index, parts
        is_price = _tells_price()
        counted = [
            q
            for q in sentences[index].quantities
            if not q.named
            and not q.unit.spans_time
            and not _is_base(q)
            and not _is_change(q.lead)
            and not is_price(q.lead)
            and not _is_balance(q.lead)
            and not is_mean(q.lead)
            and not _PER.match(text, q.end)
            and not is_limit(q)
        ]
        self.numbers = [
            q for before, q in zip([None, *counted], counted, strict=False) if not _says_again(before, q)
        ]
        starts = [sentences[index].start, *(q.end for q in self.numbers)]
        self.gaps = [
            text[max(a, q.start - 400) : q.start] for a, q in zip(starts, self.numbers, strict=False)
        ]
        self.taken: set[int] = set()
        self.listed: set[int] = set()
        self.totals: set[int] = set()
        self.divided: set[int] = set()
        self.accounts: set[int] = set()
        self.paired: set[int] = set()

    @cached_property
    def said(self) -> dict[int, str]:
        """The words that each number is told with, by id; of two in a row the second shares those of the first."""
        return dict(zip(map(id, self.numbers), words_of(self.numbers), strict=True))

    @cached_property
    def announced(self) -> tuple[re.Match[str], ...]:
        """Where the sentence says by what it divides a number."""
        sentence = self.sentences[self.index]
        return tuple(aspects(self.text, sentence.start, sentence.end))

    def after(self, i: int) -> list[tuple[Quantity, str]]:
        """The numbers behind the one at ``i``, each with the words before it."""
        return list(zip(self.numbers[i + 1 :], self.gaps[i + 1 :], strict=True))

    def free(self, q: Quantity) -> bool:
        """Whether a number is not yet part of a group."""
        return id(q) not in self.taken

    def take(self, group: Group) -> None:
        """Keep in mind which numbers a group has tied."""
        ids = [id(p) for p in group.parts]
        self.taken.update(ids)
        if group.cue is Cue.CLOSING:
            self.totals.add(id(group.whole))
        if len(ids) > 1:
            self.parts.update(ids)

    def is_rest(self, q: Quantity) -> bool:
        """Whether a number is what is left, or the measure of it: 其余4个项目合计236.5万元."""
        if left_over(q.lead) or MEMBER_END.search(q.gap):
            return left_over(q.lead)
        at = bisect_left(self.numbers, q.start, key=attrgetter("start"))
        before = self.numbers[at - 1] if at else None
        return before is not None and before.unit.kind != q.unit.kind and left_over(before.lead)


def _is_base(q: Quantity) -> bool:
    """Whether a number is only what a share or a change is of: 占计划12公里的80%, 比上年决算数8亿元增长3%."""
    if q.lead.startswith("占"):
        return q.tail.startswith("的")
    of = q.tail.startswith("的") or (_compared(q.lead) and _changed(q.tail))
    if not of:
        return False
    after = q.following
    return isinstance(after, Rate) and (after.gap == "的" or not q.tail.startswith("的"))


def _says_again(before: Quantity | None, q: Quantity) -> bool:
    """Whether a number is the one before it in another unit: 1350亩，即90公顷; 815千公顷（1222万亩）."""
    if before is None or not q.unit.measured or len(q.gap) > 5:
        return False
    in_bracket = q.gap in ("（", "(") and abs(q.base - before.base) <= before.base * RESTATED
    other_unit = q.unit.name != before.unit.name and q.unit.kind == before.unit.kind
    return other_unit and (q.base == before.base or in_bracket)


def without_change(gap: str) -> str:
    """The words before a number without what they tell of the change of the number before."""
    return _OWN_CHANGE.sub("", gap)


def without_share(gap: str) -> str:
    """The words before a number without the share of the whole that the number before is told to be."""
    return _OWN_SHARE.sub("", gap)


def ends_list(q: Quantity, gap: str) -> bool:
    """Whether the words before a number begin something new, so that a list before it has ended."""
    return _stops(gap) and not left_over(q.lead)


def may_be_whole(q: Quantity) -> bool:
    """Whether a number can be what others are parts of: no average, norm, change or number counted twice."""
    return not _is_baseless(q.lead)


def remains(q: Quantity) -> bool:
    """Whether a number is told as what is left: 其余, 剩余."""
    return _is_left(q.lead)


def is_listed(q: Quantity) -> bool:
    """Whether a number is a member of a list with semicolons: 由省政府办理950件；由法院办理80件."""
    numbers = q.sentence.quantities if q.sentence else []
    after = next((n for n in numbers if n.start > q.start and n.unit.name == q.unit.name), None)
    return after is not None and SEMICOLON.search(after.gap) is not None


def mark(q: Quantity) -> str:
    """The first mark between a number and the one before it, "" if there is none."""
    found = MEMBER_END.search(q.gap)
    return found[0] if found else ""


def counted_twice(q: Quantity) -> bool:
    """Whether a number is told as counted twice: 重复2个, 2人受到双重处分."""
    return _is_twice(q.lead) or _in_two_ways(q.tail)


def is_heads(q: Quantity) -> bool:
    """Whether a number counts people: 人, 名, 人次."""
    return q.unit.kind in _HEADS


def kindred(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers may be parts of one sum, people and times people included."""
    return addable(a, b) or (is_heads(a) and is_heads(b))


def is_counted(q: Quantity) -> bool:
    """Whether a number counts things one by one, in a word that others of them may be counted in as well: 9个, 3家, 2处."""
    return not q.unit.measured and q.unit.kind in _COUNTED


def closing_word(q: Quantity) -> str:
    """“strong” for 合计, 共计 … before a number, “weak” for a mere 共, "" if there is neither."""
    return _closing(q.lead[-12:])


@lru_cache(maxsize=PHRASES)
def _closing(words: str) -> str:
    found = _CLOSING.search(words)
    if found is None:
        return ""
    return "strong" if found["strong"] else "weak"


def names_some(row: Row, start: int, parts: list[Quantity]) -> bool:
    """Whether a list from ``start`` on says that it names only some: 主要涉及…, …丙局等16个; not 涉及历史遗留的5个."""
    first = parts[0]
    end = first.start - len(first.lead) if _TOUCHES.fullmatch(first.lead) else first.start
    return _SOME.search(row.text, start, end) is not None or "等" in (
        parts[-1].gap[-1:],
        parts[-1].tail[:1],
    )
