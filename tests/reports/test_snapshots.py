"""Each format's output for one small run, to be looked at when it changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from auditor import __version__, reporting
from auditor.report import Report


# A web page is looked at in a browser: test_html_browser.py.
@pytest.mark.parametrize("name", [name for name in reporting.names() if name != "html"])
def test_looks_the_same(
    name: str, several: Report, rendering: Callable[..., str], snapshot: SnapshotAssertion
) -> None:
    """The report over four inputs: findings, nothing recognised, a failed rule, not read."""
    assert rendering(several, name, width=88).replace(__version__, "VERSION") == snapshot


def test_one_notice_verbose(one: Report, rendering: Callable[..., str], snapshot: SnapshotAssertion) -> None:
    """The terminal report over one notice has no rule line and no total; verbose shows hints as cards."""
    assert rendering(one, "rich", width=72, verbose=True) == snapshot
