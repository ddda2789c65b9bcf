"""TOML files that users write: read strictly, every mistake told with file, line and what was meant.

A key is written with hyphens (``fail-on``), the attribute that holds it with underscores.
"""

from __future__ import annotations

import tomllib
from collections import abc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, get_origin

import attrs
from attrs import field
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.cols import homogenous_tuple_structure_factory, mapping_structure_factory
from cattrs.gen import make_dict_structure_fn, override

from auditor.configuration.mistakes import ConfigError, Mistake, meant, shown
from auditor.configuration.places import Path, places
from auditor.findings import Severity
from auditor.patterns import compiled
from auditor.readers import describe
from auditor.records import frozen

T = TypeVar("T")
_MISSING = "缺少 "
_AT_LINE = compiled(r" \(at line (\d+), column \d+\)\Z")
_TYPES = {
    str: "字符串",
    int: "整数",
    bool: " true 或 false",
    float: "小数",
    date: "日期（不加引号，例如 2030-12-31）",
}


@frozen
class Document:
    """A TOML file: its data, and the lines its keys stand on."""

    path: str
    data: dict[str, Any]
    lines: Sequence[str] = field(repr=False)
    places: Mapping[Path, int] = field(repr=False)

    def line(self, path: Path) -> int | None:
        """The line of a key, or of the innermost table around it that is written down."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path)

    def mistake(self, path: Path, words: str) -> Mistake:
        """A mistake at a key."""
        line = self.line(path)
        return Mistake(shown(self.path), line, words, self.lines[line - 1].strip()[:120] if line else "")


def read(path: str) -> Document:
    """Read a TOML file; raises ConfigError if it cannot be read or is not TOML."""
    try:
        with open(path, "rb") as stream:
            text = stream.read().decode("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError([Mistake(shown(path), None, describe(error))]) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            [Mistake(shown(path), None, f"不是 UTF-8 编码（第 {error.start} 字节起无法解读）")]
        ) from error
    except RecursionError as error:
        raise ConfigError([Mistake(shown(path), None, "嵌套太深")]) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_not_toml(path, text, str(error))]) from error
    return Document(path, data, text.splitlines(), places(text.replace("\r\n", "\n")))


def _not_toml(path: str, text: str, words: str) -> Mistake:
    found = _AT_LINE.search(words)
    lines = text.splitlines()
    line = int(found[1]) if found else max(1, len(lines))
    shown_line = lines[line - 1].strip()[:120] if line <= len(lines) else ""
    return Mistake(shown(path), line, f"不是有效的 TOML：{_AT_LINE.sub('', words)}", shown_line)


def structure(document: Document, table: Any, cls: type[T], at: Path = ()) -> tuple[T, list[Mistake]]:
    """A table of a document as an attrs class, with everything that is wrong in it.

    What is wrong is left out of the result, so that the rest can be checked further.  Raises ConfigError if
    nothing sensible is left (a key that must be there is missing, for example).
    """
    mistakes: dict[tuple[Path, str], Mistake] = {}
    while True:
        try:
            made: T = CONVERTER.structure(table, cls)
        except (BaseValidationError, ForbiddenExtraKeysError, ValueError, TypeError, KeyError) as error:
            found = list(_mistakes(error))
            new = {each: document.mistake((*at, *each[0]), each[1]) for each in found if each not in mistakes}
            mistakes |= new
            table = _without(table, [path for path, _ in found])
            if not new or table is None:
                raise ConfigError(_causes(mistakes)) from error
        else:
            return made, _causes(mistakes)


def _causes(mistakes: Mapping[tuple[Path, str], Mistake]) -> list[Mistake]:
    """The mistakes in order, without those that a key is missing which is there, but wrong."""
    wrong = {path for path, _ in mistakes}
    return in_order(
        mistake
        for (path, words), mistake in mistakes.items()
        if not (words.startswith(_MISSING) and (*path, words.removeprefix(_MISSING)) in wrong)
    )


def in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Mistakes of one file by their lines."""
    return sorted(mistakes, key=lambda mistake: mistake.line or 0)


def _without(table: Any, paths: Iterable[Path]) -> Any:
    """A copy of nested tables and lists without what stands at some paths; None if that is the table itself."""
    cut = set(paths)
    if () in cut:
        return None
    inner: dict[str | int, list[Path]] = {}
    for path in cut:
        inner.setdefault(path[0], []).append(path[1:])
    if isinstance(table, dict):
        pairs = (
            (key, _without(value, inner[key]) if key in inner else value) for key, value in table.items()
        )
        return {key: value for key, value in pairs if not (key in inner and value is None)}
    pairs = ((i, _without(value, inner[i]) if i in inner else value) for i, value in enumerate(table))
    return [value for i, value in pairs if not (i in inner and value is None)]


def _mistakes(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The innermost errors with the ways to them."""
    if isinstance(error, ForbiddenExtraKeysError):
        known = [_key(a.name) for a in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            if key in getattr(error.cl, "elsewhere", ()):
                yield (*path, key), f"{key} 不能写在 {path[0] if path else '这'} 里，请写在文件开头"
                continue
            hint = (
                f"；应写作 {key.replace('_', '-')}" if key.replace("_", "-") in known else meant(key, known)
            )
            yield (*path, key), f"没有设置项 {key}{hint}"
    elif isinstance(error, BaseValidationError):
        for each in error.exceptions:
            yield from _mistakes(each, (*path, *_step(each)))
    elif isinstance(error, KeyError):
        yield path[:-1], f"{_MISSING}{path[-1] if path else error.args[0]}"
    else:
        name = ".".join(str(part) for part in path if isinstance(part, str))
        yield path, f"{name}：{error}" if name else str(error)


def _step(error: BaseException) -> Path:
    """Where cattrs says that an error is, seen from the error around it."""
    for note in getattr(error, "__notes__", ()):
        if (name := getattr(note, "name", None)) is not None:
            return (_key(name),)
        if (index := getattr(note, "index", None)) is not None:
            return (index,)
    return ()


def _key(attribute: str) -> str:
    return attribute.strip("_").replace("_", "-")


def _written(value: object) -> str:
    """A value as it may have been written in the file."""
    words = str(value).lower() if isinstance(value, bool) else repr(value)
    return words if len(words) <= 40 else f"{words[:40]}…"


def expected(what: str, value: object) -> str:
    """“应为整数，不是 'x'”."""
    return f"应为{what}，不是 {_written(value)}"


def one_of(known: Sequence[str]) -> Callable[[Any, Any], str]:
    """A hook for a word that must be one of some."""

    def structure_word(value: Any, _: Any) -> str:
        if not isinstance(value, str) or value not in known:
            hint = meant(value, known) if isinstance(value, str) else ""
            raise ValueError(
                expected(f" {'、'.join(known)} 之一", value) + (hint if "是不是" in hint else "")
            )
        return value

    return structure_word


def _strict(cls: type) -> Callable[[Any, Any], Any]:
    """Without it cattrs takes "4" for 4 and 4 for "4"."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not cls:
            raise ValueError(expected(_TYPES[cls], value))
        return value

    return hook


def _severity(value: Any, _: Any) -> Severity:
    if value in ("off", "none", "ignore", False):
        raise ValueError("要关闭规则，请写在 ignore 中")
    return Severity[one_of([str(s) for s in sorted(Severity, reverse=True)])(value, None).upper()]


CONVERTER = Converter(detailed_validation=True, forbid_extra_keys=True)
"""Strict: no conversions between types, no unknown keys."""

for _type in _TYPES:
    CONVERTER.register_structure_hook(_type, _strict(_type))
CONVERTER.register_structure_hook(Severity, _severity)


def _origin(type_: Any) -> Any:
    return get_origin(type_)


@CONVERTER.register_structure_hook_factory(lambda type_: _origin(type_) is tuple)
def _list(type_: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = homogenous_tuple_structure_factory(type_, converter)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(expected("列表（写在方括号里）", value))
        return inner(value, type_)

    return hook


@CONVERTER.register_structure_hook_factory(lambda type_: _origin(type_) in (dict, abc.Mapping))
def _mapping(type_: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = mapping_structure_factory(type_, converter, dict)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(expected("表", value))
        return inner(value, type_)

    return hook


@CONVERTER.register_structure_hook_factory(attrs.has)
def _class(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    renamed = {a.name: override(rename=_key(a.name)) for a in attrs.fields(cls)}
    inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **renamed)  # type: ignore[arg-type]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(expected("表", value))
        return inner(value, cls)

    return hook
