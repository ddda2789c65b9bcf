"""O102: a look-alike character, proved by the document itself or by leaving no word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.characters.damage import damage, one_by_one
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.spelling.confusions import is_listed
from auditor.spelling.misread import misread

FEW = 3  # places at which a misread character may stand
SIDES = ((2, 2), (1, 3), (3, 1))  # characters before and after that must agree
MANY = 50  # findings of one kind
REACH = 1500  # characters in which 二是 must follow
_DASH = compiled(r"[—\-－–‐_丨|～~](?:(?<=[。；;：:，,、\n].)|(?<=\A.))[—\-－–‐_丨|～~]?是")
_CONTEXT = compiled(r"[\u4e00-\u9fff，、。；]?[\u4e00-\u9fff]{4}|[\u4e00-\u9fff]{4}[，、。；]")


@rule("O102", name="lookalike", severity=Severity.WARNING, since="0.1")
def check_lookalike(notice: Notice) -> Iterator[Finding | Tie]:
    """形近字误识。

    检查什么
    “一是”识别成“—是”而后面有“二是”；识别文本里“一一记录”成了“——记录”；同样的上下文在本文别处多次写作另一个形近字（己已、未末、即既、免兔……）；
    常用词的一个字换成了形近字，不再成词（营理、挪甩），又不与前后的字成词。

    为什么
    形近字多为识别或录入差错，往往改变意思，且不易看出。

    反例
    - 进行了以下整改。—是完善制度。二是加强监督。
    - 街道指导，村级党组织免予考核3家，又有村级党组织免予考核2家，再有村级党组织兔予考核1家。

    - 农村集体资产营理薄弱，部分租户挪甩公款。

    正例
    - 管养责任不明确，落实公路管养经费，绿化管养单位定期巡查。
    - 函询后采信的4件，来信来访6件。
    - 量入为出，句句入心，答非所问，周志远、于净、李建设参加。
    - 党工委书记——是第一责任人；二是班子成员。
    - 年末完成整改，年内未完成的继续整改，已完成12个，自己完成3个。
    - 深入人心，加入党组织，人员到位，进入社区，把入党程序关。

    依据
    本文自身的用字；《党政机关公文处理工作条例》第二十条。
    """
    text = notice.text
    for match in _DASH.finditer(text):
        second = text.find("二是", match.end(), match.end() + REACH)
        if second >= 0 and text.find("一是", match.end(), second) < 0:
            yield Finding(
                f"“{match[0]}”疑为“一是”，后面有“二是”，请核实",
                notice.span(*match.span()),
                certainty=Certainty.CERTAIN,
                related=(Label(notice.span(second, second + 2), "二是"),),
                suggestion="一是",
            )
    if damage(notice).is_bad:
        for start, end in one_by_one(notice)[:MANY]:
            yield Finding(
                f"全文为识别文本，“{text[start:end]}”的破折号疑为“一一”，请核对原件",
                notice.span(start, end),
                certainty=Certainty.LIKELY,
            )
    yield from _by_context(notice)
    yield from _no_words(notice)


def _no_words(notice: Notice) -> Iterator[Finding]:
    text = notice.text
    for slip in islice(misread(text), MANY):
        said = text[slip.start : slip.end]
        if not is_listed(said):  # W105 tells it
            elsewhere = slip.word in text
            yield Finding(
                f"“{said}”不成词，疑为“{slip.word}”的形近字误写，请核实",
                notice.span(slip.start, slip.end),
                certainty=Certainty.LIKELY,
                suggestion=f"本文别处写作“{slip.word}”" if elsewhere else None,
                cause=f"character:{slip.start + slip.at}",  # W110 may see it in a longer phrase
            )


def _by_context(notice: Notice) -> Iterator[Finding]:
    text = notice.text
    for group in words("ocr", "lookalikes"):
        present = [char for char in group if char in text]
        if len(present) < 2:
            continue
        for char in present:
            for at in _few(text, char):
                others = [other for other in present if other != char]
                for before, after in SIDES:
                    if at >= before and (found := _misread(notice, at, before, after, others)):
                        yield found
                        break


def _few(text: str, char: str) -> list[int]:
    """Where a character stands if it stands at few places: a misreading is rare."""
    places: list[int] = []
    at = text.find(char)
    while at >= 0 and len(places) <= FEW:
        places.append(at)
        at = text.find(char, at + 1)
    return places if len(places) <= FEW else []


def _misread(notice: Notice, at: int, before: int, after: int, others: list[str]) -> Finding | None:
    text = notice.text
    start, end = at - before, at + after + 1
    window = text[start:end]
    if not _CONTEXT.fullmatch(window) or is_listed(window):
        return None  # listed misspellings need no evidence; W105 reports them
    for other in others:
        right = text[start:at] + other + text[at + 1 : end]
        first = text.find(right)
        if first >= 0 and text.find(right, first + 1) >= 0 and text.find(window, at + 1) < 0:
            return Finding(
                f"“{window}”仅此一处，别处 {text.count(right)} 次写作“{right}”，疑为形近字误写，请核实",
                notice.span(start, end),
                certainty=Certainty.LIKELY,
                related=(Label(notice.span(first, first + len(right)), "别处的写法"),),
                suggestion=right,
            )
    return None
