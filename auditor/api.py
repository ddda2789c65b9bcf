"""The library's door: :func:`audit` for one notice; :mod:`auditor.running.batch` is for many."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from auditor.configuration.plan import Plan, Setup
from auditor.errors import AuditorError, UncheckedError
from auditor.inputs import Input
from auditor.pipeline import audit_source
from auditor.profiles import PROFILES
from auditor.readers import endings, read
from auditor.readers.text import normalise
from auditor.report import AuditedNotice, Crash
from auditor.source import Source

_TEXT = "<text>"
"""What a text is called that is in no file."""
_LONGEST_NAME = 255
_SENTENCE = frozenset("。，；：！？、")


def audit(
    document: str | os.PathLike[str],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    config: str | Path | None = None,
) -> AuditedNotice:
    """Audit one notice: a ``Path`` is read, a ``str`` is the text itself (and not a file's name).

    ``select`` and ``ignore`` choose rules by id, id prefix or name.  No configuration file is looked for;
    ``config`` names one.  Raises :class:`auditor.errors.UncheckedError` if a file cannot be read or a text is empty,
    :class:`auditor.errors.AuditorError` for an unknown rule, an unknown profile, a wrong configuration or a ``str``
    that names a file, and TypeError for anything else than text or path.
    May be called from several threads at once.
    """
    if not isinstance(document, str | os.PathLike):
        kind = type(document).__name__
        raise TypeError(f"audit() 的第一个参数应为 str（正文）或 Path（文件），不是 {kind}")
    if isinstance(document, str):
        _refuse_other_than_text(document)
    if profile is not None and profile not in PROFILES:
        raise AuditorError(f"没有文种 {profile!r}；可用的有 {'、'.join(PROFILES)}")
    chosen = (_words(select), _words(ignore), profile)
    setup = _setup(*chosen) if config is None else Setup(_given(*chosen), file=os.fspath(config))
    plan = setup.plan(_TEXT if isinstance(document, str) else os.fspath(document))
    if isinstance(document, str):
        source = Source(_TEXT, normalise(document))
    else:
        source = read(document, plan.max_size)
    return audit_source(source, plan.rules, None, plan.settings)


def _refuse_other_than_text(text: str) -> None:
    """Raise for an empty text, which would pass as clean, and for the name of a file, which would as well."""
    if not text.strip():
        raise UncheckedError("没有正文：文本是空的", _TEXT)
    name = text.strip()
    if len(name) > _LONGEST_NAME or "\n" in name or "\0" in name or not _SENTENCE.isdisjoint(name):
        return
    ending = os.path.splitext(name)[1].lower()
    if (ending and ending in endings()) or os.path.exists(name):
        raise AuditorError(f"{name!r} 像是文件名：审文件请传 Path({name!r})，str 是正文本身")


def _words(given: Iterable[str]) -> tuple[str, ...]:
    """One word is one word, and not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


@lru_cache(maxsize=16)
def _setup(select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None) -> Setup:
    """What is the same for every call without a configuration file; to bring the rules together takes a while."""
    return Setup(_given(select, ignore, profile), isolated=True)


def _given(
    select: tuple[str, ...], ignore: tuple[str, ...], profile: str | None
) -> dict[tuple[str, ...], Any]:
    given = {("select",): select, ("ignore",): ignore, ("profile",): profile}
    return {key: value for key, value in given.items() if value}


def audit_input(one: Input, plan: Plan) -> AuditedNotice:
    """Audit one document; if it can't be read or breaks the auditor, the result says so.

    Only what is to end the run is raised (Ctrl-C).
    """
    try:
        source = one.read(plan.max_size)
    except UncheckedError as error:
        return AuditedNotice(one.name, reason=error.reason)
    try:
        return audit_source(source, plan.rules, None, plan.settings)
    except Exception as error:  # noqa: BLE001 - an error of ours: reported with exit status 2, the others go on
        words = f"{type(error).__name__}: {error}"
        return AuditedNotice(
            one.name, reason=f"审核程序内部错误：{words}", crashes=(Crash("auditor", words),)
        )
