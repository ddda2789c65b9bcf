"""Batches as the parts of what stands before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.groups.finders.deeds import are_all_batches
from auditor.notice import Notice

Parse = Callable[[str], Notice]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("共发放慰问包420件，首批260件，第二批160件。", [["260", "160"]]),
        ("发放慰问包420件12万元，第一批260件7万元，第二批160件5万元。", [["260", "160"], ["7", "5"]]),
        ("已销号问题27个。第七批销号9个、第八批销号11个、第九批销号7个。", [["9", "11", "7"]]),
        ("共发放慰问包420件，首批260件。", []),
    ],
)
def test_batches_are_parts(text: str, parts: list[list[str]], parsed: Parse) -> None:
    """Numbers of several batches that make up a number before are its parts, by unit."""
    groups = parsed(text).claims.groups
    assert [[f"{p.value / (10000 if p.scale else 1):f}" for p in g.parts] for g in groups] == parts


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("首批销号9个、第二批销号11个、第三批销号7个。", True),
        ("第二批销号11个、第三批销号7个。", False),
        ("首批销号9个。", False),
    ],
)
def test_all_batches(text: str, every: bool, parsed: Parse) -> None:
    """All batches begin with the first and leave none out."""
    assert are_all_batches(parsed(text).claims.quantities) is every
