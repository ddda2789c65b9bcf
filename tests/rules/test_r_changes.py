"""Family R: what is said of a change that does not hold."""

from __future__ import annotations

from collections.abc import Callable

from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


def test_values_in_different_units_are_said_to_be_so(audited: Audited) -> None:
    """The rate fits once both values have one unit."""
    (finding,) = audited("公务用车费由7250万元降至6815元，下降6%。", "R105").findings
    assert "单位不同" in finding.message


def test_a_rate_that_fits_in_no_unit_is_recomputed(audited: Audited) -> None:
    """The units differ, but that does not explain the rate."""
    (finding,) = audited("公务用车费由7250万元降至6815元，下降16%。", "R105").findings
    assert "单位不同" not in finding.message
