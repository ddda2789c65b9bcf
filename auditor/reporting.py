"""The output formats: how one is declared, found and used.

A format is a function in a module of its own, declared with :func:`output_format`; the module is called like the
format.  The ``auditor.reports`` package is walked, there is no list to maintain.  Other packages bring formats by
the entry point group ``auditor.reports``; their entry points name objects made by :func:`output_format` or
:func:`notice_format`.

There are two kinds.  A format declared with :func:`output_format` is given the whole report.  One declared with
:func:`notice_format` is written notice by notice: its function makes the text of one notice, wherever that was
audited, and nothing else is kept of it, so that a run may be of any size.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TextIO

from attrs import field

from auditor.errors import AuditorError
from auditor.presentation.totals import Totals
from auditor.records import frozen
from auditor.report import AuditedNotice, Report, RuleInfo

GROUP = "auditor.reports"


@frozen
class Options:
    """What the caller knows of the place a report is written to.

    ``width`` is in terminal cells (None: as wide as the format likes); ``color`` allows colours and other
    terminal attributes; ``verbose`` asks for everything in full.  ``beside`` are links that a page of HTML shows at
    its head, each with its words and its address.
    """

    width: int | None = None
    color: bool = False
    verbose: bool = False
    beside: tuple[tuple[str, str], ...] = ()


@frozen
class Run:
    """What is known of a run before its first notice: the rules, how many inputs there are, and the options."""

    rules: tuple[RuleInfo, ...] = field(repr=False)
    notices: int
    options: Options

    @cached_property
    def by_id(self) -> dict[str, RuleInfo]:
        """The rules by id."""
        return {info.id: info for info in self.rules}

    def title(self, rule: str) -> str:
        """A rule's name in Chinese; "" if it did not run."""
        info = self.by_id.get(rule)
        return info.title if info else ""


Render = Callable[[Report, TextIO, Options], None]
Folder = Callable[[Report, Path, Options], None]
"""Writes a report as a folder of files; makes the folder if it is not there."""
Piece = Callable[[AuditedNotice, int, Run], str]
"""The text of one notice.  The number counts the inputs from 0; "" leaves the notice out."""


@frozen
class Parts:
    """The parts of a format that is written notice by notice: what stands before, between and after the pieces."""

    piece: Piece
    head: Callable[[Run], str]
    between: str
    tail: Callable[[Totals, Run], str]


@frozen
class Format:
    """An output format: ``name`` as a user types it, ``title`` in Chinese, ``render`` writes a report.

    ``parts`` are there if it can be written notice by notice, ``folder`` if it can fill a folder with files.
    """

    name: str
    title: str
    render: Render = field(repr=False)
    parts: Parts | None = field(default=None, repr=False)
    folder: Folder | None = field(default=None, repr=False)


class PieceWriter:
    """Writes a report as its pieces come in."""

    def __init__(self, parts: Parts, out: TextIO, run: Run) -> None:
        self._parts, self._out, self._run = parts, out, run
        self._between = ""
        out.write(parts.head(run))

    def add(self, piece: str) -> None:
        """The next notice."""
        if piece:
            self._out.write(self._between + piece)
            self._between = self._parts.between

    def finish(self, totals: Totals) -> None:
        """What comes last."""
        self._out.write(self._parts.tail(totals, self._run))


def output_format(name: str, *, title: str, folder: Folder | None = None) -> Callable[[Render], Format]:
    """Declare a function as the output format ``name``; it is given the whole report."""

    def declare(render: Render) -> Format:
        return Format(name, title, render, folder=folder)

    return declare


def notice_format(
    name: str,
    *,
    title: str,
    head: Callable[[Run], str] = lambda run: "",
    between: str = "",
    tail: Callable[[Totals, Run], str] = lambda totals, run: "",
) -> Callable[[Piece], Format]:
    """Declare a function as the output format ``name``; it is given one notice at a time."""

    def declare(piece: Piece) -> Format:
        parts = Parts(piece, head, between, tail)

        def render(report: Report, out: TextIO, options: Options) -> None:
            run = Run(report.rules, len(report.notices), options)
            writer, totals = PieceWriter(parts, out, run), Totals()
            for number, audited in enumerate(report.notices):
                writer.add(piece(audited, number, run))
                totals.add(audited)
            writer.finish(totals)

        return Format(name, title, render, parts)

    return declare


def names() -> list[str]:
    """The names of the built-in formats; cheap, as no format is loaded."""
    package = import_module("auditor.reports")
    return sorted(info.name for info in iter_modules(package.__path__) if not info.name.startswith("_"))


def formats(*, plugins: bool = False) -> dict[str, Format]:
    """All built-in formats by name, in the order of their names; with ``plugins`` also those of other packages.

    Raises AuditorError if two formats share a name, a module does not declare its own or a plugin cannot be loaded.
    """
    found = [_load(name) for name in names()]
    if plugins:
        found += _plugins()
    by_name: dict[str, Format] = {}
    for each in sorted(found, key=lambda f: f.name):
        if each.name in by_name:
            raise AuditorError(f"输出格式 {each.name!r} 被定义了两次")
        by_name[each.name] = each
    return by_name


def get(name: str) -> Format:
    """The format with this name; raises AuditorError with a hint if there is none.

    Only what is needed is loaded: the module of that name, and the plugins (45 ms) only if there is no such module.
    """
    if name in names():
        return _load(name)
    known = formats(plugins=True)
    if name in known:
        return known[name]
    close = get_close_matches(name.lower(), known, n=1)
    hint = f"是不是 {close[0]}？" if close else f"可用的有 {'、'.join(known)}"
    raise AuditorError(f"没有输出格式 {name!r}；{hint}")


def _load(name: str) -> Format:
    module = import_module(f"auditor.reports.{name}")
    for value in vars(module).values():
        if isinstance(value, Format) and value.name == name:
            return value
    raise AuditorError(f"{module.__file__} 中没有输出格式 {name!r}：应有一个用 @output_format 声明的同名函数")


def _plugins() -> list[Format]:
    from importlib.metadata import entry_points

    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        try:
            value = point.load()
        except Exception as error:
            raise AuditorError(f"输出格式插件 {point.name!r}（{point.value}）无法加载：{error}") from error
        if not isinstance(value, Format):
            raise AuditorError(f"输出格式插件 {point.name!r}（{point.value}）不是用 @output_format 声明的")
        found.append(value)
    return found
