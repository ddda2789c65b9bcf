"""U102: the same entry twice in one enumeration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.characters.chinese import HAN
from auditor.findings import Finding, Label, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

REACH = 600  # characters over which one enumeration is compared
MANY = 100  # findings of one text
BEFORE = 20  # characters before the second entry of a list in which it may be said that they are told in turn
VALUE = 4  # characters of what may be the same for several

_TITLE = compiled(r"《[^《》\n]{2,100}》")
_JOINT = compiled(r"[、，,]?(?:和|及|以及|与|或)?")
_ENTRY = compiled(r"、([^、，。；：！？,;:\n《》（）()“”\"]{1,40})")
_ORDINALS = compiled(
    r"(?P<first>第(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?P<of>[次期]))、(?P<again>第(?P=n)(?P=of))"
)
_TAIL = compiled(r"等|和|及|以及|与|(?:共计?|这)?[0-9一二三四五六七八九十两]{1,3}(?:个|项|类|大|方面|种|条)")
# An entry that ends one enumeration and begins the next: 甲、乙等单位的人员和丙、乙
_NEXT = compiled(
    r"等[^、]{2}|或者|而[^、]{2}|的[^、]{2,30}(?:[和与及将把]|应当)|[和与及][^、]{1,20}的[^、]{2}"
)
_IN_TURN = compiled(r"(?:分别|依次)[^、，,。；;]*\Z")
_AMOUNT = compiled(r"[0-9][0-9,.]*[万亿]?元?")
NAMED = 6  # characters from which on an entry with a figure is a name with its sum: 松鹤养老院8.4万元
_FIGURE = compiled(r"[0-9X×一二三四五六七八九十两]")


@rule("U102", name="duplicate-entry", severity=Severity.ERROR, since="0.1")
def check_duplicate_entry(notice: Notice) -> Iterator[Finding | Tie]:
    """并列的内容重复。

    检查什么
    一串并列的书名号文件、一串用顿号并列的词语里，是否有完全相同的两项。
    职务、数字和数量不查（副书记、主任张三，副书记、主席李四）。

    为什么
    同一文件、同一事项列两次，往往是把另一项误写成了这一项，列出的项数也就不对。

    反例
    - 学习《公务用车管理办法》《差旅费管理办法》《公务用车管理办法》等文件。
    - 健全议事决策、财务管理、项目审批、财务管理、督查考核等制度。
    - 检查发现个别药店存在刷卡套现、串通、串通等问题。
    - 对《公务出行管理办法》、《公务出行管理办法》、《公务出行管理办法解答》再学习。

    正例
    - 学习《公务出行管理办法》、《公务出行管理办法解答》，再对照《公务出行管理办法》自查。
    - 党工委副书记、主任张三，党工委副书记、人大工委主任李四，分别召开3次、5次、3次会议。
    - 对企业、事业单位的负责人和社会团体、事业单位、村委会的财务人员，分别开展培训。
    - 事故起数、死亡人数、受伤人数同比分别持平、持平、持平。
    - 广播电台、电视台等媒体转载其他报刊、电视台、网站的报道。
    - 融入“双区”驱动、“双区”叠加、“双改”示范，做到讲政治、讲大局、讲纪律。

    依据
    《党政机关公文处理工作条例》第二十条：内容准确。
    """
    text = notice.text
    if "》" in text:
        yield from _titles(notice, text)
    for match in _ORDINALS.finditer(text) if "次、第" in text or "期、第" in text else ():
        yield _finding(notice, match["first"], match.span("first"), match.span("again"))
    told = iter(range(MANY))
    for entries in _enumerations(text):
        yield from _repeated(notice, entries, told)


def _enumerations(text: str) -> Iterator[list[re.Match[str]]]:
    """The enumerations of which two entries begin alike."""
    entries: list[re.Match[str]] = []
    end = -1
    for match in _ENTRY.finditer(text):
        if match.start() != end:
            if len({entry[1][:2] for entry in entries}) < len(entries):
                yield entries
            entries = []
        end = match.end()
        entries.append(match)
    if len({entry[1][:2] for entry in entries}) < len(entries):
        yield entries


def _repeated(notice: Notice, entries: list[re.Match[str]], told: Iterator[int]) -> Iterator[Finding]:
    """The entries of one enumeration that came before."""
    text = notice.text
    run: dict[str, tuple[int, int]] = {}
    begins = entries[0].start()
    in_turn = _IN_TURN.search(text, max(0, begins - BEFORE), begins) is not None
    for match in entries:
        end, entry = match.end(), match[1]
        if (
            text[end : end + 1] != "、"
        ):  # 甲、乙和丙等制度, 甲、乙、丙3个组: the last entry carries what follows
            entry = _TAIL.split(entry, maxsplit=1)[0]
        in_turn = in_turn or _IN_TURN.search(entry) is not None
        if _NEXT.search(entry):
            run = {}
            continue
        figured = _FIGURE.search(entry) is not None and len(HAN.findall(entry)) < NAMED
        if len(entry) < 2 or figured or entry.endswith(words("enumerations", "repeatable")):
            continue
        if in_turn and len(entry) <= VALUE:
            continue  # 三项指标同比分别持平、下降、持平
        place = (match.start(1), match.start(1) + len(entry))
        entry = _AMOUNT.sub("", entry)  # 松鹤养老院24.6万元、…、松鹤养老院8.4万元
        first = run.setdefault(entry, place)
        if place[0] - first[1] > REACH:
            run[entry] = place
        elif first != place and _is_plain(text[first[1] : place[0]], entry) and next(told, None) is not None:
            yield _finding(notice, entry, first, place)


def _is_plain(between: str, entry: str) -> bool:
    """Whether the entries between two short equal ones are of their kind: not 产生、发展的过程和…的产生、发展."""
    return len(entry) > 3 or all(len(each) <= 6 and "的" not in each for each in between.split("、"))


def _titles(notice: Notice, text: str) -> Iterator[Finding]:
    run: dict[str, tuple[int, int]] = {}
    end = -1
    for match in _TITLE.finditer(text):
        gap = text[end : match.start()] if 0 <= match.start() - end <= 3 else None
        if gap is None or not _JOINT.fullmatch(gap):
            run = {}
        end = match.end()
        first = run.setdefault(match[0], match.span())
        if first != match.span():
            yield _finding(notice, match[0], first, match.span())


def _finding(notice: Notice, entry: str, first: tuple[int, int], place: tuple[int, int]) -> Finding:
    return Finding(
        f"同一串并列中“{entry[:30]}”出现两次，请核实是否重复或误写",
        notice.span(*place),
        related=(Label(notice.span(*first), "前一处"),),
    )
