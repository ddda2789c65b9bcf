"""V102: a bank-card number."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import words
from auditor.notice import Notice
from auditor.numbers.checksums import is_identity_number, passes_luhn
from auditor.patterns import compiled
from auditor.registry import rule

_CARD_NUMBER = compiled(
    r"[3-6](?<![0-9A-Za-z.\-].)[0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z.\-])"
)
BEFORE = 16  # characters in which the card may be announced


@rule("V102", name="bank-card", severity=Severity.ERROR, since="0.1")
def check_bank_card(notice: Notice) -> Iterator[Finding | Tie]:
    """出现银行卡号。

    检查什么
    通过校验的十六至十九位银行卡号：62 开头的（银联卡），或者前面写有“卡号、账号、银行”的。

    为什么
    银行卡号属敏感个人信息，公开的通报中不应出现。

    反例
    - 补贴已退回至6222021234567890128。
    - 卡号：4111 1111 1111 1111，已注销。

    正例
    - 项目代码6222021234567890123已赋码，合同编号4111111111111111。
    - 统一社会信用代码91110000600037341L，发票号码24117000000012345678。
    - 银行账户余额4111.11万元，卡号6222****0128已遮盖。

    依据
    《识别卡 发卡者标识》（ISO/IEC 7812）；《中华人民共和国个人信息保护法》第二十五条。
    """
    text = notice.text
    for match in _CARD_NUMBER.finditer(text):
        number = match[0].replace(" ", "").replace("-", "")
        before = text[max(0, match.start() - BEFORE) : match.start()]
        announced = any(word in before for word in words("private_numbers", "cards"))
        identity = len(number) == 18 and is_identity_number(number)
        if (
            passes_luhn(number)
            and not identity
            and (announced or number.startswith("62"))
            and len(set(number)) > 1
        ):
            yield Finding(
                "此处疑为银行卡号（通过校验），公开前应删除或遮盖",
                notice.span(*match.span()),
                certainty=Certainty.CERTAIN if announced else Certainty.LIKELY,
            )
