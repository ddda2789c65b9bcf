"""The baseline: findings that were there when the gate was put up.  Only what is new counts.

A JSON file names them by notice and fingerprint; rule, severity and words are there for people.  Paths are relative
to the file's folder, so that it can be kept with the notices.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import asdict, field, frozen

from auditor.configuration.globs import below
from auditor.errors import AuditorError
from auditor.history.fingerprints import FINGERPRINT
from auditor.presentation.excerpt import shorten
from auditor.readers import describe
from auditor.report import AuditedNotice

NAME = "auditor.baseline.json"
VERSION = 1
_LONGEST = 60  # characters of a quote that are kept


@frozen
class Entry:
    """A finding of a baseline."""

    fingerprint: str
    rule: str = ""
    severity: str = ""
    quote: str = ""


Entries = Mapping[str, tuple[Entry, ...]]
"""The known findings by the path of their notice."""


@frozen
class Baseline:
    """The findings that a file knows."""

    file: str
    entries: Entries = field(repr=False)

    def key(self, path: str) -> str:
        """What the notice at an absolute path is called in the file."""
        return below(path, os.path.dirname(self.file)) or path

    def apply(self, audited: AuditedNotice, path: str) -> tuple[AuditedNotice, frozenset[str]]:
        """The notice without the findings that are known, and their fingerprints."""
        known = {entry.fingerprint for entry in self.entries.get(self.key(path), ())}
        there = {i for i, mark in enumerate(audited.fingerprints) if mark in known}
        marks = frozenset(audited.fingerprints[i] for i in there)
        return audited.without(there, known=len(there)), marks

    def stale(self, path: str, seen: Iterable[str]) -> list[Entry]:
        """The entries of a notice that was audited which no longer occur."""
        there = set(seen)
        return [entry for entry in self.entries.get(self.key(path), ()) if entry.fingerprint not in there]

    def save(self) -> None:
        """Write the file; raises AuditorError if that is not possible."""
        data = {
            "version": VERSION,
            "notices": {
                path: [asdict(e) for e in entries]
                for path, entries in sorted(self.entries.items())
                if entries
            },
        }
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        aside = f"{self.file}.{os.getpid()}.tmp"  # whoever reads meanwhile finds the old one whole
        try:
            with open(aside, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
                out.write(text)
            os.replace(aside, self.file)
        except OSError as error:
            raise AuditorError(f"不能写入基线 {self.file}：{describe(error)}") from error


def entries_of(audited: AuditedNotice) -> tuple[Entry, ...]:
    """The findings of a notice as a baseline keeps them."""
    source = audited.source
    if source is None:
        return ()
    return tuple(
        Entry(
            mark,
            finding.rule,
            str(finding.severity),
            shorten(" ".join(source.quote(finding.span).split()), _LONGEST),
        )
        for finding, mark in zip(audited.findings, audited.fingerprints, strict=True)
    )


def load(file: str) -> Baseline:
    """The baseline in a file; raises AuditorError if it cannot be read or is none."""
    file = os.path.abspath(file)
    try:
        with open(file, "rb") as stream:
            data: Any = json.loads(stream.read().decode("utf-8-sig"))
    except OSError as error:
        raise AuditorError(
            f"不能读取基线 {file}：{describe(error)}；auditor baseline write 生成基线"
        ) from error
    except (ValueError, RecursionError) as error:
        raise AuditorError(f"基线 {file} 不是有效的 JSON：{error}") from error
    if (
        not isinstance(data, dict)
        or data.get("version") != VERSION
        or not isinstance(data.get("notices"), dict)
    ):
        raise AuditorError(f"{file} 不是基线文件：应由 auditor baseline write 生成（version {VERSION}）")
    return Baseline(
        file, {path: tuple(_entries(file, path, listed)) for path, listed in data["notices"].items()}
    )


def _entries(file: str, path: str, listed: Any) -> Iterable[Entry]:
    if not isinstance(listed, list):
        raise AuditorError(f"基线 {file} 中 {path} 一项应为列表")
    for each in listed:
        texts = isinstance(each, dict) and all(isinstance(value, str) for value in each.values())
        if not texts or not FINGERPRINT.match(each.get("fingerprint", "")):
            raise AuditorError(f"基线 {file} 中 {path} 有一项没有有效的 fingerprint")
        yield Entry(
            each["fingerprint"], each.get("rule", ""), each.get("severity", ""), each.get("quote", "")
        )
