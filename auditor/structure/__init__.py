"""The structure of a text: lines, grammar, logical text, numbering, tables, the end of a notice.

What its sentences state is extracted elsewhere.
"""
