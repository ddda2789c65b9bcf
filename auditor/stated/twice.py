"""One quantity that a notice tells twice: 反馈问题32个 in its overview, 反馈的35个问题 at its end."""

from __future__ import annotations

from auditor.claims import Quantity
from auditor.figures.amounts import written
from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.notice import Notice


def told_twice(
    notice: Notice,
    first: Quantity,
    other: Quantity,
    words: str,
    *,
    cause: str,
    certainty: Certainty = Certainty.LIKELY,
    severity: Severity | None = None,
    sound: bool = False,
) -> Finding:
    """The finding that two numbers differ where ``words`` say the same of both; the reader is sent to the second.

    ``sound`` says that the first is proved by others, so that only the second is contradicted.
    """
    one, two = written(first), written(other)
    return Finding(
        f"{words}，一处为 {one}，另一处为 {two}，请核实",
        notice.span(other.start, other.end),
        severity=severity,
        certainty=certainty,
        related=(Label(notice.span(first.start, first.end), f"一处为 {one}"),),
        evidence=Evidence(one, two, f"{one} ≠ {two}", elsewhere=True),
        cause=cause,
        claims=(other,) if sound else (first, other),
    )
