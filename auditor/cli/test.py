"""``auditor test``: are the rules' examples true?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import config_options, setup
from auditor.errors import EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from auditor.registry import Registry, Rule


@click.command(cls=Command, short_help="运行规则的正例和反例")
@click.argument("rules", nargs=-1, metavar="规则...")
@config_options
def command(rules: Sequence[str]) -> int:
    """运行规则的反例（必须指出）和正例（不得指出），并检查说明是否齐全。

    规则可以写编号、编号的开头、名称，也可以写规则文件（*.py）、词表（*.toml）或文件夹；不写则检查全部规则。
    有规则未通过时退出状态为 1。
    """
    from auditor import testing

    registry = setup().plan("-").registry
    chosen = dict.fromkeys(rule for each in rules or ["ALL"] for rule in _rules(each, registry))
    failed = 0
    for rule in chosen:
        problems = [*_taken(rule, registry), *testing.problems(rule)]
        failed += bool(problems)
        if problems:
            click.echo("\n  ".join([f"{rule.id} {rule.name}（{_file(rule)}）", *problems]))
    count = sum(map(testing.examples, chosen))
    verdict = f"{failed} 条未通过" if failed else "全部通过"
    click.echo(f"{len(chosen)} 条规则，{count} 个例子，{verdict}")
    return EXIT_FINDINGS if failed else EXIT_OK


def _rules(which: str, registry: Registry) -> list[Rule]:
    """The rules of a file or folder, or those that a selector names."""
    if not (os.sep in which or which.endswith((".py", ".toml")) or os.path.isdir(which)):
        return registry.matching(which)
    from auditor import plugins

    return plugins.in_folder(which) if os.path.isdir(which) else plugins.from_file(which)


def _taken(rule: Rule, registry: Registry) -> Iterator[str]:
    """Whether another rule has the id or the name; a rule that is loaded twice is not another one."""
    for other in registry:
        if (other.id == rule.id or other.name == rule.name) and not _same_file(rule, other):
            yield f"编号或名称与 {other.id} {other.name}（{_file(other)}）重复"


def _same_file(one: Rule, other: Rule) -> bool:
    if one is other or one.file is None or other.file is None:
        return one is other
    return os.path.realpath(one.file) == os.path.realpath(other.file)


def _file(rule: Rule) -> str:
    from auditor.configuration.mistakes import shown

    return shown(rule.file) if rule.file else "?"
