"""K106: area code, postcode, address and unit point to different cities."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Field
from auditor.extraction import contact
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.names import places
from auditor.notice import Kind, Notice
from auditor.registry import rule
from auditor.source import Span


@rule("K106", name="contact-place", severity=Severity.WARNING, since="0.1")
def contact_place(notice: Notice) -> Iterator[Finding | Tie]:
    """电话区号、邮政编码与所在城市不符。

    检查什么
    从联系地址（没有写城市时从落款、标题）认出城市，核对电话区号和邮政编码是不是这个城市的；地址与落款
    各自写明城市的，核对是不是同一个。认不出城市时，区号与邮编互相核对到省。

    为什么
    套用外地模板或抄错一位时，区号、邮编会指向别的城市，电话和来信都到不了。

    反例
    - 联系电话：0432-67890123；通讯地址：吉林省长春市东山路8号。
    - 通讯地址：长春市东山路8号；邮政编码：300270。
    - 联系电话：0431-87890123；邮政编码：518000。

    正例
    - 联系电话：0431-87890123；通讯地址：长春市重庆路8号；邮编：130000。
    - 联系电话：024-57890123；邮政信箱：抚顺市新华大街8号（邮编113000）
    - 联系电话：0577-87890123；通讯地址：河阳市东山路8号；邮编：325000。
    - 联系电话：025-57890123；通讯地址：江源市滨江区东山路8号；邮编：210000。
    - 联系电话：0512-57890123；通讯地址：昆山市东山路8号；邮编：215300。

    依据
    全国电话区号表、邮政编码前两位与省的对应关系（data/area_codes.toml、data/postcodes.toml）。
    """
    phones = [
        (f, p) for f in contact.named(notice, "phone") if (p := contact.parse_phone(f.value)) and p.area
    ]
    codes = [f for f in contact.named(notice, "postcode") if contact.POSTCODE.fullmatch(f.value)]
    if not phones and not codes:
        return
    city, start, end = contact.city(notice)
    source = notice.span(start, end)
    addresses = contact.named(notice, "address")
    for field, number in phones:
        if len({n.area for _, n in phones}) > 1 and not _is_at(field, addresses, city):
            continue  # the number of another body with an address of its own
        area = places.area_codes().get(number.area)
        if not area or not city or not places.codes_of(city):
            continue
        span = notice.span(field.start, field.end)
        if city not in area.cities and any(other in notice.text for other in area.cities):
            continue  # one text for several cities, each with contacts of its own
        if city in area.cities:
            yield Tie((field,), f"区号 {number.area} 与{city}相符", (span, source))
            continue
        there = "、".join(code.code for code in places.codes_of(city))
        yield Finding(
            f"电话区号 {number.area} 属于{'、'.join(area.cities[:4])}，地址或落款在{city}（区号 {there}），两处不一致，请核实",
            span,
            certainty=Certainty.LIKELY,
            related=(Label(source, f"所在城市：{city}"),),
            evidence=Evidence(number.area, there, f"{city}的区号为 {there}"),
            claims=(field,),
        )
    others = {c for _, n in phones if (area := places.area_codes().get(n.area)) for c in area.cities} - {city}
    for field in codes if not any(other in notice.text for other in others) else ():
        yield from _postcode(notice, field, city, notice.span(start, end), phones)
    yield from _unit(notice, city, start, end)


def _is_at(field: Field, addresses: list[Field], city: str) -> bool:
    """Whether the address before a number, if there is one, is in the city."""
    before = [a for a in addresses if a.start < field.start]
    return not before or places.city_of(before[-1].value) == city


def _postcode(
    notice: Notice, field: Field, city: str, source: Span, phones: list[tuple[Field, contact.Phone]]
) -> Iterator[Finding | Tie]:
    """A postcode against the city, or against the area code's cities if no city is known."""
    span = notice.span(field.start, field.end)
    what, related = city, source
    cities: tuple[str, ...] = (city,) if city else ()
    if not city:
        for phone_field, number in phones:
            if area := places.area_codes().get(number.area):
                cities, what = area.cities, f"区号 {number.area}（{'、'.join(area.cities[:4])}）"
                related = notice.span(phone_field.start, phone_field.end)
                break
    prefixes = [places.postcode_prefixes(c) for c in cities]
    two = sorted({p for pair in prefixes for p in pair[0]})
    three = sorted({p for pair in prefixes for p in pair[1]})
    if not two:
        yield Tie((field,), f"邮编 {field.value} 为 6 位", (span,))
    elif field.value[:2] not in two:
        yield Finding(
            f"邮政编码 {field.value} 的前两位 {field.value[:2]} 与{what}（{'、'.join(two)} 开头）不一致，请核实",
            span,
            certainty=Certainty.LIKELY,
            related=(Label(related, f"所在地：{what}"),),
            evidence=Evidence(
                field.value, f"{'、'.join(two)} 开头", f"{what}所在省的邮编以 {'、'.join(two)} 开头"
            ),
            claims=(field,),
        )
    elif city and three and field.value[:3] not in three:
        yield Finding(
            f"邮政编码 {field.value} 的前三位不在{city}常见的编码（{'、'.join(three)} 开头）之中，请核实",
            span,
            certainty=Certainty.QUERY,
            related=(Label(related, f"所在城市：{city}"),),
            evidence=Evidence(
                field.value, f"{'、'.join(three)} 开头", f"{city}的邮编以 {'、'.join(three)} 开头"
            ),
            claims=(field,),
        )
    else:
        digits = 3 if city and three else 2
        yield Tie((field,), f"邮编 {field.value} 为 6 位，前 {digits} 位与{what}相符", (span, related))


def _unit(notice: Notice, city: str, start: int, end: int) -> Iterator[Finding | Tie]:
    """The city of the address against the one that the signature spells out."""
    if not city or not places.says_city(notice.text[start:end]):
        return
    for leaf in notice.of_kind(Kind.SIGNATURE, Kind.SIGNED):
        if leaf.start == start or not places.says_city(leaf.text):
            continue
        signed = places.city_of(leaf.text)
        if signed and signed != city:
            yield Finding(
                f"联系地址在{city}，落款单位在{signed}，两处不一致，请核实",
                notice.span(start, end),
                certainty=Certainty.LIKELY,
                related=(Label(notice.node_span(leaf), f"落款：{signed}"),),
                evidence=Evidence(city, signed, f"地址在{city}，落款在{signed}", elsewhere=True),
            )
