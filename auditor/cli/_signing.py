"""The findings that a fingerprint names in some notices: what a person is about to sign for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import click

from auditor.api import audit_input
from auditor.cli._options import setup
from auditor.configuration import globs
from auditor.configuration.mistakes import shown
from auditor.errors import AuditorError
from auditor.findings import Finding
from auditor.history.waivers import NAME, nearest
from auditor.inputs import STDIN, Input, find_inputs
from auditor.presentation.excerpt import visible
from auditor.presentation.wording import excerpt_words, locator
from auditor.records import frozen
from auditor.report import AuditedNotice
from auditor.running.batch import absolute

_FEW = 5  # notices that are named


@frozen
class Hit:
    """A finding with the notice it stands in."""

    input: Input
    notice: AuditedNotice
    finding: Finding

    @property
    def lines(self) -> Iterator[str]:
        """The finding and its sentence, in visible words."""
        where = locator(self.notice, self.finding.span.start)
        yield f"{visible(self.input.name)} {where}  {self.finding.rule} {visible(self.finding.message)}"
        yield f"原文：{excerpt_words(self.notice, self.finding.span)}"


def look_up(fingerprint: str, paths: Sequence[str], file: str, path: str | None) -> tuple[list[Hit], str]:
    """The findings that a waiver in ``file`` is to sign for, and the glob that names their notices.

    ``path`` is the glob that was asked for; without one the fingerprint must stand in one notice only.  Raises
    AuditorError if there is no such finding, if there are several, or if the file does not hold for the notice.
    """
    if STDIN in paths:
        raise click.UsageError("豁免要写明通报的路径，不能用标准输入（-）", click.get_current_context())
    inputs = find_inputs(paths)
    hits = list(_hits(fingerprint, inputs))
    folder = os.path.dirname(os.path.abspath(file))
    if path is not None:
        hits = [hit for hit in hits if globs.fits(path, absolute(hit.input), folder)]
    if not hits:
        where = visible(inputs[0].name) if len(inputs) == 1 else f"这 {len(inputs)} 份通报"
        within = f"（--path {path}）" if path is not None else ""
        raise AuditorError(f"{where}{within}里没有指纹为 {fingerprint} 的问题，没有写入豁免")
    if path is None and len(hits) > 1:
        names = "、".join(visible(hit.input.name) for hit in hits[:_FEW]) + ("等" if len(hits) > _FEW else "")
        raise AuditorError(
            f"指纹为 {fingerprint} 的问题在 {len(hits)} 份通报里都有：{names}；请只写一份，或用 --path 写明哪些通报"
        )
    for hit in hits:
        _refuse_unread(file, absolute(hit.input))
    return hits, path if path is not None else _glob(absolute(hits[0].input), folder)


def _hits(fingerprint: str, inputs: Sequence[Input]) -> Iterator[Hit]:
    configured = setup()
    for each in inputs:
        audited = audit_input(each, configured.plan_of(each))
        if not audited.checked:
            click.echo(f"auditor: {visible(each.name)}：未检查：{visible(audited.reason or '')}", err=True)
        for finding, mark in zip(audited.findings, audited.fingerprints, strict=True):
            if mark == fingerprint:
                yield Hit(each, audited, finding)


def _glob(path: str, folder: str) -> str:
    """A glob that names one file; without a slash it would name files in other folders too."""
    relative = globs.below(path, folder) or path
    return relative if "/" in relative else f"./{relative}"


def _refuse_unread(file: str, notice: str) -> None:
    """Raise AuditorError if a file with the usual name is not the one that holds for a notice."""
    if os.path.basename(file) != NAME:
        return  # it is given by --waivers
    folder, found = os.path.dirname(os.path.abspath(file)), nearest(os.path.dirname(notice))
    above = notice.startswith(os.path.join(folder, ""))
    if not above or (found is not None and len(os.path.dirname(found)) > len(folder)):
        better = found or os.path.join(os.path.dirname(notice), NAME)
        raise AuditorError(f"{shown(file)} 对 {shown(notice)} 不起作用：请加 --file {shown(better)}")
