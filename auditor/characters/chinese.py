"""Chinese characters, as patterns for one of them and for a run."""

from __future__ import annotations

from auditor.patterns import compiled

HAN = compiled(r"[\u4e00-\u9fff]")
HAN_RUN = compiled(r"[\u4e00-\u9fff]+")
EAST = "\u2e80"
"""Chinese characters and marks are at or above it."""
