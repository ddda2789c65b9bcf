"""``auditor diff``: the second round, a corrected notice against the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command
from auditor.cli._options import (
    input_options,
    plan_for,
    read_one,
    refuse_stdin_filename,
    rule_options,
)
from auditor.cli._types import OneOf
from auditor.errors import EXIT_ERROR, EXIT_FINDINGS, EXIT_OK

if TYPE_CHECKING:
    from auditor.history.diffing import Difference
    from auditor.registry import Rule
    from auditor.report import AuditedNotice


@click.command(cls=Command, short_help="对比修改前后两稿：哪些已改、未改、新出现")
@click.argument("old", metavar="旧稿")
@click.argument("new", metavar="新稿")
@click.option(
    "--fail-on",
    type=OneOf(["error", "warning", "info", "never"]),
    default="error",
    help="未改或新出现的问题有这一级或更重的，退出状态为 1，默认 error",
)
@click.option("--format", "form", type=OneOf(["plain", "json"]), default="plain", help="输出格式，默认 plain")
@rule_options
@input_options
def command(
    old: str,
    new: str,
    fail_on: str,
    form: str,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
) -> int:
    """审核旧稿和新稿，列出旧稿的问题哪些已改、哪些未改，新稿又新出现了哪些。

    别处的增删、序号的变动不影响对应；改了数字而仍然不符的算未改。
    """
    from auditor.findings import Severity
    from auditor.history.diffing import compare
    from auditor.pipeline import audit_source

    refuse_stdin_filename(stdin_filename, [old, new])
    if old == new == "-":
        raise click.UsageError("旧稿和新稿不能都从标准输入读取", click.get_current_context())
    audits: list[AuditedNotice] = []
    for path in (old, new):
        name = stdin_filename if path == "-" else None
        plan = plan_for(
            path, name, select=select, ignore=ignore, profile=profile, max_size=max_size, fail_on=fail_on
        )
        source = read_one(path, name, plan.max_size)
        audits.append(audit_source(source, plan.rules, settings=plan.settings))
    difference = compare(*audits)
    if form == "json":
        _json(difference, plan.rules)
    else:
        for line in _plain(difference):
            click.echo(line)
    crashes = dict.fromkeys(crash for audited in audits for crash in audited.crashes)
    for crash in crashes:
        click.echo(f"auditor: 规则 {crash.rule} 运行失败，结果不完整：{crash.error}", err=True)
    if crashes:
        return EXIT_ERROR
    worst = difference.worst
    failed = plan.fail_on != "never" and worst is not None and worst >= Severity[plan.fail_on.upper()]
    return EXIT_FINDINGS if failed else EXIT_OK


def _plain(difference: Difference) -> Iterator[str]:
    fixed, remaining, appeared = difference.fixed, difference.remaining, difference.appeared
    total = len(difference.old.findings)
    yield f"上次 {total} 处：已改 {len(fixed)}、未改 {len(remaining)}、新出现 {len(appeared)}"
    for name, audited, indices in (
        ("未改", difference.new, [new for _, new in remaining]),
        ("新出现", difference.new, appeared),
        ("已改", difference.old, fixed),
    ):
        for i in indices:
            yield f"{name}  {_line(audited, i)}"


def _line(audited: AuditedNotice, index: int) -> str:
    """``path:line:column: severity rule message``, as the format plain writes it."""
    from auditor.presentation.excerpt import visible

    assert audited.source is not None
    finding = audited.findings[index]
    at = audited.source.position(finding.span.start)
    place = f"{visible(audited.path)}:{at.line}:{at.column}"
    return f"{place}: {finding.severity} {finding.rule} {visible(finding.message)}"


def _json(difference: Difference, rules: Sequence[Rule]) -> None:
    from auditor import contract
    from auditor.pipeline import describe

    known = {rule.id: describe(rule) for rule in rules}
    old = contract.notice(difference.old, known)["findings"]
    new = contract.notice(difference.new, known)["findings"]
    document: dict[str, Any] = {
        "schema_version": contract.SCHEMA_VERSION,
        "old": difference.old.path,
        "new": difference.new.path,
        "summary": {
            "old": len(old),
            "fixed": len(difference.fixed),
            "remaining": len(difference.remaining),
            "new": len(difference.appeared),
        },
        "fixed": [old[i] for i in difference.fixed],
        "remaining": [{**new[j], "before": old[i]} for i, j in difference.remaining],
        "appeared": [new[j] for j in difference.appeared],
    }
    click.echo(contract.dumps(document))
