"""The organ of the notice's own body: a 党委 is no 党组, so one 局党组 beside 局党委 everywhere is a slip."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.names.entities import Role, units
from auditor.names.variants import FREQUENT
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

BEFORE = 60  # characters before a name in which its sentence may speak of another time

_BARE = compiled(
    r"(?:(?<=[。，,；;：:\n“（(])|(?<=[由经向对为将])|(?<=我))(?P<kind>局|厅|院|校|社|行|集团|公司|中心)(?P<organ>党[组委])(?!扩大)"
)
_ORGANS = {"党委": "党委", "委员会": "党委", "党组": "党组"}
_OTHER_TIME = compiled(
    r"原|时任|曾|当时|改[为设称组制]|更名|撤销|设立|成立|批[准复]|升格|组建|换届|20[0-9]{2}年(?:以前|之前)|前身"
)
_STATEMENT = compiled(r"[。；;\n]")


@frozen
class OrganSlip:
    """Where the own body stands once with the other organ: ``name`` against ``usual``, which stands ``count`` times."""

    start: int
    end: int
    name: str
    usual: str
    count: int
    usual_at: int


def organ_slips(notice: Notice) -> Iterator[OrganSlip]:
    """局党组 where the title and the rest of the notice have 局党委, or the other way round."""
    titles = {
        _ORGANS.get(u.organ) for u in units(notice) if u.role in (Role.TITLE, Role.SIGNATURE) and not u.masked
    }
    if len(titles) != 1 or (right := titles.pop()) is None:
        return
    text = notice.text
    places: dict[str, dict[str, list[int]]] = {}
    for match in _BARE.finditer(text):
        places.setdefault(match["kind"], {"党委": [], "党组": []})[match["organ"]].append(match.start())
    for kind, found in places.items():
        usual, odd = found[right], [at for organ, each in found.items() if organ != right for at in each]
        if len(usual) < FREQUENT or len(odd) != 1:
            continue
        start, end = odd[0], odd[0] + len(kind) + 2
        said = _STATEMENT.split(text[max(0, start - BEFORE) : start])[-1] + text[end : end + 8]
        if not _OTHER_TIME.search(said):
            yield OrganSlip(start, end, text[start:end], kind + right, len(usual), usual[0])
