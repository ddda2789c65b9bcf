"""What rules may ask of the configuration: ``notice.settings``.

Settings are plain values; where they come from (defaults, a file, the command line) is auditor.config's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import Attribute, field, frozen

from auditor.findings import Severity


@frozen
class Glossary:
    """The house's own words.

    ``units`` are names that are right as they stand, ``short_forms`` the short forms that may be used, with what
    each stands for, ``fixed_terms`` expressions that must not be changed, beside the built-in ones.
    """

    units: tuple[str, ...] = ()
    short_forms: Mapping[str, str] = field(factory=dict)
    fixed_terms: tuple[str, ...] = ()


def _positive(_: object, attribute: Attribute[int | None], value: int | None) -> None:
    if value is not None and value < 1:
        raise ValueError(f"{attribute.name.replace('_', '-')} 应为正整数，不是 {value}")


@frozen
class Deadlines:
    """Time limits that the house has set itself; None: no limit.

    ``public_window`` is the least length of the public window, in working days; ``publish`` is the most time
    between the feedback and the date of the notice, in days.
    """

    public_window: int | None = field(default=None, validator=_positive)
    publish: int | None = field(default=None, validator=_positive)


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


DEFAULTS = Settings()
"""What holds without any configuration."""
