"""Words that are written with a wrong character: the listed ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from attrs import field

from auditor.findings import Severity
from auditor.lexicon import WordFinder, entries, mapping, words
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.spelling.words import is_word

TABLE = "confusions"
GIVEN = 2  # characters of a wrong form that may be a given name
FRAME = 60  # characters behind 既 in which 又 may stand
_AMOUNT = compiled(r"(?:约|近|达|共|超)?[0-9][0-9.,]{0,12}余?[万亿]?元")
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


@frozen
class _Group:
    """Some wrong forms with the right ones (``wrong/wrong→right``) that are equally bad."""

    forms: str
    severity: str = field()
    evidence: bool = False

    @severity.validator
    def _known(self, _: object, value: str) -> None:
        if value not in _SEVERITIES:
            raise ValueError(f"severity {value!r}")

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each wrong form with the right one."""
        for entry in self.forms.split():
            wrong, arrow, right = entry.partition("→")
            if not (wrong and arrow and right):
                raise ValueError(f"{entry!r} is not wrong→right")
            yield from ((form, right) for form in wrong.split("/"))


@frozen
class Confusion:
    """A wrong form and the right one.

    With ``evidence`` it counts only if the right form stands elsewhere in the text.  ``unless_before`` and
    ``unless_after`` are characters that make something else of it, beside those that make a common word;
    ``unless_followed`` are those that do so anywhere in the rest of the sentence: 既|将……，又……; ``sure_before`` are words
    behind which it is the wrong form whatever stands beside it.
    """

    wrong: str
    right: str
    gravity: Severity
    evidence: bool
    unless_before: str
    unless_after: str
    unless_followed: str
    sure_before: tuple[str, ...] = ()

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether what stands at a place is the wrong form, and not parts of other words: 以|经济, 年|末完成."""
        before, after = text[start - 1 : start], text[end : end + 1]
        return self._is_sure(text, start, end) or not (
            before.isdecimal()  # 2009年|记
            or (before and before in self.unless_before)
            or (after and after in self.unless_after)
            or is_word(before + text[start])
            or is_word(text[end - 1] + after)
            or (end - start <= GIVEN and self._is_chance(text, start, before + after))
            or self._is_answered(text, end)
        )

    def _is_sure(self, text: str, start: int, end: int) -> bool:
        """Whether what stands beside the wrong form leaves no other reading: 增加|收人, 收人|31.5万元."""
        sure = self.sure_before and text.endswith(self.sure_before, 0, start)
        amount = self.wrong in words(TABLE, "sure_before_amount") and _AMOUNT.match(text, end)
        return bool(sure or amount)

    @staticmethod
    def _is_chance(text: str, start: int, neighbours: str) -> bool:
        """Whether few characters may be a name, or the parts of words that the tables do not know."""
        return is_surname(text, start) or _ends_name(text, start) or _is_uncommon(neighbours)

    def _is_answered(self, text: str, end: int) -> bool:
        """Whether a word stands in the rest of the sentence with which the first character makes a frame."""
        if not self.unless_followed:
            return False
        rest = text[end : end + FRAME].partition("。")[0].partition("\n")[0]
        return any(char in rest for char in self.unless_followed)


def _ends_name(text: str, at: int) -> bool:
    """Whether the character there may be the last one of a person's name: 张振|己, 王子|健设."""
    return is_surname(text, at - 1) and not is_word(text[max(0, at - 2) : at])


def _around(key: str, fits: Callable[[str], bool]) -> str:
    """The characters of a table of exceptions whose key fits a form."""
    return "".join(chars for part, chars in mapping(TABLE, key).items() if fits(part))


def _is_uncommon(neighbours: str) -> bool:
    """Whether one of some characters is of the traditional script, whose words the tables do not know: 已|及時."""
    try:
        neighbours.encode("gb2312")
    except UnicodeEncodeError:
        return any("\u4e00" <= char <= "\u9fff" for char in neighbours)
    return False


def is_surname(text: str, end: int) -> bool:
    """Whether a surname ends there that is not the end of a common word: 记者陈|建力, but not 江苏|布署."""
    if text[max(0, end - 2) : end] in words("surnames", "compound"):
        return True
    return text[end - 1 : end] in _surnames() and not is_word(text[max(0, end - 2) : end])


@cache
def _surnames() -> frozenset[str]:
    """The surnames that are hardly ever words."""
    return frozenset(words("surnames", "common")).difference(words("surnames", "also_words"))


@cache
def _listed() -> Mapping[str, tuple[str, _Group]]:
    """The right form and the group of each wrong form."""
    return {
        wrong: (right, group) for group in entries(TABLE, "groups", _Group) for wrong, right in group.pairs()
    }


@cache
def _confusion(wrong: str) -> Confusion:
    """All that is told of a wrong form: of the few that are found."""
    right, group = _listed()[wrong]
    before, after = _around("unless_before", wrong.startswith), _around("unless_after", wrong.endswith)
    followed = _around("unless_followed", wrong.startswith)
    sure = tuple(mapping(TABLE, "sure_before").get(wrong, "").split())
    return Confusion(wrong, right, _SEVERITIES[group.severity], group.evidence, before, after, followed, sure)


def confusions() -> Iterator[Confusion]:
    """The listed confusions."""
    return map(_confusion, _listed())


@cache
def _finder() -> WordFinder:
    return WordFinder(_listed(), shared=True)


def confused(text: str) -> Iterator[tuple[int, int, Confusion]]:
    """The wrong forms of a text: where each stands."""
    for start, end, word in _finder().find(text):
        row = _confusion(word)
        if row.stands(text, start, end):
            yield start, end, row


def is_listed(words: str) -> bool:
    """Whether a listed wrong form stands in a few words: too few to build an automaton of their own for."""
    ends = range(len(words) + 1)
    return any(words[start:end] in _listed() for start in ends for end in ends[start + 2 :])
