"""Privacy: numbers are accused by their check digits, and mobile phones by where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.numbers.checksums import is_identity_number, passes_luhn
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("11010519491231002X", True), ("110105194912310021", False), ("110105194913310021", False)],
)
def test_identity_checksum(number: str, expected: bool) -> None:
    """The worked example of GB 11643, a wrong check character, an impossible birthday."""
    assert is_identity_number(number) is expected


@pytest.mark.parametrize(("number", "expected"), [("4111111111111111", True), ("4111111111111112", False)])
def test_luhn(number: str, expected: bool) -> None:
    """The well-known test number of card schemes."""
    assert passes_luhn(number) is expected


def test_mobile_phone_in_the_contact_paragraph_is_a_query(audited: Audited) -> None:
    """An office may use a mobile phone; a resident's in the text is a warning."""
    text = "居民反映电话13912345678无人接听。\n欢迎干部群众监督。联系电话：13812345678；邮编：130000。"
    assert [f.severity for f in audited(text, "V103").findings] == [Severity.WARNING, Severity.INFO]
