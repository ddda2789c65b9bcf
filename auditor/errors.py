"""Errors a user may see; each knows its exit status (the statuses are documented in the README)."""

from __future__ import annotations

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_UNCHECKED = 3


class AuditorError(Exception):
    """A usage, configuration or internal error: one clear sentence, exit status 2."""

    exit_code = EXIT_ERROR


class UncheckedError(AuditorError):
    """One input could not be read; the others are still audited.  Exit status 3."""

    exit_code = EXIT_UNCHECKED
