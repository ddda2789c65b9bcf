"""E112: the office of a leading group, said to be set up in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.names.resemblance import is_shortened
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

_SEAT = r"[\u4e00-\u9fff]{2,14}?"
_SHORT = r"(?:以下)?(?:统一)?简称[：:]?[“\"‘]?(?P<{0}>[\u4e00-\u9fff]{{1,7}}办(?:公室)?)[”\"’]?"
_DEFINED = compiled(
    rf"办公室(?:[（(]{_SHORT.format('first')}[)）][，,]?设[在于](?P<seat>{_SEAT})(?=[，,。；;、（()）\n])"
    rf"|[，,（(]?设[在于](?P<before>{_SEAT})[，,（(]{{1,2}}{_SHORT.format('second')})"
)
_AGAIN = compiled(rf"办(?:公室)?(?P<mark>[，,（(]?)设[在于](?P<seat>{_SEAT})(?=[，,。；;、（()）\n])")
_MOVED = compiled(r"原|改设|调整|变更|迁|转设|另设|各")
MOST = 8  # offices of a notice whose short names are followed
LONGEST = 10  # characters of a short name
AROUND = 30  # characters before a place in which it may be said that the office was moved


@rule("E112", name="office-seat", severity=Severity.WARNING, since="0.1")
def office_seat(notice: Notice) -> Iterator[Finding]:
    """同一办公室设在两处。

    检查什么
    写明简称的领导小组办公室（以下简称整改办）设在某处，后文又称这一简称的办公室设在另一处，提示核实。
    两处只是详略不同（人事股、局人事股），或者写明调整、改设的，不算。

    为什么
    办事机构设在哪里，关系到由谁牵头，前后不一多为套用旧稿。

    反例
    - 领导小组办公室（以下简称整改办）设在局人事股，负责日常工作。
      由整改办（设在局规划股）逐条督办。
    - 领导小组下设办公室，设在镇党政办（以下简称整改办）。整改办设在镇纪委，每周调度一次。

    正例
    - 领导小组办公室（以下简称整改办）设在局人事股，负责日常工作。
      由整改办（设在人事股）逐条督办。
    - 领导小组办公室（以下简称整改办）设在局人事股，信访领导小组办公室设在局规划股。
    - 领导小组办公室（以下简称整改办）设在局人事股。
      2024年3月调整后，整改办设在局规划股。

    依据
    《党政机关公文处理工作条例》第二十条：内容准确，表述前后一致。
    """
    text = notice.text
    defined: dict[str, tuple[int, int]] = {}
    for match in islice(_DEFINED.finditer(text), MOST):
        defined.setdefault(
            match["first"] or match["second"], match.span("seat" if match["seat"] else "before")
        )
    if not defined:
        return
    for match in _AGAIN.finditer(text):
        end = match.start("mark")
        name = next((n for n in defined if text.endswith(n, max(0, end - LONGEST), end)), None)
        if name is None or defined[name][0] == match.start("seat"):
            continue
        first, here = text[slice(*defined[name])], match["seat"]
        if _is_same(first, here) or _is_moved(text, match):
            continue
        yield Finding(
            f"“{name}”此处设在“{here}”，另一处设在“{first}”，请核实",
            notice.span(*match.span("seat")),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(*defined[name]), f"设在“{first}”"),),
            evidence=Evidence(here, first, elsewhere=True),
        )


def _is_moved(text: str, match: re.Match[str]) -> bool:
    return _MOVED.search(text, max(0, match.start() - AROUND), match.end()) is not None


def _is_same(one: str, other: str) -> bool:
    """Whether one name is the other with characters left out."""
    short, long = sorted((one, other), key=len)
    return is_shortened(short, long)
