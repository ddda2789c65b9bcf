"""``auditor baseline``: record what is known, so that only new findings count."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command, Group
from auditor.cli._options import (
    F,
    combined,
    display_options,
    force_option,
    gate_options,
    input_options,
    isolated,
    rule_options,
    setup,
    waivers_option,
)
from auditor.cli._run import audit, gather, run_options
from auditor.cli._types import OneOf, TargetType
from auditor.cli.check import LEVELS, examine
from auditor.errors import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK, EXIT_UNCHECKED
from auditor.history.baseline import NAME

if TYPE_CHECKING:
    from auditor.history.baseline import Baseline, Entry
    from auditor.inputs import Input
    from auditor.running.batch import Outcome
    from auditor.running.gate import Gate


@click.group("baseline", cls=Group, short_help="基线：记下已有的问题，以后只报告新的")
def command() -> None:
    """基线：记下已有的问题，以后只报告新的。

    基线是一个 JSON 文件，按通报和指纹记下问题；指纹不随别处的增删、换行、序号变动而改变。
    """


def _baseline_options(function: F) -> F:
    return combined(
        click.argument("paths", nargs=-1, metavar="路径..."),
        click.option("--baseline", metavar="文件", default=NAME, help=f"基线文件，默认 {NAME}"),
    )(function)


def _update_options(function: F) -> F:
    return combined(
        _baseline_options,
        waivers_option,
        run_options,
        rule_options,
        input_options,
    )(function)


@command.command("write", cls=Command, short_help="把现有的问题写入基线")
@_update_options
def write(paths: Sequence[str], baseline: str, **given: Any) -> int:
    """审核，把现有的全部问题写入基线（豁免的除外）。

    基线已存在时，只更换这次审核的通报各项，其余通报的保留。未能审核的通报保留原有各项。
    """
    known, entries, gate, finished = _audited(paths, baseline, **given)
    if not finished or gate.status == EXIT_ERROR:
        return _stopped(gate, finished)
    from attrs import evolve

    merged = {**known.entries, **entries}
    evolve(known, entries=merged).save()
    count = sum(map(len, entries.values()))
    click.echo(f"已写入 {baseline}：{len(entries)} 份通报，{count} 条问题")
    return _ended(gate)


@command.command("prune", cls=Command, short_help="从基线中清除已不再出现的问题")
@_update_options
def prune(paths: Sequence[str], baseline: str, **given: Any) -> int:
    """审核，从基线中清除已不再出现的问题和已不存在的通报；新的问题不加入基线。"""
    from attrs import evolve

    from auditor.history.baseline import load

    load(baseline)  # there must be one
    known, entries, gate, finished = _audited(paths, baseline, **given)
    if not finished or gate.status == EXIT_ERROR:
        return _stopped(gate, finished)
    folder = os.path.dirname(known.file)
    kept = {}
    for path, old in known.entries.items():
        if not os.path.exists(os.path.join(folder, path)):
            continue
        there = {entry.fingerprint for entry in entries.get(path, old)}
        kept[path] = tuple(entry for entry in old if entry.fingerprint in there)
    gone = sum(map(len, known.entries.values())) - sum(map(len, kept.values()))
    evolve(known, entries=kept).save()
    click.echo(f"已从 {baseline} 清除 {gone} 条")
    return _ended(gate)


@command.command("check", cls=Command, short_help="审核，只报告基线中没有的问题")
@_baseline_options
@force_option
@click.option("--format", "targets", type=TargetType(), multiple=True, help="输出格式，同 check 命令")
@click.option("--fail-on", type=OneOf(LEVELS), default="error", help="同 check 命令")
@gate_options
@run_options
@rule_options
@input_options
@display_options
@click.option("-v", "--verbose", is_flag=True, help="完整列出每一条")
def check(**given: Any) -> int:
    """审核，只报告基线中没有的问题；等于 auditor check --baseline 文件。"""
    return examine(**given)


def _audited(
    paths: Sequence[str],
    file: str,
    *,
    waivers: str | None,
    changed: str | None,
    jobs: int | None,
    timeout: float | None,
    stdin_filename: str | None,
    **rules: Any,
) -> tuple[Baseline, dict[str, tuple[Entry, ...]], Gate, bool]:
    """The old baseline, the entries of the notices that were audited, what the gate says, and whether all were."""
    from auditor.history.baseline import Baseline, load
    from auditor.history.waivers import Waivers
    from auditor.running.batch import Job, absolute
    from auditor.running.gate import Gate

    inputs = gather(paths, stdin_filename, changed)
    configured = setup(**rules)
    configured.plans(inputs)
    known = load(file) if os.path.exists(file) else Baseline(os.path.abspath(file), {})
    signed = Waivers(waivers, isolated=isolated())
    for each in inputs:
        signed.of(absolute(each))
    gate = Gate(signed)
    entries: dict[str, tuple[Entry, ...]] = {}

    def take(number: int, each: Input, outcome: Outcome) -> None:
        plan = configured.plan_of(each)
        gate.add(each, plan, outcome)
        if not outcome.totals.unchecked:
            key, ran = known.key(absolute(each)), {rule.id for rule in plan.rules}
            unseen = tuple(old for old in known.entries.get(key, ()) if old.rule and old.rule not in ran)
            entries[key] = (*outcome.entries, *unseen)

    finished = audit(Job(configured, waivers=signed, entries=True), inputs, jobs, timeout, take)
    return known, entries, gate, finished


def _stopped(gate: Gate, finished: bool) -> int:
    """The baseline is not touched."""
    for words in gate.words():
        click.echo(f"auditor: {words}", err=True)
    click.echo("auditor: 基线没有改动" if finished else "auditor: 已中断，基线没有改动", err=True)
    return EXIT_ERROR if finished else EXIT_INTERRUPTED


def _ended(gate: Gate) -> int:
    for path, trouble in gate.totals.troubles:
        if trouble.name == "unchecked":
            click.echo(f"auditor: {path}：{trouble.words}", err=True)
    return EXIT_UNCHECKED if gate.totals.unchecked else EXIT_OK
