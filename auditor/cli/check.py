"""``auditor check``: audit notices and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from auditor.cli._base import Command
from auditor.cli._options import (
    chosen_rules,
    display,
    display_options,
    input_options,
    known_profile,
    refuse_stdin_filename,
    rule_options,
)
from auditor.cli._types import OneOf, Target, TargetType
from auditor.errors import EXIT_ERROR, EXIT_FINDINGS, EXIT_OK, EXIT_UNCHECKED, AuditorError

if TYPE_CHECKING:
    from auditor.inputs import Input
    from auditor.report import Report

_LEVELS = ("error", "warning", "info", "never")


@click.command(cls=Command, short_help="审核通报，报告前后不一致之处")
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.option(
    "--format",
    "targets",
    type=TargetType(),
    multiple=True,
    help="输出格式：rich（默认）、plain、json 等；格式=文件 写入文件；可写多次",
)
@click.option(
    "--fail-on", type=OneOf(_LEVELS), default="error", help="有这一级或更重的问题时退出状态为 1，默认 error"
)
@rule_options
@input_options
@display_options
@click.option("-v", "--verbose", is_flag=True, help="完整列出每一条")
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
    """
    from attrs import evolve

    from auditor import reporting
    from auditor.api import audit_inputs
    from auditor.inputs import find_inputs
    from auditor.registry import Registry

    refuse_stdin_filename(stdin_filename, paths)
    targets = targets or [Target("rich")]
    formats = {target: reporting.get(target.format) for target in targets}
    inputs = find_inputs(paths, stdin_filename or "<stdin>")
    _check_files([target.file for target in targets], inputs)
    rules = chosen_rules(Registry.builtin(), select, ignore)
    report = audit_inputs(_shown(inputs), rules, profile=known_profile(profile), max_size=max_size)
    options = evolve(display(width, color), verbose=verbose)
    for target, form in formats.items():
        if target.file is None:
            form.render(report, sys.stdout, options)
        else:
            with _open(target.file) as out:
                form.render(report, out, reporting.Options(width, color=False, verbose=verbose))
    for path, crash in sorted({(n.path, c) for n in report.notices for c in n.crashes}, key=str):
        who = "审核程序" if crash.rule == "auditor" else f"规则 {crash.rule} "
        click.echo(f"auditor: {path}：{who}运行失败，结果不完整：{crash.error}", err=True)
    return exit_status(report, fail_on)


def exit_status(report: Report, fail_on: str) -> int:
    """2 if a rule crashed, else 1 for findings of level ``fail_on`` or worse, else 3 for unchecked inputs, else 0."""
    from auditor.findings import Severity

    if report.crashes:
        return EXIT_ERROR
    if fail_on != "never" and report.worst is not None and report.worst >= Severity[fail_on.upper()]:
        return EXIT_FINDINGS
    return EXIT_UNCHECKED if report.unchecked else EXIT_OK


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
    for file, path in zip(files, real, strict=True):
        if path in notices:
            raise click.UsageError(f"报告 {file} 会覆盖要审核的文件", context)


def _open(file: str) -> TextIO:
    from auditor.readers import describe

    try:
        return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise AuditorError(f"不能写入 {file}：{describe(error)}") from error
