"""The party organ of another kind of body than the notice's own: 管理处党组 or 院党委 where all else has 局党组.

Such a body may well be there (a bureau has schools and centres): only if no other word of the text tells of one, what
stands there was left over from another's paper, or is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.lexicon import alternatives, mapping
from auditor.names.entities import Role, units
from auditor.names.organs import OrganSlip
from auditor.notice import Notice
from auditor.patterns import compiled

ESTABLISHED = 3  # so many times the own organ must stand
STEM = 2  # characters before the kind that the two bodies share: 管理局, 管理处
LONGEST = 8  # characters of a kind of bodies with its stem
_ORGAN = compiled("党(?:组|委|总支|支部)")


def foreign_organs(notice: Notice) -> Iterator[OrganSlip]:
    """The organs of bodies that the text does not know otherwise, where its own body's organ is meant."""
    text = notice.text
    own = [u for u in units(notice) if not u.masked and u.role in (Role.TITLE, Role.SIGNATURE)]
    kinds = {kind for u in own if (kind := _kind(u.name))}
    if len(kinds) != 1:
        return
    kind = kinds.pop()
    stems = {u.name[: -len(kind)][-STEM:] for u in own}
    for organ in _ORGAN.finditer(text):
        body = _body().search(text, max(0, organ.start() - LONGEST), organ.start())
        if body is None:
            continue
        stem, other, usual = body["stem"] or "", body["kind"] or body["bare"], kind + organ[0]
        if other == kind or (stem and stem not in stems):
            continue
        said, count = text[body.start() : organ.end()], text.count(usual)
        if count >= ESTABLISHED and not _is_known(text, stem, other, said):
            yield OrganSlip(body.start(), organ.end(), said, stem + usual, count, text.find(usual))


def _kind(name: str) -> str:
    return next((kind for kind in _kinds() if name.endswith(kind)), "")


def _is_known(text: str, stem: str, kind: str, said: str) -> bool:
    """Whether the text tells of such a body anywhere else."""
    if stem:
        return text.count(stem + kind) > 1
    others = text.count(kind) - sum(text.count(word) for word in mapping("organisations", "bare_kinds")[kind])
    return others > 1 or text.count(said) > 1


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(
        sorted((*mapping("organisations", "bare_kinds"), "处", "所", "站", "馆"), key=len, reverse=True)
    )


@cache
def _body() -> re.Pattern[str]:
    """The kind of a body, or with two characters more, where a clause or a part of it begins."""
    kinds, bare = alternatives(_kinds()), alternatives(mapping("organisations", "bare_kinds"))
    return compiled(
        r"(?:(?<=[。，,；;：:\n“（(])|(?<=[由经向对为将报])|(?<=我))"
        rf"(?:(?P<stem>[\u4e00-\u9fff]{{{STEM}}})(?P<kind>{kinds})|(?P<bare>{bare}))\Z"
    )
