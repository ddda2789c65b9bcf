"""``auditor new rule``: a rule of one's own to begin with."""

from __future__ import annotations

import click

from auditor.cli._base import Command, Group
from auditor.cli._options import config_options, setup

DEFAULT_FOLDER = "rules"


@click.group("new", cls=Group, short_help="新建规则文件或词表")
def command() -> None:
    """新建规则文件或词表。"""


@command.command("rule", cls=Command, short_help="新建规则文件或词表")
@click.argument("name", metavar="名称")
@click.option("--id", metavar="编号", help="规则编号，例如 X101；默认取第一个空号")
@click.option("--dir", "folder", metavar="文件夹", help="写到哪里；默认取配置中的 rules-dir，没有则为 rules")
@click.option("--words", is_flag=True, help="新建词表（TOML），不用编程")
@config_options
def rule(name: str, id: str | None, folder: str | None, words: bool) -> None:
    """新建一个规则文件：一份能运行的示例，各节齐全，改成自己的内容即可。

    名称用小写英文，以连字符连接，例如 local-names。
    """
    from auditor import scaffold
    from auditor.configuration.mistakes import shown

    plan = setup().plan("-")
    known = plan.values[("rules-dir",)].value if ("rules-dir",) in plan.values else ()
    path = scaffold.write(
        name, folder or (known[0] if known else DEFAULT_FOLDER), plan.registry, id=id, words=words
    )
    click.echo(f"已写 {shown(path)}；改好后用 auditor test {shown(path)} 检验")
    place = shown(path).rpartition("/")[0] or "."
    if folder or not known:
        click.echo(f'审核时加 --rules-dir {place}，或者在 auditor.toml 中写 rules-dir = "{place}"')
