"""How many problems a notice says there were, and how many it lists."""

from __future__ import annotations

from auditor.notice import Notice
from auditor.records import frozen
from auditor.stated.readings import StatedTotal, stated_totals


@frozen
class Problems:
    """The stated number of problems and the number listed, with the name of that count (按（一）级标题)."""

    stated: int
    listed: int
    counted: str


def problems(notice: Notice) -> Problems | None:
    """The largest total of problems, if the notice lists them one by one; None if there is nothing to compare.

    A total that stands for more than the notice means to list (主要问题, 涉密) is not compared.
    """
    totals = (total for total in stated_totals(notice) if "问题" in total.claim.noun)
    total = max(totals, key=lambda each: each.claim.value, default=None)
    if total is None or not _is_comparable(total):
        return None
    counted = total.fitting or total.natural
    return Problems(int(total.claim.value), counted.count, counted.name)


def _is_comparable(total: StatedTotal) -> bool:
    if not total.listed or total.chosen or total.withheld is not None:
        return False
    return total.fitting is not None or (total.sure and not total.is_merged)
