"""Paired marks of the logical text: 《》 “” ‘’ （） 【】 〔〕 [] 〈〉 「」 and straight quotes.

Square brackets are the plain form of 〔〕, as (  ) are of （）.

Counted over joined paragraphs, for a pair may be cut by a page and a quotation may run over paragraphs.
One pass; runs of one mark are one step, so a text of nothing but brackets costs no more than any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrs import field

from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import define

OPENING = {
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "（": "）",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
CLOSING = {close: open_ for open_, close in OPENING.items()}
BRACKETED_YEARS = [mark + century for mark in "〔[【（(" for century in ("19", "20")]
"""How the year of a document number begins."""
REACH = 2  # paragraphs that a page cut or a hard line break may lie apart
QUOTED_REACH = 12  # paragraphs that one quotation may run over
NESTED = 4  # marks around a pair among which one of its kind may stand
_QUOTES = "“‘「『"
CUT = 100  # characters between a mark and the page break that cuts its pair
MANY = 1000  # straight quotes of one paragraph that are looked at

_ANY = r"《》〈〉“”‘’（）()【】〔〕\[\]「」『』"
_SIMPLE = "|".join(
    f"{re.escape(a)}[^{_ANY}\\n]{{0,80}}+{re.escape(b)}"
    for a, b in ("“”", "《》", "（）", "()", "‘’", "〈〉", "【】", "〔〕", "[]")
)
# [60,80) of marks and ages: half-open on purpose
_FROM_TO = r"[-+−]?[0-9.]{1,9}[%％分岁]?[,，、～~][+]?(?:[0-9.]{1,9}[%％分岁]?|∞)"
_INTERVAL = rf"\[{_FROM_TO}[\])）]|[(（]{_FROM_TO}\]"
_MARK = compiled(rf"(?=[{_ANY}\n])(?:(?P<pair>{_SIMPLE}|{_INTERVAL})|([{_ANY}])\2*+|\n++)")
PLAIN = {"(": "（", ")": "）", "[": "〔", "]": "〕"}
_LIST_MARK = compiled(r"(?:^|[\s，。；：、,;:（(])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}\Z")


@define
class Mark:
    """A run of one mark at ``start``; ``paragraph`` counts from 0; ``written`` is the character itself."""

    written: str
    start: int
    end: int
    paragraph: int

    @property
    def kind(self) -> str:
        """The opening form of the pair this mark belongs to, brackets in full width."""
        plain = PLAIN.get(self.written, self.written)
        return CLOSING.get(plain, plain)


@define
class Pairs:
    """All marks of a text: what found its partner and what did not."""

    mixed: list[tuple[Mark, Mark]] = field(factory=list)  # one half full width, one half not
    nested: list[tuple[Mark, Mark, Mark]] = field(factory=list)  # a pair and the same mark open around it
    unclosed: list[Mark] = field(factory=list)
    unopened: list[Mark] = field(factory=list)


@per_notice
def pairs_of(notice: Notice) -> Pairs:
    """Match every mark of a notice with its partner."""
    text = notice.text
    pairs = Pairs()
    stack: list[Mark] = []
    paragraph = 0
    for match in _MARK.finditer(text):
        if match.lastgroup and not stack:
            continue
        written = match[0][0]
        if match.lastgroup:
            stack = _simple(match, stack, Mark(written, *match.span(), paragraph), pairs)
        elif written == "\n":
            paragraph += len(match[0])
            stack = _carried(stack, paragraph, match.start(), text, pairs)
        elif PLAIN.get(written, written) in OPENING:
            mark = Mark(written, match.start(), match.end(), paragraph)
            stack = _without_repeated(stack, mark, text)
            stack.append(mark)
        else:
            mark = Mark(written, match.start(), match.end(), paragraph)
            if not (written == "’" and _is_apostrophe(text, mark)):
                _close(mark, stack, text, pairs)
    pairs.unclosed += stack
    pairs.unclosed.sort(key=lambda m: m.start)
    lost = {id(mark) for mark in pairs.unclosed}
    pairs.nested = [found for found in pairs.nested if id(found[2]) not in lost]
    return pairs


def _simple(match: re.Match[str], stack: list[Mark], whole: Mark, pairs: Pairs) -> list[Mark]:
    """A pair without a mark inside, while others are open: it may stand in one of its own kind, or end a quotation."""
    if outer := _outer(stack, whole):
        closer = Mark(match[0][-1], whole.end - 1, whole.end, whole.paragraph)
        pairs.nested.append((whole, closer, outer))
    fills = match.string[whole.end : whole.end + 1] in ("", "\n", "。")
    return _without_repeated(stack, whole, match.string) if fills else stack


def _outer(stack: list[Mark], mark: Mark) -> Mark | None:
    """The mark of the same kind in which a pair stands, if nothing but brackets stands between: not “…‘…“…”…’…”."""
    for outer in reversed(stack[-NESTED:]):
        if outer.paragraph == mark.paragraph and outer.kind == mark.kind:
            return outer
        if outer.kind in _QUOTES:
            return None
    return None


def straight(text: str) -> Iterator[list[int]]:
    """Where the straight double quotes stand in each paragraph that has an odd number of them.

    Two neighbouring paragraphs that are both odd share a quotation and are left out.
    """
    if '"' not in text:
        return
    odd: list[tuple[int, int, str]] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.count('"') % 2:
            odd.append((number, at, line))
        at += len(line) + 1
    i = 0
    while i < len(odd):
        number, at, line = odd[i]
        if i + 1 < len(odd) and odd[i + 1][0] - number <= REACH:
            i += 2
            continue
        yield [at + m.start() for m in islice(re.finditer('"', line), MANY)]
        i += 1


def _close(mark: Mark, stack: list[Mark], text: str, pairs: Pairs) -> None:
    """Take the openers of ``mark`` off the stack; what was opened inside and never closed is unclosed."""
    left = mark.end - mark.start
    while left:
        depth = next(
            (i for i in range(len(stack) - 1, max(-1, len(stack) - 9), -1) if stack[i].kind == mark.kind),
            None,
        )
        if depth is None:
            rest = Mark(mark.written, mark.end - left, mark.end, mark.paragraph)
            if not (mark.kind in "（〔" and _LIST_MARK.search(text[max(0, rest.start - 5) : rest.start])):
                pairs.unopened.append(rest)
            return
        opener = stack[depth]
        pairs.unclosed += stack[depth + 1 :]
        del stack[depth + 1 :]
        taken = min(left, opener.end - opener.start)
        if (opener.written in PLAIN) != (mark.written in PLAIN):
            pairs.mixed.append((opener, mark))
        if outer := _outer(stack[:depth], mark):
            pairs.nested.append((opener, mark, outer))
        left -= taken
        opener.end -= taken
        if opener.start == opener.end:
            stack.pop()


def _carried(stack: list[Mark], paragraph: int, at: int, text: str, pairs: Pairs) -> list[Mark]:
    """The openers that may still be closed in a later paragraph."""
    if not stack:
        return stack
    kept: list[Mark] = []
    for mark in stack:
        apart = paragraph - mark.paragraph
        cut = apart <= REACH and at - mark.start <= CUT and "。" not in text[mark.start : at]
        long = (
            mark.kind in "“‘「『"
            and apart <= QUOTED_REACH
            and text[mark.start - 1 : mark.start] in ("\n", "：", ":")
        )
        alive = cut or long
        (kept if alive else pairs.unclosed).append(mark)
    return kept


def _without_repeated(stack: list[Mark], mark: Mark, text: str) -> list[Mark]:
    """A quotation of several paragraphs may open each of them anew: only the last opener waits for its partner."""
    if not stack or mark.kind not in "“‘" or text[mark.start - 1 : mark.start] != "\n":
        return stack
    last = stack[-1]
    again = last.kind == mark.kind and last.paragraph < mark.paragraph
    return stack[:-1] if again and text[last.start - 1 : last.start] in ("\n", "", "：", ":") else stack


def _is_apostrophe(text: str, mark: Mark) -> bool:
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    year = text[mark.end : mark.end + 2].isdecimal()  # ’98
    return year or (before.isascii() and before.isalnum() and (after.isascii() or not after))
