"""K102: a local telephone number without its area code."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Finding, Severity, Tie
from auditor.names import places
from auditor.notice import Notice
from auditor.registry import rule


@rule("K102", name="area-code", severity=Severity.INFO, since="0.1")
def area_code(notice: Notice) -> Iterator[Finding | Tie]:
    """固定电话没有写区号。

    检查什么
    联系段里的固定电话是否带区号。同一段中前一个号码已写区号的，后面的号码不再要求。

    为什么
    外地群众拨打本地号码需要区号；写上区号也便于与地址互相印证。

    反例
    - 联系电话：67890123；邮编：132000。
    - 监督电话：6789-0123

    正例
    - 联系电话：0432-67890123
    - 联系电话：0432-67890123、67890124
    - 举报电话：12388；手机：13800000000

    依据
    提示性规则，不影响发布。
    """
    known = False
    for field in contact.named(notice, "phone"):
        number = contact.parse_phone(field.value)
        if number is None or number.kind != "landline":
            continue
        known = known or bool(number.area)
        if not known:
            city, _, _ = contact.city(notice)
            codes = "、".join(code.code for code in places.codes_of(city))
            hint = f"（{city}的区号为 {codes}）" if codes else ""
            yield Finding(f"固定电话没有区号{hint}，建议补写", notice.span(field.start, field.end))
            return
