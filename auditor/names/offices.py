"""Offices named in lists and as those who act (责任单位：市水利局、市林业局), and one of them miswritten once.

Their names have certain ends, so they can be looked for by themselves, as the notice's own name is in
:mod:`auditor.names.own`; what is another office (市税务局 beside 市水务局) is known by its name.  So are the sections
and the subordinate bodies of an office, whose names are long enough (规划财务科, 河口镇卫生院).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from auditor.lexicon import any_of
from auditor.memo import per_notice
from auditor.names.own import is_office, side_by_side, slips
from auditor.names.variants import FREQUENT, Variant
from auditor.notice import Notice
from auditor.patterns import compiled

MOST = 30  # offices of a notice that are looked for
REACH = 24  # characters in which a name and what leads to it stand
LONG = 5  # characters of the name of a section or a subordinate body
TWICE = 2  # a section's name is established when the notice has it so many times
_SECTION = compiled(
    r"[\n。：:、，,；;（(]\s?(?P<name>(?:(?![和与及由对向将把])[\u4e00-\u9fff]){2,11}"
    r"(?:[科股室]|卫生院|保健院|服务中心|管理站|管理所|供水站|敬老院))\Z"
)
LEVEL = "乡镇不一"
RANK = "支队、大队不一"
_TEAM = compiled(r"[区县旗][\u4e00-\u9fff]{2,8}?(?:支队|大队)")
_PLACE = compiled(r"[镇乡村]|街道|社区")


@per_notice
def office_variants(notice: Notice) -> list[Variant]:
    """Names that stand once and are one character off an office that is named three times or more."""
    text = notice.text
    counts = Counter(_names(text, _office_end(), _office()))
    found: dict[int, Variant] = {}
    for name, listed in counts.most_common(MOST):
        if listed < FREQUENT - 1 or (count := text.count(name)) < FREQUENT:
            continue
        for at, reason in slips(text, name):
            word = text[at : at + len(name)]
            if at in found or is_office(word) or side_by_side(text, at, name):
                continue
            if text.count(word) == 1:
                names = (word, 1, name, count, text.find(name))
                found[at] = Variant(at, at + len(name), *names, reason, own=False)
    for each in (*_section_variants(text), *_team_variants(text)):
        if not any(other.start < each.end and each.start < other.end for other in found.values()):
            found[each.start] = each
    return [found[at] for at in sorted(found)]


def _names(text: str, ends: re.Pattern[str], whole: re.Pattern[str]) -> Iterator[str]:
    """The names of a text, each from what leads to it up to its end, in order."""
    done = 0
    for end in ends.finditer(text):
        if found := whole.search(text, max(done, end.end() - REACH), end.end()):
            done = end.end()
            yield found["name"]


def _team_variants(text: str) -> Iterator[Variant]:
    """区消防救援支队 beside 区消防救援大队: a team has one rank, and that of a district is no 支队."""
    counts = Counter(found[0] for found in _TEAM.finditer(text))
    for name, count in counts.items():
        other = name[:-2] + ("支队" if name.endswith("大队") else "大队")
        if counts[other] != 1 or count < 1 or (count == 1 and name.endswith("支队")):
            continue
        at = text.find(other)
        if not side_by_side(text, at, name):
            yield Variant(at, at + len(other), other, 1, name, count, text.find(name), RANK, own=False)


def _section_variants(text: str) -> Iterator[Variant]:
    """Sections and subordinate bodies that stand once otherwise than twice or more; a place in them needs three times."""
    counts = Counter(_names(text, _section_end(), _SECTION))
    for name, _ in counts.most_common(MOST):
        count = text.count(name)
        if len(name) < LONG or count < TWICE:
            continue
        place = max((m.end() for m in _PLACE.finditer(name)), default=0)
        for at, reason in (*slips(text, name), *_doubled(text, name), *_other_level(text, name)):
            word = text[at : at + len(name)]
            odd = next(i for i, (ours, theirs) in enumerate(zip(word, name, strict=True)) if ours != theirs)
            if count < FREQUENT and odd < place and reason != LEVEL:
                continue
            if text.count(word) == 1 and not side_by_side(text, at, name):
                yield Variant(at, at + len(name), word, 1, name, count, text.find(name), reason, own=False)


def _doubled(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Where a character of a name is written once more in place of the one beside it: 规财财务科 for 规划财务科."""
    for i in range(1, len(name) - 1):
        for beside in {name[i - 1], name[i + 1]} - {name[i]}:
            at = text.find(name[:i] + beside + name[i + 1 :])
            if at >= 0:
                yield at, "叠字"


def _other_level(text: str, name: str) -> Iterator[tuple[int, str]]:
    """石桥乡卫生院 for 石桥镇卫生院, if 石桥乡 stands nowhere else; it may be another place all the same."""
    level = next((i for i, char in enumerate(name) if char in "乡镇" and i > 1), 0)
    if level:
        place = name[:level] + ("乡" if name[level] == "镇" else "镇")
        at = text.find(place + name[level + 1 :])
        if at >= 0 and text.count(place) == 1 and text[at - 1 : at] != "原":
            yield at, LEVEL


# Names are looked for by their ends, which are rarer than the marks before them.
@cache
def _office_end() -> re.Pattern[str]:
    return compiled(
        r"[局厅委办部院心队](?:(?<=[局厅委办部院])|(?<=中心)|(?<=[支大]队))"
        rf"(?=[、，,。；;）)\n]|\Z|[和与及等]|{any_of('organisations', 'deeds')}|已|将|对)"
    )


@cache
def _office() -> re.Pattern[str]:
    ends = any_of("organisations", "office_ends")
    return compiled(
        r"(?:[\n。：:、，,；;（(由]|会同|督促|联合|移交)"
        rf"(?P<name>[\u4e00-\u9fff]{{0,4}}?[省市区县州盟旗][\u4e00-\u9fff]{{2,14}}(?:{ends}|支队|大队))\Z"
    )


@cache
def _section_end() -> re.Pattern[str]:
    return compiled(
        r"[科股室院心站所](?:(?<=[科股室])|(?<=卫生院)|(?<=保健院)|(?<=敬老院)|(?<=服务中心)|(?<=管理[站所])|(?<=供水站))"
        rf"(?=[、，,。；;）)\n]|\Z|[0-9]|[和与及等为]|{any_of('organisations', 'deeds')}|已|将|对)"
    )
