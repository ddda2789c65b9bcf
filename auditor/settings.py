"""What rules may ask of the configuration: ``notice.settings``.

Settings are plain values; where they come from (defaults, a file, the command line) is the business of
auditor.configuration.plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NewType

from attrs import Attribute, field

from auditor.findings import Severity
from auditor.records import frozen

Days = NewType("Days", int)
"""A number of days, at least one."""


@frozen
class Glossary:
    """The house's own words.

    ``units`` are names that are right as they stand, ``short_forms`` the short forms that may be used, with what
    each stands for, ``fixed_terms`` expressions that must not be changed, beside the built-in ones.
    """

    units: tuple[str, ...] = ()
    short_forms: Mapping[str, str] = field(factory=dict)
    fixed_terms: tuple[str, ...] = ()


@frozen
class Deadlines:
    """Time limits that the house has set itself; None: no limit.

    ``public_window`` is the least length of the public window, in working days; ``publish`` is the most time
    between the feedback and the date of the notice, in days.
    """

    public_window: Days | None = None
    publish: Days | None = None


@frozen
class Settings:
    """The settings that hold for one notice.

    ``profile`` is the genre, None if it is to be recognised; ``required`` are the elements the notice must have,
    None if the genre decides.  ``severity`` and ``options`` are by rule id.
    """

    profile: str | None = None
    required: tuple[str, ...] | None = None
    glossary: Glossary = field(factory=Glossary)
    deadlines: Deadlines = field(factory=Deadlines)
    severity: Mapping[str, Severity] = field(factory=dict)
    options: Mapping[str, Any] = field(factory=dict)


def at_least(least: int) -> Callable[[object, Attribute[int], int], None]:
    """A validator for the options of a rule: a number that is not too small."""

    def check(_: object, attribute: Attribute[int], value: int) -> None:
        if value < least:
            raise ValueError(f"{attribute.name.replace('_', '-')}：应不小于 {least}，不是 {value}")

    return check


DEFAULTS = Settings()
"""What holds without any configuration."""
