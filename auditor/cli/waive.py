"""``auditor waive``: sign for an exception."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import config_options
from auditor.cli._types import Day
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.cli._signing import Hit
    from auditor.history.waivers import Waiver


@click.command(cls=Command, short_help="豁免一条问题：写明理由和签字人")
@click.argument("fingerprint", metavar="指纹")
@click.argument("notices", metavar="[通报...]", nargs=-1)
@click.option("--reason", required=True, metavar="理由", help="为什么可以豁免")
@click.option("--person", required=True, metavar="姓名", help="谁签字")
@click.option("--expires", type=Day(), help="有效期至哪一天（含当日），例如 2030-12-31；默认长期有效")
@click.option("--path", metavar="范围", help="只对这些通报有效：相对豁免文件所在文件夹的路径，可用 * 和 **")
@click.option(
    "--rule", metavar="编号", help="问题的规则编号，写明通报时自动记下；规则没有运行时不会说豁免没有用到"
)
@click.option(
    "--file", metavar="文件", default="auditor.waivers.toml", help="豁免文件，默认 auditor.waivers.toml"
)
@config_options
def command(
    fingerprint: str,
    notices: Sequence[str],
    reason: str,
    person: str,
    expires: date | None,
    path: str | None,
    rule: str | None,
    file: str,
) -> None:
    """在豁免文件末尾添加一条豁免；文件里原有的内容和注释一字不动。

    写明通报（文件或文件夹）时，先审核，核对确有这条问题，显示签的是哪一句，并记下规则、通报的路径和两边的数：
    只对这一份通报有效，数改了就不再有效。几份通报都有这条问题时，须用 --path 写明范围。

    不写通报时不核对；也不写 --path 时，凡指纹相同的问题都豁免，不论在哪份通报。

    指纹在哪里看：终端加 -v，或 markdown、html、csv、junit、json、jsonl、sarif 格式。豁免的问题不再出现在报告里，
    只计数。
    """
    from auditor.history.fingerprints import FINGERPRINT
    from auditor.history.waivers import Waiver, add

    if not FINGERPRINT.match(fingerprint):
        raise click.UsageError(f"{fingerprint} 不是指纹：应为 16 位十六进制数字", click.get_current_context())
    waiver = Waiver(reason.strip(), person.strip(), fingerprint, rule, None, path, expires)
    if not waiver.reason or not waiver.person:
        raise click.UsageError("--reason 和 --person 不能为空", click.get_current_context())
    if expires is not None and expires < date.today():
        raise click.UsageError(f"--expires {expires} 已经过去", click.get_current_context())
    hits: Sequence[Hit] = ()
    if notices:
        from auditor.cli._signing import look_up

        hits, path = look_up(fingerprint, notices, file, path)
        waiver = _specified(waiver, hits, path)
    _refuse_twice(file, waiver)
    add(file, waiver)
    click.echo(f"已写入 {file}：{fingerprint}" + (f"，对 {waiver.path} 有效" if waiver.path else ""))
    for hit in hits:
        click.echo("\n".join(hit.lines))
    if not hits:
        anywhere = "" if path else "；凡指纹相同的问题都豁免，不论在哪份通报"
        click.echo(f"auditor: 没有写明通报，没有核对这条问题是否存在{anywhere}", err=True)


def _specified(waiver: Waiver, hits: Sequence[Hit], path: str) -> Waiver:
    """The waiver with what is known of the findings that are signed for."""
    from attrs import evolve

    from auditor.history.sides import sides_of

    rule = hits[0].finding.rule
    if waiver.rule not in (None, rule):
        raise AuditorError(f"{waiver.fingerprint} 是规则 {rule} 的问题，不是 {waiver.rule} 的")
    told = {sides_of(hit.finding) for hit in hits}
    sides = told.pop() if len(told) == 1 else None  # one waiver for several findings: for the place only
    stated, computed = (sides.stated, sides.computed) if sides else (None, None)
    return evolve(waiver, rule=rule, path=path, stated=stated, computed=computed)


def _refuse_twice(file: str, waiver: Waiver) -> None:
    """Raise AuditorError if there is such a waiver that holds; one that has expired or is void may be renewed."""
    from auditor.history.waivers import load

    if not os.path.exists(file):
        return
    for each in load(file):
        old = each.waiver
        same = (old.fingerprint, old.path, old.sides) == (waiver.fingerprint, waiver.path, waiver.sides)
        if same and (old.expires is None or old.expires >= date.today()):
            raise AuditorError(f"{each.words} 已经有了")
