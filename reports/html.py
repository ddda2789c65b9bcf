"""html: the report as web pages that work offline from disk; one file, or a folder with an index.

``--format html=report.html`` writes one file without any other: with several notices it starts with the index.
``--format html=FOLDER/`` writes ``index.html``, a page for each notice and, if there are several, ``charts.html``.  A page makes no request, and its
content policy forbids any; only our own script, known by its hash, may run in it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from attrs import evolve

from auditor import __version__
from auditor.errors import AuditorError
from auditor.not_notices import is_own_report, may_be_replaced
from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import VERDICTS, Demand, coverage
from auditor.readers import install
from auditor.records import frozen
from auditor.report import AuditedNotice, Report, Verdict
from auditor.reporting import Options, output_format

from ._html_cards import LOOKS
from ._html_charts import Charts
from ._html_outline import Element
from ._html_page import Page

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")
_INDEX = "通报审核总表"
_CHARTS = "通报审核图表"
_CHARTS_NAME = "charts.html"
_NAME = re.compile(r"[0-9]{3,}(?:-.+)?\.html")
_NAME_LENGTH = 40  # characters of a notice's file name kept in the name of its page


@frozen
class Row:
    """A notice in the index: where its page is and what is told of it there.

    Of ``comparable`` claims so many were ``proved``.  ``alike`` says that another notice has the same title, so that only the path tells them apart.
    """

    link: str
    path: str
    title: str
    conclusion: str
    tone: str
    counts: tuple[tuple[str, int], ...]
    proved: int
    comparable: int
    elements: tuple[Element, ...]
    troubles: tuple[str, ...]
    alike: bool = False


@frozen
class Sum:
    """What the index says of all notices together, in words and numbers."""

    notices: int
    conclusions: str
    asked: tuple[tuple[str, str, int], ...]
    verdicts: dict[str, int]
    facts: str

    @classmethod
    def of(cls, totals: Totals, rules: int) -> Sum:
        """The sum of what was counted; ``rules`` is how many were used."""
        counted = coverage(totals.verdicts) + totals.suppressed
        return cls(
            totals.notices,
            " · ".join(f"{words} {count} 份" for words, count in totals.conclusions.most_common()),
            tuple((LOOKS[each], str(each), totals.demands[each]) for each in Demand),
            {str(verdict): totals.verdicts[verdict] for verdict in Verdict},
            " · ".join(filter(None, (counted, totals.missed, f"{rules} 条规则"))),
        )


def folder(report: Report, place: Path, options: Options) -> None:
    """Write ``index.html``, a page for each notice and, if there are several, ``charts.html`` into a folder, which is made if it is not there.

    Pages of an earlier run that the index no longer names are removed; nobody would know that they are out of date.
    Raises AuditorError if Jinja2 is missing or a page would replace a file of somebody else's, OSError if a file cannot be written.
    """
    site = _environment()
    titles = _titles(report)
    place.mkdir(parents=True, exist_ok=True)
    rows, totals, charts = [], Totals(), Charts(titles)
    names = {"index.html"}
    for number, audited in enumerate(report.notices):
        name = _file_name(number + 1, audited)
        names.add(name)
        _keep_strange(place / name)
        page = Page(audited, "", titles)
        totals.add(audited)
        charts.add(number, page, quote(name))
        _write(place / name, _document(site, page.title, page=page, home="index.html", rules=len(titles)))
        rows.append(_row(page, quote(name)))
    overview = {"rows": _told_apart(rows), "sum": Sum.of(totals, len(titles)), "charts_at": ""}
    if len(rows) > 1:
        names.add(_CHARTS_NAME)
        _keep_strange(place / _CHARTS_NAME)
        overview["charts_at"] = _CHARTS_NAME
        drawn = {"charts": charts, "copied": charts.copied(report), "notices": len(rows)}
        _write(place / _CHARTS_NAME, _document(site, _CHARTS, rules=len(titles), **drawn))
    _write(place / "index.html", _document(site, _INDEX, rules=len(titles), **overview))
    for old in place.iterdir():
        ours = old.name == _CHARTS_NAME or _NAME.fullmatch(old.name)
        if ours and old.name not in names and is_own_report(str(old)):
            old.unlink()


@output_format("html", title="网页报告：卡片、标注原文、时间线、核实清单，离线可用", folder=folder)
def html(report: Report, out: TextIO, options: Options) -> None:
    """Write everything into one document."""
    site = _environment()
    titles = _titles(report)
    notices = tuple(report.notices)
    if len(notices) == 1:
        page = Page(notices[0], "", titles)
        out.write(_document(site, page.title, page=page, beside=options.beside, rules=len(titles)))
        return
    pages = [Page(audited, f"n{number}-", titles) for number, audited in enumerate(notices, 1)]
    rows = [_row(page, f"#{page.prefix}top") for page in pages]
    overview = {"rows": _told_apart(rows), "sum": Sum.of(Totals.of(notices), len(titles))}
    out.write(_document(site, _INDEX, pages=pages, rules=len(titles), **overview))


def _document(site: Environment, title: str, **content: object) -> str:
    style, script = _asset("report.css"), _asset("report.js")
    return site.get_template("document.html").render(
        title=title,
        version=__version__,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        **content,
    )


def _row(page: Page, link: str) -> Row:
    return Row(
        link,
        page.path,
        page.title,
        page.conclusion,
        page.tone,
        (
            *((name, count) for _, name, count in page.asked),
            *((VERDICTS[verdict], page.verdicts[verdict]) for verdict in Verdict),
        ),
        page.verdicts[Verdict.VERIFIED],
        page.verdicts[Verdict.VERIFIED] + page.verdicts[Verdict.CONTRADICTED],
        tuple(page.elements),
        tuple(trouble.words for trouble in page.troubles),
    )


def _told_apart(rows: list[Row]) -> list[Row]:
    """The rows; those that share their title say so."""
    times = Counter(row.title for row in rows)
    return [evolve(row, alike=times[row.title] > 1) for row in rows]


def _titles(report: Report) -> dict[str, str]:
    return {info.id: info.title for info in report.rules}


def _file_name(number: int, audited: AuditedNotice) -> str:
    """“003-柳溪.html”: the number keeps names apart, the rest is for people."""
    stem = re.sub(r"[^\w.-]+", "_", visible(Path(audited.path).stem))[:_NAME_LENGTH].strip("._")
    return f"{number:03d}-{stem}.html" if stem else f"{number:03d}.html"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _keep_strange(path: Path) -> None:
    """Raise AuditorError rather than let a page replace a file that is no report of ours."""
    if not may_be_replaced(str(path)):
        raise AuditorError(f"{path} 已经有了，不是本程序写的报告；请换一个文件夹")


@cache
def _asset(name: str) -> str:
    """A style sheet or script, as it stands between its tags."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What the content policy calls the hash of an inline style or script (CSP level 3, 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    """The templates; everything is escaped.  Raises AuditorError if Jinja2 is not installed."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise AuditorError(f"输出格式 html 需要 Jinja2，请安装：{install('html')}") from error
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
