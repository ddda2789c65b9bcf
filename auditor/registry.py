"""The rules: how one is declared, found and selected.

A rule is a generator function in a module of its own, declared with :func:`rule`.  The registry walks the
``auditor.rules`` package (and any other package or folder it is given); there is no list to maintain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from importlib import import_module
from inspect import cleandoc, getsourcefile
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

from attrs import field

from auditor.errors import AuditorError
from auditor.findings import Finding, Severity, Tie
from auditor.patterns import compiled
from auditor.records import frozen

if TYPE_CHECKING:
    from auditor.notice import Notice

Check = Callable[..., Iterator[Finding | Tie]]
"""``check(notice)``, or ``check(notice, options)`` for a rule that has options."""

SECTIONS = ("检查什么", "为什么", "反例", "正例", "依据")
_HEAD = compiled(r"^(检查什么|为什么|反例|正例|参数|依据)[：:]?\s*$", re.MULTILINE)
ID = compiled(r"[A-Z][0-9]{3}\Z")


@frozen
class Rule:
    """A rule and everything that is said about it; the words come from the check's docstring."""

    id: str
    name: str
    severity: Severity
    since: str
    check: Check = field(repr=False)
    profiles: tuple[str, ...] = ()
    options: type | None = None
    """The attrs class of the rule's options; the check gets them as its second argument."""
    path: str | None = field(default=None, repr=False)
    """The file the rule is written in, if not that of its check."""
    up_to: Severity | None = None
    """The worst level of its findings, if worse than ``severity``."""

    def run(self, notice: Notice) -> Iterator[Finding | Tie]:
        """What the rule has to say of a notice."""
        if self.options is None:
            return self.check(notice)
        return self.check(notice, notice.settings.options.get(self.id) or self.options())

    @property
    def title(self) -> str:
        """The first line of the documentation, without its full stop: the rule's name in Chinese."""
        return (self.check.__doc__ or "").strip().split("\n", 1)[0].rstrip("。 ")

    @property
    def doc(self) -> str:
        """The whole documentation, unindented."""
        return cleandoc(self.check.__doc__ or "")

    @property
    def sections(self) -> dict[str, str]:
        """The documentation by section (检查什么, 为什么, 反例, 正例, 依据)."""
        parts = _HEAD.split(self.doc)
        return {head: cleandoc(body).strip() for head, body in zip(parts[1::2], parts[2::2], strict=True)}

    def examples(self, section: str) -> list[str]:
        """The texts of 反例 (must fire) or 正例 (must not).

        Each example is a paragraph that begins with “- ”; further lines of the same example are indented
        by two blanks and are joined with newlines, so an example may be a whole little notice.
        """
        body = self.sections.get(section, "")
        items = re.split(r"^- ", body, flags=re.MULTILINE)[1:]
        return ["\n".join(line.removeprefix("  ") for line in item.rstrip().split("\n")) for item in items]

    @property
    def page(self) -> str:
        """Where the documentation's website describes the rule, from its root; "" for rules from elsewhere."""
        built_in = self.check.__module__.startswith("auditor.rules.")
        return f"rules/{self.id[0].lower()}.html#{self.id.lower()}" if built_in else ""

    @property
    def file(self) -> str | None:
        """The file the rule is written in."""
        return self.path or getsourcefile(self.check)


def rule(
    id: str,
    *,
    name: str,
    severity: Severity,
    since: str,
    up_to: Severity | None = None,
    profiles: tuple[str, ...] = (),
    options: type | None = None,
) -> Callable[[Check], Check]:
    """Declare a check as rule ``id``.

    ``severity`` is the usual one; a finding may carry its own, a worse one only as far as ``up_to``.  ``profiles`` names the genres the rule is
    for; empty means every text.  ``options`` is a frozen attrs class, every attribute with a default: what a
    configuration may say under ``[rules.<id>]``.  Raises AuditorError for an id that is not a letter and three digits.
    """
    if not ID.fullmatch(id):
        raise AuditorError(f"规则编号 {id!r} 无效：应为一个大写字母加三位数字，例如 C101")

    def declare(check: Check) -> Check:
        check.__rule__ = Rule(id, name, severity, since, check, profiles, options, up_to=up_to)  # type: ignore[attr-defined]
        return check

    return declare


class Registry:
    """The rules of one run, in the order of their ids."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._rules: dict[str, Rule] = {}
        self._by_name: dict[str, Rule] = {}
        for each in rules:
            self.add(each)

    @classmethod
    def builtin(cls) -> Registry:
        """The rules of ``auditor.rules``."""
        registry = cls()
        registry.add_package(import_module("auditor.rules"))
        return registry

    def add(self, new: Rule) -> None:
        """Add one rule; raises AuditorError if its id or name is taken."""
        old = self._rules.get(new.id) or self._by_name.get(new.name)
        if old is not None:
            raise AuditorError(
                f"规则 {new.id} {new.name} 与 {old.id} {old.name} 重复（{new.file}，{old.file}）"
            )
        self._rules[new.id] = self._by_name[new.name] = new

    def add_package(self, package: ModuleType) -> None:
        """Add the rules of every module in a package."""
        for info in iter_modules(package.__path__):
            if not info.name.startswith("_"):
                self.add_module(import_module(f"{package.__name__}.{info.name}"))

    def add_module(self, module: ModuleType) -> None:
        """Add the rules declared in one module; raises AuditorError if there is none."""
        found = declared(module)
        if not found:
            raise AuditorError(f"{module.__file__} 中没有规则：应有一个用 @rule 声明的函数")
        for each in found:
            self.add(each)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda r: r.id))

    def __len__(self) -> int:
        return len(self._rules)

    def get(self, selector: str) -> Rule:
        """The one rule with this id or name."""
        matches = [r for r in self.matching(selector) if selector.upper() == r.id or selector == r.name]
        if not matches:
            raise AuditorError(f"{selector!r} 是一组规则；请写完整的编号或名称")
        return matches[0]

    def matching(self, selector: str) -> list[Rule]:
        """The rules with this id, id prefix or name ("ALL" is all); raises AuditorError if there is none."""
        wanted = selector.strip()
        if wanted.upper() == "ALL":
            return list(self)
        found = [r for r in self if r.id.startswith(wanted.upper()) or r.name == wanted] if wanted else []
        if not found:
            known = [word for r in self for word in (r.id, r.name)]
            close = get_close_matches(wanted, known, n=2, cutoff=0.7) or get_close_matches(
                wanted.upper(), known, n=1
            )
            hint = f"；是不是 {' 或 '.join(close)}？" if close else "；auditor rules 列出全部规则"
            raise AuditorError(f"没有规则 {selector!r}{hint}")
        return found

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Rule]:
        """The rules chosen by ``select`` (all if empty) less those named by ``ignore``."""
        chosen = {r.id for s in select for r in self.matching(s)} or {r.id for r in self}
        dropped = {r.id for s in ignore for r in self.matching(s)}
        return [r for r in self if r.id in chosen - dropped]


def declared(module: ModuleType) -> list[Rule]:
    """The rules that a module declares itself; those it only imports are not its own."""
    found = (getattr(value, "__rule__", None) for value in vars(module).values())
    return [r for r in found if isinstance(r, Rule) and r.check.__module__ == module.__name__]
