"""The signature set beside the name in the title, letter by letter: …研究所 under a title with …研究院."""

from __future__ import annotations

from operator import ne

from auditor.names.entities import MASKS, Role, Unit
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

SHORTEST = 6  # characters of a name that is known again when one of them differs
_DATE_END = compiled(r"\s*(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})\s?年.{1,12}\Z")
_TITLE_NAME = compiled(r"\A(?P<name>[\u4e00-\u9fff]{6,45}?)关于")


def other_signer(notice: Notice) -> tuple[Unit, Unit] | None:
    """The only signature and the name in the title, where they are equal but for one character; else None."""
    title = next((leaf for leaf in notice.leaves if leaf.kind is Kind.TITLE), None)
    signed = [leaf for leaf in notice.leaves if leaf.kind in (Kind.SIGNATURE, Kind.SIGNED)]
    found = _TITLE_NAME.match(title.text) if title else None
    if title is None or found is None or len(signed) != 1:
        return None
    name, signer = found["name"], _DATE_END.sub("", signed[0].text).strip()
    if len(name) != len(signer) or not MASKS.isdisjoint(signer) or sum(map(ne, name, signer)) != 1:
        return None
    return _named(Role.SIGNATURE, signed[0].start, signer), _named(Role.TITLE, title.start, name)


def _named(role: Role, start: int, name: str) -> Unit:
    return Unit(role, start, start + len(name), name, name, name, "", "")
