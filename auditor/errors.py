"""Errors a user may see; each knows its exit status (the statuses are documented in the README)."""

from __future__ import annotations

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_UNCHECKED = 3
EXIT_INTERRUPTED = 130
"""Ctrl-C, as shells say it: 128 + SIGINT."""
EXIT_BROKEN_PIPE = 141
"""The reader of our output went away (``auditor check … | head``): 128 + SIGPIPE."""


class AuditorError(Exception):
    """A usage, configuration or internal error: one clear sentence, exit status 2."""

    exit_code = EXIT_ERROR


class UncheckedError(AuditorError):
    """One input could not be read; the others are still audited.  Exit status 3.

    ``reason`` is a sentence without the path; the error's own words begin with the path, if it is known.
    """

    exit_code = EXIT_UNCHECKED

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{path}：{reason}" if path else reason)
        self.reason = reason
        self.path = path
