"""Auditing many notices from the command line: which, on how many processes, with a progress bar, until Ctrl-C."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from auditor.cli._options import F, combined, refuse_stdin_filename
from auditor.cli._types import Seconds, Whole
from auditor.inputs import STDIN, Input, find_inputs
from auditor.presentation.excerpt import visible

if TYPE_CHECKING:
    from auditor.configuration.plan import Plan
    from auditor.report import RuleInfo
    from auditor.running.batch import Job, Outcome

_NAMED = 5
"""Files that are named when they are skipped."""
_FEW = 8
"""Notices for which further processes are not worth their start."""
TIMEOUT = 120.0
"""Seconds that a notice may take in a process of its own."""


def run_options(function: F) -> F:
    """``--changed``, ``--jobs`` and ``--timeout``."""
    return combined(
        click.option(
            "--changed",
            metavar="版本",
            is_flag=False,
            flag_value="HEAD",
            help="只审核 git 中自某个版本（默认 HEAD）以来改动和新增的文件；写作 --changed=版本",
        ),
        click.option("-j", "--jobs", type=Whole(1), help="同时运行的进程数，默认用全部处理器；文件少时为 1"),
        click.option(
            "--timeout",
            type=Seconds(),
            help="每份最多用时（秒），超过的列为“未检查”；默认 120，只用一个进程时不限",
        ),
    )(function)


def gather(paths: Sequence[str], stdin_filename: str | None, changed: str | None) -> list[Input]:
    """The inputs that the paths stand for; with --changed only those that have changed."""
    refuse_stdin_filename(stdin_filename, paths)
    if not paths and changed is None:
        raise click.UsageError("缺少 路径...", click.get_current_context())
    skipped: dict[str, str] = {}
    inputs = find_inputs(paths or ["."], stdin_filename or "<stdin>", skipped)
    named = {each.path for each in inputs}
    _tell_skipped({path: why for path, why in skipped.items() if path not in named})
    if changed is None:
        return inputs
    from auditor.running.git import only_changed

    if os.path.exists(changed) and not paths:
        raise click.UsageError(
            f"--changed 把 {changed} 当作版本；请写 --changed=HEAD {changed}", click.get_current_context()
        )
    kept = only_changed(inputs, changed)
    if not kept:
        click.echo(f"auditor: 自 {changed} 以来没有改动的通报", err=True)
    return kept


def _tell_skipped(skipped: dict[str, str]) -> None:
    """Which files of the folders are taken for no notices; named one by one they would be audited."""
    kinds: dict[str, list[str]] = {}
    for path, why in skipped.items():
        kinds.setdefault(why, []).append(path)
    for why, files in kinds.items():
        named = "、".join(map(visible, files[:_NAMED])) + ("等" if len(files) > _NAMED else "")
        click.echo(f"auditor: 跳过 {len(files)} 个{why}：{named}", err=True)


def whole_folders(paths: Sequence[str], changed: str | None) -> tuple[str, ...]:
    """The folders that are audited as a whole."""
    return (
        () if changed is not None else tuple(os.path.abspath(path) for path in paths if os.path.isdir(path))
    )


def rules_of(plans: dict[str, Plan]) -> tuple[RuleInfo, ...]:
    """All rules of a run, in the order of their ids."""
    from auditor.pipeline import describe

    distinct = {id(plan): plan for plan in plans.values()}
    rules = dict.fromkeys(rule for plan in distinct.values() for rule in plan.rules)
    return tuple(map(describe, sorted(rules, key=lambda rule: (rule.id, rule.name))))


def processes(inputs: Sequence[Input], jobs: int | None, timeout: float | None) -> int:
    """How many further processes to use; 0 for none."""
    if any(each.path == STDIN for each in inputs) or not inputs:
        return 0  # standard input is ours alone
    if jobs is None:
        if len(inputs) < _FEW:
            jobs = 1
        else:
            from auditor.running.parallel import cores

            jobs = cores()
    return jobs if jobs > 1 or timeout is not None else 0


def audit(
    job: Job,
    inputs: Sequence[Input],
    jobs: int | None,
    timeout: float | None,
    take: Callable[[int, Input, Outcome], None],
) -> bool:
    """Audit the inputs and hand over what is kept of each, in their order; False after Ctrl-C."""
    count = processes(inputs, jobs, timeout)
    # What is loaded by now stays to the end, and every notice leaves cycles: looking through the former again and
    # again costs a tenth of the time.  The collector is the process's own, so the library leaves it alone.
    gc.freeze()
    gc.set_threshold(5000, 10, 10)
    with _progress(len(inputs)) as advance:
        try:
            if count:
                from auditor.running.parallel import ordered

                outcomes: Iterator[Outcome] = ordered(
                    job.audit, inputs, job.lost, jobs=count, timeout=timeout or TIMEOUT
                )
            else:
                outcomes = (job.audit(number, each) for number, each in enumerate(inputs))
            for number, (each, outcome) in enumerate(zip(inputs, outcomes, strict=True)):
                take(number, each, outcome)
                advance()
        except KeyboardInterrupt:
            return False
    return True


def shows_progress(notices: int) -> bool:
    """Whether somebody waits at a terminal for several notices."""
    return notices > 1 and sys.stderr.isatty()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal with files per second and the remaining time.

    It is drawn by us and not by a thread: threads and new processes do not go together.
    """
    if not shows_progress(total):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("审核"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]} 份/秒  剩余"),
        TimeRemainingColumn(),
    )
    begun = shown = time.monotonic()
    done = 0
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total, rate="-")
        bar.refresh()

        def advance() -> None:
            nonlocal done, shown
            done += 1
            now = time.monotonic()
            if now - shown >= 0.1:
                shown = now
                bar.update(task, completed=done, rate=f"{done / (now - begun):.0f}")
                bar.refresh()

        yield advance
