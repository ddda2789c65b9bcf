"""The organ of the notice's own body: a 党委 is no 党组, so one 局党组 beside 局党委 everywhere is a slip.

Title and signature say which is right; where they name no organ (市…局关于…的公告), what stands far more often is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.lexicon import words
from auditor.names.entities import Role, Unit, units
from auditor.names.variants import FREQUENT
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

BEFORE = 60  # characters before a name in which its sentence may speak of another time

CLOSE = 8  # … and behind it
SCARCE = 6  # besides one slip, one more for so many right places
MOST = 2  # what stands more often is a body of its own

_EITHER = ("党委", "党组")
_LOCAL_NAME = compiled(r"[省市区县州盟旗](?:市场)?[^省市区县州盟旗]{2,14}\Z")
_BARE = compiled(
    r"(?:(?<=[。，,；;：:\n“（(])|(?<=[由经向对为将报])|(?<=我))(?P<kind>局|厅|院|校|社|行|集团|公司|中心)(?P<organ>党[组委])(?!扩大)"
)
_ORGANS = {"党委": "党委", "委员会": "党委", "党组": "党组"}
_OTHER_TIME = compiled(
    r"原|时任|曾|当时|改[为设称组制]|更名|撤销|设立|成立|批[准复]|升格|组建|换届|20[0-9]{2}年(?:以前|之前)|前身"
)
_STATEMENT = compiled(r"[。；;\n]")


@frozen
class OrganSlip:
    """Where the own body stands with the other organ: ``name`` against ``usual``, which stands ``count`` times."""

    start: int
    end: int
    name: str
    usual: str
    count: int
    usual_at: int


def organ_slips(notice: Notice) -> Iterator[OrganSlip]:
    """局党组 where the title and the rest of the notice have 局党委, or the other way round."""
    own = [u for u in units(notice) if not u.masked]
    titles = {_ORGANS.get(u.organ, "") for u in own if u.role in (Role.TITLE, Role.SIGNATURE) and u.organ}
    if len(titles) > 1 or "" in titles:
        return
    for name, found in _places(notice.text, own).items():
        right = next(iter(titles)) if titles else max(found, key=lambda organ: len(found[organ]))
        usual, odd = found[right], [at for organ, each in found.items() if organ != right for at in each]
        if len(usual) < FREQUENT or not odd or len(odd) > len(usual) // SCARCE + 1 or len(odd) > MOST:
            continue
        ends = [at + len(name) + 2 for at in odd]
        slips = [
            OrganSlip(at, end, notice.text[at:end], name + right, len(usual), usual[0])
            for at, end in zip(odd, ends, strict=True)
        ]
        if not any(_is_other(notice.text, slip) for slip in slips):
            yield from slips


def _places(text: str, own: list[Unit]) -> dict[str, dict[str, list[int]]]:
    """Where the own body stands with either organ, by the name before it: 局, 县水利局."""
    found: dict[str, dict[str, list[int]]] = {}
    if not all(organ in text for organ in _EITHER):
        return found
    for match in _BARE.finditer(text):
        found.setdefault(match["kind"], {organ: [] for organ in _EITHER})[match["organ"]].append(
            match.start()
        )
    names = {local[0] for u in own if u.kind == "office" and (local := _LOCAL_NAME.search(u.name))}
    for name in sorted(names):
        found[name] = {
            organ: [m.start() for m in re.finditer(re.escape(name + organ), text)] for organ in _EITHER
        }
    return found


def _is_other(text: str, slip: OrganSlip) -> bool:
    """Whether the sentence speaks of another time, of both organs, or of the committee of the party members."""
    before = _STATEMENT.split(text[max(0, slip.start - BEFORE) : slip.start])[-1]
    after = _STATEMENT.split(text[slip.end : slip.end + BEFORE], maxsplit=1)[0]
    said = before + after[:CLOSE]
    around = before + after
    of_members = any(word in around for word in words("organisations", "of_members"))
    return bool(_OTHER_TIME.search(said)) or of_members or _beside(before, after, slip)


def _beside(before: str, after: str, slip: OrganSlip) -> bool:
    """Whether the usual name stands next to it: 局党组、局党委."""
    return slip.usual in before[-len(slip.usual) - 2 :] or slip.usual in after[: len(slip.usual) + 2]
