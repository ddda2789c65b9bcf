"""Many processes: the same results in the same order, and one bad task costs itself only."""

from __future__ import annotations

import io
import os
import pickle
import signal
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import reporting
from auditor.configuration.plan import Setup
from auditor.inputs import Input, find_inputs
from auditor.pipeline import describe
from auditor.presentation.totals import Totals
from auditor.reporting import Options, Run
from auditor.running.batch import Job, Kept
from auditor.running.parallel import ordered
from tests.conftest import ROOT


def act(number: int, task: str) -> str:
    """Do what the task says."""
    if task == "die":
        os._exit(7)
    if task == "hang":
        time.sleep(60)
    if task == "fail":
        raise ValueError("made to fail")
    if task == "big":
        return "x" * 3_000_000
    return f"{number} {task}"


def lost(number: int, task: str, reason: str) -> str:
    return f"lost {number} {task}: {reason}"


@settings(max_examples=15)
@given(st.lists(st.sampled_from(["a", "b", "die", "big"]), max_size=40), st.integers(1, 4))
def test_order_and_losses(tasks: list[str], jobs: int) -> None:
    """Each task has its result at its place; only those that killed their worker are lost."""
    expected = [
        lost(i, task, "审核进程意外终止（退出状态 7）") if task == "die" else act(i, task)
        for i, task in enumerate(tasks)
    ]
    assert list(ordered(act, tasks, lost, jobs=jobs, timeout=60)) == expected


def test_a_task_that_hangs() -> None:
    """It is given up after the timeout; the tasks that waited behind it are done by another worker."""
    results = list(ordered(act, ["a", "hang", *"bcdefgh"], lost, jobs=1, timeout=0.5))
    assert results[1] == "lost 1 hang: 审核超过 0.5 秒仍未完成，已终止"
    assert results[2:] == [f"{i} {task}" for i, task in enumerate("bcdefgh", 2)]


def test_a_worker_killed_from_outside() -> None:
    """Killing a worker by its id loses the notice that it was at and no other."""

    def work(number: int, task: str) -> int:
        if task == "wait" and not done.exists():
            time.sleep(30)
        return os.getpid()

    done = Path("/nonexistent")
    tasks = ["go"] * 5 + ["wait"] + ["go"] * 20
    results = ordered(work, tasks, lambda number, task, reason: -number, jobs=1, timeout=60)
    pid = next(results)
    threading.Timer(0.3, os.kill, (pid, signal.SIGKILL)).start()
    rest = list(results)
    assert [i for i, result in enumerate([pid, *rest]) if result < 0] == [5]
    assert len(rest) == len(tasks) - 1


def test_an_exception_ends_the_run() -> None:
    """What the work raises is an error of ours: told, not swallowed."""
    with pytest.raises(RuntimeError, match="ValueError: made to fail"):
        list(ordered(act, ["a", "fail", "b"], lost, jobs=2))


def test_workers_end_with_the_iterator() -> None:
    """Closing the iterator early leaves no process behind."""
    results = ordered(lambda number, task: os.getpid(), ["a"] * 100, lambda *_: 0, jobs=2)
    pid = next(results)
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def written(job: Job, inputs: list[Input], jobs: int, method: str | None = None) -> list[str]:
    """What the formats of a job write."""
    runs = [run for _, run in job.formats]
    parts = [reporting.get(name).parts for name, _ in job.formats]
    outs = [io.StringIO() for _ in parts]
    writers = [reporting.PieceWriter(p, out, run) for p, out, run in zip(parts, outs, runs, strict=True) if p]
    totals = Totals()
    outcomes = (
        ordered(job.audit, inputs, job.lost, jobs=jobs, method=method)
        if jobs > 1
        else (job.audit(i, each) for i, each in enumerate(inputs))
    )
    for outcome in outcomes:
        totals.merge(outcome.totals)
        for writer, piece in zip(writers, outcome.pieces, strict=True):
            writer.add(piece)
    for writer in writers:
        writer.finish(totals)
    return [out.getvalue() for out in outs]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_same_bytes(method: str) -> None:
    """Two processes write what one writes, in every format that is written notice by notice; forked or started anew."""
    if method == "fork" and not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    names = [name for name, form in reporting.formats().items() if form.parts]
    assert {"json", "jsonl", "plain", "csv", "rich"} <= set(names)
    inputs = find_inputs([str(ROOT / "tests" / "notices")])
    setup = Setup(isolated=True)
    rules = tuple(map(describe, setup.plan_of(inputs[0]).rules))
    job = Job(setup, tuple((name, Run(rules, len(inputs), Options())) for name in names))
    assert written(job, inputs, 2, method) == written(job, inputs, 1)


def test_kept_notices_are_the_same() -> None:
    """A notice that was kept in bytes is made again as it was; what can be sent away can be kept."""
    inputs = find_inputs([str(ROOT / "tests" / "notices")])
    setup = Setup(isolated=True)
    whole, light = Job(setup, whole=True), Job(setup, whole=True, light=True)
    kept = Kept(setup, inputs)
    originals = []
    for number, each in enumerate(inputs):
        packed = light.audit(number, each).audited
        assert isinstance(packed, bytes)
        kept.add(packed)
        originals.append(whole.audit(number, each).audited)
    assert len(kept) == len(inputs)
    for made, original in zip(kept, originals, strict=True):
        assert not isinstance(original, bytes)
        assert original is not None
        assert made.findings == original.findings
        assert made.ledger == original.ledger
        assert made.title == original.title
        assert made.notice is not None
    assert kept[-1].path == inputs[-1].name
    kept.close()


def test_what_leaves_a_worker_is_light() -> None:
    """No parsed notice goes through the pipe: the outcome is not much larger than what was written of it."""
    each = Input(str(ROOT / "tests" / "notices" / "clean_inspection.txt"), "a.txt")
    job = Job(Setup(isolated=True), (("plain", Run((), 1, Options())),))
    assert len(pickle.dumps(job.audit(0, each))) < 2000
