"""``auditor rules``: which rules there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import config_options, flatten, setup
from auditor.cli._types import OneOf, Words

if TYPE_CHECKING:
    from auditor.registry import Rule


@click.command(cls=Command, short_help="列出全部规则")
@click.option(
    "--select", type=Words(), multiple=True, callback=flatten, help="只列这些规则：编号、编号开头或名称"
)
@config_options
@click.option("--format", "form", type=OneOf(["plain", "json"]), default="plain", help="输出格式，默认 plain")
def command(select: Sequence[str], form: str) -> None:
    """列出规则：编号、级别、英文名和中文名。auditor explain 规则 显示一条规则的说明。"""
    chosen = setup().plan("-").registry.select(select)
    if form == "json":
        click.echo(json.dumps([_data(rule) for rule in chosen], ensure_ascii=False, indent=1))
        return
    names = max(len(rule.name) for rule in chosen)
    for rule in chosen:
        click.echo(f"{rule.id}  {rule.severity!s:7}  {rule.name:{names}}  {rule.title}")


def _data(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "severity": str(rule.severity),
        "up_to": rule.up_to and str(rule.up_to),
        "since": rule.since,
        "profiles": list(rule.profiles),
    }
