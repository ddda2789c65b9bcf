"""K107: a public organ's mail box at a public provider."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction import contact
from auditor.findings import Finding, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.registry import rule


@rule("K107", name="public-mail", severity=Severity.INFO, since="0.1")
def public_mail(notice: Notice) -> Iterator[Finding | Tie]:
    """监督邮箱使用公共邮箱。

    检查什么
    联系段的电子邮箱是否开在公共邮件服务商（qq.com、163.com 等）。

    为什么
    公共邮箱任何人都能注册，群众无法辨认真假，也不便管理举报材料。

    反例
    - 联系电话：0432-67890123；电子邮箱：100200300@qq.com。
    - 举报邮箱：heyangjw@vip.163.com

    正例
    - 电子邮箱：heyangjw@heyang.gov.cn
    - 电子邮箱：xc163@163.heyang.gov.cn
    - 电子邮箱：qq.com@heyang.gov.cn

    依据
    政务邮箱管理的通行要求；提示核实，不代表邮箱无效。
    """
    for field in contact.named(notice, "email"):
        domain = "".join(field.value.split()).rpartition("@")[2].lower()
        if domain in words("mail_providers", "providers"):
            message = f"监督邮箱开在公共邮件服务商 {domain}，请核实是否为单位公务邮箱"
            yield Finding(message, notice.span(field.start, field.end))
