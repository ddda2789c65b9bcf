"""A rule's documentation put to the test: its sections are there and its examples do what they say.

Used by ``auditor test`` for any rule, and by the tests of the built-in ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Finding
from auditor.patterns import compiled
from auditor.pipeline import audit_source
from auditor.registry import SECTIONS, Rule
from auditor.source import Source

BAD = "反例"
GOOD = "正例"
_BRACES = compiled(r"\{[A-Za-z_][A-Za-z_0-9.]*(?:![rsa])?(?::[^{}]{0,8})?\}")


def problems(rule: Rule, *, bad: int = 1, good: int = 1) -> list[str]:
    """What is wrong with a rule's documentation and examples, in words; [] if all is well.

    ``bad`` and ``good`` are the least numbers of 反例 and 正例.
    """
    return [
        *_documentation(rule, {BAD: bad, GOOD: good}),
        *(problem for text in rule.examples(BAD) for problem in _fires(rule, text)),
        *(problem for text in rule.examples(GOOD) for problem in _is_silent(rule, text)),
    ]


def examples(rule: Rule) -> int:
    """How many examples a rule has."""
    return len(rule.examples(BAD)) + len(rule.examples(GOOD))


def _documentation(rule: Rule, least: dict[str, int]) -> Iterator[str]:
    if not rule.doc.split("\n", 1)[0].endswith("。") or not rule.title:
        yield "说明的第一行应是规则的中文名称，以句号（。）结尾"
    sections = rule.sections
    missing = [head for head in SECTIONS if not sections.get(head)]
    if missing:
        yield f"缺少 {'、'.join(missing)}"
    heads = [head for head in sections if head != "参数"]
    if not missing and heads != list(SECTIONS):
        yield f"各节的顺序应为 {'、'.join(SECTIONS)}，不是 {'、'.join(heads)}"
    for head, number in least.items():
        if head not in missing and (found := len(rule.examples(head))) < number:
            yield f"{head}有 {found} 个，至少应有 {number} 个（每个以“- ”开头）"


def _fires(rule: Rule, text: str) -> Iterator[str]:
    """What is wrong with a 反例: the rule must find something in it, at places that are there."""
    found = _findings(rule, text)
    if isinstance(found, str):
        yield f"{BAD}：{found}：{_quoted(text)}"
        return
    if not found:
        yield f"{BAD}没有被指出：{_quoted(text)}"
    for finding in found:
        if not finding.message.strip() or any(sign not in text for sign in _BRACES.findall(finding.message)):
            yield f"{BAD}的说明不完整（{finding.message!r}）：{_quoted(text)}"
        if finding.severity and finding.severity > (rule.up_to or rule.severity):
            yield f"{BAD}的级别 {finding.severity} 高于规则写明的 {rule.up_to or rule.severity}：{_quoted(text)}"
        for span in (finding.span, *(label.span for label in finding.related)):
            if not 0 <= span.start <= span.end <= len(text):
                yield f"{BAD}的位置 {span.start}–{span.end} 超出文本：{_quoted(text)}"


def _is_silent(rule: Rule, text: str) -> Iterator[str]:
    """What is wrong with a 正例: the rule must not find anything."""
    found = _findings(rule, text)
    if isinstance(found, str):
        yield f"{GOOD}：{found}：{_quoted(text)}"
    elif found:
        yield f"{GOOD}被误报（{found[0].message}）：{_quoted(text)}"


def _findings(rule: Rule, text: str) -> list[Finding] | str:
    """What one rule finds in a text; or, in words, how it failed."""
    result = audit_source(Source("<example>", text), [rule])
    if result.crashes:
        return f"规则运行失败（{result.crashes[0].error}）"
    return [finding for finding in result.findings if finding.rule == rule.id]


def _quoted(text: str) -> str:
    line = text.replace("\n", "⏎")
    return f"“{line[:80]}…”" if len(line) > 80 else f"“{line}”"
