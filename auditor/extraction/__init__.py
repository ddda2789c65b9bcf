"""Finds what single sentences and lines state: figures and their context, lists, contact fields.

What numbers have to do with each other is found in :mod:`auditor.groups` and :mod:`auditor.arithmetic`.
"""
