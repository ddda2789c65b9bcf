"""E111: one session told twice with different numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from auditor.dates.calendars import WEEKDAY
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.resemblance import is_shortened
from auditor.notice import Notice
from auditor.numbers import numerals
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

MOST = 40  # sessions that are compared
_ORDINAL = r"第(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})次"
_ON_A_DAY = compiled(
    rf"(?:{WEEKDAY})?"
    r"[，,]?(?P<body>[\u4e00-\u9fff]{2,20}?)(?:召开|举行)?了?(?:[0-9]{4}年)?"
    rf"{_ORDINAL}(?P<kind>[\u4e00-\u9fff]{{0,8}}?会议)"
)
_REVIEWED = compiled(
    rf"{_ORDINAL}(?P<kind>[\u4e00-\u9fff]{{0,4}}?会议)"
    r"(?:(?:听取[和并])?审议(?:通过)?了?《?(?P<told>[^《》，,。；;\n]{2,60}?报告)(?=[》，,。；;（(])|(?:对|关于)《?(?P<opinion>[^《》，,。；;\n]{2,60}?报告)》?的?审议意见)"
)
_BODY = compiled(r"[\u4e00-\u9fff]{2,20}\Z")
_TERM = compiled(
    r"[省市县区州旗盟]?[0-9一二三四五六七八九十]{1,3}届[\u4e00-\u9fff]*\Z|第[0-9一二三四五六七八九十]{1,3}届[\u4e00-\u9fff]*\Z"
)
_YEARS = compiled(r"[0-9]{4}")
_SAME_END = 4  # characters that two names of a report have in common at their end


@frozen
class Session:
    """A session of a body with its number; ``day`` or ``report`` tells which session is meant."""

    start: int
    end: int
    body: str
    kind: str
    number: int
    day: tuple[int | None, int, int] | None = None
    report: str = ""


@rule("E111", name="meeting-number", severity=Severity.WARNING, since="0.1")
def meeting_number(notice: Notice) -> Iterator[Finding]:
    """同一次会议的次数前后不同。

    检查什么
    “第二十一次会议”之类的次数：同一组织、同一天的会议，或审议同一份报告的会议，在两处写成不同的次数。
    只比较写明日期或报告名称的；不同届次、不同种类的会议，以及整改情况报告与原报告，不作比较。

    为什么
    次数是会议的名称，两处不同必有一处写错。

    反例
    - 4月18日，县十七届人大常委会第十九次会议听取汇报。按照4月18日县十七届人大常委会第十八次会议要求，逐项整改。
    - 市六届人大常委会第三十次会议审议了《关于2022年度市级预算执行情况的审计工作报告》。
      认真落实市六届人大常委会第三十一次会议对2022年度审计工作报告的审议意见。

    正例
    - 4月18日，县十七届人大常委会第十九次会议听取汇报。6月20日，县十七届人大常委会第二十次会议审议整改报告。
    - 4月18日，局党组召开第12次党组会议。4月18日，局党组召开第3次专题会议。
    - 市六届人大常委会第三十次会议审议了《关于2022年度市级预算执行情况的审计工作报告》。
      市六届人大常委会第三十五次会议审议了《关于2022年度审计查出问题整改情况的报告》。
    - 县十七届人大常委会第十九次会议审议了2023年度审计工作报告。市六届人大常委会第三十次会议审议了2023年度审计工作报告。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字等准确。
    """
    found = sorted((*_dated(notice), *_reviewing(notice)), key=lambda session: session.start)[:MOST]
    for first, other in combinations(found, 2):
        if first.number == other.number or not _is_same(first, other):
            continue
        quote = notice.text[other.start : other.end]
        usual = notice.text[first.start : first.end]
        yield Finding(
            f"同一次会议此处称“{quote}”，前文称“{usual}”，请核实",
            notice.span(other.start, other.end),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(first.start, first.end), usual),),
            evidence=Evidence(quote, usual, f"{first.number} ≠ {other.number}", elsewhere=True),
        )
        return


def _dated(notice: Notice) -> Iterator[Session]:
    for day in notice.claims.days:
        if day.month is None or day.day is None:
            continue
        if match := _ON_A_DAY.match(notice.text, day.end):
            yield _session(match, match["body"], (day.year, day.month, day.day), "")


def _reviewing(notice: Notice) -> Iterator[Session]:
    for match in _REVIEWED.finditer(notice.text):
        body = _BODY.search(notice.text, max(0, match.start() - 20), match.start())
        if body:
            yield _session(match, body[0], None, match["told"] or match["opinion"])


def _session(
    match: re.Match[str], body: str, day: tuple[int | None, int, int] | None, report: str
) -> Session:
    number = match["number"]
    value = int(number) if number.isdecimal() else numerals.chinese(number) or 0
    start, end = match.start("number") - 1, match.end("kind")
    return Session(start, end, body, match["kind"], value, day, report)


def _is_same(one: Session, other: Session) -> bool:
    """Whether two sessions of one body are one: on the same day, or on the same report."""
    if one.kind != other.kind or not _is_same_body(one.body, other.body):
        return False
    if one.day and other.day:
        years = {one.day[0], other.day[0]} - {None}
        return len(years) < 2 and one.day[1:] == other.day[1:]
    return bool(one.report and other.report) and _is_same_report(one.report, other.report)


def _is_same_body(one: str, other: str) -> bool:
    terms = [_TERM.search(body) for body in (one, other)]
    first, second = (term[0] if term else body for term, body in zip(terms, (one, other), strict=True))
    return first == second


def _is_same_report(one: str, other: str) -> bool:
    """Whether the shorter name of a report is made of the longer one's characters, with its end and its years."""
    short, long = sorted((one.removeprefix("关于"), other.removeprefix("关于")), key=len)
    return (
        short[-_SAME_END:] == long[-_SAME_END:]
        and _YEARS.findall(short) == _YEARS.findall(long)
        and ("整改" in short) == ("整改" in long)
        and is_shortened(short, long)
    )
