"""Family E: names of units, teams, levels and documents that change within the notice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from auditor import lexicon
from auditor.claims import Citation
from auditor.names.citations import bare
from auditor.names.entities import Role, Unit, units
from auditor.names.inspections import rounds, teams
from auditor.names.resemblance import resemblance
from auditor.notice import Kind
from auditor.selftest.plants._ground import Ground, Plant, chinese, kind, one


def _lookalike(char: str) -> str:
    """A character that is easily written for another one, "" if none is known."""
    for group in lexicon.load("lookalikes_names")["look"].split():
        if char in group:
            for other in group:
                if resemblance(char, other):
                    return str(other)
    return ""


def _own(ground: Ground) -> Unit | None:
    found = [u for u in units(ground.notice) if u.kind and not u.masked and len(u.stem) > 1]
    return min(found, key=lambda u: len(u.stem), default=None)


def _names(ground: Ground) -> Iterator[tuple[int, str, str]]:
    """Places of the unit's own name in the body, with the name's stem and the whole name."""
    own = _own(ground)
    if own is not None:
        places = list(ground.find(re.escape(own.name)))
        if len(places) > 3:
            for found in places[len(places) // 2 :]:
                yield found.start(), own.stem, own.name


@kind("E", "name-lookalike", "单位名中一字写成形近字")
def name_lookalike(ground: Ground) -> Iterator[Plant]:
    """One character of the name is another one that looks like it, once."""
    for at, stem, _ in _names(ground):
        for i, char in enumerate(stem):
            if other := _lookalike(char):
                yield Plant((ground.replace(at + i, at + i + 1, other),))


@kind("E", "name-swapped", "单位名中两字颠倒")
def name_swapped(ground: Ground) -> Iterator[Plant]:
    """芦汀街道 → 汀芦街道, once."""
    for at, stem, _ in _names(ground):
        if stem[0] != stem[1]:
            yield Plant((ground.replace(at, at + 2, stem[1] + stem[0]),))


@kind("E", "signature-other", "落款是别的单位")
def signature_other(ground: Ground) -> Iterator[Plant]:
    """The signature names another unit of the same kind."""
    for unit in units(ground.notice):
        at = unit.text.find(unit.stem)
        if unit.role is Role.SIGNATURE and unit.kind and not unit.masked and at >= 0:
            short = unit.stem[-2:]
            start = unit.start + at + len(unit.stem) - len(short)
            yield Plant((ground.replace(start, start + len(short), "锦屏" if short != "锦屏" else "青松"),))


@kind("E", "signature-lookalike", "落款单位名错一字")
def signature_lookalike(ground: Ground) -> Iterator[Plant]:
    """One character of the unit's name in the signature is another one that looks like it."""
    for unit in units(ground.notice):
        at = unit.start + max(0, unit.text.find(unit.stem)) + len(unit.stem)
        if unit.role is Role.SIGNATURE and unit.kind and not unit.masked and unit.stem in unit.text:
            for i in (at - 1, at - 2):
                if other := _lookalike(ground.text[i]):
                    yield Plant((ground.replace(i, i + 1, other),))


@kind("E", "team-ordinal", "巡察组序号前后不一")
def team_ordinal(ground: Ground) -> Iterator[Plant]:
    """区委第二巡察组 … 区委第三巡察组."""
    numbered = [t for t in teams(ground.notice) if t.number is not None]
    if len(numbered) > 1:
        first, last = numbered[0], numbered[-1]
        found = re.search(r"[0-9]+|[一二三四五六七八九十]+", last.text)
        if found and last.number is not None:
            new = str(last.number + 1) if found[0].isdecimal() else chinese(last.number + 1)
            edit = ground.replace(last.start + found.start(), last.start + found.end(), new)
            yield from one(edit, ground.notice.span(first.start, first.end))


@kind("E", "round", "巡察轮次前后不一")
def inspection_round(ground: Ground) -> Iterator[Plant]:
    """五届区委第四轮 … 第五轮."""
    found = list(rounds(ground.notice))
    if len(found) > 1 and found[0].number == found[-1].number:
        last = found[-1]
        number = re.search(r"[0-9一二三四五六七八九十]+(?=轮\Z)", last.text)
        if number:
            new = str(last.number + 1) if number[0].isdecimal() else chinese(last.number + 1)
            edit = ground.replace(last.start + number.start(), last.start + number.end(), new)
            yield from one(edit, ground.notice.span(found[0].start, found[0].end))


@kind("E", "level", "区委巡察写成市委巡察")
def level(ground: Ground) -> Iterator[Plant]:
    """The level of one team changes."""
    levelled = [t for t in teams(ground.notice) if t.level and ground.text[t.start] == t.level[0]]
    if len(levelled) > 1:
        last = levelled[-1]
        new = "县" if last.level[0] in "市省" else "市"
        yield from one(
            ground.replace(last.start, last.start + 1, new),
            ground.notice.span(levelled[0].start, levelled[0].end),
        )


def _twice(ground: Ground) -> Iterator[Citation]:
    """The last citation of documents that are cited more than once."""
    counts = Counter(bare(c.title) for c in ground.notice.claims.citations)
    seen: Counter[str] = Counter()
    for citation in ground.notice.claims.citations:
        title = bare(citation.title)
        seen[title] += 1
        if counts[title] > 1 and seen[title] == counts[title] and len(title) > 7:
            yield citation


@kind("E", "title-lookalike", "引用的文件名错一字")
def title_lookalike(ground: Ground) -> Iterator[Plant]:
    """One character of a cited title is another one that looks or sounds alike."""
    for citation in _twice(ground):
        for at in range(citation.start + 2, citation.end - 2):
            if other := _lookalike(ground.text[at]):
                yield Plant((ground.replace(at, at + 1, other),))


@kind("E", "title-word", "引用的文件名少两个字")
def title_word(ground: Ground) -> Iterator[Plant]:
    """《…整改工作方案》 … 《…整改方案》."""
    for citation in _twice(ground):
        at = ground.text.find("工作", citation.start + 2, citation.end - 2)
        if at >= 0:
            yield Plant((ground.replace(at, at + 2, ""),), (ground.span(citation),))


def _common_end(titles: list[str]) -> str:
    """The longest ending that all titles share."""
    first = min(titles, key=len)
    return next(first[i:] for i in range(len(first) + 1) if all(t.endswith(first[i:]) for t in titles))


@kind("E", "attachment-title", "附件标题与同类的不一致")
def attachment_title(ground: Ground) -> Iterator[Plant]:
    """Of three titles that end alike, one for each unit, the last has another word."""
    nodes = ground.notice.of_kind(Kind.ATTACHMENT)
    if len(nodes) > 2:
        last = nodes[-1]
        tail = _common_end([n.title.rstrip("。；") for n in nodes])
        at = last.text.find("整改", last.text.rfind(tail)) if "整改" in tail[:-4] else -1
        if at >= 0:
            yield Plant(
                (ground.replace(last.start + at, last.start + at + 2, "落实"),),
                tuple(map(ground.span, nodes)),
            )


@kind("E", "group-name", "领导小组名称前后不一")
def group_name(ground: Ground) -> Iterator[Plant]:
    """…巡察整改工作领导小组 … 巡察整改落实工作领导小组."""
    found = re.search("(?:巡察|巡视|审计|督察)整改工作领导小组", ground.text)
    if found:
        for at in ground.sentence_ends():
            words = f"，由{found[0].replace('整改', '整改落实')}跟踪督办"
            yield Plant((ground.replace(at, at, words),), (ground.notice.span(*found.span()),))
