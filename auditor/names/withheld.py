"""Persons named in full beside others whose names are withheld, or where the same person is withheld elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import SENTENCE_END
from auditor.lexicon import any_of, words
from auditor.names.persons import given, surname
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

WITHHELD = 2  # so many names of a list are withheld, before a full one is odd
BEFORE = 14  # characters before a post that say whose it is
_SIGNS = "[某×✕＊*Xx]{1,2}"
_LEADS_IN = compiled(r"[^\u4e00-\u9fff]|[由经和与及以对向给]")


@frozen
class Exposed:
    """A full name at ``start``…``end``, and where the withheld name stands that makes it odd."""

    start: int
    end: int
    name: str
    withheld: tuple[int, int]


def any_withheld(text: str) -> bool:
    """Whether a surname with signs for the given name stands anywhere."""
    return _sign().search(text) is not None


def in_lists(notice: Notice) -> Iterator[Exposed]:
    """The only full name in a list in which all others are withheld: 李某、王某某、陈玉梅."""
    text = notice.text
    for found in _list().finditer(text):
        items = list(_item().finditer(text, *found.span()))
        full = [item for item in items if item["full"]]
        if len(full) == 1 and len(items) > WITHHELD:
            first = next(item for item in items if not item["full"])
            yield Exposed(*full[0].span(), full[0][0], first.span())


def by_post(notice: Notice) -> Iterator[Exposed]:
    """Full names behind a post that is no public one, where somebody of the same surname is withheld behind it: 会计李某.

    Two who are named in one sentence are two people.
    """
    text = notice.text
    people = list(_holder().finditer(text))
    withheld = [each for each in people if not each["full"]]
    for each in people if withheld else ():
        if not each["full"]:
            continue
        for other in withheld:
            if (
                other["post"] == each["post"]
                and other["surname"] == each["surname"]
                and _same_body(_body(text, other), _body(text, each))
                and SENTENCE_END.search(text, min(other.end(), each.end()), max(other.start(), each.start()))
            ):
                yield Exposed(
                    each.start("surname"), each.end(), text[each.start("surname") : each.end()], other.span()
                )
                break


def _body(text: str, match: re.Match[str]) -> str:
    return _LEADS_IN.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]


def _same_body(one: str, other: str) -> bool:
    """Whether what stands before two posts does not tell two people: 原会计 and 会计, 东村会计 and 西村会计 may be two."""
    return (one.endswith(other) or other.endswith(one)) and not any(
        word in body
        for word in words("withheld_names", "other_holder")
        for body in (one, other)
        if one != other
    )


@cache
def _sign() -> re.Pattern[str]:
    ends = {name[-1] for key in ("common", "compound") for name in words("surnames", key)}
    return compiled(rf"[某×✕＊*Xx](?<=[{''.join(sorted(ends))}].)")


@cache
def _end() -> str:
    """A pattern for what may follow the last name of a list."""
    return rf"[\d\n]|{any_of('persons', 'heads.after')}|{any_of('withheld_names', 'after')}|\Z"


@cache
def _item() -> re.Pattern[str]:
    return compiled(rf"{surname()}(?:{_SIGNS}|(?P<full>{given()}{{2}}))(?=[、和与及]|{_end()})")


@cache
def _list() -> re.Pattern[str]:
    name = rf"{surname()}(?:{_SIGNS}|{given()}{{2}})"
    return compiled(rf"{surname()}{_SIGNS}(?:[、和与及]{name}){{2,30}}(?={_end()})")


@cache
def _holder() -> re.Pattern[str]:
    return compiled(
        rf"(?P<post>{any_of('withheld_names', 'posts')})(?P<surname>{surname()})(?:{_SIGNS}(?![某×])|(?P<full>{given()}{{2}})(?={_end()}))"
    )
