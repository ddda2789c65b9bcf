"""All claims of a notice: the scanner's, the groups and ratios they form, lists and contact fields."""

from __future__ import annotations

from auditor.changes import changes
from auditor.claims import Claims
from auditor.contact import fields
from auditor.enumerations import enumerations
from auditor.grouping import groups
from auditor.notice import Notice
from auditor.rates import ratios
from auditor.scan import scan


def extract(notice: Notice) -> Claims:
    """The claims of a notice, in one pass over its logical text."""
    claims = scan(notice)
    claims.groups = groups(notice.text, claims)
    claims.changes = list(changes(claims))
    claims.ratios = ratios(notice.text, claims)
    claims.enumerations = enumerations(notice, claims)
    claims.fields = fields(notice)
    return claims
