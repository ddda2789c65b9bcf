"""Parts that exceed their whole many times over: mostly a 元 that became 万元."""

from __future__ import annotations

from auditor.arithmetic.groups import Cue, Group
from auditor.claims import Quantity
from auditor.patterns import compiled

_DIRECTLY = compiled(
    r"[\u4e00-\u9fff]{0,4}[，,（(。]?(?:其中|[包内]?含)[：:，,]?[^，,。；;、：:（()）0-9]{0,16}"
)
_OF_MORE = compiled(
    r"涉及|挽回|带动|撬动|拉动|总|累计|合计|共(?!同)|全[省市县区镇年]|[率价均]\Z|每|单价|均价|人均"
)

_OTHER_SUM = compiled(r"投资|造价|合同|概算|预算|税款|本金|存款|贷款|产值|结算")


def is_told_of(part: Quantity, group: Group, text: str) -> bool:
    """Whether 其中 directly behind a measure makes a number a part of it, however much larger it is: 3万元，其中…620万元."""
    whole = group.whole
    told = group.cue is Cue.AMONG and group.near and part is group.parts[0]
    alike = whole.unit.measured and part.unit.kind == whole.unit.kind
    if not told or not alike or _OF_MORE.search(part.lead) or _OF_MORE.search(whole.lead):
        return False
    other = _OTHER_SUM.search(part.lead)
    if other is not None and other[0] not in whole.lead:
        return False  # 节约电费3万元，其中光伏项目投资860万元
    return _DIRECTLY.fullmatch(text, whole.end, part.start) is not None
