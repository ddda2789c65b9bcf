"""Where each of some things is said to have reached a step, and in the same sentence one of them has not.

4个分拣站均已投入使用，其中柳村站设备正在采购; 5条道路均已完工，其中1条尚未开工.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor.completion.place import Pair
from auditor.lexicon import alternatives, load
from auditor.notice import Notice
from auditor.patterns import compiled

_ORDERS = ("steps_of_works", "steps_of_cases")


@cache
def _steps() -> Mapping[str, tuple[str, int]]:
    """Each verb with the undertaking it belongs to and the number of its step."""
    orders = {name: load("statuses")[name] for name in _ORDERS}
    return {
        verb: (name, i) for name, steps in orders.items() for i, verbs in enumerate(steps) for verb in verbs
    }


_VERBS = alternatives(_steps())
_EACH = compiled(
    rf"(?:均已(?:经)?(?:全部)?|都已(?:经)?(?:全部)?|全部|已(?:经)?(?:全部|均|都))(?P<done>{_VERBS})(?:到位|完毕)?[，,；;]"
    rf"其中[，,]?(?P<who>[^，,。；;\n]{{1,20}}?)(?:(?P<running>(?:正在|仍在|还在)(?:抓紧|加快)?)|(?:尚|仍|还)?未(?:能)?(?:完成)?)"
    rf"(?P<open>{_VERBS})(?:中|之中|到位)?(?=[，,。；;\n])"
)
_APART = compiled(r"已|曾|原|当时|[一二三四两0-9]期|扩建|新增|另|配套|改造|升级|[0-9]年|[0-9]月")


def one_is_not(notice: Notice) -> Iterator[Pair]:
    """Where each is said to be done, with the place that says that one is not."""
    for found in _EACH.finditer(notice.text):
        (order, reached), (other, step) = _steps()[found["done"]], _steps()[found["open"]]
        behind = step < reached if found["running"] else step <= reached
        if order != other or not behind or _APART.search(found["who"]):
            continue
        yield (found.start(), found.end("done")), (found.start("who"), found.end())
