"""Numbers that belong together, and whether they agree: groups, sums, rates, changes, stated totals.

Dates are reckoned in :mod:`auditor.dates`.
"""
