"""Family P: places that were never filled in, values that were masked, marks of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.names.entities import Role, units
from auditor.names.inspections import teams
from auditor.notice import Kind
from auditor.selftest.plants._ground import Ground, Plant, kind, one

_DIGITS = re.compile(r"[0-9]+")
_COUNTED = ("个", "件", "次", "名", "人", "人次", "条", "项")
_MONTH_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")


@kind("P", "number-masked", "数字写成X")
def number_masked(ground: Ground) -> Iterator[Plant]:
    """处理37件 → 处理X件."""
    for q in ground.notice.claims.quantities:
        found = _DIGITS.match(ground.text, q.start, q.end)
        plain = q.unit.name in _COUNTED and not q.named and not ground.text[q.start - 1].isascii()
        if found and plain:
            yield Plant((ground.replace(*found.span(), "X"),))


@kind("P", "date-masked", "日期写成X月X日")
def date_masked(ground: Ground) -> Iterator[Plant]:
    """6月9日 → X月X日."""
    for day in ground.notice.claims.days:
        if found := _MONTH_DAY.search(ground.text, day.start, day.end):
            yield Plant((ground.replace(*found.span(), "X月X日"),))


@kind("P", "name-masked", "单位名写成XX")
def name_masked(ground: Ground) -> Iterator[Plant]:
    """芦汀街道 → XX街道, once in the body."""
    for unit in units(ground.notice):
        if unit.kind and not unit.masked and len(unit.stem) == 2:
            for found in ground.find(re.escape(unit.name)):
                yield Plant((ground.replace(found.start(), found.start() + len(unit.stem), "XX"),))


@kind("P", "team-half-masked", "巡察组一处写明一处隐去")
def team_half_masked(ground: Ground) -> Iterator[Plant]:
    """区委第二巡察组 … 区委第X巡察组."""
    numbered = [t for t in teams(ground.notice) if t.number is not None]
    if len(numbered) > 1:
        last = numbered[-1]
        found = re.search(r"(?<=第)[0-9一二三四五六七八九十]+", last.text)
        if found:
            at = last.start + found.start()
            yield from one(
                ground.replace(at, last.start + found.end(), "X"),
                ground.notice.span(numbered[0].start, numbered[0].end),
            )


@kind("P", "blank-left", "留有下划线空格")
def blank_left(ground: Ground) -> Iterator[Plant]:
    """共____件."""
    for q in ground.notice.claims.quantities:
        found = _DIGITS.match(ground.text, q.start, q.end)
        plain = q.unit.name in _COUNTED and not q.named and not ground.text[q.start - 1].isascii()
        if found and plain:
            yield Plant((ground.replace(*found.span(), "____"),))


@kind("P", "note-left", "留有待补充的提示")
def note_left(ground: Ground) -> Iterator[Plant]:
    """【待补充】 at the end of a sentence."""
    for at in ground.sentence_ends():
        yield Plant((ground.replace(at, at, "【待补充】"),))


@kind("P", "draft-mark", "标题带有稿本字样")
def draft_mark(ground: Ground) -> Iterator[Plant]:
    """…的通报（征求意见稿）."""
    titles = ground.notice.of_kind(Kind.TITLE)
    if titles:
        yield Plant((ground.replace(titles[-1].end, titles[-1].end, "（征求意见稿）"),))


@kind("P", "date-blank", "成文日期没有填")
def date_blank(ground: Ground) -> Iterator[Plant]:
    """2023年11月6日 → 2023年  月  日."""
    for node in ground.notice.of_kind(Kind.ISSUED, Kind.SIGNED):
        if found := _MONTH_DAY.search(ground.text, node.start, node.end):
            yield Plant((ground.replace(*found.span(), "  月  日"),))


@kind("P", "signature-masked", "落款写成XX")
def signature_masked(ground: Ground) -> Iterator[Plant]:
    """The unit of the signature is masked."""
    for unit in units(ground.notice):
        if unit.role is Role.SIGNATURE and not unit.masked:
            at = unit.start + unit.text.find(unit.stem)
            if at >= unit.start:
                yield Plant((ground.replace(at, at + len(unit.stem), "XX"),))
