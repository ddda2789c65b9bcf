"""V101: an identity-card number."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.checksums import is_identity_number
from auditor.patterns import compiled
from auditor.registry import rule

_IDENTITY_NUMBER = compiled(
    r"[1-8](?<![0-9A-Za-z].)[0-9]{5}[ -]?(?:18|19|20)[0-9]{6}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
BEFORE = 12  # characters in which “身份证” may announce the number


@rule("V101", name="identity-number", severity=Severity.ERROR, since="0.1")
def check_identity_number(notice: Notice) -> Iterator[Finding | Tie]:
    """出现居民身份证号码。

    检查什么
    十八位居民身份证号码：出生日期存在、校验码正确的；或者校验码不符但前面写有“身份证”的。

    为什么
    身份证号码属敏感个人信息，公开的通报中不应出现。

    反例
    - 当事人（公民身份号码11010519491231002X）已退还补贴。
    - 身份证号：110105194912310021，已核实。

    正例
    - 合同编号110105194912310021已归档。
    - 统一社会信用代码91110000600037341L，项目代码2024110105194912310021号。
    - 公民身份号码11010519********2X已作遮盖。

    依据
    《公民身份号码》（GB 11643—1999）；《中华人民共和国个人信息保护法》第二十五条。
    """
    text = notice.text
    for match in _IDENTITY_NUMBER.finditer(text):
        number = match[0].replace(" ", "").replace("-", "")
        proved = is_identity_number(number)
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if proved or "身份证" in before or "公民身份" in before:
            yield Finding(
                "此处有一个居民身份证号码，公开前应删除或遮盖"
                if proved
                else "此处疑为居民身份证号码（校验码不符），请核实并遮盖",
                notice.span(*match.span()),
                certainty=Certainty.CERTAIN if proved else Certainty.LIKELY,
            )
