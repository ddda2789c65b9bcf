"""``auditor check``: audit notices and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from auditor.cli._base import Command
from auditor.cli._options import (
    display,
    display_options,
    input_options,
    refuse_stdin_filename,
    rule_options,
    setup,
)
from auditor.cli._types import OneOf, Target, TargetType
from auditor.errors import EXIT_ERROR, EXIT_FINDINGS, EXIT_OK, EXIT_UNCHECKED, AuditorError

if TYPE_CHECKING:
    from auditor.inputs import Input
    from auditor.report import AuditedNotice, Report
    from auditor.reporting import Format, Options

LEVELS = ("error", "warning", "info", "never")


@click.command(cls=Command, short_help="审核通报，报告前后不一致之处")
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option(
    "--format",
    "targets",
    type=TargetType(),
    multiple=True,
    help="输出格式：rich（默认）、plain、json 等；格式=文件 写入文件；html=文件夹/ 每份一页；可写多次",
)
@click.option(
    "--fail-on", type=OneOf(LEVELS), default="error", help="有这一级或更重的问题时退出状态为 1，默认 error"
)
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
def command(
    paths: Sequence[str],
    targets: Sequence[Target],
    fail_on: str,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    width: int | None,
    color: str,
    verbose: bool,
) -> int:
    """审核一份或多份通报。

    路径可以是文件、文件夹（连同下级文件夹，按路径排序，跳过隐藏文件）或 -（标准输入）。
    文本可以是 UTF-8、GB18030/GBK、UTF-16 或 Big5 编码。读不了的输入列为“未检查”，不影响其他输入。

    每份通报用离它最近的配置：所在文件夹或上级文件夹里的 auditor.toml 或 pyproject.toml 的 [tool.auditor]。
    auditor config show 通报 显示各项设置及其来源。
    """
    from attrs import evolve

    from auditor import reporting
    from auditor.api import audit_inputs
    from auditor.inputs import find_inputs

    refuse_stdin_filename(stdin_filename, paths)
    targets = targets or [Target("rich")]
    formats = {target: reporting.get(target.format) for target in targets}
    inputs = find_inputs(paths, stdin_filename or "<stdin>")
    _check_files([target.file for target in targets], inputs)
    configured = setup(select=select, ignore=ignore, profile=profile, max_size=max_size, fail_on=fail_on)
    plans = configured.plans(inputs)
    report = audit_inputs(_shown(inputs), configured)
    options = evolve(display(width, color), verbose=verbose)
    for target, form in formats.items():
        if target.file is None:
            form.render(report, sys.stdout, options)
        elif _is_folder(target.file):
            _fill(form, report, target.file, evolve(options, color=False))
        else:
            with _open(target.file) as out:
                form.render(report, out, reporting.Options(width, color=False, verbose=verbose))
    for path, crash in sorted({(n.path, c) for n in report.notices for c in n.crashes}, key=str):
        who = "审核程序" if crash.rule == "auditor" else f"规则 {crash.rule} "
        click.echo(f"auditor: {path}：{who}运行失败，结果不完整：{crash.error}", err=True)
    return exit_status(report, {name: plan.fail_on for name, plan in plans.items()})


def _list_formats(ctx: click.Context) -> None:
    """Which formats can be read, and what the others lack; then end."""
    from auditor.readers import readers
    from auditor.source import cells

    known = [(reader.title.strip(), reader.missing()) for reader in readers() if reader.title]
    width = max(cells(title) for title, _ in known)
    for title, missing in known:
        click.echo(f"{title}{'':>{width - cells(title)}}  {missing or '可以检查'}")
    ctx.exit()


def exit_status(report: Report, fail_on: Mapping[str, str]) -> int:
    """2 if a rule crashed, else 1 for findings that fail, else 3 for unchecked inputs, else 0.

    ``fail_on`` is the least level that fails, by the name of the notice.
    """
    if report.crashes:
        return EXIT_ERROR
    if any(fails(notice, fail_on[notice.path]) for notice in report.notices):
        return EXIT_FINDINGS
    return EXIT_UNCHECKED if report.unchecked else EXIT_OK


def fails(notice: AuditedNotice, level: str) -> bool:
    """Whether a notice has a finding of a level or worse."""
    from auditor.findings import Severity

    if level == "never":
        return False
    least = Severity[level.upper()]
    return any(finding.severity is not None and finding.severity >= least for finding in notice.findings)


def _shown(inputs: Sequence[Input]) -> Iterable[Input]:
    """The inputs, with a progress bar if somebody waits at a terminal for more than one."""
    if len(inputs) < 2 or not sys.stderr.isatty():
        return inputs
    from rich.console import Console
    from rich.progress import track

    return track(inputs, description="审核", console=Console(stderr=True), transient=True)


def _check_files(files: Sequence[str | None], inputs: Iterable[Input]) -> None:
    """Refuse reports that would overwrite each other or a notice; raises click.UsageError."""
    context = click.get_current_context()
    real = ["" if file is None else os.path.realpath(file) for file in files]
    if len(set(real)) < len(real):
        raise click.UsageError("两个报告写到同一处；用 --format 格式=文件 分开", context)
    notices = {os.path.realpath(each.path) for each in inputs}
    folders = {os.path.dirname(notice) for notice in notices}
    for file, path in zip(files, real, strict=True):
        if path in notices or (file is not None and _is_folder(file) and path in folders):
            raise click.UsageError(f"报告 {file} 会覆盖要审核的文件", context)


def _is_folder(file: str) -> bool:
    """Whether a report's place is meant to be a folder: it is one, or its name ends in a slash."""
    return file.endswith(("/", os.sep)) or os.path.isdir(file)


def _fill(form: Format, report: Report, place: str, options: Options) -> None:
    """Write a report as a folder of files; raises AuditorError if the format or the place doesn't allow it."""
    from auditor.readers import describe

    if form.folder is None:
        raise AuditorError(f"格式 {form.name} 写成一个文件，不能写入文件夹 {place}")
    try:
        form.folder(report, Path(place), options)
    except OSError as error:
        raise AuditorError(f"不能写入 {place}：{describe(error)}") from error


def _open(file: str) -> TextIO:
    from auditor.readers import describe

    try:
        return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise AuditorError(f"不能写入 {file}：{describe(error)}") from error
