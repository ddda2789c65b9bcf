"""Who is who: the body that a notice speaks for, and the proper names it uses.

A *unit* is the body whose rectification is reported.  It is named in the title, in the preamble (对…开展了巡察),
in the contact paragraph (向…反映) and in the signature, in full or in one of its usual short forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache

from auditor import lexicon
from auditor.names.resemblance import difference, is_shortened, resemblance
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

PREAMBLE = 3  # so many paragraphs before the first heading say who inspected whom
MOST = 16  # more places that name the unit are not compared
PLACES = frozenset(("street", "town", "township", "community", "village"))
LOCAL = frozenset(("street", "town", "township"))
APART = frozenset(("court", "procuratorate", "hospital", "school"))
"""Kinds of bodies that never act for each other."""
RECTIFYING = 24  # characters in which a body that acts must speak of putting things right
MASKS = frozenset("XxＸ×某*＊□○〇")

_DATE_END = compiled(r"\s*[0-9〇○零一二三四五六七八九XxＸ×]{2,4}\s?年.{1,12}\Z")
_PARTY = compiled(r"\A(?:中国共产党|中共)")
_TITLE_UNIT = compiled(
    r"\A(?P<unit>[^，。“”《》]{2,45}?)(?=关于|落实|贯彻|巡[察视](?:整改|反馈|集中)|整改|反馈意见)"
)
_ABOUT_UNIT = compiled(
    r"\A关于(?P<unit>[^，。“”《》]{2,40}?)(?=落实|贯彻|巡[察视](?:整改|反馈|集中)|整改|反馈意见)"
)
_INSPECTED = compiled(r"[对向](?P<unit>[^，。；、“”《》,;：:对向]{2,36}?)(?=开展|进行|实施|反馈|作了反馈)")
_ADDRESSED = compiled(r"[向与](?P<unit>[^，。；“”《》,;：:对向]{2,36}?)(?=反映|反馈|联系|提出)")
_INSPECTORS = compiled(r"巡[察视]|审计|督[察查]|纪委|监委|检查组|我们|领导小组")
_SUBJECT = compiled(r"(?:[。\n]|[一二三四五六七八九十]是)(?P<name>[\u4e00-\u9fff]{2,12}(?:工委|党委|党组))\Z")
_ALIAS = compiled(
    r"(?P<full>[^，。、；（(\n]{2,40})[（(](?:以下)?(?:统一)?简称[：:]?[“\"‘]?(?P<short>[^”\"’）)\n]{1,20})"
)
_SEAT = compiled(
    r"\A(?![省县区州旗盟]|市(?![南北中]区))[\u4e00-\u9fff]{2,3}?[市县区州旗]"
)  # not the first two words of 市城市管理局
_HIGHER = compiled(r"\A.*[省市区县州盟旗委]")
_REGISTERED = ("有限公司", "有限责任公司")
_TWO_SIGNERS = compiled(r"(?P<first>.{2,40}?(?:委员会|党委|党工委|工委)).{2,40}(?:人民政府|办事处)\Z")
_ADMIN = str.maketrans("", "", "省市区县州盟旗委中共和的")


class Role(StrEnum):
    """Where a unit is named."""

    TITLE = "标题"
    PREAMBLE = "开头"
    CONTACT = "反映意见处"
    SIGNATURE = "落款"
    BODY = "正文"


@frozen
class Unit:
    """The notice's own body as named at ``start``…``end`` of the logical text.

    ``name`` is the place or institution without 中共 and without its organ (党工委, 委员会 …); ``kind`` tells
    streets from towns, offices and so on ("" if the end of the name says nothing), ``stem`` is the name without the
    word for its kind: 观山 of 观山街道.
    """

    role: Role
    start: int
    end: int
    text: str
    name: str
    stem: str
    organ: str
    kind: str

    @property
    def masked(self) -> bool:
        """Whether the name is redacted or cut out, or is no name (12个乡镇), so that it says nothing."""
        if not self.stem or not MASKS.isdisjoint(self.stem):
            return True
        return self.is_place and not not_in_names().isdisjoint(self.stem[-2:])

    @property
    def is_place(self) -> bool:
        """Whether the body is that of a street, town, township, community or village."""
        return self.kind in PLACES


@lru_cache(maxsize=1)  # several rules ask for the same notice in a row
def units(notice: Notice) -> list[Unit]:
    """The places where the notice names its own body, in the order of the text."""
    found: list[Unit] = []
    aliases = short_forms(notice)
    preamble = PREAMBLE
    title_at, title_text = 0, ""
    for leaf in notice.leaves:
        if leaf.kind is Kind.TITLE:
            title_at, title_text = (leaf.start if not title_text else title_at), title_text + leaf.text
        elif leaf.kind is Kind.HEADING:
            preamble = 0
        elif leaf.kind is Kind.PARAGRAPH and preamble:
            preamble -= 1
            for match in _INSPECTED.finditer(leaf.text[:600]):
                found += _unit(Role.PREAMBLE, leaf.start + match.start("unit"), match["unit"], aliases)
        elif leaf.kind is Kind.CONTACT:
            for match in _ADDRESSED.finditer(leaf.text[:600]):
                found += _unit(Role.CONTACT, leaf.start + match.start("unit"), match["unit"], aliases)
        elif leaf.kind in (Kind.SIGNATURE, Kind.SIGNED):
            signer = _DATE_END.sub("", leaf.text)
            several = _TWO_SIGNERS.match(signer)
            found += _unit(Role.SIGNATURE, leaf.start, several["first"] if several else signer, aliases)
    title = _ABOUT_UNIT.match(title_text) or _TITLE_UNIT.match(title_text)
    if title and "关于原" not in title_text:  # one that reports on another, which it has taken over
        at = title_at + title.start("unit")
        found = _unit(Role.TITLE, at, title["unit"], aliases) + found
    return found[: MOST // 2] + found[MOST // 2 :][-MOST // 2 :]


def _unit(role: Role, start: int, text: str, aliases: Mapping[str, str]) -> list[Unit]:
    """The unit in some words, in a list; an empty list if they name no body of the notice's own."""
    words = _with_its_own().sub("", text.strip())  # 集团及所属5家子公司
    start += len(text) - len(text.lstrip())
    full = aliases.get(words, words)
    if _INSPECTORS.search(full) or "、" in full:
        return []
    name = _PARTY.sub("", full).lstrip("我全")
    organ = next((o for o in _organs() if name.endswith(o)), "")
    name = name[: len(name) - len(organ)]
    if full.startswith("我") and len(name) < 2:
        return []  # 我校党支部
    if organ.startswith("街道"):
        name += "街道"
    elif organ == "街工委":
        name += "街"
    elif organ == "办事处" and not name.endswith(("街道", "街")):
        return []
    end = next((end for end in _kinds() if name.endswith(end)), "")
    if not organ and not end:
        return []
    stem = name.removesuffix(end)
    return [Unit(role, start, start + len(words), words, name, stem, organ, _kinds().get(end, ""))]


@cache
def _organs() -> tuple[str, ...]:
    return lexicon.words("organisations", "organs")


@cache
def _kinds() -> Mapping[str, str]:
    """The ends of names with their kinds, the longest first."""
    table: Mapping[str, str] = lexicon.mapping("organisations", "kinds")
    return {end: table[end] for end in sorted(table, key=len, reverse=True)}


def short_forms(notice: Notice) -> Mapping[str, str]:
    """Short forms of the house and those the document introduces (以下简称“…”), with the words they stand for."""
    known = notice.settings.glossary.short_forms
    if "简称" not in notice.text:
        return known
    return {**known, **{m["short"].strip(): m["full"].strip() for m in _ALIAS.finditer(notice.text)}}


def acting_units(notice: Notice, own: Unit) -> Iterator[Unit]:
    """Other bodies of the same kind as ``own``, or of a kind that it cannot be, that begin a sentence as those who act.

    A sentence that begins “石桥街道党工委高度重视…” in another street's notice was copied from elsewhere; a list
    (甲街道党工委、乙街道党工委…) or a place (在…) was not.  Bodies that act more than once are meant.
    """
    local = own.kind in LOCAL
    if not local and own.kind not in APART:
        return
    found: dict[str, list[Unit]] = {}
    for match in _acting().finditer(notice.text):
        begin = max(0, match.start() - 16)
        subject = _SUBJECT.search(notice.text[begin : match.end()])
        if subject is None:
            continue
        for unit in _unit(Role.BODY, begin + subject.start("name"), subject["name"], {}):
            other = (
                is_same_body(unit, own) is False if local else _is_apart(notice.text, match.end(), unit, own)
            )
            if other and not_in_names().isdisjoint(unit.stem):
                found.setdefault(unit.name, []).append(unit)
    yield from (same[0] for same in found.values() if len(same) == 1)


def _is_apart(text: str, at: int, unit: Unit, own: Unit) -> bool:
    """Whether a body that puts things right is of another kind than the notice's own: 检察院党组将以此次整改为契机."""
    return unit.kind in APART and unit.kind != own.kind and "整改" in text[at : at + RECTIFYING]


def is_same_body(one: Unit, other: Unit) -> bool | None:
    """Whether two units are the same body; None if the names do not tell.

    A short form leaves out what stands before the name (观山街道 for …市…区观山街道) or single characters of an
    office's long name (市住建局 for …市住房和城乡建设局).
    """
    if one.masked or other.masked:
        return None
    if one.is_place and other.is_place:
        same = _core(one.stem).endswith(_core(other.stem)) or _core(other.stem).endswith(_core(one.stem))
        if one.kind == other.kind:
            return same
        # The same place as a street here and as a town there; a village is only part of either.
        return False if same and {one.kind, other.kind} <= {"street", "town", "township"} else None
    if one.kind == other.kind and (_is_elsewhere(one.stem, other.stem) or is_other_office(one, other)):
        return False
    if _is_other_company(one.name, other.name):
        return False
    if one.kind != other.kind or _synonyms(one.stem) & _synonyms(other.stem):
        return None
    return _abbreviates(one.stem, other.stem) or _abbreviates(other.stem, one.stem)


def _is_elsewhere(one: str, other: str) -> bool:
    """Whether two offices say before their names that they are those of two cities or two counties."""
    mine, theirs = _SEAT.match(one), _SEAT.match(other)
    if mine is None or theirs is None or len(mine[0]) != len(theirs[0]) or mine[0][-1] != theirs[0][-1]:
        return False
    odd = difference(mine[0], theirs[0])
    return bool(odd.ours) and not resemblance(odd.ours, odd.theirs)  # a slip of the pen is no other city


def _is_other_company(one: str, other: str) -> bool:
    """Whether two registered names differ by 集团 alone: …投资集团有限公司, …投资有限公司."""
    short, full = sorted((one, other), key=len)
    registered = short.endswith(_REGISTERED) and full.endswith(_REGISTERED)
    return registered and "集团" in full and full.replace("集团", "", 1).endswith(short)


def is_other_office(one: Unit, other: Unit) -> bool:
    """Whether two offices named with their places are of another level, or one has a matter that the other has not.

    江源市教育局 and 江源县教育局, 江源市教育局 and 江源市教育体育局; without the place it may be a short form.
    """
    mine, theirs = _SEAT.match(one.stem), _SEAT.match(other.stem)
    if mine is None or theirs is None or mine[0][:-1] != theirs[0][:-1] or one.kind != "office":
        return False
    rests = one.stem[mine.end() :], other.stem[theirs.end() :]
    if mine[0] != theirs[0]:
        return rests[0] == rests[1]
    short, full = sorted(rests, key=len)
    added = full.removeprefix(short) if full.startswith(short) else full.removesuffix(short)
    return full != short and short in _offices() and added in _offices()


@cache
def _offices() -> frozenset[str]:
    return frozenset(lexicon.words("organisations", "offices"))


def _core(stem: str) -> str:
    """A place's name without the names of the higher places before it."""
    core = _HIGHER.sub("", stem)
    return core if len(core) > 1 else stem


def _abbreviates(short: str, full: str) -> bool:
    """Whether ``short``, with or without the places before it, is made of characters of ``full`` in their order."""
    words = full.translate(_ADMIN)
    for core in {short.translate(_ADMIN), _core(short).translate(_ADMIN)}:
        if not core or words.endswith(core) or (len(core) > 1 and is_shortened(core, words)):
            return True
    return False


def _synonyms(stem: str) -> set[int]:
    """The groups of synonymous offices that a name belongs to."""
    groups = lexicon.load("organisations")["names"]["synonyms"]
    return {number for number, group in enumerate(groups) if any(word in stem for word in group)}


@cache
def not_in_names() -> frozenset[str]:
    """Characters that do not stand in a proper name."""
    return frozenset(lexicon.mapping("organisations", "names")["generic"]) | frozenset(
        '，。；：、！？“”‘’（）《》〈〉()",.;: \n'
    )


@cache
def _acting() -> re.Pattern[str]:
    """The end of a body's name before what it does."""
    return compiled(rf"(?:委|党组)(?={lexicon.any_of('organisations', 'acts')}|将|以)")


@cache
def _with_its_own() -> re.Pattern[str]:
    """The bodies below one that are named with it: 及所属5家子公司."""
    below = lexicon.any_of("organisations", "subordinate")
    return compiled(rf"[及和与](?:其|{below}|辖内|辖区|[0-9一二两三四五六七八九十百]{{1,4}}[个家所户]).*")
