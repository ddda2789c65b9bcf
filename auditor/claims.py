"""Claims: everything a notice states that can be checked, as typed values with the words they came from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from attrs import Factory, define, field

if TYPE_CHECKING:
    from auditor.notice import Notice


@define(eq=False)
class Claim:
    """Something stated at ``start``…``end`` of the logical text."""

    kind: ClassVar[str] = "claim"
    start: int
    end: int


@define(eq=False)
class Day(Claim):
    """A date.  ``month`` and ``day`` may be missing; ``inherited`` says that the year stands further up."""

    kind: ClassVar[str] = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    inherited: bool = False


@define(eq=False)
class Quantity(Claim):
    """A number with a unit."""

    kind: ClassVar[str] = "count"
    value: Decimal = Decimal(0)
    unit: str = ""


@define(eq=False)
class Field(Claim):
    """A contact field: ``name`` is phone, address, postcode, email or period; the range is its value."""

    kind: ClassVar[str] = "contact"
    name: str = ""
    value: str = ""


@define(eq=False)
class Citation(Claim):
    """A cited title 《…》; ``title`` without the outer marks."""

    kind: ClassVar[str] = "citation"
    title: str = ""


@define(eq=False)
class Claims:
    """All claims of a notice, by kind, each list in the order of the text."""

    quantities: list[Quantity] = field(default=Factory(list))
    days: list[Day] = field(default=Factory(list))
    fields: list[Field] = field(default=Factory(list))
    citations: list[Citation] = field(default=Factory(list))

    def __iter__(self) -> Iterator[Claim]:
        yield from self.quantities
        yield from self.days
        yield from self.fields


def extract(notice: Notice) -> Claims:
    """The claims of a notice (being written)."""
    return Claims()
