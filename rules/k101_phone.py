"""K101: the telephone number of the contact paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.names import places
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import required
from auditor.registry import rule

# 0571-1234567: an area code and as many digits as it should have
_NO_LOCAL = compiled(r"[（(]?0[1-9][0-9]{1,2}[)）]?[\s—–－-]{0,3}[01][0-9]{6,7}")

_LETTER = compiled(r"([OoQIlZzSB])[0-9]{1,6}(?![0-9A-Za-z])")  # read or typed for 0, 1, 2, 5, 8


@rule("K101", name="phone", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def phone(notice: Notice) -> Iterator[Finding | Tie]:
    """监督电话缺失或格式不对。

    检查什么
    联系段里有没有电话；电话的位数、区号是否成立。固定电话（区号加 7 或 8 位）、手机、400 号码和
    12388 一类的热线都认；分机号、括号、各种连接号都可以。号码被遮盖的（XXXX）由占位符规则负责。

    为什么
    公开通报是为了接受监督，电话打不通，监督就落空。

    反例
    - 联系电话：0432-678901234；电子邮箱：bangongshi@heyang.gov.cn。
    - 联系电话：；电子邮箱：bangongshi@heyang.gov.cn。
    - 联系电话：0432-67890O23；电子邮箱：bangongshi@heyang.gov.cn。
    - 监督电话：0430-6789012。

    正例
    - 联系电话：（0432）6789 0123
    - 监督电话：043267890123转801、12388，手机13800000000
    - 值班电话（工作日8:30-17:30）：0432－67890123
    - 联系电话：XXXX-XXXXXXX

    依据
    《中国共产党党务公开条例（试行）》；固定电话号码为区号加 7 或 8 位本地号码。
    """
    if place := contact.gap(notice, "phone"):
        start, end, labelled = place
        if labelled:
            yield Finding("电话一栏没有号码，请补", notice.span(start, end))
        elif required(notice, "contact"):
            others = any(f.name in ("address", "postcode", "email") for f in notice.claims.fields)
            message = (
                "联系段没有联系电话，请核实" if others else "联系段没有电话、地址、邮箱等联系方式，请核实"
            )
            yield Finding(message, notice.span(start, end))
    for field in contact.named(notice, "phone"):
        number = contact.parse_phone(field.value)
        span = notice.span(field.start, field.end)
        if number is None:
            why = _with_letter(notice.text, field.start, field.end) or _why_not(field.value)
            yield Finding(why, span, severity=Severity.ERROR, claims=(field,))
        elif number.kind != "landline":
            yield Tie((field,), "号码位数符合手机、400 或热线号码的格式", (span,))
        elif number.area and number.area not in places.area_codes():
            if new := places.replaced_by(number.area):
                message = f"区号 {number.area} 已并入 {new}，请核实"
                yield Finding(
                    message, span, severity=Severity.INFO, certainty=Certainty.LIKELY, claims=(field,)
                )
            else:
                message = f"区号 {number.area} 不在全国区号表中，请核实"
                yield Finding(message, span, certainty=Certainty.LIKELY, claims=(field,))


def _with_letter(text: str, start: int, end: int) -> str:
    """That a letter stands for a digit, if one does: 0396-28371O6."""
    letter = _LETTER.match(text, end)
    if letter is None:
        return ""
    return f"电话“{text[start : letter.end()]}”中混有字母“{letter[1]}”，请核实"


def _why_not(value: str) -> str:
    """Why what stands behind 电话 is no telephone number."""
    if _NO_LOCAL.fullmatch(value.strip()):
        return f"电话“{value}”的本地号码以 0 或 1 开头，固定电话没有这样的号码，请核实"
    digits = sum(char.isdigit() for char in value)
    return f"电话“{value}”共 {digits} 位数字，不是区号加 7 或 8 位的固定电话，也不是手机号，请核实"
