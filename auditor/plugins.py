"""Rules from elsewhere: installed packages (entry points) and folders of Python files and word lists.

A folder given by ``--rules-dir`` or ``rules-dir`` holds Python files with ``@rule`` functions and word lists
(*.toml); names that begin with ``_`` or ``.`` and folders inside are left alone.  An installed package names a
module, a package of modules or a single rule in the entry point group ``auditor.rules``.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pkgutil import iter_modules
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING

from auditor import wordlists
from auditor.configuration.mistakes import ConfigError, Mistake, shown
from auditor.configuration.setting import NAME, PYPROJECT
from auditor.errors import AuditorError
from auditor.readers import describe
from auditor.registry import Registry, Rule, declared

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "auditor.rules"
_NOT_RULES = (NAME, PYPROJECT)


def registry(folders: Iterable[str] = (), *, plugins: bool = False) -> Registry:
    """The built-in rules with those of some folders and, with ``plugins``, those of installed packages.

    Raises ConfigError for everything that cannot be loaded and for ids and names that are taken.
    """
    found = Registry(Registry.builtin())
    mistakes: list[Mistake] = []
    sources: list[Callable[[], list[Rule]]] = [partial(in_folder, folder) for folder in folders]
    for source in [installed, *sources] if plugins else sources:
        try:
            rules = source()
        except ConfigError as error:
            mistakes += error.mistakes
            continue
        for each in rules:
            try:
                found.add(each)
            except AuditorError as error:
                mistakes.append(Mistake(shown(each.file or each.id), None, str(error)))
    if mistakes:
        raise ConfigError(mistakes)
    return found


def in_folder(folder: str) -> list[Rule]:
    """The rules in a folder; raises ConfigError with the mistakes of all its files."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise ConfigError([Mistake(shown(folder), None, f"规则文件夹：{describe(error)}")]) from error
    files = [n for n in names if n.endswith((".py", ".toml")) and n[0] not in "._" and n not in _NOT_RULES]
    if not files:
        words = "规则文件夹里没有规则文件（*.py、*.toml；以 _ 开头的和下级文件夹里的不算）"
        raise ConfigError([Mistake(shown(folder), None, words)])
    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for name in files:
        try:
            rules += from_file(os.path.join(folder, name))
        except ConfigError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ConfigError(mistakes)
    return rules


def from_file(path: str) -> list[Rule]:
    """The rules of one file: a word list (*.toml) or a Python module; raises ConfigError."""
    path = os.path.abspath(path)
    if path.endswith(".toml"):
        return [wordlists.load(path)]
    rules = declared(_module(path))
    if not rules:
        words = "文件中没有规则：应有一个用 @rule 声明的函数（辅助文件的名字以 _ 开头）"
        raise ConfigError([Mistake(shown(path), None, words)])
    return rules


def _module(path: str) -> ModuleType:
    """A Python file as a module, under a name that no other file has; executed once per process."""
    stem = os.path.splitext(os.path.basename(path))[0]
    name = f"_auditor_rules_{sha256(os.fsencode(path)).hexdigest()[:12]}_{stem}"
    if loaded := sys.modules.get(name):
        return loaded
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # attrs and typing look a class's module up by name
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise ConfigError([_failure(error, path)]) from error
    return module


def installed() -> list[Rule]:
    """The rules of installed packages; raises ConfigError with everything that cannot be loaded."""
    from importlib.metadata import entry_points  # 45 ms

    rules: list[Rule] = []
    mistakes: list[Mistake] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value)):
        where = f"插件 {point.name}（{point.value}）"
        try:
            found = list(_provided(point))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - it may be anybody's code; told with its place
            mistake = _failure(error)
            mistakes.append(
                Mistake(mistake.file or where, mistake.line, f"{where}：{mistake.words}", mistake.text)
            )
        else:
            rules += found
            if not found:
                mistakes.append(Mistake(where, None, "其中没有规则：应有用 @rule 声明的函数"))
    if mistakes:
        raise ConfigError(mistakes)
    return rules


def _provided(point: EntryPoint) -> Iterator[Rule]:
    """The rules that an entry point stands for."""
    value = point.load()
    if not isinstance(value, ModuleType):
        if isinstance(found := getattr(value, "__rule__", None), Rule):
            yield found
        return
    yield from declared(value)
    for info in iter_modules(getattr(value, "__path__", ())):
        if not info.name.startswith("_"):
            yield from declared(import_module(f"{value.__name__}.{info.name}"))


def _failure(error: BaseException, path: str = "") -> Mistake:
    """What failed while a module was loaded, and where: in the file at ``path``, or wherever it was."""
    if isinstance(error, SyntaxError) and error.filename:
        text = (error.text or "").strip()[:120]
        return Mistake(shown(error.filename), error.lineno, f"Python 语法错误：{error.msg}", text)
    words = str(error) if isinstance(error, AuditorError) else f"{type(error).__name__}: {error}"
    file, line, text = _last_line(error.__traceback__, path)
    return Mistake(shown(file) if file else "", line, f"无法加载：{words}", text)


def _last_line(trace: TracebackType | None, path: str) -> tuple[str, int | None, str]:
    frames = traceback.extract_tb(trace)
    within = [f for f in frames if f.filename == path] if path else []
    if not within and path:
        return path, None, ""
    ours = os.path.dirname(__file__)
    outside = [
        f for f in frames if not f.filename.startswith((ours, "<frozen")) and "importlib" not in f.filename
    ]
    if not (best := within or outside):
        return path, None, ""
    return best[-1].filename, best[-1].lineno, (best[-1].line or "")[:120]
