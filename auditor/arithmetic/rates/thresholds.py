"""Rates by which things are told apart, or on which something depends: they are the ratio of no two numbers."""

from __future__ import annotations

from auditor.arithmetic.rates.words import is_called_rate
from auditor.claims import Rate
from auditor.patterns import compiled

_OF_CLASS = compiled(
    r"(?:[（(][^（）()]{0,12}[）)]|[）)])?(?:及?以[上下]|左右|之间|区间)?的[^，,。；;、0-9]{0,4}[0-9]"
)
_BOUNDS_CLASS = compiled(r"[（(]不?含\Z|[—–~～至到-]\Z")
_CONDITION = compiled(
    r"(?:率|度|比例|占比|比重|得分|进度|评价)(?:[为在仍还]|均)?(?:低于|高于|不足|不到|不满|超过?|大于|小于|未达到?)\Z"
)
_OF_THOSE = compiled(r"(?:及?以[上下])?的(?!(?:较?[高好低]的?)?(?:水平|成绩|目标))")


def tells_apart(text: str, rate: Rate) -> bool:
    """Whether a rate tells a class, or on what something depends: 95%（不含95%）以上的4个, 满意度低于八成的重新整改."""
    of_class = _OF_CLASS.match(text, rate.end)
    if of_class and (is_called_rate(rate) or "有" in of_class[0] or _BOUNDS_CLASS.search(rate.gap)):
        return True
    return _CONDITION.search(rate.lead) is not None and _OF_THOSE.match(text, rate.end) is not None
