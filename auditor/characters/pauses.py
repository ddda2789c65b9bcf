"""The marks at which a reader pauses, as patterns for one of them."""

from __future__ import annotations

import re

from auditor.patterns import compiled

COMMA = compiled(r"[，,]")
SEMICOLON = compiled(r"[；;]")
CLAUSE_END = compiled(r"[，,。；;]")
PAUSE = compiled(r"[，,。；;：:]")
CLAUSE = compiled(r"[^，,；;]+")
"""A part of a sentence between commas and semicolons."""
SENTENCE_PART_END = compiled(r"[。；;\n]")
"""A semicolon parts what is told of different things; a comma mostly does not."""
STATEMENT_END = compiled(r"[。！？；;\n]")
"""Where a sentence ends, or a part of one that could stand alone."""
MEMBER_END = compiled(r"[，,、；;]")
"""What may stand between the numbers of a list."""
JOINT = compiled(r"[、和与及]")
"""What joins the names of a list."""
NAMES_JOINT = compiled(r"、|以及|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2})")
"""What joins names of two characters at least: 来信和来访, not the 和 of a shorter word."""
_BETWEEN_CHINESE = r"(?<=[\u4e00-\u9fff”）)%].)(?<![一二三四五六七八九十].)(?=[\u4e00-\u9fff“（(《0-9]|\Z)"
PLAIN_STOP = rf"\.{_BETWEEN_CHINESE}"
"""A plain full stop between Chinese, as half-width texts have it: …整改.街道…, but not in 一.总体情况."""


ITEM_NUMBER = r"(?:[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][0-9一二三四五六七八九十]{1,3}[)）])"
"""The number that an item begins with, in a text whose structure is not at hand: 1., 二、, （三）."""


def last_end(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last of some marks between two offsets ends; ``start`` if there is none."""
    return max((found.end() for found in mark.finditer(text, start, end)), default=start)


def stop(marks: str) -> str:
    """A pattern for one of some marks, or a plain full stop; all begin in one class, which is found fast."""
    return rf"[.{marks}](?:(?<=[{marks}])|{_BETWEEN_CHINESE})"


SENTENCE_END = compiled(stop(r"。！？\n"))
