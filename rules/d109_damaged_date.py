"""D109: a date that has lost a part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.dates.calendars import possible
from auditor.findings import Certainty, Evidence, Finding, Severity
from auditor.lexicon import WordFinder
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.source import Span

# words that begin with 日 (月日常巡查) or that make figures a measure (10日内)
_NOT_DAY = r"(?![元均内游常报间夜前程期益产照子记新月后用渐趋班历杂志])"
_YEAR = r"(?<![0-9A-Za-z.\-—/])(?:19|20)[0-9]{2}"
_DAMAGED = compiled(
    rf"""(?:
    {_YEAR}(?:[0-9]{{1,4}}日{_NOT_DAY}|月[0-9]{{1,2}}[月日]|[0-9]{{1,2}}月[0-9]{{1,2}}日)     # 20211228日 2023月5日 20235月6日
    |{_YEAR}年(?:[0-9]{{0,4}}日{_NOT_DAY}|[0-9]{{3,4}}日(?=前)|月[0-9]{{1,2}}日|[0-9]{{1,2}}月日{_NOT_DAY})  # 2023年日 2023年15日 2023年月5日 2023年5月日
    |{_YEAR}年[0-9]{{1,2}}月[0-9]{{1,2}}(?=[。；;）)\n]|[，,](?![0-9])|召|组|反|[上下]午|至(?:[0-9]{{1,2}}月|[12][0-9]{{3}}年))                      # 2023年5月6，
    |{_YEAR}[0-9]{{1,2}}月(?![0-9])                                                                  # 202310月
    |{_YEAR}年年[0-9]{{1,2}}月
    |(?<![0-9A-Za-z.\-])(?:[0-9]{{5,6}}|[0-9]{{3}})年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?           # 20223年5月 203年5月
    |(?<![0-9.])[0-9]{{1,2}}月月[0-9]{{1,2}}日|(?<![0-9.])[0-9]{{1,2}}月[0-9]{{1,2}}日日(?=[，,。；;至到、上下召])
    |(?<![0-9.])[0-9]{{1,2}}月[0-9]{{1,2}}月[0-9]{{1,2}}日                                           # 13月1月9日
    |(?<![0-9.])[0-9]{{1,2}}月(?:1[3-9]|2[0-9]|3[01])月(?![龄份])
    |(?<![0-9.])[0-9]{{1,2}}日[0-9]{{1,2}}日{_NOT_DAY}
    |(?:{_YEAR}年)?(?<![0-9.])[0-9]{{1,2}}月[0-9]{{1,2}}日(?=(?:[12][0-9]{{3}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日)  # two dates fused
    |(?<![0-9A-Za-z])[12](?=[0-9]{{0,2}}[OoQlI])[0-9OoQlI]{{3}}年(?:[0-9OoQlI]{{1,2}}月(?:[0-9OoQlI]{{1,2}}日)?)?
    |(?<![0-9A-Za-z])(?:[0-9]?[OoQlI][0-9]?月[0-9]{{1,2}}|[0-9]{{1,2}}月(?:[0-9]?[OoQlI][0-9]?))日
    )""",
    re.VERBOSE,
)
# a run of date characters; only those that hold 年, 月 or 日 and are no plain date are looked at closely
_RUN = compiled(r"[0-9][0-9OoQlI年月日]{2,30}")
_WHOLE_DATE = compiled(
    r"[0-9]*|(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}年(?:[0-9]{1,2}月)?"
)
_AFTER = frozenset("，。；;）)\n,召组反上下至")  # 2023年5月6，
_FUSED = compiled(r"(?:19|20)[0-9]{4,6}日")  # 2024717日
_NO_MONTH = compiled(rf"(?<=[\n，,。；;（(至到于—～~-])([1-9][0-9]{{2,3}})日{_NOT_DAY}")  # 830日
# 年 and 月 where a date has lost what stands before them
_BEHEADED = WordFinder(
    [mark + "年" for mark in "\n，,。；;、（(—–于自从至在到"] + [word + "月" for word in "于自从至在到"],
    shared=True,
)
_NO_YEAR = compiled(
    r"年(?<=[\n，,。；;、（(—–于自从至在到]年)(?:[0-9]{1,2}月[0-9]{1,2}日"  # ——年11月27日
    r"|(?<=[于自从至在到]年)[0-9]{1,2}月|(?<=自年)以来)"  # 自年5月起
    r"|月(?<=[于自从至在到]月)[0-9]{1,2}日"  # 于月15日
)
# 2021全区政府性基金预算收入, where the same text writes 2021年全区
_NO_SIGN = compiled(r"(20[0-9]{2})(?<![0-9A-Za-z.\-—/、〔（(].{4})([全本][国省市区县州旗镇乡村])")
_FISCAL = compiled(r"(?:政府性基金|一般公共预算|国有资本经营|社会保险基金|财政|地区生产总值|生产总值)")
_EVENT = compiled(  # 2021全区职工技能大赛 is a name
    r"[^，,。；;、]{0,16}(?:大会|年会|博览会|运动会|展会|峰会|发布会|赛|论坛|节(?![约能水省])|行动|活动|评选|榜|展(?!开|示)|周|月)"
)
_DIGITS_ONLY = compiled(r"[0-9]{4}年?([0-9]{1,4})日")


@rule("D109", name="damaged-date", severity=Severity.WARNING, since="0.1")
def damaged_date(notice: Notice) -> Iterator[Finding]:
    """日期残缺。

    检查什么
    缺少“年”“月”“日”或者数字的日期（202131日、20211228日、2023年日、2023月5日、2023年5月日），年份多位少位的日期，
    年份丢了“年”字的（2021全区财政收入）、只剩“年”字的（自年5月起），数字误作字母的日期，以及两个日期之间丢了“至”“、”的情况。整段留空的“年 月 日”由占位检查处理。

    为什么
    残缺的日期多是转换或录入时丢字，读者无法知道原来的日期。

    反例
    - 区委巡察组于20211228日反馈了巡察意见。
    - 202131日，召开专题会议。
    - 自年5月起，逐月公布账目，于月15日召开调度会，2021全区一般公共预算收入12亿元。
    - 2023年5月日，召开专题会议；11月1月9日，再次研究。
    - 2022年8月3日9月17日，区委巡察组开展了巡察。
    - 按照统一部署，2024716日至829日，区委巡察组开展了巡察，——年9月13日反馈了意见。
    - 20223年5月6日，召开专题会议；202310月份，再次调度。
    - 2O22年以来，累计召开专题会议6次；2023年831日前完成整改。

    正例
    - 2023年5月日常巡查12次，日均巡查2次。
    - 人均补助20000日元。
    - 2021全区职工技能大赛于当年5月举办，2021年全区财政收入12亿元。
    - 2022年365日值守，10日内办结。
    - 2023年5月6、7日，召开专题会议。
    - 订单编号20211228，电话63850123。
    - 2023年5月6日，9月14日，两次召开会议。
    - 连续值守120日，同年5月6日、次年3月1日两次召开会议，全年365日开放。

    依据
    GB/T 15835-2011：年份应写全，日期的年、月、日不得缺省标记；GB/T 9704-2012 7.3.5。
    """
    text = notice.text
    lost_marks = False
    for run in _RUN.finditer(text):
        if not _WHOLE_DATE.fullmatch(run[0]) or text[run.end() : run.end() + 1] in _AFTER:
            for finding in _damaged(notice, run.start(), run.end()):
                lost_marks = lost_marks or _FUSED.match(text, run.start()) is not None
                yield finding
    for match in _NO_MONTH.finditer(text) if lost_marks else ():  # the same text has lost 年 and 月 elsewhere
        if _readable(match[1]):
            yield _finding(match[0], notice.span(*match.span()))
    for match in _NO_SIGN.finditer(text):
        told = f"{match[1]}年{match[2]}" in text and not _EVENT.match(text, match.end())
        if told or _FISCAL.match(text, match.end()):
            yield _finding(match[0], notice.span(*match.span()))
    for _, end, _ in _BEHEADED.find(text):
        if cut := _NO_YEAR.match(text, end - 1):
            yield _finding(cut[0], notice.span(*cut.span()))


def _damaged(notice: Notice, begin: int, stop: int) -> Iterator[Finding]:
    for match in _DAMAGED.finditer(notice.text, begin, stop + 5):
        start, end = match.span()
        words = match[0]
        bare = _DIGITS_ONLY.fullmatch(words)
        span = notice.span(start, end)
        # a blank that was dropped stood there: another place of the layout, or a field left open
        if (bare and not _readable(bare[1])) or span.length != end - start or start >= stop:
            continue
        yield _finding(words, span)


def _finding(words: str, span: Span) -> Finding:
    return Finding(
        f"日期“{words}”残缺或粘连，请查原件",
        span,
        certainty=Certainty.LIKELY,
        evidence=Evidence(words, "年、月、日齐全的日期"),
        suggestion="此处日期缺字，请查原件",
    )


def _readable(figures: str) -> bool:
    """Whether figures before 日 are what is left of a date: 31 (3月1日 or a day), 1228; 365日 is a length."""
    if len(figures) <= 2:
        return 1 <= int(figures) <= 31 or possible(None, int(figures[0]), int(figures[1:]))
    if figures in ("365", "366"):
        return False
    cuts = ((figures[:i], figures[i:]) for i in (1, 2) if len(figures) - i <= 2)
    return any(possible(None, int(month), int(day)) for month, day in cuts)
