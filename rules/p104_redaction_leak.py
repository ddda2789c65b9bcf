"""P104: a masked name that survives in a slogan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.masks import masks
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import PatternFinder, words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

NAMES = 2  # masked names of places or units that make a text a redacted one
_NAME_AFTER = compiled(r"(?:路|街|区|县|市|省|镇|乡|村|社区|街道)")


@cache
def _slogan() -> PatternFinder:
    tails = words("slogans", "tails")
    any_tail = "|".join(map(re.escape, tails))
    slogan = rf"(?<=[“、 ，·\"])(?P<name>[\u4e00-\u9fff]{{2}})(?:{any_tail})(?=[”、 ，·\"])"
    return PatternFinder(tails, slogan, before=2)


@rule("P104", name="redaction-leak", severity=Severity.WARNING, since="0.1")
def check_redaction_leak(notice: Notice) -> Iterator[Finding | Tie]:
    """遮盖的名称在活动名称中露出。

    检查什么
    单位名称已遮盖、且有一处口号的主语也被遮盖（“X当先锋”）的文稿里，同类口号的主语（“××新担当”）是否仍写着名称。

    为什么
    活动名称里的地名足以认出被遮盖的单位。

    反例
    - X路街道党工委以“清洁一条河 X作表率”活动为契机，X路街道开展“提升落实力、云溪新担当”宣讲。
    - XX区委要求，XX街道以“实干为民、X走在前”为主题，组织“强作风、云溪有作为”活动。

    正例
    - X路街道党工委以“清洁一条河 X作表率”活动为契机，X路街道开展“提升落实力、党员新担当”宣讲。
    - 东川街道开展“提升落实力、东川新担当”宣讲。
    - X路街道党工委开展“提升落实力、云溪新担当”宣讲。

    依据
    《中国共产党党务公开条例（试行）》第十五条：公开前应进行保密审查。
    """
    text = notice.text
    slogans = [m for m in _slogan().find(text) if m["name"] not in words("slogans", "common")]
    if not slogans:
        return
    found = masks(notice)
    names = [mask for mask in found if _NAME_AFTER.match(text, mask[1])]
    tails = words("slogans", "tails")
    hidden = next((mask for mask in found if text.startswith(tails, mask[1])), None)
    if hidden is None or len(names) < NAMES:
        return
    for match in slogans:
        yield Finding(
            f"全文的名称已遮盖，此处“{match[0]}”仍写着“{match['name']}”，请核实是否泄露了被遮盖的名称。",
            notice.span(*match.span()),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(hidden[0], hidden[1] + 3), "同类口号已遮盖"),),
        )
