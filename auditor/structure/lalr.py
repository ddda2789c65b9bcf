"""Runs the LALR tables that Lark makes of a grammar.

Lark reads the grammars and makes the tables; the tables are plain data and kept in the cache, so that Lark itself is
imported only when a grammar is new.  Its parser is not used: every token of a notice ends up to a dozen rules, most
of them without a name, and passing those on costs less here.  Of Lark's tree shaping the grammars use three things,
and only these are known: ``_rules`` leave their children to the rule above, ``-> alias`` names a rule, and
``x*``/``x+`` are flat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from attrs import field

from auditor.cache import kept
from auditor.records import frozen

_END = "$END"


class Token(Protocol):
    """What a lexer makes: anything with the name of a terminal."""

    @property
    def type(self) -> str:
        """The terminal's name."""


@frozen
class Terminal:
    """A terminal with a pattern."""

    name: str
    pattern: str
    priority: int


@frozen
class _Rule:
    """A rule to be reduced: how many symbols it takes, which of them are lists of children, and what it makes.

    ``name`` is "" for a rule without a name, which leaves its children to the rule above.  ``lists`` is empty if no
    symbol is a list.  ``passes`` says that the rule only hands on the children of its one part.
    """

    origin: str
    width: int
    name: str
    lists: tuple[bool, ...]
    passes: bool

    @classmethod
    def of(cls, origin: str, name: str, lists: list[bool]) -> _Rule:
        """A rule as :func:`_make` keeps it."""
        return cls(origin, len(lists), name, tuple(lists) if any(lists) else (), not name and lists == [True])


@frozen
class Grammar:
    """LALR tables.

    ``actions`` says for each state what to do on a terminal: shift to a state (0 and above), or reduce a rule
    (its complement); ``gotos`` for each state where to go after a rule.
    """

    terminals: tuple[Terminal, ...]
    actions: tuple[Mapping[str, int], ...] = field(repr=False)
    gotos: tuple[Mapping[str, int], ...] = field(repr=False)
    rules: tuple[_Rule, ...] = field(repr=False)
    first: int
    last: int
    _settled: dict[tuple[int, str, str], int] = field(factory=dict, init=False, repr=False, eq=False)

    def parse(self, tokens: Iterable[Token], build: Mapping[str, Callable[[list[Any]], Any]]) -> Any:
        """What ``build[rule](children)`` makes of the start rule.

        Raises KeyError for a sequence of tokens that the grammar has no word for.
        """
        actions, rules, settled = self.actions, self.rules, self._settled
        states = [self.first]
        values: list[Any] = []
        for token in (*tokens, None):
            kind = token.type if token is not None else _END
            while (action := actions[states[-1]][kind]) < 0:
                rule = rules[~action]
                if width := rule.width:
                    children = values[-width:]
                    del values[-width:], states[-width:]
                    if rule.lists:
                        children = _joined(children, rule.lists)
                else:
                    children = []
                values.append(build[rule.name](children) if rule.name else children)
                move = states[-1], rule.origin, kind
                states.append(settled[move] if move in settled else self._settle(move))
                if token is None and states[-1] == self.last:
                    return values[0]
            states.append(action)
            values.append(token)
        raise AssertionError("the end of the tokens is never shifted")

    def _settle(self, move: tuple[int, str, str]) -> int:
        """Where to go from a state after a rule, past all rules that only hand on the children of their one part."""
        state, origin, kind = move
        to = self.gotos[state][origin]
        while (action := self.actions[to].get(kind, 0)) < 0 and self.rules[~action].passes:
            to = self.gotos[state][self.rules[~action].origin]
        self._settled[move] = to
        return to


def _joined(values: list[Any], lists: tuple[bool, ...]) -> list[Any]:
    """The children of a rule in one list.  The first list is added to, so that a repetition takes linear time."""
    joined: list[Any] = values[0] if lists[0] else [values[0]]
    for i in range(1, len(values)):
        if lists[i]:
            joined += values[i]
        else:
            joined.append(values[i])
    return joined


def grammar(name: str, text: str) -> Grammar:
    """The tables of a grammar, from the cache or made by Lark; ``name`` says in the cache whose they are."""
    data = kept(name, f"{text}\0{_lark()}", lambda: _make(text))
    return Grammar(
        terminals=tuple(Terminal(*row) for row in data["terminals"]),
        actions=tuple(data["actions"]),
        gotos=tuple(data["gotos"]),
        rules=tuple(_Rule.of(*row) for row in data["rules"]),
        first=data["first"],
        last=data["last"],
    )


def _lark() -> str:
    """What tells one version of Lark from another, without importing it."""
    spec = find_spec("lark")
    return Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""


def _make(text: str) -> dict[str, Any]:
    """Tables by Lark, as plain data.  Raises lark.exceptions.GrammarError for an ambiguous grammar."""
    from lark import Lark
    from lark.common import LexerConf
    from lark.grammar import Rule
    from lark.lexer import Lexer, TerminalDef

    class Unused(Lexer):
        """Spares Lark making a lexer of its own, which nobody would use."""

        __future_interface__ = 2

        def __init__(self, conf: LexerConf) -> None:
            super().__init__()

        def lex(self, lexer_state: Any, parser_state: Any) -> Any:
            raise NotImplementedError

    lark = Lark(text, parser="lalr", lexer=Unused, maybe_placeholders=False)
    data, memo = lark.memo_serialize([TerminalDef, Rule])
    table = data["parser"]["parser"]
    names = table["tokens"]
    rules: dict[int, int] = {}
    rows: list[tuple[str, str, list[bool]]] = []
    actions: list[dict[str, int]] = [{} for _ in table["states"]]
    gotos: list[dict[str, int]] = [{} for _ in table["states"]]
    numbers = {state: i for i, state in enumerate(table["states"])}
    for state, row in table["states"].items():
        for symbol, (is_reduce, what) in row.items():
            name = names[symbol]
            if is_reduce:
                which = what["@"]
                if which not in rules:
                    rules[which] = len(rows)
                    rows.append(_row(memo[which]))
                actions[numbers[state]][name] = ~rules[which]
            else:
                table_of = actions if name.isupper() else gotos
                table_of[numbers[state]][name] = numbers[what]
    return {
        "terminals": [(t.name, t.pattern.to_regexp(), t.priority) for t in lark.terminals if t.pattern],
        "actions": actions,
        "gotos": gotos,
        "rules": rows,
        "first": numbers[table["start_states"]["start"]],
        "last": numbers[table["end_states"]["start"]],
    }


def _row(rule: Mapping[str, Any]) -> tuple[str, str, list[bool]]:
    """A rule's origin, its name ("" for none), and which of its symbols leave a list of children."""
    origin = rule["origin"]["name"]
    name = "" if origin.startswith("_") else rule["alias"] or origin
    lists = [
        symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_") for symbol in rule["expansion"]
    ]
    return origin, name, lists
