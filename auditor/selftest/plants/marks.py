"""Family Q: quotation marks, brackets and title marks without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Severity
from auditor.selftest.plants._ground import Ground, Plant, kind

_QUOTED = re.compile(r"“[^“”\n]{2,30}”")
_BRACKETED = re.compile(r"（[^（）()\n]{2,20}）")


def _single(ground: Ground, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Pairs in the body, each in a paragraph that has no other of its kind first."""
    found: list[tuple[int, re.Match[str]]] = []
    for node in ground.body():
        pairs = list(pattern.finditer(ground.text, node.start, node.end))
        found.extend((len(pairs), match) for match in pairs)
    return (match for _, match in sorted(found, key=lambda f: f[0]))


def _lost(ground: Ground, at: int, match: tuple[int, int]) -> Plant:
    return Plant((ground.replace(at, at + 1, ""),), (ground.notice.span(*match),))


@kind("Q", "title-mark-unclosed", "书名号缺后半")
def title_mark_unclosed(ground: Ground) -> Iterator[Plant]:
    """《…》 loses its 》."""
    for citation in ground.notice.claims.citations:
        yield _lost(ground, citation.end - 1, (citation.start, citation.end))


@kind("Q", "title-mark-unopened", "书名号缺前半")
def title_mark_unopened(ground: Ground) -> Iterator[Plant]:
    """《…》 loses its 《."""
    for citation in ground.notice.claims.citations:
        yield _lost(ground, citation.start, (citation.start, citation.end))


@kind("Q", "quote-unclosed", "引号缺后半")
def quote_unclosed(ground: Ground) -> Iterator[Plant]:
    """“…” loses its ”."""
    for match in _single(ground, _QUOTED):
        yield _lost(ground, match.end() - 1, match.span())


@kind("Q", "quote-unopened", "引号缺前半")
def quote_unopened(ground: Ground) -> Iterator[Plant]:
    """“…” loses its “."""
    for match in _single(ground, _QUOTED):
        yield _lost(ground, match.start(), match.span())


@kind("Q", "bracket-unclosed", "括号缺后半")
def bracket_unclosed(ground: Ground) -> Iterator[Plant]:
    """（…） loses its ）."""
    for match in _single(ground, _BRACKETED):
        yield _lost(ground, match.end() - 1, match.span())


@kind("Q", "bracket-unopened", "括号缺前半")
def bracket_unopened(ground: Ground) -> Iterator[Plant]:
    """（…） loses its （."""
    for match in _single(ground, _BRACKETED):
        yield _lost(ground, match.start(), match.span())


@kind("Q", "bracket-width", "一对括号全角半角混用", least=Severity.INFO)
def bracket_width(ground: Ground) -> Iterator[Plant]:
    """（…） → （…)."""
    for match in _single(ground, _BRACKETED):
        if ground.source.quote(ground.notice.span(match.end() - 1, match.end())) == "）":
            yield Plant((ground.replace(match.end() - 1, match.end(), ")"),))


@kind("Q", "quote-nested", "引号套了同样的引号", least=Severity.INFO)
def quote_nested(ground: Ground) -> Iterator[Plant]:
    """“甲乙丙” → “甲“乙”丙”."""
    for match in _single(ground, _QUOTED):
        start, end = match.span()
        if end - start > 7:
            yield Plant(
                (ground.replace(start + 3, start + 3, "“"), ground.replace(start + 5, start + 5, "”"))
            )
