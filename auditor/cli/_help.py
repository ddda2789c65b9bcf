"""Help and error messages in Chinese, laid out in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import click

from auditor.patterns import compiled

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_REQUIRED = compiled(r" {1,2}\[required\]\Z")  # click's own word
# A line may break between Chinese characters, but not before closing punctuation nor inside a Western word.
_CHINESE_BREAK = compiled(r"(?<=[^!-~\s])\n\s*")
_UNBREAKABLE = compiled(r"[!-~]+[，。；：、）”》]*|\s|[（“《]*[^!-~\s][，。；：、）”》]*")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` terminal cells (a longer word has a line of its own)."""
    from auditor.source import cells  # here, because ``auditor --version`` needs no help

    lines = [""]
    for piece in _UNBREAKABLE.findall(" ".join(_CHINESE_BREAK.sub("", text).split())):
        if lines[-1] and cells(lines[-1] + piece) > width:
            lines.append("")
        if lines[-1] or not piece.isspace():
            lines[-1] += piece
    return [line.rstrip() for line in lines]


class Formatter(click.HelpFormatter):
    """click's help, with Chinese headings and lines broken by their width on the screen."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(_HEADINGS.get(name, name)):
            yield

    def write_text(self, text: str) -> None:
        paragraphs = re.split(r"\n\s*\n", text.strip())
        for i, paragraph in enumerate(paragraphs):
            if i:
                self.write("\n")
            for line in wrap(paragraph, self.width - self.current_indent):
                self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        from auditor.source import cells

        rows = list(rows)
        column = min(max(cells(term) for term, _ in rows), col_max) + col_spacing
        for term, description in rows:
            first, *rest = wrap(
                _REQUIRED.sub("（必填）", description), max(self.width - self.current_indent - column, 10)
            )
            indent = f"{'':>{self.current_indent}}"
            blank = f"{indent}{'':>{column}}"
            if cells(term) + col_spacing > column:
                self.write(f"{indent}{term}\n{blank}{first}\n")
            else:
                self.write(f"{indent}{term}{'':>{column - cells(term)}}{first}\n")
            for line in rest:
                self.write(f"{blank}{line}\n")


def suggestion(word: str, known: Sequence[str] | None) -> str:
    """“；是不是 --format？”, or nothing if no known word is like it."""
    close = get_close_matches(word, known or (), n=1)
    return f"；是不是 {close[0]}？" if close else ""


def sentence(error: click.ClickException) -> str:
    """What is wrong with a command line, in one Chinese sentence."""
    words = _words(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{words}（用法见 {context.command_path} --help）" if context else words


def _words(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{suggestion(error.option_name, error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}{suggestion(error.command_name, error.possibilities)}"
        case click.MissingParameter():
            return f"缺少 {_name(error.param)}"
        case click.BadParameter():
            return f"{_name(error.param)} 的值无效：{error.message}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} {'不带值' if _is_flag(error) else '缺少值'}"
        case _:
            return error.format_message()


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


def _is_flag(error: click.BadOptionUsage) -> bool:
    params: Sequence[Any] = error.ctx.command.get_params(error.ctx) if error.ctx else ()
    return any(error.option_name in param.opts and getattr(param, "is_flag", False) for param in params)
