"""Who answers for what: persons and offices behind 责任领导：, 责任科室：, and one of them miswritten once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from auditor.characters.chinese import HAN_RUN
from auditor.characters.pauses import SENTENCE_END
from auditor.lexicon import WordFinder, any_of, load
from auditor.names.persons import surname
from auditor.names.resemblance import resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

USUAL = 3  # a name is established when the notice has it so many times
IN_FIELDS = 2  # … and behind labels so many times
LONGEST = 16  # characters of an office's name
NEAR = 40  # characters around a name that are looked at
LONG = 5  # of two office names so long that differ in one character one may be a slip, however the character looks

_NO_NAME_END = "长任记员科室组办局委部处村镇社等人级"  # 张局长, 王主任
_SECTION_END = compiled(r"[科股处室]\Z")  # other offices are compared by auditor.names.offices


@frozen
class Value:
    """A name behind a label."""

    start: int
    end: int
    name: str
    person: bool


@frozen
class Slip:
    """A name that stands once and is one character off a usual one; ``reason`` is "" if the characters are not alike."""

    odd: Value
    usual: str
    usual_at: int
    count: int
    reason: str


def slips(notice: Notice) -> Iterator[Slip]:
    """The names behind labels that stand once, one character off one that is established, and never beside it."""
    text = notice.text
    values = list(_values(notice))
    fields = Counter(value.name for value in values)
    if len(fields) < 2:
        return
    persons = {value.name for value in values if value.person}
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for start, _, name in WordFinder(fields, overlapping=True).find(text):
        counts[name] += 1
        first.setdefault(name, start)
    established: dict[str, list[str]] = {}
    for name, times in fields.items():
        if (times >= IN_FIELDS and counts[name] >= USUAL) or name in persons:
            for key in _wildcards(name):
                established.setdefault(key, []).append(name)
    for value in values if established else ():
        if fields[value.name] > 1:
            continue
        for at, key in enumerate(_wildcards(value.name)):
            usual = [
                name
                for name in established.get(key, [])
                if name != value.name and (counts[name] > counts[value.name] or first[name] < value.start)
            ]
            if len(usual) != 1 or counts[value.name] > 1 or (value.person and not at):
                continue
            if usual[0] in _around(text, value):
                continue
            reason = resemblance(value.name[at], usual[0][at])
            if reason or _is_other_word(value, usual[0], at):
                yield Slip(value, usual[0], first[usual[0]], counts[usual[0]], reason)
                break


def _values(notice: Notice) -> Iterator[Value]:
    for field in _field().finditer(notice.text):
        person = field["person"] is not None
        for match in HAN_RUN.finditer(notice.text, *field.span("values")):
            if person and (name := _person().fullmatch(match[0])):
                yield Value(match.start() + name.start("name"), match.end(), name["name"], person)
            elif not person and len(match[0]) <= LONGEST and _SECTION_END.search(match[0]):
                yield Value(match.start(), match.end(), match[0], person)


def _around(text: str, value: Value) -> str:
    """The sentence around a name, in which who is named besides is somebody else."""
    before = SENTENCE_END.split(text[max(0, value.start - NEAR) : value.start])[-1]
    return before + SENTENCE_END.split(text[value.start : value.end + NEAR], maxsplit=1)[0]


def _wildcards(name: str) -> list[str]:
    """Keys under which names one character off meet."""
    return [name[:i] + "?" + name[i + 1 :] for i in range(len(name))]


def _is_other_word(value: Value, usual: str, at: int) -> bool:
    """Whether two offices of a long name differ in a character within a word: 基金监督科 and 基金监管科."""
    distinct = load("lookalikes_names")["distinct"]
    return (
        not value.person
        and len(usual) >= LONG
        and 0 < at < len(usual) - 1
        and value.name[at] not in distinct
        and usual[at] not in distinct
    )


@cache
def _field() -> re.Pattern[str]:
    roles, persons, offices = (
        any_of("cards", f"responsible.{key}") for key in ("roles", "persons", "offices")
    )
    values = r"[:：]\s?(?=(?P<values>[^。；;：:\n]{2,80}))"
    return compiled(rf"(?:{roles})(?:(?P<person>{persons})|{offices}){values}")


@cache
def _person() -> re.Pattern[str]:
    # behind a label a name is expected: 李学中 is one, although 学 and 中 are seldom given names elsewhere
    labelled = f"[\u4e00-\u9fff][^\\W\\d_a-zA-Z{_NO_NAME_END}]"
    return compiled(
        rf"(?:[\u4e00-\u9fff]{{0,14}}(?:{any_of('persons', 'post_ends')}|同志))?(?P<name>{surname()}{labelled})"
    )
