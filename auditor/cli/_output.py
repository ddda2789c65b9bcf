"""Where reports go: stdout, files, folders; several at once, written while the audit goes on where that is possible."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from auditor import reporting
from auditor.cli._types import Target
from auditor.errors import AuditorError, unwritable
from auditor.not_notices import may_be_replaced
from auditor.records import frozen
from auditor.report import Report, RuleInfo

if TYPE_CHECKING:
    from auditor.inputs import Input
    from auditor.presentation.totals import Totals
    from auditor.reporting import Format, Options, PieceWriter, Run


@frozen
class _Wanted:
    """A report that is asked for, with its format and what is known before the first notice."""

    target: Target
    form: Format
    run: Run


class Output:
    """The reports of a run; use it as a context manager, which closes the files.

    ``screen`` are the options of what goes to stdout, ``paper`` those of files.  ``held`` keeps back what goes to
    stdout until the end, because a progress bar is on the same terminal.  Raises AuditorError for an unknown format.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        rules: tuple[RuleInfo, ...],
        notices: int,
        screen: Options,
        paper: Options,
        *,
        held: bool = False,
    ) -> None:
        wanted = [
            _Wanted(t, reporting.get(t.format), reporting.Run(rules, notices, paper if t.file else screen))
            for t in targets
        ]
        for each in wanted:
            if each.target.file and _is_folder(each.target.file) and each.form.folder is None:
                raise AuditorError(f"格式 {each.form.name} 写成一个文件，不能写入文件夹 {each.target.file}")
        self._pieced = [each for each in wanted if each.form.parts is not None]
        self._whole = [each for each in wanted if each.form.parts is None]
        self._rules = rules
        self._held = _temporary() if held else None
        self._files = ExitStack()
        self._opened: list[tuple[str, TextIO]] = []
        self._writers: list[PieceWriter] = []

    @property
    def formats(self) -> tuple[tuple[str, Run], ...]:
        """The formats that are written notice by notice, each with its run."""
        return tuple((each.form.name, each.run) for each in self._pieced)

    @property
    def whole(self) -> bool:
        """Whether a format wants the whole report."""
        return bool(self._whole)

    def __enter__(self) -> Output:
        """Open the files and write what stands before the first notice."""
        opened = [(each, self._open(each.target.file)) for each in self._pieced]
        for each, out in opened:  # nothing is written before all of them could be opened
            if each.form.parts is not None:
                with _told(each.target.file):
                    self._writers.append(reporting.PieceWriter(each.form.parts, out, each.run))
        return self

    def __exit__(self, kind: object, *error: object) -> None:
        with suppress(OSError) if kind else nullcontext():  # a full disk was told already
            self._files.close()
        if self._held is not None:
            self._held.close()

    def add(self, pieces: Iterable[str]) -> None:
        """Write what the formats made of the next notice."""
        for each, writer, piece in zip(self._pieced, self._writers, pieces, strict=True):
            with _told(each.target.file):
                writer.add(piece)

    def finish(self, totals: Totals, report: Report | None) -> None:
        """Write what comes after the last notice, and the formats that want the whole report."""
        for each, writer in zip(self._pieced, self._writers, strict=True):
            with _told(each.target.file):
                writer.finish(totals)
        for each in self._whole:
            assert report is not None
            with _told(each.target.file):
                if each.form.folder is not None and each.target.file and _is_folder(each.target.file):
                    each.form.folder(report, Path(each.target.file), each.run.options)
                else:
                    each.form.render(report, self._open(each.target.file), each.run.options)
        for file, out in self._opened:
            with _told(file):
                out.flush()
        self._files.close()
        if self._held is not None:
            self._held.seek(0)
            from shutil import copyfileobj

            copyfileobj(self._held, sys.stdout)

    def _open(self, file: str | None) -> TextIO:
        if file is None:
            return self._held or sys.stdout
        with _told(file):
            opened = open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
        self._opened.append((file, opened))
        return self._files.enter_context(opened)


def _temporary() -> TextIO:
    from tempfile import TemporaryFile

    return TemporaryFile("w+", encoding="utf-8", newline="")


def refuse_overwriting(targets: Sequence[Target], inputs: Iterable[Input], *, force: bool) -> None:
    """Refuse reports that would overwrite each other, a notice or, unless forced, a file of somebody else's.

    Raises click.UsageError.
    """
    context = click.get_current_context()
    files = [target.file for target in targets]
    real = ["" if file is None else os.path.realpath(file) for file in files]
    if len(set(real)) < len(real):
        raise click.UsageError("两个报告写到同一处；用 --format 格式=文件 分开", context)
    notices = {os.path.realpath(each.path) for each in inputs}
    folders = {os.path.dirname(notice) for notice in notices}
    for file, path in zip(files, real, strict=True):
        if path in notices or (file is not None and _is_folder(file) and path in folders):
            raise click.UsageError(f"报告 {file} 会覆盖要审核的文件", context)
    for file in filter(None, () if force else files):
        place = os.path.join(file, "index.html") if _is_folder(file) else file
        if not may_be_replaced(place):
            words = f"{place} 已经有了，不是本程序写的报告；换一个文件名，或用 --force 覆盖"
            raise click.UsageError(words, context)


def _is_folder(file: str) -> bool:
    """Whether a report's place is meant to be a folder: it is one, or its name ends in a slash."""
    return file.endswith(("/", os.sep)) or os.path.isdir(file)


@contextmanager
def _told(file: str | None) -> Iterator[None]:
    """Say in one sentence why a file could not be written: raises AuditorError.  Standard output is not our business."""
    try:
        yield
    except OSError as error:
        if file is None:
            raise
        raise AuditorError(f"不能写入 {file}：{unwritable(error)}") from error
