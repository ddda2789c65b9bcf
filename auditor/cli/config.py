"""``auditor config show``: which settings hold for a notice, and where each comes from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command, Group
from auditor.cli._options import input_options, rule_options, setup
from auditor.cli._types import OneOf
from auditor.cli.check import LEVELS
from auditor.patterns import compiled
from auditor.readers import MAX_SIZE
from auditor.records import frozen

Key = tuple[str, ...]

if TYPE_CHECKING:
    from auditor.configuration.plan import Plan
    from auditor.registry import Rule


@click.group("config", cls=Group, short_help="显示一份通报的各项设置及其来源")
def command() -> None:
    """配置：各项设置的值和来源。"""


@command.command("show", cls=Command, short_help="显示一份通报的各项设置及其来源")
@click.argument("notice", metavar="通报", default=".")
@click.option("--fail-on", type=OneOf(LEVELS), default="error", help="同 check 命令")
@rule_options
@input_options
@click.option(
    "--format",
    "form",
    type=OneOf(["plain", "json"]),
    default="plain",
    help="输出格式，默认 plain（TOML 写法）",
)
def show(
    notice: str,
    fail_on: str,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    form: str,
) -> None:
    """显示审核一份通报时各项设置的值，以及每项来自哪里。

    来源依次为：默认值、离通报最近的配置文件（及其 extend）、其中的 [[per-path]]、命令行；后面的替换前面的。
    通报不必存在；写文件夹则显示其中文件的设置。
    """
    path = os.path.join(notice, "-") if os.path.isdir(notice) else notice
    if path == "-":
        path = stdin_filename or "<stdin>"
    elif not os.path.lexists(path) and not os.path.isdir(notice):
        click.echo(f"auditor: {notice} 不存在，显示的是这个位置的文件会用的设置", err=True)
    plan = setup(select=select, ignore=ignore, profile=profile, max_size=max_size, fail_on=fail_on).plan(path)
    if form == "json":
        click.echo(json.dumps(_data(notice, plan), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(notice, plan)))


@frozen
class _Row:
    """One key with its value (None: nothing is set) and where it comes from."""

    key: Key
    value: Any
    source: str

    @property
    def line(self) -> str:
        """The line of a configuration file that would set it."""
        name = ".".join(part if _BARE.fullmatch(part) else _toml(part) for part in self.key)
        return f"# {name}" if self.value is None else f"{name} = {_toml(self.value)}"


def _rows(plan: Plan) -> Iterator[_Row]:
    """Every key in the order of the documentation, and below a table what is set in it."""
    for key, (default, words) in _DEFAULTS.items():
        said = [setting for inner, setting in plan.values.items() if inner[: len(key)] == key]
        yield from (_Row(each.key, each.value, each.source) for each in said)
        if not said:
            yield _Row(key, default, f"默认（{words}）" if words else "默认")


def _lines(notice: str, plan: Plan) -> Iterator[str]:
    """The settings as TOML, the sources as comments."""
    from auditor.configuration.mistakes import shown
    from auditor.source import cells

    yield f"# 通报 {notice}"
    yield f"# 配置文件 {shown(plan.config.path)}" if plan.config else "# 没有使用配置文件"
    if plan.config and plan.config.unused:
        yield f"# 未读 {shown(plan.config.unused)} 的 [tool.auditor]：同一文件夹里有 auditor.toml"
    rows = list(_rows(plan))
    column = min(48, max(cells(row.line) for row in rows))
    for row in rows:
        yield f"{row.line}{'':>{max(0, column - cells(row.line))}}  # {row.source}"
    yield f"# 用 {len(plan.rules)} 条规则，共有 {len(plan.registry)} 条"
    reasons: dict[str, list[str]] = {}
    for rule, why in _off(plan):
        reasons.setdefault(why, []).append(rule.id)
    yield from (f"# 不用 {len(ids)} 条（{why}）：{' '.join(ids)}" for why, ids in reasons.items())


def _off(plan: Plan) -> Iterator[tuple[Rule, str]]:
    """The rules that are not used, and why."""
    ignore, select = plan.values.get(("ignore",)), plan.values.get(("select",))
    ignored = {r for selector in (ignore.value if ignore else ()) for r in plan.registry.matching(selector)}
    for rule in plan.registry:
        if rule in plan.rules:
            continue
        if ignore and rule in ignored:
            yield rule, f"ignore，{ignore.source}"
        elif select:
            yield rule, f"不在 select 中，{select.source}"


def _data(notice: str, plan: Plan) -> dict[str, Any]:
    return {
        "notice": notice,
        "config": plan.config.path if plan.config else None,
        "values": [
            {"key": ".".join(r.key), "value": _plain(r.value), "source": r.source} for r in _rows(plan)
        ],
        "rules": [rule.id for rule in plan.rules],
        "off": {rule.id: why for rule, why in _off(plan)},
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it; a severity by its name."""
    return str(value) if isinstance(value, IntEnum) else value


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_toml(key)} = {_toml(inner)}" for key, inner in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(_plain(value), ensure_ascii=False, default=str)


_BARE = compiled(r"[A-Za-z0-9_-]+")
_DEFAULTS: dict[Key, tuple[Any, str]] = {
    ("select",): (["ALL"], ""),
    ("ignore",): ([], ""),
    ("severity",): (None, "各规则自定"),
    ("fail-on",): ("error", ""),
    ("profile",): (None, "自动识别"),
    ("required",): (None, "由文种决定"),
    ("glossary", "units"): ([], ""),
    ("glossary", "short-forms"): ({}, ""),
    ("glossary", "fixed-terms"): ([], ""),
    ("deadlines", "public-window"): (None, "不限"),
    ("deadlines", "publish"): (None, "不限"),
    ("max-size",): (MAX_SIZE, "字节"),
    ("rules-dir",): ([], ""),
    ("plugins",): (False, ""),
    ("budget",): (None, "不限"),
    ("rules",): (None, "各规则自定"),
}
