"""What a hostile document may cost in a test."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

import pytest

SECONDS = 20.0
MEMORY = 400 * 1024 * 1024


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test must keep within time and memory, and must not open a connection."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)
    tracemalloc.start()
    begun = time.perf_counter()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - begun < SECONDS
    assert peak < MEMORY
