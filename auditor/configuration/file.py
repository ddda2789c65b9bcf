"""What a configuration file may say, and reading one: ``auditor.toml``, or ``[tool.auditor]`` in pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NewType, TypeVar

from attrs import evolve, field, fields_dict, has

from auditor.configuration import globs, reading
from auditor.configuration.mistakes import ConfigError, Mistake, shown
from auditor.configuration.places import Path
from auditor.configuration.reading import CONVERTER, Document, expected, one_of, structure
from auditor.configuration.setting import NAME, PYPROJECT, Setting
from auditor.errors import AuditorError
from auditor.findings import Severity
from auditor.profiles import PROFILES, profiles
from auditor.readers import parse_size
from auditor.records import frozen
from auditor.registry import Registry
from auditor.settings import Days, Deadlines, Glossary

LEVELS = ("error", "warning", "info", "never")

T = TypeVar("T")
Level = NewType("Level", str)
Genre = NewType("Genre", str)
Element = NewType("Element", str)
Size = NewType("Size", int)
Count = NewType("Count", int)
Words = NewType("Words", tuple[str, ...])


@frozen
class PerNotice:
    """The keys that may stand at the top and in a ``[[per-path]]`` entry; None: not said."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: dict[str, Severity] = field(factory=dict)
    fail_on: Level | None = None
    profile: Genre | None = None
    required: tuple[Element, ...] | None = None
    glossary: Glossary = field(factory=Glossary)
    deadlines: Deadlines = field(factory=Deadlines)
    max_size: Size | None = None
    rules: dict[str, dict[str, Any]] = field(factory=dict)


@frozen
class PerPath(PerNotice):
    """Settings for the notices that a glob (relative to the file's folder) names."""

    elsewhere: ClassVar = ("extend", "plugins", "rules-dir", "per-path")
    """Keys that may stand at the top only."""

    path: Words = field(kw_only=True)


@frozen
class Whole(PerNotice):
    """A whole configuration file."""

    extend: str | None = None
    rules_dir: Words | None = None
    plugins: bool | None = None
    budget: dict[str, Count] = field(factory=dict)
    per_path: tuple[PerPath, ...] = ()


@frozen
class Group:
    """Settings that hold for all notices, or for those whose path under ``folder`` fits one of ``globs``."""

    settings: tuple[Setting, ...]
    globs: tuple[str, ...] = ()
    folder: str = ""

    def applies(self, path: str) -> bool:
        """Whether the settings hold for the notice at an absolute path."""
        if not self.globs:
            return True
        return any(globs.fits(each, path, self.folder) for each in self.globs)


@frozen
class ConfigFile:
    """A configuration file with those that it extends: groups in the order in which they are to be applied."""

    path: str
    groups: tuple[Group, ...]
    mistakes: tuple[Mistake, ...]
    """What is wrong with it, as far as can be said without the rules."""
    unused: str | None = None
    """A pyproject.toml in the same folder whose [tool.auditor] is not read because of this file."""

    def settings(self) -> Iterator[Setting]:
        """All settings."""
        for group in self.groups:
            yield from group.settings


def find(folder: str) -> ConfigFile | None:
    """The configuration in a folder, not above it; auditor.toml goes before pyproject.toml."""
    own, project = os.path.join(folder, NAME), os.path.join(folder, PYPROJECT)
    if os.path.lexists(own):
        return evolve(load(own), unused=project if _has_section(project) else None)
    return load(project) if _has_section(project) else None


def _has_section(pyproject: str) -> bool:
    """Whether a pyproject.toml has a [tool.auditor]; one that is not TOML has it if it looks so."""
    try:
        with open(pyproject, "rb") as stream:
            data = stream.read()
    except OSError:
        return False
    try:
        tool = reading.read(pyproject).data.get("tool") if b"auditor" in data else None
    except ConfigError:
        return b"tool.auditor" in data
    return isinstance(tool, dict) and "auditor" in tool


def load(path: str, extended_by: tuple[str, ...] = ()) -> ConfigFile:
    """Read a configuration file and those it extends.  Raises ConfigError if there is nothing to go on with."""
    path = os.path.abspath(path)
    document = reading.read(path)
    at: Path = ()
    table: Any = document.data
    if os.path.basename(path) == PYPROJECT:
        at = ("tool", "auditor")
        table = document.data.get("tool", {}).get("auditor")
        if table is None:
            raise ConfigError([Mistake(shown(path), None, "没有 [tool.auditor] 一节")])
    whole, mistakes = structure(document, table, Whole, at)
    base: tuple[Group, ...] = ()
    if whole.extend is not None:
        base, more = _extended(document, whole.extend, (*at, "extend"), (*extended_by, path))
        mistakes += more
    top = _group(document, table, whole, at)
    entries = tuple(
        _group(document, document_table, each, (*at, "per-path", i), os.path.dirname(path))
        for i, (document_table, each) in enumerate(_entries(table, whole))
    )
    # For all notices first, what is said of some paths afterwards: the more particular goes last and wins.
    groups = (*(g for g in base if not g.globs), top, *(g for g in base if g.globs), *entries)
    return ConfigFile(path, groups, tuple(mistakes))


def _entries(table: Mapping[str, Any], whole: Whole) -> list[tuple[Any, PerPath]]:
    """The [[per-path]] tables beside what was made of them; none if one of them had to be dropped."""
    raw = table.get("per-path", [])
    return list(zip(raw, whole.per_path, strict=True)) if len(raw) == len(whole.per_path) else []


def _extended(
    document: Document, target: str, at: Path, extended_by: tuple[str, ...]
) -> tuple[tuple[Group, ...], list[Mistake]]:
    path = os.path.abspath(os.path.join(os.path.dirname(document.path), os.path.expanduser(target)))
    if path in extended_by:
        return (), [document.mistake(at, f"extend 绕成了圈：{' → '.join(map(shown, (*extended_by, path)))}")]
    if not os.path.isfile(path):
        return (), [document.mistake(at, f"extend 所指的文件不存在：{shown(path)}")]
    try:
        base = load(path, extended_by)
    except ConfigError as error:
        return (), list(error.mistakes)
    return base.groups, list(base.mistakes)


def _group(
    document: Document, table: Mapping[str, Any], made: PerNotice, at: Path, folder: str = ""
) -> Group:
    globs = made.path if isinstance(made, PerPath) else ()
    settings = tuple(
        Setting(key, value, _source(document, (*at, *key), globs), document, (*at, *key))
        for key, value in _flat(table, made)
        if key[0] not in ("extend", "per-path", "path")
    )
    return Group(tuple(_from_folder(each, document) for each in settings), globs, folder)


def _from_folder(setting: Setting, document: Document) -> Setting:
    """Folders in a file are relative to the file."""
    if setting.key != ("rules-dir",):
        return setting
    here = os.path.dirname(document.path)
    folders = tuple(os.path.normpath(os.path.join(here, os.path.expanduser(each))) for each in setting.value)
    return evolve(setting, value=folders)


def _source(document: Document, path: Path, globs: tuple[str, ...]) -> str:
    line = document.line(path)
    place = shown(document.path) + (f":{line}" if line else "")
    return f"{place}（per-path {'、'.join(globs)}）" if globs else place


def _flat(table: Mapping[str, Any], made: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What a table says, as dotted keys with checked values; what was wrong is left out."""
    for key, raw in table.items():
        value = made.get(key) if isinstance(made, Mapping) else getattr(made, key.replace("-", "_"), None)
        if value is None:
            continue
        if isinstance(raw, dict) and (has(type(value)) or isinstance(value, Mapping)):
            yield from (((key, *rest), inner) for rest, inner in _flat(raw, value))
        else:
            yield (key,), value


def check(config: ConfigFile, registry: Registry) -> Iterator[Mistake]:
    """What is wrong with a configuration as far as the rules are concerned."""
    for setting in config.settings():
        match setting.key:
            case ("select" | "ignore",):
                for i, selector in enumerate(setting.value):
                    yield from _unknown(setting, registry, selector, i)
            case ("severity" | "budget", selector):
                yield from _unknown(setting, registry, selector)
            case ("rules", which, *inner):
                yield from _wrong_option(setting, registry, which, inner)


def _unknown(setting: Setting, registry: Registry, selector: str, *index: int) -> Iterator[Mistake]:
    try:
        registry.matching(selector)
    except AuditorError as error:
        yield setting.mistake(f"{setting.key[0]}：{error}", *index)


def _wrong_option(setting: Setting, registry: Registry, which: str, inner: list[str]) -> Iterator[Mistake]:
    try:
        rule = registry.get(which)
    except AuditorError as error:
        yield setting.mistake(f"rules：{error}")
        return
    if rule.options is None:
        having = "、".join(r.id for r in registry if r.options)
        yield setting.mistake(
            f"规则 {rule.id} 没有选项；有选项的是 {having}" if having else f"规则 {rule.id} 没有选项"
        )
        return
    table = setting.value
    for key in reversed(inner):
        table = {key: table}
    assert setting.document is not None
    try:
        _, mistakes = structure(setting.document, table, rule.options, setting.path[: -len(inner)])
    except ConfigError as error:
        mistakes = list(error.mistakes)
    yield from (setting.mistake(mistake.words) for mistake in mistakes)


def keys() -> list[str]:
    """The keys of a configuration file in the order in which they are documented."""
    return [name.replace("_", "-") for name in fields_dict(Whole)]


def _words(value: Any, _: Any) -> tuple[str, ...]:
    """One word or a list of them."""
    return CONVERTER.structure([value] if isinstance(value, str) else value, tuple[str, ...])


def _bytes(value: Any, _: Any) -> int:
    size = (
        value if type(value) is int and value > 0 else parse_size(value) if isinstance(value, str) else None
    )
    if size is None:
        raise ValueError(expected('字节数或带单位的大小（例如 "20MB"）', value))
    return size


def _days(value: Any, _: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(expected("正整数", value))
    return value


def _count(value: Any, _: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(expected("不小于 0 的整数", value))
    return value


def _element(value: Any, _: Any) -> str:
    return one_of(sorted({element for each in profiles().values() for element in each.required}))(value, _)


CONVERTER.register_structure_hook(Level, one_of(LEVELS))
CONVERTER.register_structure_hook(Genre, one_of(PROFILES))
CONVERTER.register_structure_hook(Element, _element)
CONVERTER.register_structure_hook(Days, _days)
CONVERTER.register_structure_hook(Count, _count)
CONVERTER.register_structure_hook(Size, _bytes)
CONVERTER.register_structure_hook(Words, _words)
