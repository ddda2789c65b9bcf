"""Which encoding some bytes are in.

A byte order mark decides; then strict UTF-8; then the candidate that reads as the best Chinese.  A whole text
is always decoded strictly: a byte that does not fit is reported with its place, never replaced.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache

from auditor.errors import UncheckedError
from auditor.lexicon import words

# UTF-32 stands before UTF-16, whose mark its own begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 16 * 1024  # bytes: enough to be sure, quick to score
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_BINARY = 0.3  # share of control characters from which on bytes are no text
_READABLE = 0.3  # score below which a text is none (a scale of the weights below)

# How much a character speaks for the encoding that produced it.
_COMMON, _USUAL, _TRADITIONAL, _IDEOGRAPH, _FOREIGN, _IMPOSSIBLE = 1.0, 0.7, 0.4, 0.1, -0.3, -1.0
_BLOCKS = (
    (0x09, 0x0D, _USUAL),
    (0x20, 0x7E, _USUAL),
    (0x00, 0x9F, _IMPOSSIBLE),  # the other controls
    (0x2010, 0x2026, _USUAL),  # dashes, quotation marks, ellipsis
    (0x2460, 0x249B, _USUAL),  # ① ⑴ ⒈
    (0x3000, 0x3017, _USUAL),  # Chinese punctuation
    (0x4E00, 0x9FFF, _IDEOGRAPH),
    (0xE000, 0xF8FF, _IMPOSSIBLE),  # private use
    (0xFF01, 0xFF5E, _USUAL),  # full-width forms
    (0xFFF0, 0xFFFF, _IMPOSSIBLE),  # the replacement character
)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text in some bytes (without byte order mark) and Python's name of its encoding.

    Raises UncheckedError for binary data and for a byte that does not fit, naming its offset.
    """
    encoding = next((known for mark, known in _MARKS if data.startswith(mark)), None) or _choose(data, name)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(error.object)  # utf-8-sig does not count its mark
        raise UncheckedError(_misfit(data, encoding, offset), name) from error


def _choose(data: bytes, name: str) -> str:
    misfit = _utf8_misfit(data)
    acceptable = misfit is None and _controls(data) <= _BINARY * len(data)
    if acceptable and not _wide(data):
        return "utf-8"
    sample = _sample(data)
    scores = {encoding: _score(sample, encoding) for encoding in _CANDIDATES}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] >= _READABLE:
        return best
    if acceptable:
        return "utf-8"
    if misfit is None:
        raise UncheckedError("不是文本文件（二进制内容）", name)
    reason = "不是文本文件，或编码无法识别（已试 UTF-8、GB18030、Big5、UTF-16）"
    raise UncheckedError(f"{reason}；{_misfit(data, 'utf-8', misfit)}", name)


def _utf8_misfit(data: bytes) -> int | None:
    """The offset of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _wide(data: bytes) -> bool:
    """Whether NUL bytes make UTF-16 thinkable: in it every second byte of a Western character is NUL."""
    return len(data) % 2 == 0 and b"\0" in data


def _sample(data: bytes) -> bytes:
    """A part that can be told apart: from the first byte that is not ASCII, at an even place for UTF-16."""
    high = _HIGH.search(data)
    start = min(high.start() if high else 0, max(0, len(data) - _SAMPLE)) & ~1
    return data[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """The mean weight of the sample's characters; a character cut at its end does not count."""
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    weights = _weights()
    return sum(map(weights.__getitem__, map(ord, text))) / len(text) if text else _IMPOSSIBLE


class _Weights(dict[int, float]):
    """Weights by code point: common and usual characters are set, the others follow from their block."""

    def __missing__(self, point: int) -> float:
        weight = next((weight for first, last, weight in _BLOCKS if first <= point <= last), _FOREIGN)
        self[point] = weight
        return weight


@cache
def _weights() -> _Weights:
    weights = _Weights()
    weights.update(dict.fromkeys(map(ord, _level("big5", 0xA4, 0xC6)), _TRADITIONAL))
    weights.update(dict.fromkeys(map(ord, _level("gb2312", 0xB0, 0xD7)), _USUAL))
    for line in words("common_characters", "characters"):
        weights.update(dict.fromkeys(map(ord, line), _COMMON))
    return weights


def _level(codec: str, first: int, last: int) -> Iterator[str]:
    """The characters of a national standard's first level, which is the lead bytes ``first``…``last``."""
    for lead in range(first, last + 1):
        for trail in range(0x40, 0xFF):
            char = bytes((lead, trail)).decode(codec, "ignore")
            if len(char) == 1 and ord(char) >= 0x4E00:
                yield char


def _misfit(data: bytes, encoding: str, offset: int) -> str:
    label = encoding.removesuffix("-sig").upper()
    return f"按 {label} 解码时，字节偏移 {offset}（从 0 计）处的 0x{data[offset]:02X} 无法解码"
