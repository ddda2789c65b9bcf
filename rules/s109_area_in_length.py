"""S109: an area told in a unit of length, or a length in a unit of area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.figures.amounts import written
from auditor.findings import Certainty, Finding, Severity
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

REACH = 8  # characters between the word for what is measured and the number
FAR = 20  # and between the name of a thing and the number
_UNITS = frozenset({"m", "米", "km", "公里", "千米"})
_TOLD = r"(?:各|均|共计|合计|总计|共)?(?:约|近|为|是|达到|达|有|超过|超|增至|增加到?)*+[：:]?\Z"
_AREA = compiled(rf"面积{_TOLD}")
_LENGTH = compiled(rf"(?:[长宽高深厚]度|全长|总长){_TOLD}")
_SIDES = compiled(r"\s?(?:[×xX*✕乘²³23^/]|见方|左右?见方|[长宽高深])")


@rule("S109", name="area-in-length", severity=Severity.WARNING, since="0.1")
def area_in_length(notice: Notice) -> Iterator[Finding]:
    """面积用了长度单位，或长度用了面积单位。

    检查什么
    “面积”二字后紧接的数，单位是不是长度（建筑面积860m、占地面积450米）；“长度”“全长”“宽度”等后紧接的数，单位是不是面积
    （长度为85㎡）。护栏、管网等只论长度的写成面积（护栏6公顷），房屋以平方公里计的，也提出。写作长乘宽（20米×15米）的，“分别为”并列的，不查。

    为什么
    面积没有以米计的，多是“平方”或平方号在录入、识别时丢失。

    反例
    - 增设护栏3.2公顷、警示标志35块，清退公有用房17间、360平方公里。
    - 新建社区卫生室建筑面积860m，设诊室4间。
    - 整治后新增绿地面积约3200米。
    - 更换老化供水管道，长度为85㎡；新建步道全长320平方米。

    正例
    - 增设护栏3.2公里，管网覆盖面积3.2公顷，清退公有用房17间、360平方米，房屋所在片区6平方公里。
    - 改造步道长度、绿化面积分别为320米、450平方米；渠道长度85米，面积最大的一段长20米。
    - 新修边沟740m，占地面积450㎡；礼堂建筑面积860平方米，净高6m。
    - 晒场面积约7亩，长110m；活动室面积20米×15米，亭子面积5米见方。
    - 停车场面积960m²，仓库面积800 m2，沿河绿地面积大，长1200米。

    依据
    GB 3100-1993《国际单位制及其应用》：面积的单位是平方米。
    """
    text = notice.text
    for quantity in notice.claims.quantities:
        start = max(0, quantity.start - REACH)
        told = written(quantity)
        if quantity.unit.name in _UNITS:
            wrong = _AREA.search(text, start, quantity.start) and not _SIDES.match(text, quantity.end)
            message = f"面积写作“{told}”，“{quantity.unit.name}”是长度单位，请核实是否漏写“平方”"
        elif quantity.unit.kind == "area":
            wrong = _LENGTH.search(text, start, quantity.start) is not None
            message = f"长度写作“{told}”，“{quantity.unit.name}”是面积单位，请核实单位"
            if not wrong and _long().search(text, max(0, quantity.start - FAR), quantity.start):
                wrong = True
            elif quantity.unit_text == "平方公里" and _rooms().search(
                text[max(0, quantity.start - FAR) : quantity.start]
            ):
                wrong, message = True, f"房屋面积写作“{told}”，请核实单位是否应为平方米"
        else:
            continue
        if wrong:
            span = notice.span(quantity.start, quantity.end)
            yield Finding(message, span, certainty=Certainty.LIKELY, cause=f"unit:{quantity.start}")


@cache
def _long() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('things', 'long')})(?:长度?|里程)?{_TOLD}")


@cache
def _rooms() -> re.Pattern[str]:
    return compiled(
        rf"(?:{any_of('things', 'rooms')})[^，,。；;、0-9]{{0,4}}(?:[0-9]{{1,5}}[间套栋处座幢层][、，,]?)?"
        r"(?:共|计|总)?(?:建筑)?(?:面积)?(?:约|共|为)*\Z"
    )
