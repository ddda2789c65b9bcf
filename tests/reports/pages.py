"""A page of the HTML report, read as a browser would, for the tests."""

from __future__ import annotations

import io
from collections import Counter
from html.parser import HTMLParser

from auditor import reporting
from auditor.findings import Severity
from auditor.presentation.excerpt import visible
from auditor.report import Report, RuleInfo

RULES = (RuleInfo("C101", "any", "条数不符", Severity.ERROR, ""),)
VOID = {"input", "meta", "br", "rect", "line", "circle"}


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests need it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.lines: list[str] = []
        self.classes: Counter[str] = Counter()
        self._open: list[str] = []
        self._in_line = False
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.attributes |= set(given)
        self.classes.update(given.get("class", "").split())
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if "data-n" in given:
            self._in_line = True
            self.lines.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open.pop() == tag
        if tag == "p":
            self._in_line = False

    def handle_data(self, data: str) -> None:
        if self._in_line:
            self.lines[-1] += data


def page(report: Report) -> str:
    """The report in one file."""
    out = io.StringIO()
    reporting.get("html").render(report, out, reporting.Options())
    return out.getvalue()


def check_whole(text: str, report: Report) -> Page:
    """Every link leads to something, no id is used twice, and the notices stand there character by character."""
    read = Page(text)
    doubled = [id for id, n in Counter(read.ids).items() if n > 1]
    assert not doubled
    assert {link for link in read.links if link.startswith("#")} <= {f"#{id}" for id in read.ids}
    lines = []
    for audited in report.notices:
        if audited.source:
            lines += audited.source.text.removesuffix("\n").split("\n")
    assert [line for line in read.lines if line] == [visible(line) for line in lines if line]
    return read
