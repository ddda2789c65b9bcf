"""The words and quotes in which results are shown to people, whatever the format.

The formats themselves are in reports/.
"""
