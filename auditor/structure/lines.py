"""The line lexer: cuts a notice into the tokens of grammar/notice.lark.

One token is a line, or a part of one.  The lexer never raises, loses no character that is not blank and
reads each line once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.characters.pauses import PAUSE
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.structure.framed import recover_framed
from auditor.structure.lalr import Terminal
from auditor.structure.line import HEADINGS, TERMINAL, Line
from auditor.structure.recovery import recover_headings
from auditor.structure.rows import figure_rows, is_row

CLOSING = frozenset(("SIGNED", "ISSUED", "SIGNATURE"))
MAX_TITLE_LINES = 4
MAX_TITLE_LENGTH = 60
MAX_CONTACT_LENGTH = 120  # a line without a label that still belongs to the contact lines above it
TAIL_LINES = 12  # signature and date are looked for in the last lines only
CONTENTS_LINES = 300  # a table of contents begins and ends in so many lines
LONG = 60  # a line longer than this without a mark at its end has been cut

_TITLE_END = compiled(
    r"(?:通报|公告|通告|报告|公示|情况|说明|意见|通知|反馈)(?:[（(][^（）()]{1,20}[)）])?[）)》”\"]?\Z"
)
_TITLE_WORD = compiled(r"关于|整改|巡[察视]|审计|督[查察]|通报|公示")
_SUBTITLE = compiled(r"[（(][^()（）]{1,20}[)）]\Z")
_NAME = compiled(r"[\u4e00-\u9fff（）()]{4,45}(?<![路街巷弄号楼室层栋幢])")  # 中共柳湾县委宣传部, no address
_HEAD_END = compiled(r"[。！？（(:：](?:(?<=[。！？])|(?<=问题[（(])|(?<=[:：])(?=.))")
_BEFORE_ITEM = r"[。；;：:，,、！？）)”\"]"
# 一是, 第一， or 其一， after a mark and at most three blanks; it begins with a plain character, which is found fast
_ITEM = compiled(
    r"[一二三四五六七八九十—第其]"
    + "(?:"
    + "|".join(rf"(?<={_BEFORE_ITEM}{blanks}.)" for blanks in ("", r"\s", r"\s\s", r"\s\s\s"))
    + ")"
    + r"(?:(?<![第其])[一二三四五六七八九十—]{0,2}\s?[是要]"
    r"|(?<=第)(?P<o>[一二三四五六七八九十]{1,2})\s?[,，、]|(?<=其)(?P<p>[一二三四五六])[,，、])"
)
_CONTENTS = compiled(r"目[ \u3000\xa0]{0,8}录[：:]?")
APPENDIX = compiled(r"附[ \u3000\xa0]{0,4}件[ \u3000\xa0]{0,4}[0-9一二三四五六七八九十]{0,2}")
_ENTRY = compiled(r"第[一二三四五六七八九十]{1,3}(?:部分|[章节篇编])|[一二三四五六七八九十]{1,3}、")
_LEADER = compiled(r"(?<=[^\s.…·0-9])[\s.…·]*+(?:[0-9]{1,4})?\Z")  # …… 12: dots and page number
_WIDE = compiled(r"[^\x00-\x7f]+")
_ORDINAL = compiled(r"[0-9０-９]+|[一二三四五六七八九十]+|[①-⑳⑴-⒇⒈-⒛]|—")
_NO_TITLE = compiled(r"[。；;]|[,，].{12}")
_WHOLE_LINES = CLOSING | {"TITLE", "ROW"}


class LineLexer:
    """Cuts texts into tokens by the terminals of grammar/notice.lark."""

    def __init__(self, terminals: Iterable[Terminal]) -> None:
        by_name = {t.name: t for t in terminals}
        bullet = by_name.pop("BULLET").pattern
        kinds = sorted(by_name.values(), key=lambda t: -t.priority)

        def matcher(chosen: list[Terminal]) -> re.Pattern[str]:
            marks = "|".join(f"(?P<{t.name}>{t.pattern})" for t in chosen)
            return compiled(rf"(?:{bullet})?+(?:{marks})")

        # What closes a notice comes last by priority and is looked for in its last lines only.
        self._match = matcher(kinds).match
        self._match_body = matcher([t for t in kinds if t.name not in CLOSING]).match

    def tokens(self, text: str) -> list[Line]:
        """All tokens of a text, in order."""
        rows = [(at, line) for at, line in _lines(text) if line]
        titles = self._title_lines(rows)
        width = _wrap_width(rows)
        out: list[Line] = []
        tail = self._tail(rows)
        is_open = False
        contact = attachments = False
        contents = _contents(rows)
        figures = figure_rows([line for _, line in rows])
        for i, (at, line) in enumerate(rows):
            if i < titles:
                out.append(Line("TITLE", at, at + len(line)))
                continue
            if i in contents:  # what they name stands below with its text
                out.append(Line("TEXT", at, at + len(line)))
                is_open = False
                continue
            match = self._match(line) if i in tail else self._match_body(line)
            kind = (match.lastgroup if match else None) or "TEXT"
            body = match.end() if match else 0
            if (
                kind == "SIGNATURE"
                and is_open
                and not line.startswith(("中共", "中国共产党"))
                and not (contact and self._signs(rows, i))
            ):
                kind, body = "TEXT", 0
            if attachments and kind == "H3":
                kind = "ATTACHMENT"
            elif kind == "TEXT" and i in figures:
                kind = "ROW"
            elif kind == "TEXT" and contact and i in tail and _NAME.fullmatch(line) and self._signs(rows, i):
                kind = "SIGNATURE"
            elif kind == "TEXT" and is_open:
                kind = "CONT"
            elif kind == "TEXT" and contact and i in tail and len(line) <= MAX_CONTACT_LENGTH:
                kind = "CONTACT"
            elif kind == "TEXT" and is_row(line):
                kind = "ROW"
            if kind not in ("CONT", "TEXT", "ATTACHMENT"):
                contact, attachments = kind == "CONTACT", kind == "ATTACHMENTS"
            elif kind == "TEXT":
                contact = attachments = False
            if kind in HEADINGS or kind in ("ITEM", "TEXT", "CONT", "LABEL"):
                out.extend(_split(kind, at, line, body))
            else:
                out.append(Line(kind, at, at + len(line), _width(line[:body]), _number(line[:body])))
            is_open = kind not in _WHOLE_LINES and _is_cut(line, out[-1].type, width)
        _settle_rows(out)
        _settle_parts(out)
        out = recover_framed(out, text)
        recover_headings(out, text)
        return out

    def _tail(self, rows: list[tuple[int, str]]) -> range:
        """The rows among which what closes the notice is looked for: the last ones, or those before the first appendix."""
        end = len(rows)
        head = next((i for i, (_, line) in enumerate(rows) if i and APPENDIX.fullmatch(line)), end)
        before = range(max(0, head - TAIL_LINES), head)
        if any((match := self._match(rows[i][1])) and match.lastgroup in CLOSING for i in before):
            return before
        return range(max(0, end - TAIL_LINES), end)

    def _signs(self, rows: list[tuple[int, str]], i: int) -> bool:
        """Whether a row behind the contact lines is the signature: the date follows, and the row before is not cut."""
        dated = self._match(rows[i + 1][1]) if i + 1 < len(rows) else None
        return (
            dated is not None and dated.lastgroup == "ISSUED" and rows[i - 1][1][-1] not in "，,、（(：:《“"
        )

    def _title_lines(self, rows: list[tuple[int, str]]) -> int:
        """How many of the first lines are the title (0: there is none)."""
        best = 0
        for i, (_, line) in enumerate(rows[:MAX_TITLE_LINES]):
            if len(line) > MAX_TITLE_LENGTH or _NO_TITLE.search(line):
                break
            if best and _SUBTITLE.match(line):
                best = i + 1
                continue
            match = self._match(line)
            if (match and match.lastgroup not in CLOSING) or is_row(line) or line.endswith(("：", ":")):
                break
            if _TITLE_END.search(line):
                best = i + 1
        first = rows[0][1] if rows else ""
        if not best and _TITLE_WORD.search(first) and len(rows) > 1 and len(first) <= 45:
            alone = not PAUSE.search(first) and not self._match(first)
            best = int(alone and len(rows[1][1]) > len(first))
        return best


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line without the blanks around it, and where it starts.  Only ``\\n`` ends a line."""
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        yield (at + raw.find(line[0]) if line else at), line
        at += len(raw) + 1


def _wrap_width(rows: list[tuple[int, str]]) -> int:
    """The width in half characters at which all lines were cut, or 0 if lines are whole paragraphs."""
    if len(rows) < 8:
        return 0
    lengths = sorted(_halves(line) for _, line in rows)
    width = lengths[len(lengths) * 7 // 10]
    near = sum(abs(n - width) <= 6 for n in lengths)
    no_longer = lengths[-1] <= width + 8
    return width if 40 <= width <= 120 and near * (3 if no_longer else 2) >= len(lengths) else 0


def _halves(line: str) -> int:
    """The width of a line as printed: a Chinese character is as wide as two digits."""
    return 2 * len(line) - len(_WIDE.sub("", line)) if len(line) <= LONG else 2 * len(line)


def _is_cut(line: str, kind: str, width: int) -> bool:
    """Whether the sentence at the end of a line goes on in the next one."""
    if kind == "CONTACT" and line.endswith(("：", ":")):
        return True
    if line.endswith(TERMINAL):
        return False
    if width and _halves(line) >= width - 6:
        return True
    if line[-1] in "，,、《“（(" or (kind in ("CONTACT", "CONT") and ("；" in line or ";" in line)):
        return True
    if kind in HEADINGS:
        return line.count("《") > line.count("》") or line.count("“") > line.count("”")
    return (
        len(line) > LONG
        or "。" in line
        or (kind in ("TEXT", "CONT", "ITEM") and ("，" in line or "," in line) and len(line) > 24)
    )


def _contents(rows: list[tuple[int, str]]) -> range:
    """The rows of a table of contents: from below 目录 to where its first entry, or its number, comes again as a heading."""
    heads = (
        i
        for i, (_, line) in enumerate(rows[:CONTENTS_LINES])
        if line[0] == "目" and _CONTENTS.fullmatch(line)
    )
    head = next(heads, -1) + 1
    if not 0 < head < len(rows):
        return range(0)
    entry = _LEADER.sub("", rows[head][1])
    last = min(len(rows), head + CONTENTS_LINES)
    below = range(head + 2, last)
    same = next((i for i in below if rows[i][1].strip() == entry), None)
    if same is None and (mark := _ENTRY.match(entry)):
        same = next((i for i in below if rows[i][1].startswith(mark[0])), None)
    return range(head, same or head)


def _settle_rows(tokens: list[Line]) -> None:
    """A single row is no table; the rows after the first one are MORE_ROW."""
    for i, token in enumerate(tokens):
        if token.type != "ROW":
            continue
        before = i > 0 and tokens[i - 1].type in ("ROW", "MORE_ROW")
        after = i + 1 < len(tokens) and tokens[i + 1].type == "ROW"
        token.type = "MORE_ROW" if before else "ROW" if after else "TEXT"


def _settle_parts(tokens: list[Line]) -> None:
    """第一部分 is above 一、 only where there is a 一、; else it is the first level itself."""
    if any(token.type == "H1" for token in tokens):
        return
    for token in tokens:
        if token.type == "H0":
            token.type = "H1"


def _split(kind: str, at: int, line: str, body: int) -> Iterator[Line]:
    """A line as one token, or as heading, text and measures."""
    marker = line[:body]
    number = _number(marker) if body else None
    cuts: list[tuple[int, str, int | None]] = [(0, kind, number)]
    start = body
    if kind in HEADINGS and (end := _HEAD_END.search(line, body)):
        start = end.start() if end[0] in "（(" else end.end()
        if line[start:].strip():
            cuts.append((start, "TEXT", None))
    last = number or 0 if kind == "ITEM" else 0
    for match in _ITEM.finditer(line, start):
        value = ordinal(match["o"] or match["p"] or match[0][:-1].rstrip())
        if value == 1 or (value and last and last < value <= last + 2) or (last == 0 and kind == "CONT"):
            if cuts[-1][0] == match.start():
                cuts.pop()
            cuts.append((match.start(), "ITEM", value))
            last = value or 1
    if len(cuts) == 1 and not cuts[0][0]:
        yield Line(kind, at, at + len(line), _width(marker) if body else 0, number)
        return
    ends = [cut for cut, _, _ in cuts[1:]] + [len(line)]
    for (begin, type_, number_), end_ in zip(cuts, ends, strict=True):
        piece = line[begin:end_]
        left = begin + len(piece) - len(piece.lstrip())
        mark = marker
        if begin:
            mark = line[left : left + _marker_length(line, left)] if type_ == "ITEM" else ""
        width = _width(mark) if mark else 0
        yield Line(type_, at + left, at + begin + len(piece.rstrip()), width, number_, joined=begin > 0)


def _marker_length(line: str, at: int) -> int:
    for i in range(at, min(at + 6, len(line))):
        if line[i] in "是要,，、":
            return i + 1 - at
    return 0


def _width(marker: str) -> int:
    return len("".join(marker.lstrip("-*•·●▪◆■# ").split()))


def _number(marker: str) -> int | None:
    found = _ORDINAL.search(marker)
    return ordinal(found[0]) if found else None
