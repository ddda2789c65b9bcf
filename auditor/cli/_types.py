"""The values that options take."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from auditor.cli._help import suggestion
from auditor.readers import parse_size
from auditor.records import frozen


class OneOf(click.Choice[str]):
    """One of some words."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return f"{value} 不在 {'、'.join(self.choices)} 之中{suggestion(str(value), list(self.choices))}"


class Whole(click.ParamType[int]):
    """A whole number, not below ``least``."""

    name = "数"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < self.least:
            self.fail(f"{value} 应为不小于 {self.least} 的整数", param, ctx)
        return int(value)


class Seconds(click.ParamType[float]):
    """A time in seconds, above 0."""

    name = "秒"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", value) or float(value) == 0:
            self.fail(f"{value} 应为大于 0 的秒数，例如 30", param, ctx)
        return float(value)


class Day(click.ParamType[date]):
    """A day: 2030-12-31."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 应为日期，例如 2030-12-31", param, ctx)


class Size(click.ParamType[int]):
    """A number of bytes: 500000, 500K, 20MB (1 KB is 1024 bytes)."""

    name = "大小"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = parse_size(value)
        if found is None:
            self.fail(f"{value} 应为字节数，可带单位，例如 500K、20MB", param, ctx)
        return found


@frozen
class Target:
    """A report that is asked for: its format, and the file it goes to (None: stdout)."""

    format: str
    file: str | None = None


class TargetType(click.ParamType[Target]):
    """``NAME`` or ``NAME=FILE``."""

    name = "格式[=文件]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        if isinstance(value, Target):
            return value
        name, equals, file = value.partition("=")
        if not name or (equals and not file):
            self.fail(f"{value} 应写作 格式 或 格式=文件，例如 json=结果.json", param, ctx)
        return Target(name, file or None)


class Words(click.ParamType[tuple[str, ...]]):
    """Words separated by commas."""

    name = "规则,..."

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in value.replace("，", ",").split(",") if word.strip())
        if not words:
            self.fail("应为规则的编号、编号开头或名称，用逗号分隔", param, ctx)
        return words
