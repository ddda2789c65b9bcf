"""Numbers of a sum whose unit cannot be right: with the unit of another number of the group the sum would hold."""

from __future__ import annotations

from auditor.arithmetic.amounts import amount, written
from auditor.arithmetic.groups import Group
from auditor.claims import Quantity


def misfit(group: Group) -> tuple[Quantity, Quantity] | None:
    """The number that would make the sum hold if it had the unit of another number of the group, and that number.

    28.9万元、13.4万元，合计42.3元: the sum; 北片区112.3亩、南片区74.2平方米，共186.5亩: a part.
    """
    if not group.whole.unit.measured or group.total == group.whole.base:
        return None
    for number in (group.whole, *group.parts):
        is_sum = number is group.whole
        meant = group.total if is_sum else group.whole.base - (group.total - number.base)
        for other in (group.whole, *group.parts):
            if other is number or other.unit_text == number.unit_text or meant <= 0:
                continue
            if amount(meant, other) == written(number).removesuffix(number.unit_text) + other.unit_text:
                return number, other
    return None


def sum_is_misfit(group: Group) -> bool:
    """Whether it is the sum whose unit cannot be right."""
    found = misfit(group)
    return found is not None and found[0] is group.whole
