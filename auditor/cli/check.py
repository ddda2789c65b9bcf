"""``auditor check``: audit notices and report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command
from auditor.cli._options import (
    display,
    display_options,
    force_option,
    gate_options,
    input_options,
    isolated,
    rule_options,
    setup,
)
from auditor.cli._run import audit, gather, processes, rules_of, run_options, shows_progress, whole_folders
from auditor.cli._types import OneOf, Target, TargetType
from auditor.errors import EXIT_INTERRUPTED

if TYPE_CHECKING:
    from auditor.inputs import Input
    from auditor.running.batch import Outcome

_MANY = 50
"""Notices that are kept in memory for formats that want the whole report; more are kept in a file."""
LEVELS = ("error", "warning", "info", "never")


@click.command(cls=Command, short_help="审核通报，报告前后不一致之处")
@click.argument("paths", nargs=-1, metavar="路径...")
@click.option(
    "--format",
    "targets",
    type=TargetType(),
    multiple=True,
    help="输出格式：rich（默认）、plain、json 等；格式=文件 写入文件；html=文件夹/ 每份一页；可写多次",
)
@force_option
@click.option(
    "--fail-on", type=OneOf(LEVELS), default="error", help="有这一级或更重的问题时退出状态为 1，默认 error"
)
@gate_options
@click.option("--baseline", metavar="文件", help="基线：只报告其中没有的问题（见 auditor baseline）")
@run_options
@rule_options
@input_options
@display_options
@click.option("-v", "--verbose", is_flag=True, help="完整列出每一条")
@click.option(
    "--list-formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, param, value: _list_formats(ctx) if value else None,
    help="列出能检查的文件格式，以及缺什么组件、怎样安装",
)
def command(**given: Any) -> int:
    """审核一份或多份通报。

    路径可以是文件、文件夹（连同下级文件夹，按路径排序，跳过隐藏文件）或 -（标准输入）。
    文件格式按内容识别：Word、PDF、网页、纯文本等，--list-formats 列出全部；文本可以是 UTF-8、GB18030/GBK、
    UTF-16 或 Big5 编码。读不了的输入列为“未检查”，不影响其他输入。

    每份通报用离它最近的配置：所在文件夹或上级文件夹里的 auditor.toml 或 pyproject.toml 的 [tool.auditor]。
    auditor config show 通报 显示各项设置及其来源。

    豁免写在通报所在文件夹或上级文件夹的 auditor.waivers.toml 里（auditor waive 添加），基线由 auditor baseline write
    生成；豁免的和基线已有的问题不在报告里，只计数。配置的 [budget] 允许某条规则有若干条问题，不超过就放行。

    配置或 --profile 指明了文种，或者标题就是整改通报，而什么主张都没有识别到的文件，按未检查处理（退出状态 3）。

    文件夹里的项目文件（README、LICENSE、requirements.txt 等）和本程序写的网页、Markdown 报告跳过，并在屏幕上说明；
    直接写出文件名则照样审核。
    """
    return examine(**given)


def examine(
    paths: Sequence[str],
    targets: Sequence[Target],
    force: bool,
    fail_on: str,
    max_warnings: int | None,
    baseline: str | None,
    waivers: str | None,
    strict_waivers: bool,
    changed: str | None,
    jobs: int | None,
    timeout: float | None,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    width: int | None,
    color: str,
    verbose: bool,
) -> int:
    """Audit, report, and say what the exit status is; the parameters are the command's options."""
    from attrs import evolve

    from auditor.cli._output import Output, refuse_overwriting
    from auditor.history.baseline import load
    from auditor.history.waivers import Waivers
    from auditor.report import AuditedNotice, Report
    from auditor.reporting import Options
    from auditor.running.batch import Job, Kept, absolute
    from auditor.running.gate import Gate

    targets = targets or [Target("rich")]
    inputs = gather(paths, stdin_filename, changed)
    refuse_overwriting(targets, inputs, force=force)
    configured = setup(select=select, ignore=ignore, profile=profile, max_size=max_size, fail_on=fail_on)
    rules = rules_of(configured.plans(inputs))
    signed = Waivers(waivers, isolated=isolated())
    for each in inputs:  # what is wrong in a file is told before anything is written
        signed.of(absolute(each))
    known = load(baseline) if baseline is not None else None
    screen, paper = evolve(display(color), verbose=verbose), Options(width, verbose=verbose)
    held = shows_progress(len(inputs)) and sys.stdout.isatty()
    with Output(targets, rules, len(inputs), screen, paper, held=held) as output:
        many = len(inputs) > _MANY or processes(inputs, jobs, timeout) > 0
        job = Job(configured, output.formats, signed, known, whole=output.whole, light=many)
        gate = Gate(
            signed, known, max_warnings, strict_waivers, whole_folders(paths, changed), bool(select or ignore)
        )
        notices: list[AuditedNotice] = []
        kept = Kept(configured, inputs) if many and output.whole else None

        def take(number: int, each: Input, outcome: Outcome) -> None:
            gate.add(each, configured.plan_of(each), outcome)
            output.add(outcome.pieces)
            if kept is not None and isinstance(outcome.audited, bytes):
                kept.add(outcome.audited)
            elif isinstance(outcome.audited, AuditedNotice):
                notices.append(outcome.audited)

        finished = audit(job, inputs, jobs, timeout, take)
        report = Report(notices if kept is None else kept, rules, tuple(gate.excesses()))
        output.finish(gate.totals, report if output.whole else None)
        if kept is not None:
            kept.close()
    for words in gate.words():
        click.echo(f"auditor: {words}", err=True)
    if not finished:
        click.echo(f"auditor: 已中断：已审核 {gate.totals.notices} 份，共 {len(inputs)} 份", err=True)
        return EXIT_INTERRUPTED
    return gate.status


def _list_formats(ctx: click.Context) -> None:
    """Which formats can be read, and what the others lack; then end."""
    from auditor.readers import readers
    from auditor.source import cells

    known = [(reader.title.strip(), reader.missing()) for reader in readers() if reader.title]
    width = max(cells(title) for title, _ in known)
    for title, missing in known:
        click.echo(f"{title}{'':>{width - cells(title)}}  {missing or '可以检查'}")
    ctx.exit()
