"""The marks at which a reader pauses, as patterns for one of them."""

from __future__ import annotations

from auditor.patterns import compiled

COMMA = compiled(r"[，,]")
SEMICOLON = compiled(r"[；;]")
CLAUSE_END = compiled(r"[，,。；;]")
SENTENCE_PART_END = compiled(r"[。；;\n]")
"""A semicolon parts what is told of different things; a comma mostly does not."""
MEMBER_END = compiled(r"[，,、；;]")
"""What may stand between the numbers of a list."""
JOINT = compiled(r"[、和与及]")
"""What joins the names of a list."""
