"""A list of all the years of a range is complete, so that its sum must be the whole."""

from __future__ import annotations

from collections.abc import Callable

from auditor.findings import Certainty, Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


def test_a_list_of_all_years_is_closed(audited: Audited) -> None:
    text = "2020年至2022年修复林地7.84万亩，其中2020年2.36万亩、2021年2.61万亩、2022年2.77万亩。"
    (finding,) = audited(text, "S101").findings
    assert (finding.severity, finding.certainty) == (Severity.ERROR, Certainty.CERTAIN)


def test_a_list_without_the_last_year_is_open(audited: Audited) -> None:
    text = "2020年至2023年修复林地7.84万亩，其中2020年2.36万亩、2021年2.61万亩、2022年2.77万亩。"
    (finding,) = audited(text, "S101").findings
    assert (finding.severity, finding.certainty) == (Severity.WARNING, Certainty.QUERY)
