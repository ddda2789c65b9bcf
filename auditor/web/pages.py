"""The pages' words as HTML.  Everything is escaped by the templates; no page needs JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from auditor import __version__
from auditor.annotation import annotates
from auditor.presentation.excerpt import shorten, visible
from auditor.presentation.wording import Demand, concluded, demands, troubles
from auditor.profiles import profiles
from auditor.readers import readers
from auditor.records import frozen
from auditor.report import AuditedNotice, Verdict
from auditor.web.intake import MOST_BYTES, MOST_FILES
from auditor.web.shelf import LIFE, Result

_TEMPLATES = Path(__file__).with_name("templates")
_ASSETS = {"web.css": "text/css", "web.js": "text/javascript"}

DOWNLOADS: Mapping[str, tuple[str, str, str]] = {
    "html": ("网页报告", "report.html", "text/html"),
    "markdown": ("Markdown 摘要", "report.md", "text/markdown"),
    "csv": ("问题表 CSV", "findings.csv", "text/csv"),
    "json": ("JSON", "report.json", "application/json"),
}
"""Formats of the whole result that can be taken along: what they are called, their file name and media type."""


@frozen
class Row:
    """A notice among the results: its number from 1, its title, its file, and what is said of it."""

    number: int
    title: str
    file: str
    conclusion: str
    asked: tuple[tuple[str, int], ...]
    verified: int
    troubles: tuple[str, ...]
    takes_notes: bool


def start(profile: str, *, trouble: str = "") -> str:
    """The form; ``profile`` is chosen beforehand, ``trouble`` says what went wrong."""
    return _page(
        "start.html",
        "审核通报",
        profile=profile,
        profiles=[(each.id, each.name) for each in profiles().values()],
        trouble=visible(trouble),
        kinds=_kinds(),
        files=MOST_FILES,
        megabytes=MOST_BYTES // 1024 // 1024,
        minutes=int(LIFE // 60),
    )


def results(name: str, result: Result) -> str:
    """All notices of a request."""
    rows = [_row(result, number, audited) for number, audited in enumerate(result.notices(), 1)]
    downloads = [(key, title) for key, (title, _, _) in DOWNLOADS.items()]
    return _page(
        "results.html",
        f"{len(rows)} 份通报",
        name=name,
        rows=rows,
        notes=any(row.takes_notes for row in rows),
        downloads=downloads,
        minutes=int(LIFE // 60),
    )


def forget(name: str, count: int) -> str:
    """The question whether to forget a result."""
    return _page("forget.html", "忘掉本次结果", name=name, count=count)


def gone() -> str:
    """What is not here, or no more."""
    return _page("gone.html", "没有这一页", minutes=int(LIFE // 60))


@cache
def asset(name: str) -> tuple[str, str] | None:
    """A style sheet or script with its media type; None if there is none of this name."""
    if name not in _ASSETS:
        return None
    return (_TEMPLATES / name).read_text(encoding="utf-8"), _ASSETS[name]


def _row(result: Result, number: int, audited: AuditedNotice) -> Row:
    counts = demands(audited.findings)
    return Row(
        number,
        visible(shorten(audited.title, 80)) or visible(audited.path),
        visible(audited.path),
        concluded(audited),
        tuple((str(each), counts[each]) for each in Demand),
        audited.verdicts[Verdict.VERIFIED],
        tuple(trouble.words for trouble in troubles(audited)),
        annotates(result.inputs[number - 1].data or b""),
    )


@cache
def _kinds() -> str:
    """What can be read here: “纯文本、Word 文档（.docx）、…”."""
    return "、".join(each.title.strip() for each in readers() if each.title and not each.missing())


def _page(template: str, title: str, **content: Any) -> str:
    return _environment().get_template(template).render(title=title, version=__version__, **content)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
