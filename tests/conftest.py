"""What all tests share: parsing and auditing a text in one call, the built-in rules, our own notices."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from auditor.notice import Notice
from auditor.parse import parse
from auditor.pipeline import audit_source
from auditor.registry import Registry
from auditor.report import AuditedNotice
from auditor.source import Source

ROOT = Path(__file__).parent.parent

# "steady" draws the same examples in every run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.register_profile(
    "explore",
    deadline=None,
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "2000")),
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure() -> None:
    """Let the commands under test hear Ctrl-C, even where a shell runs all of this in its background and ignores it."""
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The built-in rules, loaded once."""
    return Registry.builtin()


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Notice]:
    """``parsed(text)``: the notice in a text."""
    return lambda text: parse(Source("<test>", text))


@pytest.fixture(scope="session")
def audited(registry: Registry) -> Callable[..., AuditedNotice]:
    """``audited(text, "K103", …)``: a text audited with the rules named, or with all of them."""

    def run(text: str, *selectors: str, profile: str | None = None) -> AuditedNotice:
        return audit_source(Source("<test>", text), registry.select(selectors), profile)

    return run


@pytest.fixture(scope="session")
def own_notices() -> dict[str, str]:
    """The texts of tests/notices by file name."""
    folder = ROOT / "tests" / "notices"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


@pytest.fixture(scope="session")
def sample_notices() -> Path:
    """The folder of real sample notices; skips the test if there is none."""
    folder = samples_folder()
    if not folder.is_dir():
        pytest.skip(f"no real sample notices in {folder}; AUDITOR_SAMPLE_NOTICES names another folder")
    return folder


def samples_folder() -> Path:
    """Where real sample notices may lie: ``AUDITOR_SAMPLE_NOTICES``, else beside the checkout."""
    named = os.environ.get("AUDITOR_SAMPLE_NOTICES")
    return Path(named) if named else ROOT.parent / "shared" / "notices"
