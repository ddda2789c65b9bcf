"""Findings known from before: how one is known again, the baseline, waivers, the round before.

What follows from them for a run is said by :mod:`auditor.running.gate`.
"""
