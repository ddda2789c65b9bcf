"""The output formats: how one is declared, found and used.

A format is a function in a module of its own, declared with :func:`output_format`; the module is called like the
format.  The ``auditor.reports`` package is walked, there is no list to maintain.  Other packages bring formats by
the entry point group ``auditor.reports``; their entry points name objects made by :func:`output_format`.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import TextIO

from attrs import field, frozen

from auditor.errors import AuditorError
from auditor.report import Report

GROUP = "auditor.reports"


@frozen
class Options:
    """What the caller knows of the place a report is written to.

    ``width`` is in terminal cells (None: as wide as the format likes); ``color`` allows colours and other
    terminal attributes; ``verbose`` asks for everything in full.
    """

    width: int | None = None
    color: bool = False
    verbose: bool = False


Render = Callable[[Report, TextIO, Options], None]


@frozen
class Format:
    """An output format: ``name`` as a user types it, ``title`` in Chinese, ``render`` writes a report."""

    name: str
    title: str
    render: Render = field(repr=False)


def output_format(name: str, *, title: str) -> Callable[[Render], Format]:
    """Declare a function as the output format ``name``."""

    def declare(render: Render) -> Format:
        return Format(name, title, render)

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
