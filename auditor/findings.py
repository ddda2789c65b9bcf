"""What the auditor says: findings (something does not add up) and ties (a claim was proved).

Rules yield both; nothing here knows a rule or an output format.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from attrs import field

from auditor.records import frozen
from auditor.source import Span

if TYPE_CHECKING:
    from auditor.claims import Claim


class Severity(IntEnum):
    """How bad it is if the finding is right."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Certainty(StrEnum):
    """How sure the auditor is.  ``CERTAIN`` only when the document itself proves it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    QUERY = "query"


@frozen
class Label:
    """A related place and what stands there."""

    span: Span
    message: str = ""


@frozen
class Evidence:
    """The two sides of a contradiction and the arithmetic between them.

    ``working`` is written for an editor (“77 + 74 + 82 = 233”); ``readings`` lists other natural ways to
    count, each as words with its result (“按（一）级标题 3 个”).  ``elsewhere`` says that ``computed`` is what another
    place of the document says, and no result of a calculation.
    """

    stated: str
    computed: str
    working: str = ""
    readings: tuple[str, ...] = ()
    elsewhere: bool = False


@frozen
class Finding:
    """One thing that an editor should look at.

    ``span`` is the place the reader is sent to, ``related`` the other side.  ``cause`` names the cause when
    one cause can be seen by several rules or at several places: findings of equal cause become one card.
    ``missing`` names an element that stands nowhere (“contact”); ``span`` is then only where the reader is sent.
    ``claims`` are the claims that the finding contradicts.
    """

    message: str
    span: Span
    rule: str = ""
    severity: Severity | None = None
    certainty: Certainty = Certainty.CERTAIN
    related: tuple[Label, ...] = ()
    evidence: Evidence | None = None
    suggestion: str | None = None
    cause: str | None = None
    missing: str = ""
    claims: tuple[Claim, ...] = field(default=(), repr=False, eq=False)

    def of(self, rule: str, severity: Severity) -> Finding:
        """This finding as that of a rule (attrs.evolve takes several times as long)."""
        return Finding(
            self.message,
            self.span,
            rule,
            severity,
            self.certainty,
            self.related,
            self.evidence,
            self.suggestion,
            self.cause,
            self.missing,
            self.claims,
        )


@frozen
class Tie:
    """Proof that one or more claims hold: ``working`` in words, ``spans`` the places it was proved from.

    A ``weak`` one only compares (3 ≤ 5); it is shown where no other proof is.
    """

    claims: tuple[Claim, ...] = field(eq=False)
    working: str = ""
    spans: tuple[Span, ...] = ()
    weak: bool = False
