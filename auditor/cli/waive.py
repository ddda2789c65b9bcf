"""``auditor waive``: sign for an exception."""

from __future__ import annotations

import os
from datetime import date

import click

from auditor.cli._base import Command
from auditor.cli._types import Day
from auditor.errors import AuditorError


@click.command(cls=Command, short_help="豁免一条问题：写明理由和签字人")
@click.argument("fingerprint", metavar="指纹")
@click.option("--reason", required=True, metavar="理由", help="为什么可以豁免")
@click.option("--person", required=True, metavar="姓名", help="谁签字")
@click.option("--expires", type=Day(), help="有效期至哪一天（含当日），例如 2030-12-31；默认长期有效")
@click.option("--path", metavar="通报", help="只对这份通报有效：相对豁免文件所在文件夹的路径，可用 * 和 **")
@click.option("--rule", metavar="编号", help="问题的规则编号，记下备查；规则没有运行时不会说豁免没有用到")
@click.option(
    "--file", metavar="文件", default="auditor.waivers.toml", help="豁免文件，默认 auditor.waivers.toml"
)
def command(
    fingerprint: str,
    reason: str,
    person: str,
    expires: date | None,
    path: str | None,
    rule: str | None,
    file: str,
) -> None:
    """在豁免文件末尾添加一条豁免；文件里原有的内容和注释一字不动。

    指纹在各种报告里都有（json 的 fingerprint、csv 的“指纹”一列）。豁免的问题不再出现在报告里，只计数。
    """
    from auditor.history.fingerprints import FINGERPRINT
    from auditor.history.waivers import Waiver, add, load

    if not FINGERPRINT.match(fingerprint):
        raise click.UsageError(f"{fingerprint} 不是指纹：应为 16 位十六进制数字", click.get_current_context())
    waiver = Waiver(reason.strip(), person.strip(), fingerprint, rule, None, path, expires)
    if not waiver.reason or not waiver.person:
        raise click.UsageError("--reason 和 --person 不能为空", click.get_current_context())
    if expires is not None and expires < date.today():
        raise click.UsageError(f"--expires {expires} 已经过去", click.get_current_context())
    if os.path.exists(file):
        for each in load(file):
            if (each.waiver.fingerprint, each.waiver.path) == (fingerprint, path):
                raise AuditorError(f"{each.words} 已经有了")
    add(file, waiver)
    click.echo(f"已写入 {file}：{fingerprint}")
