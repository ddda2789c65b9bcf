"""What a unit is called in tables of many: the notice's own body by its short name."""

from __future__ import annotations

from auditor.names.entities import Role, units
from auditor.notice import Notice

_ORDER = (Role.PREAMBLE, Role.TITLE, Role.CONTACT, Role.SIGNATURE)


def own_body(notice: Notice) -> str:
    """The name of the notice's own body as the notice writes it; "" if it names none, or hides the name."""
    named = [unit for unit in units(notice) if not unit.masked and len(unit.stem) > 1]
    named.sort(key=lambda unit: _ORDER.index(unit.role) if unit.role in _ORDER else len(_ORDER))
    return named[0].text if named else ""
