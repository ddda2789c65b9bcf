"""Numbers that belong together, and whether they agree.

Groups and sums stand here and are found in :mod:`auditor.arithmetic.grouping`; the rest by subject, each building only
on those before it: ``changes``, ``grouping``, ``rates``, ``products``, ``stated``; and ``tables``.  Dates are reckoned in
:mod:`auditor.dates`.
"""
