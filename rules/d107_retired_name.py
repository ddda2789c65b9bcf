"""D107: a name that was no longer in use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from auditor import lexicon
from auditor.characters.pauses import STATEMENT_END
from auditor.dates.calendars import written
from auditor.dates.timeline import Moment, Timeline, timeline
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

MARGIN = timedelta(days=90)  # name plates, seals and habits
_SENTENCE = 120  # characters of a sentence that are read on either side of a name
_OF_PAST = compiled(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|[.\-/—]|至)|20世纪|上世纪|历史|疫情(?:防控)?期间|“[一二三四五六七八九十]{2}五”(?:期间|时期)"
)
_PAUSE = compiled(r"[，,、：:]")


@frozen
class _Name:
    """A retired name of data/retired_names.toml."""

    word: str
    until: date
    now: str
    after: str = ""
    not_before: str = ""
    severity: str = "warning"


@rule("D107", name="retired-name", severity=Severity.WARNING, since="0.1")
def retired_name(notice: Notice) -> Iterator[Finding]:
    """使用了已经停用的机构名称或者提法。

    检查什么
    本轮巡察（没有时取反馈、成文日期）开始时已停用九十天以上的机构名称和提法，而文中当作现有机构使用。
    “原环保局”、书名号和引号内的名称、讲机构改革之前事情的句子不在此列。

    为什么
    机构改革后仍用旧名，说明责任单位不清，或者套用了旧文稿。

    反例
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。会同区环保局、区卫计委开展联合检查。
    - 由镇扶贫办牵头，逐户核查帮扶项目。
      中共林溪镇委员会
      2024年5月6日

    正例
    - 2023年3月3日，区委巡察组向我局反馈了巡察意见。原区环保局移交的档案已整理完毕。
    - 针对2016年区国土资源局违规审批问题，已全部收回。
      中共林溪镇委员会
      2024年5月6日
    - 已修订《区卫计委经费管理办法》，开发区安全环保局配合农业部门检查。
      中共林溪镇委员会
      2024年5月6日
    - 会同区环保局、区卫计委开展联合检查。
      中共林溪镇委员会
      2017年5月6日

    依据
    国务院机构改革方案（2018年、2023年）及各地机构改革；国家卫生健康委公告2022年第7号。
    """
    line = timeline(notice)
    reference = _reference(line)
    if reference is None:
        return
    names = _names()
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end, word in _finder().find(notice.text):
        name = names[word]
        if name.until + MARGIN < reference.earliest and (
            word in found or _current(notice.text, name, start, end)
        ):
            found.setdefault(word, []).append((start, end))
    for word, places in found.items():
        yield _finding(notice, names[word], places, reference)


@cache
def _names() -> dict[str, _Name]:
    return {n.word: n for n in lexicon.entries("retired_names", "names", _Name)}


@cache
def _finder() -> lexicon.WordFinder:
    return lexicon.WordFinder(_names(), shared=True)


@cache
def _contexts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return lexicon.words("retired_names", "former"), lexicon.words("retired_names", "renamed")


def _reference(line: Timeline) -> Moment | None:
    """When what the notice tells begins."""
    for moment in (line.entered, line.told, line.signed):
        if moment is not None and (moment.event.dated or line.signed is not None):
            return moment
    return None


def _current(text: str, name: _Name, start: int, end: int) -> bool:
    """Whether a name is used as that of a body of today."""
    before = _PAUSE.split(text[max(0, start - 10) : start])[-1]
    if name.after and before[-1:] not in tuple(name.after):
        return False
    if text[end : end + 1] in tuple(name.not_before):
        return False
    former, renamed = _contexts()
    if any(word in before for word in former) or text.startswith(renamed, end):
        return False
    lead = STATEMENT_END.split(text[max(0, start - _SENTENCE) : start])[-1]
    tail = STATEMENT_END.split(text[end : end + _SENTENCE], maxsplit=1)[0]
    if lead.count("《") > lead.count("》") or lead.count("“") > lead.count("”") or lead.count('"') % 2:
        return False
    years = list(_OF_PAST.finditer(lead + "\n" + tail))
    return not any(y[1] is None or int(y[1]) <= name.until.year for y in years)


def _finding(notice: Notice, name: _Name, places: list[tuple[int, int]], reference: Moment) -> Finding:
    (start, end), *others = places
    labels = [
        Label(notice.span(reference.event.start, reference.event.end), f"{reference.name}：{reference.text}")
    ]
    labels += [Label(notice.span(a, b), "同一名称") for a, b in others[:20]]
    return Finding(
        f"“{name.word}”在{reference.text}已停用（{written(name.until)}前后由{name.now}取代），请核实名称或者注明“原”",
        notice.span(start, end),
        severity=Severity.INFO if name.severity == "info" else None,
        certainty=Certainty.LIKELY,
        related=tuple(labels),
        evidence=Evidence(name.word, name.now, f"{reference.text} > {written(name.until)}"),
    )
