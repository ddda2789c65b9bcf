"""``auditor timeline``: every dated event of a notice, in the order of time, with inferred years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import WIDTH, display, display_options, input_options, read_one
from auditor.cli._types import OneOf

if TYPE_CHECKING:
    from auditor.dates.timetable import Row
    from auditor.notice import Notice
    from auditor.reporting import Options

_INFERRED = "（推定年份）"


@click.command(cls=Command, short_help="按时间列出通报中的事件")
@click.argument("notice", metavar="通报")
@click.option(
    "--all", "everything", is_flag=True, help="也列出背景和计划中的日期，默认只列巡察、反馈、整改、成文、公开"
)
@click.option(
    "--format", "form", type=OneOf(["rich", "plain", "json"]), default="rich", help="输出格式，默认 rich"
)
@input_options
@display_options
def command(
    notice: str,
    everything: bool,
    form: str,
    stdin_filename: str | None,
    max_size: int,
    color: str,
    **given: object,
) -> None:
    """按时间顺序列出一份通报中的事件：巡察、反馈、会议和措施、截至、成文、公开期。

    没有写年份的日期按上下文推定并注明；公开期折算工作日。
    """
    from auditor.dates.timetable import rows
    from auditor.parse import parse

    parsed = parse(read_one(notice, stdin_filename, max_size))
    found = rows(parsed, everything=everything)
    if form == "json":
        _json(parsed, found)
    elif form == "plain":
        for line in _plain(parsed, found):
            click.echo(line)
    else:
        _rich(parsed, found, display(color))


def _json(notice: Notice, found: list[Row]) -> None:
    from auditor import contract

    source = notice.source
    events = [
        {
            "role": row.event.role.value,
            "name": row.name,
            "first": row.first.isoformat() if row.first else None,
            "last": row.last.isoformat() if row.last else None,
            "inferred": row.inferred,
            "note": row.note,
            "quote": source.quote(row.span),
            "line": source.position(row.span.start).line,
            "offset": row.span.start,
        }
        for row in found
    ]
    document = {"schema_version": contract.SCHEMA_VERSION, "path": source.path, "events": events}
    click.echo(contract.dumps(document))


def _plain(notice: Notice, found: list[Row]) -> Iterator[str]:
    from auditor.presentation.excerpt import visible

    for row in found:
        at = notice.source.position(row.span.start)
        note = f" | {row.note}" if row.note else ""
        inferred = _INFERRED if row.inferred else ""
        yield f"{visible(notice.source.path)}:{at.line}:{at.column}: {row.dates}{inferred} {row.name} {visible(row.words)}{note}"


def _rich(notice: Notice, found: list[Row], options: Options) -> None:
    from rich.text import Text

    from auditor.cli._columns import columns, show, wrapped
    from auditor.presentation.excerpt import visible

    width = options.width or WIDTH
    if not found:
        show([Text("没有识别到可排列的日期", "bold")], color=options.color)
        return
    rows = []
    for row in found:
        words = Text(visible(row.words))
        if row.note:
            words.append(f"  {row.note}", "dim")
        rows.append(
            (
                Text(row.dates + ("*" if row.inferred else "")),
                Text(str(notice.source.position(row.span.start).line)),
                Text(row.name, "bold"),
                words,
            )
        )
    show(columns(("日期", "行", "事件", "原文"), rows, width, right=1), color=options.color)
    if any(row.inferred for row in found):
        show(wrapped(Text("* 年份由上下文推定", "dim"), width), color=options.color)
