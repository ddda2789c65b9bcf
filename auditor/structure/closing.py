"""The end of a notice: signature, date of issue, the last words of the body."""

from __future__ import annotations

from auditor.memo import per_notice
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.structure.lines import APPENDIX

TAIL_LEAVES = 8
MAX_LINE = 45  # characters of a signature or date line

_DATE = compiled(
    r"(?:[0-9]{4}(?=[ ]?年)|(?:19|20)[0-9]{2}|[〇○零一二三四五六七八九]{4}|[XＸx×]{2,4})[ ]?[年./\-](?P<rest>[^，,。；;]{0,12})"
)
_WHOLE = compiled(r"[0-9一二三四五六七八九十XＸx×]{1,3}[ ]?[月./\-][ ]?[0-9一二三四五六七八九十XＸx×]{1,3}")
_SENTENCE = compiled(r"[，,。；;：:！？]")
# 公布单位：柳湾镇党委  2023年4月2日
_LABELLED = compiled(
    r"(?:公布|公示|公开|发布|发文|制发|印发|编制|报告|落款)(?:单位|机关|主体)[：:][^，,。；;！？]{2,60}"
)


@per_notice
def _main(notice: Notice) -> list[Node]:
    """The leaves before the first appendix that stands below the signature; all of them if there is none."""
    closed = False
    for i, leaf in enumerate(notice.leaves):
        closed = closed or leaf.kind in (Kind.SIGNATURE, Kind.SIGNED, Kind.ISSUED)
        if i and closed and leaf.kind is Kind.PARAGRAPH and APPENDIX.fullmatch(leaf.text):
            return notice.leaves[:i]
    return notice.leaves


def tail(notice: Notice) -> list[Node]:
    """The short lines after the last sentence of the body."""
    found: list[Node] = []
    for leaf in reversed(_main(notice)[-TAIL_LEAVES:]):
        closing = leaf.kind in (Kind.SIGNATURE, Kind.SIGNED, Kind.ISSUED)
        if not closing and not _is_short(leaf) and not _is_labelled(leaf):
            break
        found.append(leaf)
    return found[::-1]


def _is_labelled(leaf: Node) -> bool:
    """Whether a line says in so many words who signs: 公布单位：…"""
    return _LABELLED.fullmatch(leaf.text) is not None


def _is_short(leaf: Node) -> bool:
    return leaf.kind is Kind.PARAGRAPH and len(leaf.text) <= MAX_LINE and not _SENTENCE.search(leaf.text)


@per_notice
def _dated_line(notice: Notice) -> int | None:
    """The index of a line that is a whole date, far from the end: what follows is the text of the attachments."""
    for i, leaf in enumerate(notice.leaves):
        date = _DATE.match(leaf.text) if leaf.kind is Kind.PARAGRAPH and len(leaf.text) <= 14 else None
        if date and date.end() == len(leaf.text) and _WHOLE.match(date["rest"]):
            return i
    return None


def signature(notice: Notice) -> Node | None:
    """The line that signs the notice; a short line without a date at the end counts, whatever its words."""
    signed = notice.of_kind(Kind.SIGNATURE, Kind.SIGNED)
    if signed:
        return signed[-1]
    lines = tail(notice)
    if (dated := _dated_line(notice)) is not None:
        lines = [*lines, *([notice.leaves[dated - 1]] if dated else [])]
    return next((n for n in lines if _is_labelled(n) or _names_one(n)), None)


def _names_one(leaf: Node) -> bool:
    return _is_short(leaf) and not _DATE.match(leaf.text) and len(leaf.text) > 3


def issue_date(notice: Notice) -> tuple[Node | None, bool]:
    """The line with the date of issue, at the end or under the title, and whether year, month and day are there."""
    dated = notice.of_kind(Kind.ISSUED, Kind.SIGNED)
    if dated:
        return dated[-1], True
    if (at := _dated_line(notice)) is not None:
        return notice.leaves[at], True
    half: Node | None = None
    for leaf in (*tail(notice), *notice.leaves[:6]):
        if len(leaf.text) > 2 * MAX_LINE or leaf.kind is Kind.HEADING or "。" in leaf.text:
            continue
        date = _DATE.search(leaf.text)
        if date and _WHOLE.match(date["rest"]):
            return leaf, True
        if date and date.start() == 0 and date.end() == len(leaf.text):
            half = half or leaf
    return half, False


def last_words(notice: Notice) -> tuple[int, int]:
    """The range of the last clause of the text: where something that is missing at the end should be shown."""
    leaves = _main(notice)
    if not leaves:
        return 0, 0
    leaf = leaves[-1]
    cut = max((leaf.text.rfind(mark, 0, len(leaf.text) - 1) for mark in "，,。；;：:"), default=-1)
    return leaf.start + cut + 1, leaf.end
