"""The logical text: source pieces made into what a reader reads, one character for one character.

Characters are dropped (stray blanks) or replaced by their plain form (full-width digits), never added, but
for the ``\\n`` between paragraphs; so the way back is a list of segments.
"""

from __future__ import annotations

from attrs import field

from auditor.patterns import compiled
from auditor.records import define
from auditor.structure.rows import BARS

# Han, Chinese marks, full-width forms, and the typographic quotes and dashes of Chinese text.
_CJK = "\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·㎡"
_DROPPED = compiled(
    rf"(?=[^\S\n])(?:(?<=[{_CJK}])[^\S\n]{{1,2}}(?=[{_CJK}0-9A-Za-z+<%(\"'.,;:)\-])"
    rf"|(?<=[0-9A-Za-z%)\"'.,;:(+\-])[^\S\n]{{1,2}}(?=[{_CJK}])"
    rf"|(?<=[0-9])[^\S\n]{{1,2}}(?=[%℃]|k?m[²2³]?(?![A-Za-z]))"
    rf"|(?<=[,;:、])[^\S\n]{{1,2}}(?=[0-9\"(]))"
)
_SLOGAN = compiled(r"[“\"][^“”\"，。；、,;:：\n]{3,20}?([^\S\n])[^“”\"，。；、,;:：\n]{3,20}[”\"]")
_WIDE = compiled(r"[０-９Ａ-Ｚａ-ｚ％＠．－＋]")
_HALF_WIDTH = {
    c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_HALF_WIDTH |= {ord(a): ord(b) for a, b in zip("％＠．－＋", "%@.-+", strict=True)}


@define
class LogicalText:
    """Collects pieces of the source and remembers where each came from."""

    source: str = field(repr=False)
    parts: list[str] = field(factory=list, repr=False)
    logical: list[int] = field(factory=list, repr=False)
    origin: list[int] = field(factory=list, repr=False)
    length: int = 0
    _has_wide: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._has_wide = _WIDE.search(self.source) is not None

    def add(self, pieces: list[tuple[int, int]], *, row: bool = False) -> str:
        """Append the pieces of one leaf, joined; returns their logical text.

        In a table's ``row`` the blanks that set its columns apart are kept.
        """
        before = len(self.parts)
        for start, end in pieces:
            self._piece(start, end, row)
        return self.parts[before] if len(self.parts) == before + 1 else "".join(self.parts[before:])

    def end_paragraph(self, at: int) -> None:
        """Append the ``\\n`` after a paragraph that ended at source offset ``at``."""
        self._segment(at, "\n")

    def _piece(self, start: int, end: int, row: bool) -> None:
        raw = self.source[start:end]
        if self._has_wide and _WIDE.search(raw):
            raw = raw.translate(_HALF_WIDTH)
        if raw.split(None, 1) == [raw]:  # no blank in it
            self._segment(start, raw)
            return
        quoted = "“" in raw or '"' in raw
        kept = {m.start(1) for m in _SLOGAN.finditer(raw)} if quoted else ()
        wide = row and not any(mark in raw for mark in (*BARS, "\t", "  "))
        spaced = wide and "\u3000" not in raw  # single blanks alone part its columns
        done = 0
        for blank in _DROPPED.finditer(raw):
            if blank.start() in kept and len(blank[0]) == 1:
                continue
            if spaced or (row and (len(blank[0]) > 1 or blank[0] == "\t" or (blank[0] == "\u3000" and wide))):
                continue
            self._segment(start + done, raw[done : blank.start()])
            done = blank.end()
        self._segment(start + done, raw[done:])

    def _segment(self, start: int, text: str) -> None:
        if text:
            self.logical.append(self.length)
            self.origin.append(start)
            self.parts.append(text)
            self.length += len(text)
