"""Declaring, finding and choosing rules."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from auditor.errors import AuditorError
from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import Registry, Rule, rule


def declare(id: str, name: str, doc: str = "名称。") -> Rule:
    """A rule that finds nothing."""

    def check(notice: Notice) -> Iterator[Finding | Tie]:
        yield from ()

    check.__doc__ = doc
    rule(id, name=name, severity=Severity.WARNING, since="0.1")(check)
    return check.__rule__  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def few() -> Registry:
    """Three rules of two families, added out of order."""
    return Registry(
        [declare("K103", "postcode"), declare("C101", "count-mismatch"), declare("K101", "phone")]
    )


@pytest.mark.parametrize("id", ["C1", "c101", "C1011", "CC01", ""])
def test_bad_id(id: str) -> None:
    """An id is a capital letter and three digits."""
    with pytest.raises(AuditorError, match="规则编号"):
        rule(id, name="x", severity=Severity.INFO, since="0.1")


def test_rules_stand_in_the_order_of_their_ids(few: Registry) -> None:
    """Whatever the order in which they were added."""
    assert [r.id for r in few] == ["C101", "K101", "K103"]
    assert len(few) == 3


@pytest.mark.parametrize(("id", "name"), [("C101", "other"), ("C109", "phone")])
def test_duplicate_id_or_name(few: Registry, id: str, name: str) -> None:
    """An id or name that is taken is an error that names both rules."""
    with pytest.raises(AuditorError, match="重复"):
        few.add(declare(id, name))


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        ((), (), "C101 K101 K103"),
        (("K",), (), "K101 K103"),
        (("k103",), (), "K103"),
        (("phone",), (), "K101"),
        (("ALL",), ("K10",), "C101"),
        ((), ("count-mismatch",), "K101 K103"),
        (("C", "K"), ("K103",), "C101 K101"),
    ],
)
def test_select(few: Registry, select: tuple[str, ...], ignore: tuple[str, ...], chosen: str) -> None:
    """By id, by prefix, by name; what is ignored goes last."""
    assert [r.id for r in few.select(select, ignore)] == chosen.split()


@pytest.mark.parametrize(("wrong", "meant"), [("C110", "C101"), ("phon", "phone"), ("postcod", "postcode")])
def test_unknown_selector_gets_a_proposal(few: Registry, wrong: str, meant: str) -> None:
    """A typing error is answered with what was probably meant."""
    with pytest.raises(AuditorError, match=meant):
        few.select([wrong])


@pytest.mark.parametrize("wrong", ["", "  ", "Z", "全部"])
def test_unknown_selector(few: Registry, wrong: str) -> None:
    """A selector that matches nothing is an error, never an empty selection."""
    with pytest.raises(AuditorError, match="没有规则"):
        few.select([wrong])


def test_get_needs_one_rule(few: Registry) -> None:
    """A whole id or name, not a family."""
    assert few.get("k101").name == "phone"
    with pytest.raises(AuditorError, match="一组规则"):
        few.get("K")


def test_module_without_a_rule(few: Registry) -> None:
    """A module of rules that declares none is a mistake."""
    empty = ModuleType("empty")
    empty.__file__ = "rules/empty.py"
    with pytest.raises(AuditorError, match="没有规则"):
        few.add_module(empty)


def test_documentation() -> None:
    """Title, sections and examples come from the docstring; an example may have several lines."""
    found = declare(
        "C102",
        "x",
        """条数不符。

        检查什么
        前后条数。

        反例
        - 一、甲
          二、乙
        - 丙

        正例
        - 丁
        """,
    )
    assert found.title == "条数不符"
    assert list(found.sections) == ["检查什么", "反例", "正例"]
    assert found.examples("反例") == ["一、甲\n二、乙", "丙"]
    assert found.examples("正例") == ["丁"]
    assert found.examples("依据") == []


def test_builtin_ids_are_grouped_by_family(registry: Registry) -> None:
    """The letter of an id is one of the families; the registry is what `select` chooses from."""
    assert {r.id[0] for r in registry} <= set("CSRDNTKPEQWUVO")
    assert [r.id for r in registry.select()] == sorted(r.id for r in registry)
