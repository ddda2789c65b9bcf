"""All claims of a notice: the scanner's, the groups and ratios they form, lists and contact fields."""

from __future__ import annotations

from auditor.arithmetic.changes.against import changes_against
from auditor.arithmetic.changes.apart import changes_apart
from auditor.arithmetic.changes.base_behind import bases_behind
from auditor.arithmetic.changes.beside import changes
from auditor.arithmetic.changes.multiples import multiples
from auditor.arithmetic.changes.named import named_changes
from auditor.arithmetic.changes.parts import parts_of_changes
from auditor.arithmetic.changes.real_terms import without_real_terms
from auditor.arithmetic.rates.aspect_totals import divided, with_divided
from auditor.arithmetic.rates.graded import graded_shares
from auditor.arithmetic.rates.percent_sets import percent_sets
from auditor.arithmetic.rates.ratios import ratios
from auditor.arithmetic.rates.share_changes import changes_since
from auditor.arithmetic.rates.shares import series, with_series
from auditor.arithmetic.rates.told_sums import told_sums
from auditor.extraction.contact import fields
from auditor.extraction.enumerations import enumerations
from auditor.extraction.scan import scan
from auditor.groups.finders import groups
from auditor.groups.finders.itemised import itemised
from auditor.ledger import Claims
from auditor.notice import Notice


def extract(notice: Notice) -> Claims:
    """The claims of a notice, in one pass over its logical text."""
    claims = Claims()
    scan(notice, claims)
    told = [*changes(claims), *multiples(notice.text, claims)]
    told += changes_apart(claims, told)
    told += changes_since(claims, told)
    told += changes_against(claims, told)
    told += named_changes(notice.text, claims, told)
    told += bases_behind(claims, told)
    claims.changes = without_real_terms(notice.text, told)
    shares = list(series(claims))
    by_aspect = divided(notice.text, claims, shares)
    claims.groups = with_divided(with_series(groups(notice.text, claims), by_aspect.series), by_aspect)
    claims.groups += parts_of_changes(claims, claims.changes)
    claims.groups += itemised(notice.text, claims, claims.groups)
    claims.ratios = ratios(notice.text, claims, by_aspect.series)
    claims.other_bases = by_aspect.others
    claims.percent_sets = [
        *percent_sets(notice.text, claims),
        *graded_shares(notice.text, claims),
        *told_sums(notice.text, claims),
    ]
    claims.enumerations = enumerations(notice, claims)
    claims.fields = fields(notice)
    return claims
