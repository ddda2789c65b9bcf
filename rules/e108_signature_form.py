"""E108: the form of the body's name in the signature."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity
from auditor.names.entities import Role, units
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import AUDIT, INSPECTION, SUPERVISION
from auditor.registry import rule

_DOUBLED = compiled(r"[省市区县旗州]委(?=.{1,24}(?:委员会|工委|党委|党组)\Z)")
_PARTY_AND_SHORT = compiled(r"(?:中共|中国共产党).{1,40}?(?:党工委|党委|街工委|工委)\Z")


@rule(
    "E108",
    name="signature-form",
    severity=Severity.INFO,
    since="0.1",
    profiles=(INSPECTION, AUDIT, SUPERVISION),
)
def signature_form(notice: Notice) -> Iterator[Finding]:
    """落款单位名称不规范。

    检查什么
    落款“中共……”之后又套用“区委”“市委”（如“中共某区区委某街道工作委员会”），或“中共”与“党工委”“党委”“工委”等
    简称连用，提示核对规范全称。

    为什么
    “中共某区委员会”简称“某区委”，全称与简称不能套用；“党工委”已含“中共”之意。

    反例
    - 云港街道关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道开展了巡察。
      一、总体情况
      二、整改情况
      中共东湖区区委云港街道工作委员会
      2023年5月6日
    - 云港街道关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道开展了巡察。
      一、总体情况
      二、整改情况
      中共云港街道党工委
      2023年5月6日

    正例
    - 云港街道关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道开展了巡察。
      一、总体情况
      二、整改情况
      中共江州市东湖区云港街道工作委员会
      2023年5月6日
    - 云港街道关于巡察整改情况的通报
      按照部署，区委第一巡察组对云港街道开展了巡察。
      一、总体情况
      二、整改情况
      云港街道党工委
      2023年5月6日
    - 县委党校关于巡察整改情况的通报
      按照部署，县委第一巡察组对县委党校开展了巡察。
      一、总体情况
      二、整改情况
      中共东山县委党校委员会
      2023年5月6日
    - 水务局党组关于巡察整改情况的通报
      按照部署，县委第一巡察组对水务局党组开展了巡察。
      一、总体情况
      二、整改情况
      中共东山县水务局党组
      2023年5月6日

    依据
    《中国共产党章程》关于党的地方和基层组织名称的规定；GB/T 9704-2012 7.3.5.1。
    """
    for unit in units(notice):
        if unit.role is not Role.SIGNATURE or not unit.text.startswith(("中共", "中国共产党")):
            continue
        doubled = _DOUBLED.search(unit.text)
        if doubled and "党校" not in unit.text:
            message = f"落款“中共”之后又用简称“{doubled[0]}”，全称与简称套用，请核对规范名称"
        elif _PARTY_AND_SHORT.match(unit.text):
            message = f"落款“{unit.text}”为“中共”与组织简称连用，请核对规范全称"
        else:
            continue
        yield Finding(message, notice.span(unit.start, unit.end), certainty=Certainty.LIKELY)
