"""The characters of a text: paired marks, masked places, repetitions, damage by a scan.

What they say is no business of this package.
"""
