"""K108: a local number that is too short or too long for its area code."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.names import places
from auditor.notice import Notice
from auditor.registry import rule


@rule("K108", name="local-number", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def local_number(notice: Notice) -> Iterator[Finding | Tie]:
    """本地号码的位数与区号不符。

    检查什么
    区号决定本地号码是 7 位还是 8 位。号码带区号的，按区号核对；不带区号的，按联系地址所在城市核对。

    为什么
    少抄或多抄一位数字的电话打不通，单看号码却看不出来。

    反例
    - 监督电话：0431-8117980。
    - 联系电话：0439-81179801
    - 联系电话：8117980；通讯地址：吉林省长春市东山路8号。

    正例
    - 监督电话：0431-81179801。
    - 联系电话：0439-3117980
    - 联系电话：81179801；通讯地址：长春市重庆路8号
    - 联系电话：8117980；通讯地址：河阳市东山路8号

    依据
    《电信网编号计划》；各区号的本地号码位数见 data/area_codes.toml。
    """
    city, start, end = "", 0, 0
    for field in contact.named(notice, "phone"):
        number = contact.parse_phone(field.value)
        if number is None or number.kind != "landline":
            continue
        if not city:
            city, start, end = contact.city(notice)
        here = [code.code for code in places.codes_of(city)]
        if number.area and here and number.area not in here:
            continue  # another city's area code: K106 says so
        codes = [places.area_codes()[number.area]] if number.area in places.area_codes() else []
        codes = codes if number.area else list(places.codes_of(city))
        digits = sorted({n for code in codes for n in code.digits})
        if not digits:
            continue
        span = notice.span(field.start, field.end)
        who = f"区号 {number.area}（{'、'.join(codes[0].cities[:4])}）" if number.area else city
        wanted = "或".join(map(str, digits))
        if len(number.local) in digits:
            yield Tie((field,), f"{who}的本地号码为 {wanted} 位，与 {number.local} 相符", (span,))
            continue
        yield Finding(
            f"{who}的本地号码为 {wanted} 位，这里 {number.local} 是 {len(number.local)} 位，请核实",
            span,
            severity=Severity.ERROR if digits == [8] and number.area else Severity.WARNING,
            certainty=Certainty.LIKELY,
            related=() if number.area else (Label(notice.span(start, end), f"所在城市：{city}"),),
            evidence=Evidence(
                f"{len(number.local)} 位", f"{wanted} 位", f"{number.local} 共 {len(number.local)} 位"
            ),
            claims=(field,),
        )
