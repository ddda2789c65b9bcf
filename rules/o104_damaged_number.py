"""O104: a number that has lost digits, or that a mark has broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.extraction.figures import is_left_over
from auditor.findings import Certainty, Finding, Label, Severity
from auditor.lexicon import PatternFinder, WordFinder, any_of, mapping, words
from auditor.notice import Notice
from auditor.numbers.units import units
from auditor.patterns import compiled
from auditor.registry import rule

# 3,.83万元 94.93.% 12..5公里 1，.5亿元 98%%
_BROKEN = compiled(
    r"(?<![0-9.])[0-9]{1,9}(?:(?:[,，]\.|\.[,，]|\.\.(?!\.))[0-9]{1,6}(?![0-9])[%％]?"
    r"|\.[0-9]{1,6}[.。,，][%％]|[.,，][%％]|(?:\.[0-9]{1,6})?[%％]{2})"
)
# 反馈的个问题, 召开次会议, 10个方面个问题: a measure word that counts nothing
_COUNTED = r"(?:个(?:具体)?问题|项(?:具体问题|问题|任务|措施|制度|举措)|条(?:意见|措施|建议)|次(?:会议|检查|培训)|万元)"
_MEETING = WordFinder(
    [a + b for a in ".,，" for b in ".,，"] + [a + b for a in ".,，。%％" for b in "%％"],
    overlapping=True,
    shared=True,
)
_NUMBER_SIGNS = frozenset("0123456789.")
SHOWN = 3  # numbers quoted in a message
MANY = 30  # places listed beside it
LONGEST = 16  # characters of a number before the marks
_TWICE = ("%%", "％％")
_GROUPS = ("方面", "大类")
_LETTERS = "lIOo"
_AS_DIGITS = str.maketrans(_LETTERS, "1100")


# 抗诉案件0件%, （292/0）%: what is left of a rate, told by what stands before its mark
_PERCENT = WordFinder([a + b for a in "件个人户起项次元名家宗条)）" for b in "%％"], shared=True)
_NO_RATE = compiled(
    r"(?:[0-9](?:件次|人次|户次|[件个人户起项次元名家宗条])|[（(][0-9.]{1,9}[/／][0-9.]{1,9}[)）])[%％]\Z"
)
RATE = 24  # characters of what is left of a rate
# 民生支出1.21万亿，占……: a sum without 元
_SCALED = compiled(r"[万亿](?:(?<=[0-9].)|(?<=[0-9]万亿))(?=[，,；;。](?![0-9.,]{1,12}[万亿]))")
SUM = 32  # characters of a sum and what it is of
_MONEY = ("万元", "亿元")


# what a date has lost is told by D109
_OF_DATE = compiled(r"[12][0-9OolI]{3}年|(?<=月)[0-9OolI]{1,2}[日号]|[0-9OolI]{1,2}月[0-9OolI]{1,2}[日号]")


@cache
def _numberless() -> PatternFinder:
    told = words("ocr", "numbered")
    return PatternFinder(
        (*told, *_GROUPS),
        rf"(?:(?:{'|'.join(told)})(?:了|的|出|落实)?|(?<=[个项])(?:{'|'.join(_GROUPS)})){_COUNTED}"
        r"|(?:已整改|已完成|完成整改|整改完成|已办结|正在整改)(?:了)?个(?=[，,。；;（(])",
    )


@cache
def _sum() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('ocr', 'money')})"
        r"(?:已|共|共计|合计|累计|达到|达|为|完成|约|近|超|超过){0,3}[0-9][0-9.,]{0,12}(?:万亿|[万亿])\Z"
    )


@cache
def _misread() -> re.Pattern[str]:
    """l2个, 3O户, 5.O公里: letters among the digits of a number that counts something; O2O门店3个 is none."""
    never = mapping("ocr", "counters")
    counted = "|".join(
        re.escape(word)
        + (f"(?![{never[word]}])" if never.get(word) else "")
        + ("(?![A-Za-z0-9])" if word.isascii() else "")
        for word in sorted({*units(), *never}, key=lambda word: (-len(word), word))
    )
    more = r"[0-9lIOo]{0,4}(?:,[0-9lIOo]{3}(?![0-9])){0,3}(?:\.[0-9lIOo]{1,4})?"
    return compiled(
        r"[0-9lIO](?<![A-Za-z0-9.\-_/@+#&:：·,].)"
        r"(?:(?<=[1-9])|(?<=l)(?=[0-9O]|\.[0-9])|(?<=[lI])(?=,[0-9O]{3}(?![0-9]))|(?<=[0O])(?=\.[0-9O]))"
        rf"(?:(?<=[lIO])|(?=[0-9.,]{{0,8}}[lIOo])){more}"
        # 5l桶装 is a volume
        rf"(?<![0-9]l(?=[桶瓶袋箱]))[余多来]?[万亿]?(?:{counted})"
    )


@rule("O104", name="damaged-number", severity=Severity.WARNING, since="0.1")
def check_damaged_number(notice: Notice) -> Iterator[Finding]:
    """数字残缺。

    检查什么
    小数点、千分位撇重复或错位的数字（3,.83万元、94.93.%），以及量词前没有数字的说法（反馈的个问题、召开次会议），
    数量单位前的数字里混入字母（l2个、3O户、2O天、5.O公里），数量、算式后残留的百分号（0件%）；夹着“?”的数字（企?026家）；别处写万元、亿元，
    而金额的万、亿后面没有“元”的，作提示。

    为什么
    转换、识别或批量替换常会丢掉数字，句子读得通而数目已经没有了。

    反例
    - 共收缴违纪资金3,.83万元，问题整改率为94.93.%，满意率98%%。
    - 巡察组反馈的个问题已全部研究，召开次会议专题部署。
    - 共涉及10个方面个问题，已整改个，其余正在推进。
    - 对l4个网格分两批核查，登记住户7O户，召开院坝会2O次。
    - 排查的?584家单位中，有企?026家，拆除彩钢?588平方米。
    - 办理抗诉案件0件%，同比—（292/0）%。
    - 收回预付款l,085.40万元，公示期为1O天，新修渠道3.O公里，收回资金2O余万元。

    正例
    - 线上O2O商户5家，更换LED路灯26盏，PM2.5均值下降，A1地块、l号楼和5G基站2个已验收。
    - 建成“1+O”服务点3处，更换A4纸20箱、5l桶装消毒液8桶，治理VOCs企业4家，3D打印机2台。
    - 共收缴违纪资金3.83万元，问题整改率为94.93%，人均3,183元。
    - 巡察组反馈的5个问题、反馈的共性问题均已研究，逐个问题整改，整改个性问题3个。
    - 对12个方面逐项措施进行复查，发现每个问题都已整改，整改一个问题销号一个。
    - 怎么办？3个办法。整改了吗?12个问题逐一回应。什么是网格?5个小组怎样分工。
    - 民生支出1.21亿元，占比（%）见附表，完成率（12/15）为80%，就诊1200万人次，投资1.2亿、1.3亿元。
    - 制定条例、召开会议，建立个人台账，完成项目12个；版本为V2.3.1，见第3.2.节……

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    text = notice.text
    for match in _broken(text):
        span = notice.span(*match.span())
        if span.length == match.end() - match.start():
            fault = "百分号重复" if match[0].endswith(_TWICE) else "小数点或撇号有误"
            yield _finding(notice, match.start(), match.end(), f"数字“{match[0]}”的{fault}，请查原件")
    for match in _numberless().find(text):
        yield _finding(
            notice, match.start(), match.end(), f"“{match[0]}”的量词前没有数字，疑有缺漏，请查原件"
        )
    for start, end in _left_overs(text):
        yield _finding(notice, start, end, f"“{text[start:end]}”的百分号前没有百分数，疑为残留，请查原件")
    yield from _without_yuan(notice)
    yield from _unread(notice)
    for match in _misread().finditer(text) if any(letter in text for letter in _LETTERS) else ():
        words = match[0]
        if _OF_DATE.match(text, match.start()):
            continue
        meant = words.translate(_AS_DIGITS)
        yield Finding(
            f"“{words}”的数字里混有字母，疑为“{meant}”的误识，请核对原件",
            notice.span(*match.span()),
            certainty=Certainty.LIKELY,
        )


def _unread(notice: Notice) -> Iterator[Finding]:
    """Numbers behind a sign for characters that were not read; one finding for all."""
    cut = [q for q in notice.claims.quantities if is_left_over(notice.text, q.start)]
    if cut:
        words = "、".join(notice.text[q.start - 2 : q.end] for q in cut[:SHOWN])
        first, *rest = (notice.span(q.start - 2, q.end) for q in cut)
        yield Finding(
            f"有 {len(cut)} 处数字前是未能识别的字符（{words}），请查原件",
            first,
            severity=Severity.WARNING if rest else Severity.INFO,  # one alone may be a question
            certainty=Certainty.LIKELY if rest else Certainty.QUERY,
            related=tuple(Label(span, "同样情况") for span in rest[:MANY]),
            suggestion="此处缺字，请查原件",
        )


def _left_overs(text: str) -> Iterator[tuple[int, int]]:
    """Where a percent sign stands behind a count or a formula."""
    for _, end, _ in _PERCENT.find(text):
        if found := _NO_RATE.search(text[max(0, end - RATE) : end]):
            yield end - len(found[0]), end


def _without_yuan(notice: Notice) -> Iterator[Finding]:
    """Sums without 元 in a text that writes it elsewhere."""
    text = notice.text
    if not any(unit in text for unit in _MONEY):
        return
    for scale in _SCALED.finditer(text):
        if found := _sum().search(text[max(0, scale.end() - SUM) : scale.end()]):
            yield Finding(
                f"“{found[0]}”后面疑缺“元”，请核实",
                notice.span(scale.end() - len(found[0]), scale.end()),
                severity=Severity.INFO,
                certainty=Certainty.LIKELY,
            )


def _broken(text: str) -> Iterator[re.Match[str]]:
    """The broken numbers; looked for where two marks meet, which is seldom."""
    done = 0
    for first, second, _ in _MEETING.find(text):
        start = max(done, first)
        while start > done and text[start - 1] in _NUMBER_SIGNS and second - 1 - start < LONGEST:
            start -= 1
        if match := _BROKEN.match(text, start):
            done = match.end()
            yield match


def _finding(notice: Notice, start: int, end: int, message: str) -> Finding:
    return Finding(
        message, notice.span(start, end), certainty=Certainty.LIKELY, suggestion="此处缺字，请查原件"
    )
