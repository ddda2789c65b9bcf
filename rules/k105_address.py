"""K105: the address of the contact paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.names import places
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import required
from auditor.registry import rule

_HOUSE_NUMBER = compiled(
    r"[0-9一二三四五六七八九十百]{1,5}(?:[-—－之][0-9]{1,4})?\s?(?:号|弄|楼|层|室|栋|幢|座|院|房|信箱|单元)|信箱[A-Z]?[0-9]+|[A-Z]座"
)
_STREET = compiled(r"[路街道巷弄里]|胡同|大厦|大楼|广场|园区|中心|大院|信箱|开发区|段")
_ROAD = compiled(
    r"(?:[路巷弄里]|胡同|街(?!道)|(?<!街)道)[^，,。；;号]{0,10}?[0-9一二三四五六七八九十百]{1,5}(?:[-—－之][0-9]{1,4})?\s?[号弄]"
)
_LANDMARK = compiled(
    r"(?:中心|大厦|大楼|广场|大院|园区|信箱|院内|[东西南北]侧|交汇处?|交叉口|对面|旁)|(?:楼|政府|委员会|院|局|村委会)[0-9]{2,4}[室房号]"
)
_ROAD_ALONE = compiled(r"[路巷弄]|大道|胡同|街(?!道)")
_VILLAGE = compiled(r"[乡镇村]")
_CITY_OR_COUNTY = compiled(r"[市州盟县旗]")


@rule("K105", name="address", severity=Severity.WARNING, since="0.1")
def address(notice: Notice) -> Iterator[Finding | Tie]:
    """通信地址缺失或不完整。

    检查什么
    联系段有没有通信地址；地址有没有街路门牌（或信箱号、楼宇、院落），有没有写到市、县。写有多个地址的，有一个完整即可。
    街路门牌齐全、只是没有写“市”的，乡镇村的地址（止于乡、镇名的除外），以及整改通报以外的文本，只作提示。

    为什么
    只写单位名称的地址，信件难以投递，群众也找不到地方。

    反例
    - 邮政信箱：松江区东山街道办事处；邮编：132001。
    - 通讯地址：河阳市人民政府东山街道办事处
    - 联系电话：0432-67890123；通讯地址：

    正例
    - 邮政信箱：河阳市东山区北大街18号（邮编132001）
    - 通讯地址：河阳市第12号邮政专用信箱
    - 联系地址：河阳县东山镇政务服务中心3楼
    - 通讯地址：XX市XX路XX号
    - 通讯地址：河阳市职业技术学院行政楼302室
    - 联系电话：0432-67890123；通讯地址：河阳市柳坪乡人民政府103室。
    - 联系电话：0432-67890123；意见信箱：门诊楼一楼大厅；通讯地址：河阳市北大街18号。

    依据
    GB/T 9704-2012 不规定地址写法；按邮政投递需要核对。
    """
    fields = contact.named(notice, "address")
    complete = any(_is_placed(field.value) for field in fields)
    for field in fields:
        value = field.value
        span = notice.span(field.start, field.end)
        placed = _is_placed(value)
        city = places.city_of(value)
        located = bool(_CITY_OR_COUNTY.search(value)) or places.says_city(value)
        if not placed and complete:
            continue  # a box in the hall beside the full address
        if not placed:
            number = "门牌号" if _ROAD_ALONE.search(value) else "街路门牌"
            lacks = number if located or city else f"城市和{number}"
            public = required(notice, "contact") and (
                value.endswith(("乡", "镇")) or not _VILLAGE.search(value)
            )
            severity = Severity.WARNING if public else Severity.INFO
            message = f"通信地址没有{lacks}，请核实能否投递"
            yield Finding(message, span, severity=severity, certainty=Certainty.LIKELY, claims=(field,))
        elif not located:
            message = (
                f"通信地址没有写“市”（{city}），建议写全" if city else "通信地址没有写所在的市、县，建议写全"
            )
            yield Finding(message, span, severity=Severity.INFO)
        if placed and (located or city):
            yield Tie((field,), f"地址有{'市县' if located else '城市'}和{_told(value)}", (span,))
    if place := contact.gap(notice, "address"):
        start, end, labelled = place
        if labelled:
            yield Finding("地址一栏没有内容，请补", notice.span(start, end))
        elif required(notice, "contact"):
            present = [f for f in notice.claims.fields if f.name in ("phone", "postcode", "email")]
            if len(present) >= 2:
                message = "联系段有电话、邮箱，没有通信地址，请核实"
                shown = notice.span(present[0].start, present[0].end)
                yield Finding(message, shown, certainty=Certainty.QUERY)


def _told(value: str) -> str:
    """What a complete address tells the place by."""
    if _ROAD.search(value):
        return "街路门牌"
    return "信箱" if "信箱" in value else "楼宇、院落等位置"


def _is_placed(value: str) -> bool:
    """Whether an address tells the street and number, or a building that everyone finds."""
    return bool(_STREET.search(value) and _HOUSE_NUMBER.search(value)) or bool(_LANDMARK.search(value))
