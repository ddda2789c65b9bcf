"""K104: the e-mail address of the contact paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import required
from auditor.registry import rule

# What needs no second look; anything else is explained by email-validator, whose import takes a while.
_PLAIN = compiled(
    r"[A-Za-z0-9](?:[._\-+]?[A-Za-z0-9]){0,63}@(?:[A-Za-z0-9](?:-?[A-Za-z0-9]){0,62}\.){1,6}[A-Za-z]{2,12}"
)
_CUT_OFF = compiled(r"[,，。、:：;；·] ?(?:com|cn|net|org|gov|edu)(?:[.,，。](?:com|cn))?(?![A-Za-z0-9@_-])")
"""What stands behind an address whose full stop is another mark: …@163,com."""
_WHOLE = (".cn", ".com", ".net", ".org")  # an address that ends so is complete


@rule("K104", name="email", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def email(notice: Notice) -> Iterator[Finding | Tie]:
    """电子邮箱缺失或格式不对。

    检查什么
    联系段里有没有电子邮箱；邮箱是否成立：一个 @，域名有点号，顶级域名常见，gov 之后有 cn，@ 不是全角，点号没有写成逗号（写成逗号的，按错误处理）。

    为什么
    邮箱写错一个字符，群众的来信就会退回，或者寄给别人。

    反例
    - 联系电话：0432-67890123；电子邮箱：bangongshi.heyang.gov.cn。
    - 电子邮箱：bangongshi@heyang..gov.cn
    - 电子邮箱：bangongshi@heyang.gov
    - 电子邮箱：bangongshi＠heyang.gov.cn
    - 电子邮箱：heyangdjb@126,com
    - 电子邮箱：xzb@heyang.edu，cn；联系电话：0432-67890123

    正例
    - 电子邮箱：bangongshi@heyang.gov.cn。
    - 电 子邮箱: hy_jw-2023@mail.heyang.gov.cn；联系电话：0432-67890123
    - 联系电话：0432-67890123
    - 电子邮箱：heyangdjb@126.com，hydjb@heyang.gov.cn
    - 电子信箱：XXXX@XXX.gov.cn

    依据
    RFC 5321、RFC 5322；全角 ＠ 在邮件程序中无法使用。
    """
    for field in contact.named(notice, "email"):
        span = notice.span(field.start, field.end)
        value = "".join(field.value.split())
        problem = _problem(value)
        cut_off = _CUT_OFF.match(notice.text, field.end) if "@" in value else None
        if cut_off and (problem or not value.endswith(_WHOLE)):
            whole = value + "".join(cut_off[0].split())
            message = f"电子邮箱“{whole}”中的“{cut_off[0][0]}”应为“.”，请核实"
            span = notice.span(field.start, cut_off.end())
            yield Finding(message, span, severity=Severity.ERROR, claims=(field,))
        elif problem:
            yield Finding(f"电子邮箱“{field.value}”{problem}，请核实", span, claims=(field,))
        elif "＠" in notice.source.quote(span):
            message = "电子邮箱中的 ＠ 是全角字符，应为半角 @"
            yield Finding(message, span, suggestion=value, claims=(field,))
        else:
            yield Tie((field,), "邮箱格式成立：用户名、一个 @、完整域名", (span,))
    if place := contact.gap(notice, "email"):
        start, end, labelled = place
        if labelled:
            yield Finding("电子邮箱一栏没有内容，请补", notice.span(start, end))
        elif required(notice, "contact"):
            present = [f for f in notice.claims.fields if f.name in ("phone", "address", "postcode")]
            if len(present) >= 2:
                last = present[-1]
                message = "联系段有电话、地址，没有电子邮箱，请核实"
                span = notice.span(last.start, last.end)
                yield Finding(message, span, severity=Severity.INFO, certainty=Certainty.QUERY)


def _problem(value: str) -> str:
    """What is wrong with an e-mail address, in words; "" if nothing is."""
    if value.count("@") != 1:
        return "缺少 @" if "@" not in value else "有不止一个 @"
    if not _PLAIN.fullmatch(value):
        from email_validator import EmailNotValidError, validate_email

        try:
            validate_email(value, check_deliverability=False)
        except EmailNotValidError:
            return "不符合邮箱格式"
    domain = value.rpartition("@")[2].lower()
    if domain.endswith(".gov"):
        return "域名以 .gov 结尾，国内机关的域名以 .gov.cn 结尾"
    last = domain.rpartition(".")[2]
    if last not in words("mail_providers", "top_level"):
        return f"的顶级域名 .{last} 少见"
    return ""
