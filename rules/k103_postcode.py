"""K103: the postcode of the contact paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.claims import Field
from auditor.extraction import contact
from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import is_public, required
from auditor.registry import rule

_POSTAL = compiled(r"通[讯信]地址|邮寄地址|来信地址")


@rule("K103", name="postcode", severity=Severity.WARNING, since="0.1")
def postcode(notice: Notice) -> Iterator[Finding | Tie]:
    """邮政编码缺失或不是六位。

    检查什么
    联系段写了通信地址时，有没有邮政编码（巡察、审计、督查、集中整治等公开的整改通报）；邮政编码是不是六位数字。

    为什么
    来信监督要凭地址和邮编寄达，邮编多一位少一位都会退信。

    反例
    - 联系电话：0432-67890123；邮编：13200。
    - 通讯地址：河阳市东山路8号（邮政编码：1320O1）
    - 电子邮箱：bangongshi@heyang.gov.cn；邮编：

    正例
    - 邮政信箱：河阳市东山路8号（邮编132001）
    - 邮政编码：１３２００１
    - 联系电话：0432-67890123；电子邮箱：bangongshi@heyang.gov.cn
    - 邮编：XXXXXX

    依据
    邮政编码为四级六位数字。
    """
    for field in contact.named(notice, "postcode"):
        if not contact.POSTCODE.fullmatch(field.value):
            digits = sum(char.isdigit() for char in field.value)
            what = f"共 {digits} 位数字" if digits == len(field.value) else "含有数字以外的字符"
            message = f"邮政编码“{field.value}”{what}，应为六位数字，请核实"
            yield Finding(message, notice.span(field.start, field.end), claims=(field,))
    if place := contact.gap(notice, "postcode"):
        start, end, labelled = place
        address = next((f for f in notice.claims.fields if f.name == "address"), None)
        if labelled:
            yield Finding("邮编一栏没有号码，请补", notice.span(start, end))
        elif address and (required(notice, "contact") or (is_public(notice) and _is_postal(notice, address))):
            yield Finding(
                "联系段有通信地址，没有邮政编码（邮编），请核实", notice.span(address.start, address.end)
            )


def _is_postal(notice: Notice, address: Field) -> bool:
    """Whether the label of an address says that letters go there."""
    return _POSTAL.search(notice.text, max(0, address.start - 8), address.start) is not None
