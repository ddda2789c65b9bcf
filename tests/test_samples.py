"""Where the tests look for real notices, which are not part of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, samples_folder


@pytest.mark.parametrize(
    ("named", "folder"), [("/notices", Path("/notices")), ("", ROOT.parent / "shared/notices")]
)
def test_the_folder_may_be_named(monkeypatch: pytest.MonkeyPatch, named: str, folder: Path) -> None:
    monkeypatch.setenv("AUDITOR_SAMPLE_NOTICES", named)
    assert samples_folder() == folder


def test_the_variable_is_documented() -> None:
    assert "AUDITOR_SAMPLE_NOTICES" in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
