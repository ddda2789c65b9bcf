"""Waivers: findings that a person has signed for, in ``auditor.waivers.toml`` beside or above the notices.

A waiver names a finding by its fingerprint, or by its rule and the words it points at; a person and a reason stand
with it, and a day after which it holds no more.  A waived finding leaves the report and is counted.  Where the
figures that were signed for are written down (``stated``, ``computed``), a finding with other figures is not waived.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from attrs import asdict

from auditor.configuration import globs
from auditor.configuration.mistakes import ConfigError, Mistake, shown
from auditor.errors import AuditorError, unwritable
from auditor.findings import Finding
from auditor.history.fingerprints import FINGERPRINT
from auditor.history.sides import Sides, sides_of
from auditor.records import frozen
from auditor.report import AuditedNotice

if TYPE_CHECKING:
    from auditor.configuration.reading import Document

NAME = "auditor.waivers.toml"


@frozen
class Waiver:
    """An exception.  ``path`` is a glob relative to the file's folder; without ``expires`` it holds for ever.

    ``stated`` and ``computed`` are the two sides of the finding that was signed for.
    """

    reason: str
    person: str
    fingerprint: str | None = None
    rule: str | None = None
    quote: str | None = None
    path: str | None = None
    expires: date | None = None
    stated: str | None = None
    computed: str | None = None

    @property
    def sides(self) -> Sides | None:
        """What was signed for; None if only the place was."""
        if self.stated is None or self.computed is None:
            return None
        return Sides(self.stated, self.computed)


class Applied(NamedTuple):
    """A notice without the findings that are waived, and the places of the waivers that were used.

    ``changed`` are waivers, each by its place and its words, that found their finding with other figures.
    """

    notice: AuditedNotice
    used: frozenset[str]
    changed: Mapping[str, str]


@frozen
class _File:
    waiver: tuple[Waiver, ...] = ()


@frozen
class Signed:
    """A waiver and where it is written; ``words`` name it in messages."""

    waiver: Waiver
    folder: str
    place: str

    @property
    def words(self) -> str:
        """“auditor.waivers.toml:3 的豁免 0123456789abcdef（张三）”."""
        which = self.waiver.fingerprint or f"{self.waiver.rule} “{self.waiver.quote}”"
        return f"{self.place} 的豁免 {which}（{self.waiver.person}）"

    def concerns(self, path: str) -> bool:
        """Whether it may be about the notice at an absolute path."""
        return self.waiver.path is None or globs.fits(self.waiver.path, path, self.folder)

    def covers(self, rule: str, quote: str, fingerprint: str) -> bool:
        """Whether it is about a finding; ``quote`` is without blanks."""
        if self.waiver.fingerprint is not None:
            return self.waiver.fingerprint == fingerprint
        return self.waiver.rule == rule and "".join((self.waiver.quote or "").split()) == quote

    def change(self, finding: Finding) -> str:
        """How the figures of a finding differ from those that were signed for, in words; "" if they do not."""
        was, now = self.waiver.sides, sides_of(finding)
        if was is None or now is None or was == now:
            return ""
        return f"签的是{was.words}，现在是{now.words}"


class Waivers:
    """The waivers of a run: those of one ``file``, or for each notice those of the nearest file above it."""

    def __init__(self, file: str | None = None, *, isolated: bool = False, today: date | None = None) -> None:
        self._isolated = isolated
        self._today = today or date.today()
        self._nearest: dict[str, Sequence[Signed]] = {}
        self._all: dict[str, Sequence[Signed]] = {}
        self._one = self._load(os.path.abspath(file)) if file is not None else None

    def of(self, path: str) -> Sequence[Signed]:
        """The waivers that may be about the notice at an absolute path, expired ones included.

        Raises ConfigError if their file is wrong.
        """
        found = (
            self._one
            if self._one is not None
            else ()
            if self._isolated
            else self._above(os.path.dirname(path))
        )
        return [each for each in found if each.concerns(path)]

    def expired(self, signed: Signed) -> bool:
        """Whether a waiver holds no more."""
        return signed.waiver.expires is not None and signed.waiver.expires < self._today

    def apply(self, audited: AuditedNotice, path: str) -> Applied:
        """The notice compared with what was signed for."""
        valid = [each for each in self.of(path) if not self.expired(each)]
        source = audited.source
        if not valid or source is None or not audited.findings:
            return Applied(audited, frozenset(), {})
        used: set[str] = set()
        waived: set[int] = set()
        changed: dict[str, str] = {}
        for i, (finding, mark) in enumerate(zip(audited.findings, audited.fingerprints, strict=True)):
            quote = "".join(source.quote(finding.span).split())
            for each in valid:
                if not each.covers(finding.rule, quote, mark):
                    continue
                if words := each.change(finding):
                    changed[each.place] = words
                else:
                    waived.add(i)
                    used.add(each.place)
        return Applied(audited.without(waived, waived=len(waived)), frozenset(used), changed)

    def review(
        self,
        concerned: Iterable[Signed],
        used: Iterable[str],
        rules: Iterable[str],
        changed: Mapping[str, str] = MappingProxyType({}),
    ) -> list[str]:
        """What is to be said of the waivers that concern the notices of a run: expired, of other figures, or unused.

        ``used`` are the places of those that were used, ``rules`` the ids of the rules that ran: a waiver for
        another rule cannot be called unused.  ``changed`` are those that found other figures.
        """
        used, ran = set(used), set(rules)
        said: list[str] = []
        for signed in concerned:
            if self.expired(signed):
                said.append(f"{signed.words} 已于 {signed.waiver.expires} 到期，不再有效")
            elif signed.place in used:
                continue
            elif signed.place in changed:
                said.append(f"{signed.words} 不再有效：{changed[signed.place]}")
            elif signed.waiver.rule is None or signed.waiver.rule in ran:
                said.append(f"{signed.words} 没有用到，可以删除")
        return said

    def _above(self, folder: str) -> Sequence[Signed]:
        passed: list[str] = []
        found: Sequence[Signed] = ()
        while folder not in self._nearest:
            passed.append(folder)
            file, above = os.path.join(folder, NAME), os.path.dirname(folder)
            if os.path.lexists(file):
                found = self._load(file)
                break
            if above == folder:
                break
            folder = above
        else:
            found = self._nearest[folder]
        self._nearest |= dict.fromkeys(passed, found)
        return found

    def _load(self, file: str) -> Sequence[Signed]:
        if file not in self._all:
            self._all[file] = load(file)
        return self._all[file]


def nearest(folder: str) -> str | None:
    """The file of waivers in a folder or in the nearest one above it; None if there is none."""
    while not os.path.lexists(file := os.path.join(folder, NAME)):
        if (above := os.path.dirname(folder)) == folder:
            return None
        folder = above
    return file


def load(file: str) -> Sequence[Signed]:
    """The waivers of a file; raises ConfigError with everything that is wrong in it."""
    from auditor.configuration.reading import read, structure  # slow to import, and most runs have no waivers

    document = read(file)
    made, mistakes = structure(document, document.data, _File)
    if not mistakes:
        mistakes = [m for i, each in enumerate(made.waiver) for m in _mistakes(document, i, each)]
    if mistakes:
        raise ConfigError(mistakes)
    folder = os.path.dirname(os.path.abspath(file))
    return [
        Signed(each, folder, f"{shown(file)}:{document.line(('waiver', i))}")
        for i, each in enumerate(made.waiver)
    ]


def add(file: str, waiver: Waiver) -> None:
    """Append a waiver to a file, which is made if it is not there; raises AuditorError if that is not possible."""
    lines = ["[[waiver]]"]
    for key, value in asdict(waiver).items():
        if value is not None:
            # A JSON string is a TOML string, but for one character that TOML wants escaped.
            words = (
                json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
                if isinstance(value, str)
                else value
            )
            lines.append(f"{key} = {words}")
    text = "\n".join(lines) + "\n"
    try:
        with open(file, "a+b") as out:
            out.seek(0)
            before = out.read()
            gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
            out.write(gap + text.encode("utf-8", "replace"))
    except OSError as error:
        raise AuditorError(f"不能写入 {file}：{unwritable(error)}") from error


def _mistakes(document: Document, number: int, waiver: Waiver) -> Iterable[Mistake]:
    at = ("waiver", number)
    if waiver.fingerprint is None and (waiver.rule is None or waiver.quote is None):
        yield document.mistake(at, "应写明 fingerprint，或者 rule 和 quote")
    if waiver.fingerprint is not None and not FINGERPRINT.match(waiver.fingerprint):
        yield document.mistake((*at, "fingerprint"), "fingerprint 应为 16 位十六进制数字")
    if (waiver.stated is None) != (waiver.computed is None):
        yield document.mistake(at, "stated 和 computed 应同时写")
    for key in ("reason", "person"):
        if not getattr(waiver, key).strip():
            yield document.mistake((*at, key), f"{key} 不能为空")
