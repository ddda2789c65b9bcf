"""The ledger of a notice: all its claims, and how they belong together.

:func:`auditor.extract.extract` makes it, once per notice; all rules share it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, field

from auditor.arithmetic.changes.change import Change
from auditor.arithmetic.rates.aspect_shares import OtherBase
from auditor.arithmetic.rates.percent_sets import PercentSet
from auditor.arithmetic.rates.ratio import Ratio
from auditor.claims import Claim, Enumeration, Field, Scanned
from auditor.groups.group import Group
from auditor.records import define


@define(eq=False)
class Claims(Scanned):
    """All claims of a notice, by kind, each list in the order of the text; the relations of numbers among them."""

    enumerations: list[Enumeration] = field(default=Factory(list))
    fields: list[Field] = field(default=Factory(list))
    groups: list[Group] = field(default=Factory(list), repr=False)
    changes: list[Change] = field(default=Factory(list), repr=False)
    ratios: list[Ratio] = field(default=Factory(list), repr=False)
    percent_sets: list[PercentSet] = field(default=Factory(list), repr=False)
    other_bases: list[OtherBase] = field(default=Factory(list), repr=False)

    def __iter__(self) -> Iterator[Claim]:
        """The claims of the ledger: what an editor would tick off one by one."""
        yield from (f for f in self.figures if not f.named)
        yield from self.days
        yield from self.periods
        yield from self.day_lists
        yield from self.enumerations
        yield from self.fields
