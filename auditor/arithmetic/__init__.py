"""What numbers of one passage come to: ``changes``, ``rates`` and ``products``, each building only on those before it.

Sums are reckoned in :mod:`auditor.groups`, dates in :mod:`auditor.dates`.
"""
