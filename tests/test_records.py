"""Records: what attrs writes for each class and what all records share do the same."""

from __future__ import annotations

import attrs
import pytest

from auditor.records import define, frozen


@frozen
class Place:
    name: str
    houses: list[str] = attrs.field(factory=list, eq=False, repr=False)


@define
class Count:
    value: int


@frozen(eq=False)
class Thing:
    name: str


def test_equal_values_make_equal_records() -> None:
    assert Place("清溪", ["甲"]) == Place("清溪", ["乙"]) != Place("樟坪")
    assert Count(1) == Count(1) != Count(2)


def test_records_of_two_classes_are_never_equal() -> None:
    place: object = Place("1")
    assert place not in (Thing("1"), "1")


def test_what_is_not_compared_by_value_is_compared_by_identity() -> None:
    assert Thing("清溪") != Thing("清溪")


def test_only_what_is_frozen_can_be_hashed() -> None:
    assert {Place("清溪"), Place("清溪")} == {Place("清溪")}
    with pytest.raises(TypeError):
        hash(Count(1))


def test_a_frozen_record_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Place("清溪").name = "樟坪"  # type: ignore[misc]


def test_a_record_shows_its_values() -> None:
    assert repr(Place("清溪")) == "Place(name='清溪')"
