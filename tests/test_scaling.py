"""The time of an audit grows with the length of the text and not faster; benchmarks/scaling.py goes up to 10 MB."""

from __future__ import annotations

import pytest

from auditor.registry import Registry
from benchmarks.scaling import measure
from benchmarks.texts import ADVERSARIAL, notices

TEXTS = {"notices": "\n".join(notices().values()), **ADVERSARIAL}


@pytest.mark.parametrize("name", TEXTS)
def test_audit_is_linear(name: str, registry: Registry) -> None:
    """Four times the text takes about four times as long."""
    assert measure(name, TEXTS[name], [4_000, 16_000], list(registry))
