"""T105: attachments that are cited and not listed, or listed in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Kind, Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.profiles import GENERAL
from auditor.registry import rule

_CITED = compiled(
    r"[详参见列（(](?:(?:(?<=[详参])见|(?<=见)|(?<=列)入)"
    r"(?:后附的?|所附的?|本[通公]报)?附件[ ]?(?P<a>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?(?![《：:])"
    r"|(?<=[（(])附件[ ]?(?P<b>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）])"
)
_LISTED = compiled(
    r"附[ ]?件[ ]?(?P<label>[0-9]{1,2}|[一二三四五六七八九十]{1,2})?[ ]?[：:]?[ ]?(?P<number>[0-9]{1,2})?[ ]?[.．、]?"
)


@rule("T105", name="attachments", severity=Severity.WARNING, since="0.1")
def attachments(notice: Notice) -> Iterator[Finding | Tie]:
    """附件的位置或件数对不上。

    检查什么
    正文说“见附件 3”，附件说明里有没有第 3 个；正文说“见附件”，文末有没有附件说明；附件说明是不是排在
    监督段的前面（应在正文之后、署名之前，监督段属于正文）。

    为什么
    附件缺了，读者看不到清单和台账；附件说明插在正文中间，后面的段落容易被当成附件内容。

    反例
    - 一、整改情况
      问题清单见附件3。
      附件：1.问题清单
      2.任务清单
    - 一、整改情况
      已全部整改到位。
      附件：1.整改台账
      2.制度清单
      欢迎干部群众监督。联系电话：0432-67890123。

    正例
    - 一、整改情况
      问题清单见附件2。
      附件：1.问题清单
      2.任务清单
    - 一、整改情况
      按《河阳街道整改方案》附件3的要求逐项落实，附件齐全。
      附件：整改台账
    - 一、整改情况
      详见附件。
      附件：整改台账
    - 一、整改情况
      问题清单见附件1。
      联系电话：0432-67890123。
      附件1：问题清单

    依据
    GB/T 9704-2012 7.3.4：附件说明在正文之后，附件的顺序号和名称与附件说明一致。
    """
    text = notice.text
    if "附件" not in text:
        return
    groups = [n for n in notice.root.children if n.kind is Kind.ATTACHMENTS]
    contacts = notice.of_kind(Kind.CONTACT)
    if groups and contacts and groups[0].start < contacts[0].start:
        after_signature = any(n.start < groups[0].start for n in notice.of_kind(Kind.SIGNATURE, Kind.SIGNED))
        if not after_signature:
            first = groups[0].children[0]
            yield Finding(
                "附件说明排在监督段之前，应在正文（含监督段）之后、署名之前，请核实",
                notice.span(first.start, first.start + min(8, len(first.text))),
                severity=Severity.INFO,  # where the supervision paragraph stands is a house's own habit
                certainty=Certainty.QUERY,
                related=(Label(notice.span(contacts[0].start, contacts[0].start + 8), "监督段"),),
            )
    listed: set[int] = set()
    lines = 0
    for leaf in notice.of_kind(Kind.ATTACHMENT, Kind.PARAGRAPH, Kind.TITLE):
        found = _LISTED.match(leaf.text)
        if found or leaf.kind is Kind.ATTACHMENT:
            lines += 1
            word = (found["label"] or found["number"]) if found else None
            number = ordinal(word) if word else leaf.number
            listed.add(number or lines)
    for match in _CITED.finditer(text):
        word = match["a"] or match["b"]
        number = ordinal(word) if word else None
        span = notice.span(match.start(), match.end())
        if not lines:
            severity = Severity.INFO if notice.profile == GENERAL else Severity.WARNING
            message = "正文提到附件，文末没有附件说明，请核实附件是否随文公开"
            yield Finding(
                message, span, severity=severity, certainty=Certainty.QUERY, cause="attachments-missing"
            )
        elif number and number not in listed and number > max(listed):
            message = f"正文提到附件 {number}，附件说明只列到 {max(listed)}，请核实"
            working = f"附件说明列出 {'、'.join(map(str, sorted(listed)))}"
            yield Finding(message, span, evidence=Evidence(f"附件 {number}", f"{max(listed)} 个", working))
