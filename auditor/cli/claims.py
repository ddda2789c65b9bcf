"""``auditor claims``: the ledger of everything a notice states, with the verdict on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import (
    WIDTH,
    display,
    display_options,
    input_options,
    plan_for,
    read_one,
    rule_options,
)
from auditor.cli._types import OneOf
from auditor.errors import EXIT_ERROR, EXIT_OK

if TYPE_CHECKING:
    from auditor.report import AuditedNotice, LedgerEntry
    from auditor.reporting import Options


@click.command(cls=Command, short_help="列出全部主张及核对结果")
@click.argument("notice", metavar="通报")
@click.option(
    "--verdict",
    "verdicts",
    type=OneOf(["verified", "contradicted", "uncheckable"]),
    multiple=True,
    help="只列这些结果：verified 证实、contradicted 矛盾、uncheckable 无法核验；可写多次",
)
@click.option(
    "--to-sign",
    "signing",
    is_flag=True,
    help="只列待核实签字的：无法核验，又没有参与核算的，每处一条；与 HTML 报告的核实清单相同",
)
@click.option(
    "--format", "form", type=OneOf(["rich", "plain", "json"]), default="rich", help="输出格式，默认 rich"
)
@rule_options
@input_options
@display_options
def command(
    notice: str,
    verdicts: Sequence[str],
    signing: bool,
    form: str,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    color: str,
    **given: object,
) -> int:
    """列出一份通报中的全部主张（数字、日期、名称等），每条注明核对结果、原文和算式。"""
    from auditor.pipeline import audit_source
    from auditor.presentation.signing import to_sign

    if signing and verdicts:
        raise click.UsageError("--to-sign 和 --verdict 只能写一个", click.get_current_context())
    plan = plan_for(notice, stdin_filename, select=select, ignore=ignore, profile=profile, max_size=max_size)
    source = read_one(notice, stdin_filename, plan.max_size)
    audited = audit_source(source, plan.rules, None, plan.settings)
    listed = to_sign(audited) if signing else audited.ledger
    entries = [entry for entry in listed if not verdicts or entry.verdict in verdicts]
    if form == "json":
        _json(audited, entries)
    elif form == "plain":
        _plain(audited, entries)
    else:
        _rich(audited, entries, display(color))
    for crash in audited.crashes:
        click.echo(f"auditor: 规则 {crash.rule} 运行失败，结果不完整：{crash.error}", err=True)
    return EXIT_ERROR if audited.crashes else EXIT_OK


def _json(audited: AuditedNotice, entries: Sequence[LedgerEntry]) -> None:
    """The contract's notice, less its findings; ``coverage`` counts all claims, ``claims`` lists the chosen ones."""
    from attrs import evolve

    from auditor import contract

    data = contract.notice(evolve(audited, findings=(), fingerprints=()), {})
    chosen = contract.notice(evolve(audited, findings=(), fingerprints=(), ledger=tuple(entries)), {})
    del data["findings"]
    document = {"schema_version": contract.SCHEMA_VERSION, **data, "claims": chosen["claims"]}
    click.echo(contract.dumps(document))


def _plain(audited: AuditedNotice, entries: Sequence[LedgerEntry]) -> None:
    from auditor.presentation.excerpt import quote, visible
    from auditor.presentation.signing import to_sign
    from auditor.presentation.wording import coverage

    assert audited.source is not None
    for entry in entries:
        at = audited.source.position(entry.span.start)
        words = f"{visible(audited.path)}:{at.line}:{at.column}: {entry.verdict} {entry.kind} {quote(audited.source, entry.span)}"
        click.echo(f"{words} | {visible(entry.working)}" if entry.working else words)
    click.echo(f"{coverage(audited.verdicts)}；待核实签字 {len(to_sign(audited))}")


def _rich(audited: AuditedNotice, entries: Sequence[LedgerEntry], options: Options) -> None:
    from rich.text import Text

    from auditor.cli._columns import columns, show, wrapped
    from auditor.presentation.excerpt import quote, visible
    from auditor.presentation.signing import to_sign
    from auditor.presentation.wording import NOTHING_RECOGNISED, VERDICTS, coverage
    from auditor.report import Verdict

    assert audited.source is not None
    styles = {Verdict.VERIFIED: "green", Verdict.CONTRADICTED: "bold red", Verdict.UNCHECKABLE: "dim"}
    rows = [
        (
            Text(VERDICTS[entry.verdict], styles[entry.verdict]),
            Text(str(audited.source.position(entry.span.start).line)),
            Text(quote(audited.source, entry.span)),
            Text(visible(entry.working)),
        )
        for entry in entries
    ]
    width = options.width or WIDTH
    if rows:
        show(columns(("结果", "行", "原文", "算式或依据"), rows, width, right=1), color=options.color)
    signed = f"；待核实签字 {len(to_sign(audited))}"
    last = coverage(audited.verdicts) + signed if audited.ledger else NOTHING_RECOGNISED
    show(wrapped(Text(last, "bold"), width), color=options.color)
