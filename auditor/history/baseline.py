"""The baseline: findings that were there when the gate was put up.  Only what is new counts.

A JSON file names them by notice and fingerprint; rule, severity and words are there for people.  Paths are relative
to the file's folder, so that it can be kept with the notices.  What was stated and computed is kept too: a finding
whose figures have changed since counts as new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrs import asdict, field, fields_dict

from auditor.configuration.globs import below
from auditor.errors import AuditorError, unwritable
from auditor.findings import Finding
from auditor.history.fingerprints import FINGERPRINT
from auditor.history.sides import Sides, sides_of
from auditor.presentation.excerpt import shorten
from auditor.readers import describe
from auditor.records import frozen
from auditor.report import AuditedNotice
from auditor.source import Source

NAME = "auditor.baseline.json"
VERSION = 1
_LONGEST = 60  # characters of a quote that are kept


@frozen
class Entry:
    """A finding of a baseline.  ``stated`` and ``computed`` are its two sides; baselines of old have none."""

    fingerprint: str
    rule: str = ""
    severity: str = ""
    quote: str = ""
    stated: str | None = None
    computed: str | None = None

    @property
    def sides(self) -> Sides | None:
        """What it told; None if that is not known."""
        if self.stated is None or self.computed is None:
            return None
        return Sides(self.stated, self.computed)


_KEYS = tuple(fields_dict(Entry))
Entries = Mapping[str, tuple[Entry, ...]]
"""The known findings by the path of their notice."""


class Change(NamedTuple):
    """A finding that is in the baseline with other figures; ``line`` is where it stands now."""

    line: int
    rule: str
    was: Sides
    now: Sides


class Compared(NamedTuple):
    """A notice without the findings that are known, all fingerprints that the baseline has, and what has changed."""

    notice: AuditedNotice
    seen: frozenset[str]
    changes: tuple[Change, ...]


@frozen
class Baseline:
    """The findings that a file knows."""

    file: str
    entries: Entries = field(repr=False)

    def key(self, path: str) -> str:
        """What the notice at an absolute path is called in the file."""
        return below(path, os.path.dirname(self.file)) or path

    def apply(self, audited: AuditedNotice, path: str) -> Compared:
        """The notice compared with what is known of it; a finding whose figures have changed stays in it."""
        entries = self.entries.get(self.key(path), ())
        known = {entry.fingerprint: entry for entry in entries}
        there = {i: known[mark] for i, mark in enumerate(audited.fingerprints) if mark in known}
        changed = _changed(audited, there, entries)
        same = there.keys() - changed.keys()
        seen = frozenset(audited.fingerprints[i] for i in there)
        return Compared(audited.without(same, known=len(same)), seen, tuple(changed.values()))

    def stale(self, path: str, seen: Iterable[str]) -> list[Entry]:
        """The entries of a notice that was audited which no longer occur."""
        there = set(seen)
        return [entry for entry in self.entries.get(self.key(path), ()) if entry.fingerprint not in there]

    def save(self) -> None:
        """Write the file; raises AuditorError if that is not possible."""
        data = {
            "version": VERSION,
            "notices": {
                path: [asdict(e, filter=lambda _, value: value is not None) for e in entries]
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
            raise AuditorError(f"不能写入基线 {self.file}：{unwritable(error)}") from error


def entries_of(audited: AuditedNotice) -> tuple[Entry, ...]:
    """The findings of a notice as a baseline keeps them."""
    source = audited.source
    if source is None:
        return ()
    made = []
    for finding, mark in zip(audited.findings, audited.fingerprints, strict=True):
        sides = sides_of(finding)
        told = (sides.stated, sides.computed) if sides else (None, None)
        made.append(Entry(mark, finding.rule, str(finding.severity), _quote(source, finding), *told))
    return tuple(made)


def _quote(source: Source, finding: Finding) -> str:
    return shorten(" ".join(source.quote(finding.span).split()), _LONGEST)


def _changed(
    audited: AuditedNotice, known: Mapping[int, Entry], entries: Iterable[Entry]
) -> dict[int, Change]:
    """The findings, by index, that told something else when they were taken into the baseline.

    Where one of several equal findings was mended, the next one has taken its fingerprint: a finding with the figures
    of another entry of its rule and words is that one.
    """
    source = audited.source
    if source is None:
        return {}
    left = Counter((entry.rule, entry.quote, entry.sides) for entry in entries)
    changed: dict[int, Change] = {}
    for i, entry in known.items():
        finding, was, now = audited.findings[i], entry.sides, sides_of(audited.findings[i])
        if was is None or now is None or was == now:
            left[entry.rule, entry.quote, was] -= 1
        else:
            changed[i] = Change(source.position(finding.span.start).line, finding.rule, was, now)
    for i, change in list(changed.items()):
        same = (change.rule, _quote(source, audited.findings[i]), change.now)
        if left[same] > 0:
            left[same] -= 1
            del changed[i]
    return changed


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
        yield Entry(**{name: each[name] for name in _KEYS if name in each})
