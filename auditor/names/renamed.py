"""A cited document that is spoken of again under another kind of title: 修订《…管理办法》, 新修订的《…管理规定》.

Two documents may bear titles that differ in their kind alone, so that the later citation must say that it means the
one told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.claims import Citation
from auditor.lexicon import alternatives, any_of, mapping
from auditor.names.citations import bare
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

SHORTEST = 4  # characters of a title before its kind
LEAD = 12  # characters before a citation that are read


@frozen
class Renamed:
    """A citation that refers back to another one, whose title is of another kind."""

    odd: Citation
    usual: Citation
    kinds: tuple[str, str]


def renamed(notice: Notice) -> Iterator[Renamed]:
    """The citations that speak of a document told before, under a title of another kind; each once."""
    alike: dict[str, dict[str, list[Citation]]] = {}
    for citation in notice.claims.citations:
        title = bare(citation.title)
        kind = _kind().search(title)
        if kind and kind.start() >= SHORTEST:
            alike.setdefault(title[: kind.start()], {}).setdefault(kind[0], []).append(citation)
    for kinds in alike.values():
        if len(kinds) != 2:
            continue
        (usual, others), (odd, again) = kinds.items()  # in the order of the text
        if len(again) == 1 and (
            _refers_to(notice.text, again[0], others[0])
            or (len(others) == 1 and _is_carried_out(notice, again[0], others[0]))
        ):
            yield Renamed(again[0], others[0], (odd, usual))


def _refers_to(text: str, later: Citation, earlier: Citation) -> bool:
    """Whether the words before the later citation mean the earlier one, which was told in another sentence."""
    between = text[earlier.end : later.start]
    lead = _back().search(text[max(0, later.start - LEAD) : later.start])
    if lead is None or not any(mark in between for mark in "。；;\n"):
        return False
    verb = lead["verb"] or lead["then"]
    if verb is None:
        return True
    told = text[max(0, earlier.start - LEAD) : earlier.start]
    return told.endswith(tuple(mapping("document_kinds", "renewed")[verb]))


def _is_carried_out(notice: Notice, later: Citation, earlier: Citation) -> bool:
    """Whether a paragraph tells of a document that was made, and then how the later one is carried out."""
    text, leaf = notice.text, notice.leaf_at(earlier.start)
    if leaf is None or later.end > leaf.end or "。" not in text[earlier.end : later.start]:
        return False
    told = text[max(0, earlier.start - LEAD) : earlier.start]
    made = tuple(verb for verbs in mapping("document_kinds", "renewed").values() for verb in verbs)
    return told.endswith(made) and _carried_out().match(text, later.end) is not None


@cache
def _carried_out() -> re.Pattern[str]:
    return compiled(any_of("document_kinds", "carried_out"))


@cache
def _kind() -> re.Pattern[str]:
    return compiled(rf"(?:{any_of('document_kinds', 'kinds')})\Z")


@cache
def _back() -> re.Pattern[str]:
    """新修订的《, 修订后的《, 上述《."""
    verbs = alternatives(mapping("document_kinds", "renewed"))
    new = rf"新(?P<verb>{verbs})的|(?P<then>{verbs})后的"
    return compiled(rf"(?:{any_of('document_kinds', 'back')}|{new})\Z")
