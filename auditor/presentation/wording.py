"""The words in which reports speak to an editor: names of severities, places, and the conclusion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from auditor.findings import Certainty, Finding, Severity
from auditor.notice import Kind, Notice, short_marker
from auditor.patterns import compiled
from auditor.presentation.basis import basis
from auditor.presentation.excerpt import excerpt, visible
from auditor.profiles import GENERAL
from auditor.records import frozen
from auditor.report import AuditedNotice, Verdict
from auditor.source import Source, Span

CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.CERTAIN: "确定",
    Certainty.LIKELY: "很可能",
    Certainty.QUERY: "存疑",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.VERIFIED: "证实",
    Verdict.CONTRADICTED: "矛盾",
    Verdict.UNCHECKABLE: "无法核验",
}
NOTHING_RECOGNISED = "没有识别到任何可核对的主张：不等于没有问题，请检查文件是否完整、是否为通报正文"

# Where something stands that is in no numbered section.
_PARTS: Mapping[Kind, str] = {
    Kind.TITLE: "标题",
    Kind.CONTACT: "联系方式",
    Kind.SIGNATURE: "落款",
    Kind.SIGNED: "落款",
    Kind.ISSUED: "成文日期",
    Kind.ATTACHMENT: "附件",
}
_DOCUMENT_PARTS = {"header": "页眉", "footnotes": "脚注", "endnotes": "尾注"}
# What is said if there is something that should be changed, something to ask, nothing.
_ALL = ("核改后发布", "请核后发布", "可发布")
_NO_NOTICE = ("核改", "请核", "未发现矛盾")  # nothing says that this is a notice, or nothing was proved
_NEW = ("核改新问题", "请核新问题", "没有新问题")  # the rest is known
_SENTENCE_END = compiled(r"[。！？][”’」』）)》]?")
_LONG_LINE = 60  # characters; in a shorter line nobody needs the number of the sentence
_FAR = 5000  # characters; further into a line sentences are not counted


class Demand(StrEnum):
    """What a finding asks of the author."""

    MUST = "必改"
    SHOULD = "建议"
    ASK = "请核"


DEMANDS: Mapping[Severity, Demand] = {
    Severity.ERROR: Demand.MUST,
    Severity.WARNING: Demand.SHOULD,
    Severity.INFO: Demand.ASK,
}
"""What a severity is called for people; of a finding that is only a question, see :func:`demand`."""


def level(severity: Severity, up_to: Severity | None) -> str:
    """The level of a rule's findings: “建议（warning），确凿时必改（error）”."""
    words = f"{DEMANDS[severity]}（{severity}）"
    return f"{words}，确凿时{DEMANDS[up_to]}（{up_to}）" if up_to else words


def demand(finding: Finding) -> Demand:
    """必改 is every error (what the gate blocks), 建议 a warning that is certain or likely, 请核 the rest:
    warnings that are only a question, and hints."""
    if finding.severity is Severity.ERROR:
        return Demand.MUST
    if finding.severity is Severity.WARNING and finding.certainty is not Certainty.QUERY:
        return Demand.SHOULD
    return Demand.ASK


def demands(findings: Iterable[Finding]) -> Counter[Demand]:
    """How many findings ask what."""
    return Counter(map(demand, findings))


def conclusion(audited: AuditedNotice) -> str:
    """What to do with the notice, in a few characters; it follows the same counts that stand beside it.

    Nothing is said of publishing while findings are known that a waiver or the baseline took out, nor of a text that
    was not recognised as a notice or of which nothing was proved: little audited is not well audited.
    """
    asked = demands(audited.findings)
    if not audited.checked:
        return "未检查"
    if asked[Demand.MUST]:
        return "退回作者"
    if audited.crashes:
        return "审核不完整"
    if not audited.ledger:
        return "未检查" if audited.unchecked else "未能审核"
    words = _NEW if audited.waived or audited.known else _NO_NOTICE if reservation(audited) else _ALL
    return words[0] if asked[Demand.SHOULD] else words[1] if asked[Demand.ASK] else words[2]


def reservation(audited: AuditedNotice) -> str:
    """Why nothing can be said of publishing a text even if nothing is found in it; "" if it can."""
    if audited.profile == GENERAL:
        return "按一般文本审核"
    return "" if audited.verdicts[Verdict.VERIFIED] else "没有一处得到证实"


def concluded(audited: AuditedNotice) -> str:
    """The conclusion with its reason: how many findings are not in the report, “没有新问题（基线 12、豁免 1）”, or what
    keeps the text from being released, “未发现矛盾（按一般文本审核）”."""
    parts = [f"基线 {audited.known}"] if audited.known else []
    parts += [f"豁免 {audited.waived}"] if audited.waived else []
    if conclusion(audited) in _NO_NOTICE:
        parts.append(reservation(audited))
    return conclusion(audited) + (f"（{'、'.join(parts)}）" if parts else "")


def tally(findings: Iterable[Finding]) -> str:
    """“必改 3 · 建议 9 · 请核 13”."""
    return tally_of(demands(findings))


def tally_of(asked: Mapping[Demand, int]) -> str:
    """The same of findings that have been counted."""
    return " · ".join(f"{each} {asked.get(each, 0)}" for each in Demand)


def coverage(verdicts: Mapping[Verdict, int]) -> str:
    """“识别 63 处主张：证实 27，矛盾 3，无法核验 33”."""
    parts = "，".join(f"{word} {verdicts.get(verdict, 0)}" for verdict, word in VERDICTS.items())
    return f"识别 {sum(verdicts.values())} 处主张：{parts}"


_TROUBLES = {"unchecked": "未检查", "crashed-rule": "规则运行失败", "nothing-recognised": "没有识别到主张"}


@frozen
class Trouble:
    """Why silence about a notice would be no praise; every format must say it.

    ``name`` is ``unchecked`` (could not be read, or is said to be a notice and nothing was recognised), ``crashed-rule`` or ``nothing-recognised``.
    """

    name: str
    words: str

    @property
    def title(self) -> str:
        """What it is called for people."""
        return _TROUBLES[self.name]

    @property
    def severity(self) -> Severity:
        """A text of which nothing was recognised is a warning, the others are errors."""
        return Severity.WARNING if self.name == "nothing-recognised" else Severity.ERROR


def unrecognised(why: str) -> str:
    """What is said of a text that should be a notice and of which nothing was recognised."""
    return f"{why}，却没有识别到任何主张，按未检查处理"


def troubles(audited: AuditedNotice) -> list[Trouble]:
    """What kept the audit of a notice from being whole, in visible words."""
    if not audited.checked:
        return [Trouble("unchecked", f"未检查：{visible(audited.reason or '原因不明')}")]
    found = [
        Trouble("crashed-rule", f"规则 {crash.rule} 运行失败，结论不完整：{visible(crash.error)}")
        for crash in audited.crashes
    ]
    if audited.silent:
        found.append(Trouble("unchecked", unrecognised(audited.silent)))
    elif not audited.ledger:
        found.append(Trouble("nothing-recognised", NOTHING_RECOGNISED))
    return found


def explanation(finding: Finding) -> list[str]:
    """The message, what it rests on, the other readings and the suggestion, each a line of visible words."""
    lines = [visible(finding.message)]
    if rests := basis(finding):
        lines.append(f"{rests.label}：{rests.words}")
    if finding.evidence and finding.evidence.readings:
        lines.append(f"其他数法：{'；'.join(map(visible, finding.evidence.readings))}")
    if finding.suggestion:
        lines.append(f"建议：{visible(finding.suggestion)}")
    return lines


def reading_order(audited: AuditedNotice) -> list[Finding]:
    """The findings as an editor wants them: errors first, among them damaged fixed expressions and reversed
    meaning (family W) before all others; then what is surer; then the order of the text."""
    sure = list(Certainty)
    return sorted(
        audited.findings,
        key=lambda f: (-int(f.severity or 0), f.rule[:1] != "W", sure.index(f.certainty), f.span, f.rule),
    )


def place(notice: Notice, offset: int) -> str:
    """Where a source offset stands, in the author's terms: “第二部分（三）（1）”, “落款”, “开头”.

    "" if the text has no sections at all.
    """
    at = notice.logical_offset(offset)
    if path := notice.section_path(at):
        first, *rest = map(short_marker, path)
        if path[0].level == 1 and re.fullmatch(r"[一二三四五六七八九十]{1,3}", first):
            first = f"第{first}部分"
        return visible("".join((first, *rest)))
    leaf = notice.leaf_at(at)
    if leaf and leaf.kind in _PARTS:
        return _PARTS[leaf.kind]
    return "开头" if leaf and notice.sections else ""


def spot(source: Source, offset: int, section: str = "") -> str:
    """Where something stands in the document that people have before them.

    Its line in a plain text, its page in a PDF, its cell in a table of a Word document: “表1 第5行第2列”.  Other words
    of a Word document are found by their ``section`` and by what they say; where there is no section, by their
    paragraph: “第 7 段”.
    """
    found = source.origin.locate(Span(offset, offset)) if source.origin else {}
    if "page" in found:
        return f"第 {found['page']} 页"
    if "paragraph" not in found:
        return _line(source, offset)
    part = _DOCUMENT_PARTS.get(found.get("part", ""), "")
    if cell := found.get("cell"):
        return f"{part}表{cell['table']} 第{cell['row']}行第{cell['column']}列"
    return part or ("" if section else f"第 {found['paragraph']} 段")


def _line(source: Source, offset: int) -> str:
    """“第 26 行”, in a long line with its sentence: “第 26 行第 2 句”."""
    position = source.position(offset)
    span = source.line_span(position.line)
    words = f"第 {position.line} 行"
    if span.length <= _LONG_LINE or offset - span.start > _FAR:
        return words
    sentence = len(_SENTENCE_END.findall(source.text, span.start, offset)) + 1
    return f"{words}第 {sentence} 句"


def locator(audited: AuditedNotice, offset: int) -> str:
    """Section and spot: “第二部分（三）（1） 第 26 行第 2 句”; "" for a notice that was not read."""
    if audited.source is None:
        return ""
    where = place(audited.notice, offset) if audited.notice else ""
    return f"{where} {spot(audited.source, offset, where)}".strip()


def short_locator(audited: AuditedNotice, offset: int) -> str:
    """For lists: the line alone in a plain text, else the same as :func:`locator`."""
    source = audited.source
    if source and (source.origin is None or "file" in source.origin.locate(Span(offset, offset))):
        return f"第 {source.position(offset).line} 行"
    return locator(audited, offset)


def excerpt_words(audited: AuditedNotice, span: Span) -> str:
    """The quote in its sentence, between 【 and 】."""
    part = excerpt(audited, span)
    return f"{part.before}【{part.quote}】{part.after}"
