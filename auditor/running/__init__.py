"""A run over many notices: what changed, in which process, and the exit status of the whole.

How one notice is audited is :mod:`auditor.pipeline`.
"""
