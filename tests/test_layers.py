"""Imports go one way: no module and no package is needed by what it needs itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

ROOT = Path(__file__).parent.parent
FACADE = "auditor"
"""``import auditor`` leads to everything and is asked by many for the version: it is no layer."""


@cache
def modules() -> Mapping[str, Path]:
    """The modules by name; rules and reports as they are installed."""
    found: dict[str, Path] = {}
    for top in ("auditor", "rules", "reports"):
        for file in ROOT.glob(f"{top}/**/*.py"):
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            found[name if top == FACADE else f"{FACADE}.{name}"] = file
    return found


@cache
def needed() -> Mapping[str, set[str]]:
    """What each module imports when it is loaded, and for its types.

    What a function imports when it is called does not count: so ``Notice.claims`` reaches for what finds them.
    """
    return {
        name: set(_targets(ast.parse(file.read_text(encoding="utf-8")).body, _folder(name))) - {name, FACADE}
        for name, file in modules().items()
        if name != FACADE
    }


def _folder(name: str) -> str:
    """The package in which a module's relative imports begin."""
    return name if modules()[name].name == "__init__.py" else name.rpartition(".")[0]


def _targets(body: list[ast.stmt], folder: str) -> Iterator[str]:
    """The modules of the project that some statements import, ``if TYPE_CHECKING`` included."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names if alias.name in modules())
        elif isinstance(statement, ast.ImportFrom):
            source = resolve_name("." * statement.level + (statement.module or ""), folder)
            names = (f"{source}.{alias.name}" for alias in statement.names)
            yield from {name if name in modules() else source for name in names} & set(modules())
        elif isinstance(statement, ast.If | ast.Try):
            yield from _targets([*statement.body, *statement.orelse], folder)


def package(module: str) -> str:
    """The package directly in ``auditor/`` that a module belongs to, or the module itself."""
    return ".".join(module.split(".")[:2])


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The names of a circle, [] if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        names: list[str] = error.args[1]
        return names
    return []


def test_modules_import_in_one_direction() -> None:
    """No module leads back to itself, not even by what it imports for its types only."""
    assert circle(needed()) == []


def test_packages_import_in_one_direction() -> None:
    """Packages neither; what stands directly in ``auditor/`` joins them and is passed over."""
    packages = {package(name) for name, file in modules().items() if file.name == "__init__.py"} - {FACADE}
    graph: dict[str, set[str]] = {name: set() for name in packages}
    for name, targets in needed().items():
        own = package(name)
        if own in packages:
            graph[own] |= {package(target) for target in targets} & packages - {own}
    assert circle(graph) == []


def test_engine_knows_no_rule_and_no_format() -> None:
    """What is in ``auditor/`` imports neither rules nor formats; a rule imports no other rule."""
    for name, targets in needed().items():
        forbidden = {t for t in targets if t.startswith((f"{FACADE}.rules", f"{FACADE}.reports."))}
        if not name.startswith(f"{FACADE}.reports"):
            assert not forbidden, name


def test_circle_is_found() -> None:
    """The check notices a circle."""
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}
