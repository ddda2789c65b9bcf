"""A command line with a few little rules, so that these tests do not depend on the built-in ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.findings import Evidence, Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import Registry, Rule

Run = Callable[..., Result]


def write(name: str, text: str) -> str:
    """Write a file below the working directory; its name."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def _finder(word: str) -> Callable[[Notice], Iterator[Finding | Tie]]:
    def check(notice: Notice) -> Iterator[Finding | Tie]:
        """词语出现。"""
        at = notice.text.find(word)
        if at >= 0:
            yield Finding(f"出现“{word}”", notice.span(at, at + len(word)))

    return check


def _sum(notice: Notice) -> Iterator[Finding | Tie]:
    """“共16项：14、5”的总数不符。"""
    for match in re.finditer(r"共(\d+)项：(\d+)、(\d+)", notice.text):
        total = int(match[2]) + int(match[3])
        if int(match[1]) != total:
            span = notice.span(match.start(1), match.end(1))
            yield Finding("总数不符", span, evidence=Evidence(match[1], str(total)))


def _crash(notice: Notice) -> Iterator[Finding | Tie]:
    """规则会崩溃。"""
    if "崩溃" in notice.text:
        raise ZeroDivisionError("made to fail")
    yield from ()


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Rules that find the words 错误, 警告 and 提示 and wrong sums, and one that crashes on 崩溃."""
    registry = Registry(
        [
            Rule("X101", "word-error", Severity.ERROR, "0.1", _finder("错误")),
            Rule("X102", "word-warning", Severity.WARNING, "0.1", _finder("警告")),
            Rule("X104", "word-sum", Severity.ERROR, "0.1", _sum),
            Rule("X103", "word-info", Severity.INFO, "0.1", _finder("提示")),
            Rule("Y101", "crashing", Severity.ERROR, "0.1", _crash),
        ]
    )
    monkeypatch.setattr(Registry, "builtin", classmethod(lambda cls: registry))
    return registry


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("check", "a.txt")``: the command run in an empty folder; nothing but SystemExit may come out of it."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "AUDITOR_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, args, input=input)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke
