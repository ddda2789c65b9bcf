"""Immediate repetitions in a text, found in linear time without a step per character."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ZEROS = re.compile(rb"\0*+")


def immediate_repeats(text: str, lengths: range) -> Iterator[tuple[int, int, int]]:
    """Words said twice or more on end: start and end of the whole repetition, and the word's length.

    创文创文 is (0, 4, 2).  The text is laid against itself, shifted by each length: where it repeats, the
    difference is a run of zero bytes.
    """
    raw, width = text.encode("utf-16-le", "surrogatepass"), 2
    if len(raw) != 2 * len(text):  # characters beyond U+FFFF
        raw, width = text.encode("utf-32-le", "surrogatepass"), 4
    number = int.from_bytes(raw, "little")
    for length in lengths:
        size = len(raw) - length * width
        if size < length * width:
            return
        mixed = (number ^ number >> 8 * length * width).to_bytes(len(raw), "little")
        wanted = bytes(length * width)
        at = mixed.find(wanted, 0, size)
        while at >= 0:
            zeros = _ZEROS.match(mixed, at, size)
            stop = zeros.end() if zeros else size
            start, end = -(-at // width), stop // width
            if end - start >= length:
                yield start, end + length, length
            at = mixed.find(wanted, max(stop, at + 1), size)
