"""Which rules and settings hold for a notice.

There is one order, whatever is set: built-in values, then the nearest configuration file above the notice (with
what it extends by name, and no other file), then the file's ``[[per-path]]`` entries that fit the notice from top
to bottom, then the command line.  What comes later replaces what came before, key by key: a list replaces a list,
the entries of a table (``severity.K103``) are keys of their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field

from auditor.configuration.mistakes import ConfigError, Mistake, shown
from auditor.configuration.setting import NAME, PYPROJECT, Key, Setting, Values
from auditor.errors import AuditorError
from auditor.readers import MAX_SIZE
from auditor.records import frozen
from auditor.registry import Registry, Rule
from auditor.settings import Deadlines, Glossary, Settings

if TYPE_CHECKING:
    from auditor.configuration.file import ConfigFile
    from auditor.inputs import Input

COMMAND_LINE = "命令行"


@frozen
class Plan:
    """How one notice is to be audited.

    ``values`` are the values that somebody has set, each with its source; ``config`` is the configuration file,
    ``registry`` holds all rules that there are, chosen or not.
    """

    rules: tuple[Rule, ...]
    settings: Settings
    fail_on: str
    max_size: int
    budgets: Mapping[str, Setting]
    """The number of findings that are let pass, by rule id; whatever the setting counts is shared by all its notices."""
    values: Values = field(repr=False)
    config: ConfigFile | None = field(repr=False)
    registry: Registry = field(repr=False)


class Setup:
    """The configuration of a run.

    ``given`` are the values of the command line by key; ``file`` is a configuration file that is used for every
    notice instead of the nearest one; ``isolated`` leaves all files alone.  Raises ConfigError for a ``file`` that
    cannot be read.
    """

    def __init__(
        self, given: Mapping[Key, Any] | None = None, *, file: str | None = None, isolated: bool = False
    ) -> None:
        self._given = {
            key: Setting(key, value, f"{COMMAND_LINE} --{'.'.join(key)}")
            for key, value in (given or {}).items()
        }
        self._isolated = isolated
        self._nearest: dict[str, ConfigFile | None] = {}
        self._registries: dict[tuple[tuple[str, ...], bool], Registry] = {}
        self._plans: dict[tuple[str | None, tuple[int, ...]], Plan] = {}
        self._file = _load(file) if file is not None else None

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process makes its own from what this one was made from."""
        given = {key: setting.value for key, setting in self._given.items()}
        return _again, (given, self._file.path if self._file else None, self._isolated)

    def plan(self, path: str) -> Plan:
        """How the notice at a path is to be audited.

        Raises ConfigError with all mistakes of its configuration, AuditorError for those of the command line.
        """
        path = os.path.abspath(path)
        config = None if self._isolated else self._file or self._above(os.path.dirname(path))
        groups = config.groups if config else ()
        fits = tuple(i for i, group in enumerate(groups) if group.applies(path))
        key = (config.path if config else None, fits)
        if key not in self._plans:
            self._plans[key] = self._make(config, fits)
        return self._plans[key]

    def plans(self, inputs: Iterable[Input]) -> dict[str, Plan]:
        """The plans of some inputs by their names; raises ConfigError with the mistakes of all configurations."""
        made: dict[str, Plan] = {}
        mistakes: list[Mistake] = []
        for each in inputs:
            try:
                made[each.name] = self.plan_of(each)
            except ConfigError as error:
                mistakes += error.mistakes
        if mistakes:
            raise ConfigError(mistakes)
        return made

    def plan_of(self, each: Input) -> Plan:
        """The plan of an input; standard input counts as a file of its name in the current folder."""
        return self.plan(each.name if each.path == "-" else each.path)

    def _above(self, folder: str) -> ConfigFile | None:
        """The configuration in a folder or in the nearest one above it."""
        passed: list[str] = []
        found: ConfigFile | None = None
        while folder not in self._nearest:
            passed.append(folder)
            found = _find(folder)
            above = os.path.dirname(folder)
            if found or above == folder:
                break
            folder = above
        else:
            found = self._nearest[folder]
        self._nearest |= dict.fromkeys(passed, found)
        return found

    def _make(self, config: ConfigFile | None, fits: tuple[int, ...]) -> Plan:
        groups = [config.groups[i] for i in fits] if config else []
        values = {s.key: s for group in groups for s in group.settings} | self._given
        registry = self._registry(config, values)

        def value(*key: str, default: Any = None) -> Any:
            return values[key].value if key in values else default

        rules = registry.select(value("select", default=()), value("ignore", default=()))
        if not rules:
            at = values.get(("ignore",)) or values[("select",)]
            raise AuditorError(f"{at.source}：{at.key[0]} 排除了全部规则")
        deadlines = {name.replace("-", "_"): s.value for (_, name), s in _under(values, "deadlines")}
        settings = Settings(
            profile=value("profile"),
            required=value("required"),
            glossary=Glossary(
                value("glossary", "units", default=()),
                {key[-1]: s.value for key, s in _under(values, "glossary", "short-forms")},
                value("glossary", "fixed-terms", default=()),
            ),
            deadlines=Deadlines(**deadlines),
            severity={id: s.value for id, s in _by_rule(values, "severity", registry).items()},
            options=_options(values, registry),
        )
        fail_on, max_size = value("fail-on", default="error"), value("max-size", default=MAX_SIZE)
        budgets = _by_rule(values, "budget", registry)
        return Plan(tuple(rules), settings, fail_on, max_size, budgets, values, config, registry)

    def _registry(self, config: ConfigFile | None, values: Values) -> Registry:
        """The rules that a configuration brings together; raises ConfigError with everything wrong in it."""
        folders = values[("rules-dir",)].value if ("rules-dir",) in values else ()
        plugins = ("plugins",) in values and values[("plugins",)].value
        mistakes = list(config.mistakes) if config else []
        if (folders, plugins) not in self._registries:
            for i, folder in enumerate(folders):
                if not os.path.isdir(folder):
                    mistakes.append(
                        values[("rules-dir",)].mistake(f"rules-dir：没有文件夹 {shown(folder)}", i)
                    )
            folders = tuple(filter(os.path.isdir, folders))
            try:
                self._registries[folders, plugins] = _all_rules(folders, plugins)
            except ConfigError as error:
                raise ConfigError([*mistakes, *error.mistakes]) from error
        registry = self._registries[folders, plugins]
        if config:
            from auditor.configuration.file import check

            mistakes += check(config, registry)
        if mistakes:
            raise ConfigError(sorted(mistakes, key=lambda m: (m.file, m.line or 0)))
        return registry


def _again(given: Mapping[Key, Any], file: str | None, isolated: bool) -> Setup:
    return Setup(given, file=file, isolated=isolated)


def _load(file: str) -> ConfigFile:
    from auditor.configuration.file import load

    return load(file)


def _find(folder: str) -> ConfigFile | None:
    """The configuration in a folder; file.py, which is slow to import, is needed only if there may be one."""
    own, project = os.path.join(folder, NAME), os.path.join(folder, PYPROJECT)
    if not os.path.lexists(own) and not os.path.isfile(
        project
    ):  # a folder or dead link of our name is a mistake
        return None
    from auditor.configuration.file import find

    return find(folder)


def _all_rules(folders: tuple[str, ...], plugins: bool) -> Registry:
    if not folders and not plugins:
        return Registry.builtin()
    from auditor.plugins import registry

    return registry(folders, plugins=plugins)


def _under(values: Values, *key: str) -> Iterator[tuple[Key, Setting]]:
    """The settings of a table."""
    return ((k, s) for k, s in values.items() if k[: len(key)] == key and len(k) > len(key))


def _by_rule(values: Values, table: str, registry: Registry) -> dict[str, Setting]:
    """A table's settings by rule id: what is said of one rule goes before what is said of a group of rules."""
    said = [(registry.matching(key[-1]), setting) for key, setting in _under(values, table)]
    said.sort(key=lambda pair: -len(pair[0]))
    return {each.id: setting for rules, setting in said for each in rules}


def _options(values: Values, registry: Registry) -> dict[str, Any]:
    """The options of the rules that have been given some, by rule id."""
    tables: dict[str, dict[str, Any]] = {}
    for (_, which, *keys, last), setting in _under(values, "rules"):
        table = tables.setdefault(registry.get(which).id, {})
        for key in keys:
            table = table.setdefault(key, {})
        table[last] = setting.value
    if not tables:
        return {}
    from auditor.configuration.reading import CONVERTER

    made: dict[str, Any] = {}
    for id, table in tables.items():
        if (options := registry.get(id).options) is not None:
            made[id] = CONVERTER.structure(table, options)
    return made
