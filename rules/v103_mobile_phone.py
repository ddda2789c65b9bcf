"""V103: a mobile phone number."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.registry import rule

_MOBILE_NUMBER = compiled(r"1(?<![0-9A-Za-z.\-].)[3-9][0-9]([ -]?)[0-9]{4}\1[0-9]{4}(?![0-9A-Za-z.])")
BEFORE = 20  # characters in which the number may be called an office's


@rule("V103", name="mobile-phone", severity=Severity.WARNING, since="0.1")
def check_mobile_phone(notice: Notice) -> Iterator[Finding | Tie]:
    """出现手机号码。

    检查什么
    十一位手机号码。正文里的报警告；联系方式段和写明是监督、举报、值班电话的只提示。

    为什么
    手机号码多属个人信息，公开前应征得本人同意；公开监督电话宜用单位固定电话。

    反例
    - 居民李某（13912345678）反映的问题已解决。
    - 请与网格员联系，手机139 1234 5678。

    正例
    - 居民电话139****5678已作遮盖，资金12345678901元已拨付。
    - 合同编号13912345678已归档，项目代码2024-13912345678。
    - 联系电话：0431-81234567；邮编：130000。

    依据
    《中华人民共和国个人信息保护法》第二十五条；《中华人民共和国政府信息公开条例》第十五条。
    """
    text = notice.text
    for match in _MOBILE_NUMBER.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        behind = text[match.end() : match.end() + 1]
        if _says(before, "not_phones") or behind in ("元", "万", "㎡", "号"):
            continue
        leaf = notice.leaf_at(match.start())
        row = text.rfind("\n", 0, match.start()) + 1
        if "|" in text[row : match.start()]:
            before = text[row : match.start()]  # the first cell says what all of the row are
        office = (leaf is not None and leaf.kind is Kind.CONTACT) or _says(before, "public_phones")
        yield Finding(
            "联系方式为手机号码，请确认是否为单位公用号码"
            if office
            else "正文出现手机号码，请核实是否属于个人信息、可否公开",
            notice.span(*match.span()),
            severity=Severity.INFO if office else Severity.WARNING,
            certainty=Certainty.QUERY if office else Certainty.LIKELY,
        )


def _says(before: str, key: str) -> bool:
    return any(word in before for word in words("private_numbers", key))
