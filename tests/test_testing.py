"""What ``auditor test`` finds wrong with a rule."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import Rule
from auditor.source import Span
from auditor.testing import examples, problems

DOC = """词语出现。

检查什么
有没有“错误”。

为什么
不该有。

反例
- 有错误。

正例
- 没有。

依据
约定。
"""


def made(doc: str, message: str = "出现“错误”", span: Span | None = None) -> Rule:
    """A rule that finds 错误 and crashes on 崩溃."""

    def check(notice: Notice) -> Iterator[Finding | Tie]:
        if "崩溃" in notice.text:
            raise ZeroDivisionError
        at = notice.text.find("错误")
        if at >= 0:
            yield Finding(message, span or notice.span(at, at + 2))

    check.__doc__ = doc
    return Rule("X101", "word", Severity.WARNING, "0.1", check)


def test_good_rule() -> None:
    """Nothing is wrong with a rule that is documented and does what its examples say."""
    assert problems(made(DOC)) == []
    assert examples(made(DOC)) == 2


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (made(DOC.replace("依据\n约定。\n", "")), "缺少 依据"),
        (made(DOC.replace("- 没有。", "")), "缺少 正例"),
        (made(DOC.replace("词语出现。", "词语出现")), "以句号（。）结尾"),
        (made(DOC.replace("依据\n约定。\n", "").replace("检查什么", "依据\n约定。\n\n检查什么")), "顺序"),
        (made(DOC.replace("有错误。", "没问题。")), "反例没有被指出：“没问题。”"),
        (made(DOC.replace("没有。", "没有错误。")), "正例被误报（出现“错误”）：“没有错误。”"),
        (made(DOC.replace("没有。", "崩溃。")), "正例：规则运行失败（ZeroDivisionError"),
        (made(DOC.replace("有错误。", "崩溃。")), "反例：规则运行失败"),
        (made(DOC, message="出现{word}"), "说明不完整"),
        (made(DOC, span=Span(2, 90)), "超出文本"),
    ],
)
def test_bad_rule(rule: Rule, words: str) -> None:
    """Each thing that is wrong is told in one sentence."""
    (problem,) = problems(rule) or [""]
    assert words in problem


def test_least_numbers() -> None:
    """The built-in rules must have more examples."""
    assert problems(made(DOC), bad=2, good=3) == [
        "反例有 1 个，至少应有 2 个（每个以“- ”开头）",
        "正例有 1 个，至少应有 3 个（每个以“- ”开头）",
    ]
