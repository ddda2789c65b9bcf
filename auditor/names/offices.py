"""Offices named in lists and as those who act (责任单位：市水利局、市林业局), and one of them miswritten once.

Their names have certain ends, so they can be looked for by themselves, as the notice's own name is in
:mod:`auditor.names.own`; what is another office (市税务局 beside 市水务局) is known by its name.
"""

from __future__ import annotations

from collections import Counter

from auditor.memo import per_notice
from auditor.names.own import is_office, side_by_side, slips
from auditor.names.variants import FREQUENT, Variant
from auditor.notice import Notice
from auditor.patterns import compiled

MOST = 30  # offices of a notice that are looked for
_NAME = compiled(
    r"[\n。：:、，,；;（(由同促合交](?:(?<=[\n。：:、，,；;（(由])|(?<=会同)|(?<=督促)|(?<=联合)|(?<=移交))"
    r"(?P<name>[\u4e00-\u9fff]{0,4}?[省市区县州盟旗][\u4e00-\u9fff]{2,14}?(?:局|厅|委|办|部|院|中心|支队|大队))"
    r"(?=[、，,。；;）)\n]|\Z|[和与及等]|牵头|会同|负责|组织|开展|联合|督促|印发|出台|制定|完成|已|将|对)"
)


@per_notice
def office_variants(notice: Notice) -> list[Variant]:
    """Names that stand once and are one character off an office that is named three times or more."""
    text = notice.text
    counts = Counter(match["name"] for match in _NAME.finditer(text))
    found: dict[int, Variant] = {}
    for name, listed in counts.most_common(MOST):
        if listed < FREQUENT - 1 or (count := text.count(name)) < FREQUENT:
            continue
        for at, reason in slips(text, name):
            word = text[at : at + len(name)]
            if at in found or is_office(word) or side_by_side(text, at, name):
                continue
            if text.count(word) == 1:
                names = (word, 1, name, count, text.find(name))
                found[at] = Variant(at, at + len(name), *names, reason, own=False)
    return [found[at] for at in sorted(found)]
