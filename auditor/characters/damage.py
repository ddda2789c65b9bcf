"""How badly a text was damaged when it was read from a scan."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicon import any_of, load, words
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.source import Span

MANY_BLANKS = 12  # stray blanks below which a text is not called damaged
RATE = 0.003  # of all characters
SHOWN = 8  # examples of each kind

FEW = 3  # page numbers in a text that is otherwise sound
TIGHT = 8  # so many numbers without blanks for each of them
SAMPLE = 50_000  # characters in which the habit is looked for
KINDS = 24  # pairs of characters that are looked up

_HAN = "\u4e00-\u9fff"
_BLANK = compiled(rf"[ \u3000\xa0](?<=[{_HAN}，、；].)(?=[{_HAN}])")
# behind the number of an article or a heading: 第一条 …, 附件一 …, 问题一 …
_SET = (
    r"[第附问任事案](?:(?<=第)[一二三四五六七八九十百千零〇两0-9]{1,7}(?:编|章|节|条|款|项|目|篇|卷|期|部分)"
    r"|(?:(?<=附)[件表录]|(?<=问)题|(?<=任)务|(?<=事)项|(?<=案)例)[一二三四五六七八九十]{1,3})[ \u3000\xa0]"
)
_STOP = compiled("[，。；：、,;:]")
_TIGHT = rf"[{_HAN}][0-9]{{1,4}}[{_HAN}]"  # seldom needed, so not compiled beforehand
_APART = rf"[{_HAN}] [0-9]{{1,4}} [{_HAN}]"
_NUMBERED = compiled(r"[第共约近达计表图件题号组][ \u3000]*\Z|(?:至|年|月)[ \u3000]*\Z")
_SQUARE = compiled(r"m²|㎡|m2(?![0-9])|(?<=[0-9])\s?m(?=[，,、;；])")


@frozen
class Damage:
    """Signs of a scan: stray blanks inside Chinese, and what else was seen, as source spans with a word."""

    blanks: int
    length: int
    examples: tuple[tuple[Span, str], ...]

    @property
    def is_bad(self) -> bool:
        """Whether the whole text was damaged, not only a place in it."""
        return self.blanks >= MANY_BLANKS and self.blanks >= RATE * self.length


@per_notice
def damage(notice: Notice) -> Damage:
    """Measure the source text of a notice."""
    text = notice.source.text
    blanks = _stray_blanks(text)
    length = max(1, len(notice.text))
    if len(blanks) < MANY_BLANKS or len(blanks) < RATE * length:
        return Damage(len(blanks), length, ())
    step = max(1, len(blanks) // SHOWN)
    examples = [(Span(at - 2 if at > 1 else 0, at + 3), "词中空格") for at in blanks[::step][:SHOWN]]
    examples += [(span, "页码疑似混入句中") for span in page_numbers(notice)[:SHOWN]]
    units = {m[0].strip(): m for m in _SQUARE.finditer(text)}
    if len(units) > 1:
        examples += [(Span(*m.span()), "同一单位写法不一") for m in units.values()]
    return Damage(len(blanks), length, tuple(examples))


def _stray_blanks(text: str) -> list[int]:
    """Where single blanks stand between Chinese words for no reason; none in a line that is a list of names.

    A line of words without a stop (a menu, a list of persons, 第二章 附则) sets them apart by blanks.
    """
    if " " not in text and "\u3000" not in text:
        return []
    on_purpose: set[int] | None = None
    stray: list[int] = []
    end, is_list = -1, False
    for match in _BLANK.finditer(text):
        at = match.start()
        if at >= end:  # the first blank of a line
            start, end = text.rfind("\n", max(end, 0), at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            is_list = _STOP.search(text, start, end) is None and len(_BLANK.findall(text, start, end)) > 1
        if is_list:
            continue
        if on_purpose is None:
            on_purpose = {m.end() - 1 for m in _on_purpose().finditer(text)}  # each ends with its blank
        if at not in on_purpose:
            stray.append(at)
    return stray


@cache
def _on_purpose() -> re.Pattern[str]:
    """Blanks that are set on purpose: those, and before a label (责任领导：李某 责任单位：…)."""
    label = rf"(?:整改|完成|{any_of('cards', 'responsible.roles')})[{_HAN}]{{1,6}}[：:]"
    return compiled(rf"{_SET}|[ \u3000\xa0](?={label})")


def one_by_one(notice: Notice) -> list[tuple[int, int]]:
    """Dashes that stand where 一一 should: ——记录.  Logical ranges."""
    return [m.span() for m in _one_by_one().finditer(notice.text)] if "——" in notice.text else []


def page_numbers(notice: Notice) -> list[Span]:
    """Numbers set apart by blanks inside a sentence that count nothing: 违法建设 6 量.  Source spans."""
    return [
        Span(m.start() - 2, m.end() + 1) for m in _page_number().finditer(notice.source.text) if m.start() > 1
    ]


def lone_numbers(notice: Notice) -> list[tuple[Span, bool]]:
    """Page numbers in a text that sets no numbers apart: 列入清 5 单; whether the words around it are one word.

    Of a text that sets numbers apart by habit nothing is said.
    """
    text = notice.source.text
    found = [
        m
        for m in _page_number().finditer(text)
        if m.start() > 1 and not _NUMBERED.search(text, m.start() - 3, m.start())
    ]
    if not 0 < len(found) <= FEW or len(re.findall(_TIGHT, text[:SAMPLE])) < TIGHT * len(found):
        return []
    apart = len(re.findall(_APART, text[:SAMPLE]))
    if apart > FEW:
        return []
    return [
        (Span(m.start() - 2, m.end() + 1), text[m.start() - 1] + text[m.end()] in notice.text) for m in found
    ]


def split_words(notice: Notice) -> list[Span]:
    """Blanks inside words (整 改), in a text that is not damaged as a whole; source spans.

    A blank counts if the two characters stand together elsewhere, or apart in other words too; a blank that
    divides two words (a slogan, a name) does not.
    """
    text = notice.source.text
    places: dict[str, list[int]] = {}
    for at in _stray_blanks(text):
        if notice.logical_offset(at) == notice.logical_offset(at + 1):  # dropped: no slogan, no table
            places.setdefault(text[at - 1] + text[at + 1], []).append(at)
        if len(places) > KINDS:
            break
    known = {
        pair
        for pair, found in places.items()
        if len({text[at - 2] for at in found}) > 1 or pair in notice.text.replace(pair, "", len(found))
    }
    return sorted(
        (Span(at - 1, at + 2) for pair in known for at in places[pair]), key=lambda span: span.start
    )


@cache
def _one_by_one() -> re.Pattern[str]:
    return compiled(rf"——(?<=[{_HAN}”]——)(?:{'|'.join(words('ocr', 'after_one_by_one'))})(?=[，,。；;、])")


@cache
def _page_number() -> re.Pattern[str]:
    units = re.escape("".join(load("ocr")["units"].split()))
    return compiled(
        rf"[ \u3000](?<=[{_HAN}].)[ \u3000]*[0-9]{{1,3}}[ \u3000]+(?=[{_HAN}])(?![{units}]|单[位元项])"
    )
