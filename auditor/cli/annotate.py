"""``auditor annotate``: the findings as comments in the document itself."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import plan_for, rule_options
from auditor.cli._types import OneOf, Size
from auditor.errors import EXIT_ERROR, EXIT_OK, AuditorError
from auditor.readers import MAX_SIZE

if TYPE_CHECKING:
    from auditor.annotation import Note


@click.command(cls=Command, short_help="把问题写成批注，放进原文档")
@click.argument("notice", metavar="通报")
@click.option("-o", "--output", metavar="文件", required=True, help="写入批注后的新文档")
@click.option(
    "--severity",
    type=OneOf(["error", "warning", "info"]),
    default="info",
    help="只写这一级和更重的问题，默认 info（全部）",
)
@click.option("--force", is_flag=True, help="-o 的文件已经有了时覆盖它")
@rule_options
@click.option("--max-size", type=Size(), default=MAX_SIZE, help="文件的上限，默认 20MB")
def command(
    notice: str,
    output: str,
    severity: str,
    force: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    max_size: int,
) -> int:
    """审核一份文档，每个问题写成一条批注，锚定在原文上；正文一字不动。

    新文档的格式与原文档相同，文件名的后缀也要相同；已有的文件不覆盖，除非写 --force。
    再次批注同一份文档时，以前由本程序写的批注换成新的，别人的批注保留。
    """
    from auditor.annotation import annotate, notes, wrong_ending
    from auditor.findings import Severity
    from auditor.pipeline import audit_source
    from auditor.readers import load, read_bytes

    if os.path.realpath(notice) == os.path.realpath(output):
        raise click.UsageError("-o 会覆盖原文档；请换一个文件名", click.get_current_context())
    if os.path.lexists(output) and not force:
        raise click.UsageError(
            f"{output} 已经有了；换一个文件名，或用 --force 覆盖", click.get_current_context()
        )
    plan = plan_for(notice, None, select=select, ignore=ignore, profile=profile, max_size=max_size)
    data = load(notice, plan.max_size)
    if wrong := wrong_ending(data, notice, output):
        raise click.UsageError(wrong, click.get_current_context())
    audited = audit_source(read_bytes(data, notice), plan.rules, None, plan.settings)
    written = notes(audited, plan.rules, Severity[severity.upper()])
    _write(output, annotate(data, audited, written))
    click.echo(f"已写入 {output}：{_summary(written)}", err=True)
    for crash in audited.crashes:
        click.echo(f"auditor: 规则 {crash.rule} 运行失败，结果不完整：{crash.error}", err=True)
    return EXIT_ERROR if audited.crashes else EXIT_OK


def _summary(written: Sequence[Note]) -> str:
    from auditor.presentation.wording import Demand

    if not written:
        return "没有要批注的问题"
    counts = Counter(note.demand for note in written)
    parts = "，".join(f"{each} {counts[each]}" for each in Demand if counts[each])
    return f"{len(written)} 条批注（{parts}）"


def _write(path: str, data: bytes) -> None:
    """Write a file whole or not at all."""
    from auditor.readers import describe

    partial = f"{path}.partial"
    try:
        with open(partial, "wb") as out:
            out.write(data)
        os.replace(partial, path)
    except OSError as error:
        with suppress(OSError):
            os.remove(partial)
        raise AuditorError(f"不能写入 {path}：{describe(error)}") from error
