"""Many tasks on several processes: results in the order of the tasks, and no task may spoil the others.

The pool of the standard library gives up altogether when one of its processes dies, and never gives up on one that
hangs.  Here every worker has a pipe of its own, so it is known which task it was at: that task is lost, and a new
worker goes on with the others.
"""

from __future__ import annotations

import gc
import heapq
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[int, T], R]

_DEPTH = 4  # tasks that a worker has before it, so that it never waits for the parent
_WINDOW = 256  # results that may wait for an earlier one; they are what a task that hangs costs in memory


def cores() -> int:
    """The processors that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str:
    """``fork`` where it is safe (it costs milliseconds and shares what is loaded), else ``spawn``."""
    return "fork" if sys.platform == "linux" else "spawn"


def ordered(
    work: Work[T, R],
    tasks: Sequence[T],
    lost: Callable[[int, T, str], R],
    *,
    jobs: int,
    timeout: float | None = None,
    method: str | None = None,
) -> Iterator[R]:
    """``work(number, task)`` of every task, in the order of the tasks, made by ``jobs`` processes.

    A task whose worker dies or takes longer than ``timeout`` seconds becomes ``lost(number, task, reason)``.  An
    exception of ``work`` ends the run as RuntimeError.  With ``spawn``, ``work`` and the tasks must be picklable.
    When the iterator is closed, the workers are stopped.
    """
    pool = _Pool(work, tasks, lost, jobs, timeout, multiprocessing.get_context(method or start_method()))
    gc.collect()
    gc.freeze()  # what is shared with the workers stays shared: their collector does not touch it
    try:
        yield from pool.run()
    finally:
        gc.unfreeze()
        pool.stop()


class _Worker(Generic[T, R]):
    """A process and the numbers of the tasks it has, the one that it is at first."""

    def __init__(self, work: Work[T, R], context: BaseContext) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()  # the worker's end must be the only one, or its death would go unnoticed
        self.tasks: deque[int] = deque()
        self.since = 0.0

    def give(self, number: int, task: T) -> None:
        """One task more."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(number)
        try:
            self.connection.send((number, task))
        except OSError:
            return  # it is dead, which is seen where its results are read

    def stop(self) -> str:
        """End it; how it ended, in words."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return f"信号 {-code}" if code < 0 else f"退出状态 {code}"


class _Pool(Generic[T, R]):
    def __init__(
        self,
        work: Work[T, R],
        tasks: Sequence[T],
        lost: Callable[[int, T, str], R],
        jobs: int,
        timeout: float | None,
        context: BaseContext,
    ) -> None:
        self._work, self._tasks, self._lost = work, tasks, lost
        self._timeout, self._context = timeout, context
        self._waiting = list(range(len(tasks)))  # a heap: tasks of a dead worker come back
        self._results: dict[int, R] = {}
        self._workers: list[_Worker[T, R]] = []
        self._jobs = max(1, min(jobs, len(tasks)))

    def run(self) -> Iterator[R]:
        """The results in order."""
        for number in range(len(self._tasks)):
            while number not in self._results:
                self._feed(number)
                self._collect()
            yield self._results.pop(number)

    def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _feed(self, wanted: int) -> None:
        """Give out tasks, but none far ahead of the result that is waited for."""
        while len(self._workers) < self._jobs and self._waiting:
            self._workers.append(_Worker(self._work, self._context))
        for _ in range(_DEPTH):
            for worker in self._workers:
                if not self._waiting or self._waiting[0] >= wanted + _WINDOW:
                    return
                if len(worker.tasks) < _DEPTH:
                    number = heapq.heappop(self._waiting)
                    worker.give(number, self._tasks[number])

    def _collect(self) -> None:
        """Wait for results and take them; see which workers are dead or too slow."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), self._patience()):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                number, result, error = pickle.loads(worker.connection.recv_bytes())
            except (EOFError, OSError):
                self._bury(worker, "审核进程意外终止（{}）")
                continue
            if error:
                raise RuntimeError(error)
            self._results[number] = result
            worker.tasks.popleft()
            worker.since = time.monotonic()
        if self._timeout is not None:
            for worker in list(self._workers):
                late = worker.tasks and time.monotonic() - worker.since > self._timeout
                if late and not worker.connection.poll():
                    self._bury(worker, f"审核超过 {self._timeout:g} 秒仍未完成，已终止")

    def _patience(self) -> float | None:
        """Seconds until a worker may be too slow."""
        if self._timeout is None:
            return None
        begun = [worker.since for worker in self._workers if worker.tasks]
        return max(0.0, min(begun, default=time.monotonic()) + self._timeout - time.monotonic()) + 0.01

    def _bury(self, worker: _Worker[T, R], reason: str) -> None:
        """Lose the task the worker was at; the others it had go back."""
        self._workers.remove(worker)
        how = worker.stop()
        if worker.tasks:
            number = worker.tasks.popleft()
            self._results[number] = self._lost(number, self._tasks[number], reason.format(how))
        for number in worker.tasks:
            heapq.heappush(self._waiting, number)


def _serve(connection: Connection, work: Work[T, R]) -> None:
    """What a worker does until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    while True:
        try:
            number, task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[int, R | None, str] = (number, work(number, task), "")
        except Exception as error:  # noqa: BLE001 - told to the parent, which ends the run
            answer = (number, None, f"{type(error).__name__}: {error}")
        connection.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
