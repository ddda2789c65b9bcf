"""Where a text says by what aspect it divides a number: 从举报方式看，…；按登记类型分，…；分产业看，…；依据情节划分为…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor import lexicon
from auditor.patterns import compiled

_WORDS = r"[^，,。；;：:、\n0-9]"
_OPENS = compiled(
    r"[从按依就以分将](?:"  # a first character of its own is found fast
    rf"(?:(?<=[按依])[照据]?|(?<![\u4e00-\u9fff].)|(?<=其中.)|(?<=再.))(?<!将)(?P<aspect>{_WORDS}{{1,16}}?)(?:方面|角度|上)?"
    r"(?:来(?:看|分析?|划分)|进行(?:分析|划分|分类)|看|分析|划?分(?:类|析)?(?:为)?|统计|区分)(?=[，,：:]|[^，,。；;0-9]{1,12}[0-9])"
    rf"|(?<=将){_WORDS}{{2,12}}?划?分(?:为|成))"
)


def aspects(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where divisions are announced between two offsets; the group ``aspect`` is what they are by."""
    return _OPENS.finditer(text, start, end)


def is_of_all(aspect: str) -> bool:
    """Whether an aspect is a property that each has, once: 方式, 来源; only those of officials have a 职级."""
    return _of_all().search(aspect) is not None


def is_of_kinds(aspect: str) -> bool:
    """Whether an aspect is a property that none has twice: 方式, 来源, 职级."""
    return is_of_all(aspect) or _of_some().search(aspect) is not None


@cache
def _of_all() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('scales', 'aspects')})\Z")


@cache
def _of_some() -> re.Pattern[str]:
    return compiled(rf"(?:{lexicon.any_of('scales', 'aspects_of_some')})\Z")
