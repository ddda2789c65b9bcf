"""Persons named in full beside others whose names are withheld, or where the same person is withheld elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import SENTENCE_END, last_end
from auditor.lexicon import any_of, words
from auditor.memo import per_notice
from auditor.names.persons import given, surname
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

WITHHELD = 2  # so many names of a list are withheld, before a full one is odd
SAID = 80  # characters before an order in which the name is withheld
BEFORE = 14  # characters before a post that say whose it is
_MARKS = "某×✕＊*Xx"
_SIGNS = f"[{_MARKS}]{{1,2}}"
_LEADS_IN = compiled(r"[^\u4e00-\u9fff]|[由经和与及以对向给]")


@frozen
class Exposed:
    """A full name at ``start``…``end``, and where the withheld name stands that makes it odd."""

    start: int
    end: int
    name: str
    withheld: tuple[int, int]


@per_notice
def any_withheld(notice: Notice) -> bool:
    """Whether a surname with signs for the given name stands anywhere."""
    return _sign().search(notice.text) is not None


def in_lists(notice: Notice) -> Iterator[Exposed]:
    """The only full name in a list in which all others are withheld: 李某、王某某、陈玉梅; of two, where 2人 follows."""
    text = notice.text
    for pair in _pair().finditer(text):
        shown, hidden = ("first", "behind") if pair["first"] else ("second", "before")
        yield Exposed(*pair.span(shown), pair[shown], pair.span(hidden))
    for found in _told().finditer(text):
        items = list(_at_end().finditer(text, *found.span("items")))
        full = [item for item in items if item["full"]]
        if len(full) == 1 and len(items) > 1 and len(items) == found["items"].count("、") + 1:
            masked = next(item for item in items if not item["full"])
            yield Exposed(*full[0].span("full"), full[0]["full"], masked.span("masked"))
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
    withheld = _Withheld()
    ends = [match.start() for match in SENTENCE_END.finditer(text)] if people else []
    sentences = [bisect_left(ends, each.start()) for each in people]
    for each, sentence in zip(people, sentences, strict=True):
        if not each["full"]:
            withheld.add(each, _body(text, each), sentence)
    for each, sentence in zip(people, sentences, strict=True):
        if each["full"] and (other := withheld.same(each, _body(text, each), sentence)):
            yield Exposed(
                each.start("surname"), each.end(), text[each.start("surname") : each.end()], other.span()
            )


def ordered(notice: Notice) -> Iterator[Exposed]:
    """Full names of who is told to pay back or is punished, behind a withheld name of the same surname in the sentence."""
    text = notice.text
    for found in _ordered().finditer(text):
        begin = last_end(SENTENCE_END, text, max(0, found.start() - SAID), found.start())
        name = "name" if found["name"] else "who"
        surname_ = found["surname"] or found["who_surname"]
        masked = _masked(text, surname_, begin, found.start())
        if masked >= 0:
            yield Exposed(*found.span(name), found[name], (masked, masked + len(surname_) + 1))


def _masked(text: str, name: str, start: int, end: int) -> int:
    """Where a surname stands in a range with a sign for the given name, -1 if nowhere."""
    at = text.find(name, start, end)
    while at >= 0 and text[at + len(name)] not in _MARKS:
        at = text.find(name, at + 1, end)
    return at


class _Withheld:
    """The people whose names are withheld, by post, surname and what stands before the post.

    Of 原会计 and 会计 one may be the other, of 东村会计 and 西村会计 not; of each kind the first of two sentences
    are kept, for who is named in one sentence with them is somebody else.
    """

    def __init__(self) -> None:
        self._by_body: dict[tuple[str, str, str], list[tuple[int, re.Match[str]]]] = {}
        self._by_end: dict[tuple[str, str, str], list[tuple[int, re.Match[str]]]] = {}

    def add(self, person: re.Match[str], body: str, sentence: int) -> None:
        """One more, in the order of the text."""
        for known, ends in ((self._by_body, [body]), (self._by_end, _ends(body))):
            for end in ends:
                told = known.setdefault((person["post"], person["surname"], end), [])
                if not told or (len(told) == 1 and told[0][0] != sentence):
                    told.append((sentence, person))

    def same(self, person: re.Match[str], body: str, sentence: int) -> re.Match[str] | None:
        """The first in another sentence who may be this person."""
        post, surname = person["post"], person["surname"]
        lists = [
            self._by_end.get((post, surname, body), []),
            *(self._by_body.get((post, surname, end), []) for end in _ends(body)),
        ]
        found = [other for told in lists for at, other in told if at != sentence]
        return min(found, key=lambda other: other.start(), default=None)


def _ends(body: str) -> list[str]:
    """The words before a post, and their ends unless these would tell of somebody else: 原会计 and 会计 may be two."""
    other = any(word in body for word in words("withheld_names", "other_holder"))
    return [body] if other else [body[at:] for at in range(len(body) + 1)]


def _body(text: str, match: re.Match[str]) -> str:
    return _LEADS_IN.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]


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
def _told() -> re.Pattern[str]:
    """2名责任人（仓储部刘某某、采购员张建国）."""
    return compiled(
        r"[2-9两二三四五][名个人位][\u4e00-\u9fff]{0,8}[（(](?P<items>[^（()）。；;，,\n]{4,80})[）)]"
    )


@cache
def _at_end() -> re.Pattern[str]:
    """A name at the end of a member of a list, withheld or in full, behind who it is."""
    name = rf"(?P<masked>{surname()}{_SIGNS})|(?P<full>{surname()}{given()}{{2}})"
    return compiled(rf"(?:[员长人任师部科股室站所处组队]|(?<=[（(、]))(?:{name})(?=、|\Z)")


@cache
def _pair() -> re.Pattern[str]:
    masked, full = (rf"{surname()}{_SIGNS}", rf"{surname()}{given()}{{2}}")
    either = (
        rf"(?P<before>{masked})[、和与及](?P<second>{full})",
        rf"(?P<first>{full})[、和与及](?P<behind>{masked})",
    )
    return compiled(rf"(?:{'|'.join(either)})(?=等?[2２两二][人名位])")


@cache
def _holder() -> re.Pattern[str]:
    return compiled(
        rf"(?P<post>{any_of('withheld_names', 'posts')})(?P<surname>{surname()})(?:{_SIGNS}(?![某×])|(?P<full>{given()}{{2}})(?={_end()}))"
    )


@cache
def _ordered() -> re.Pattern[str]:
    orders, amends = (any_of("withheld_names", key) for key in ("ordered", "made_good"))
    given_ = rf"{given()}{{1,2}}?"
    name = rf"(?P<name>(?P<surname>{surname()}){given_})(?={amends})"
    who = rf"(?P<who>(?P<who_surname>{surname()}){given_})(?:同志)?(?=[\u4e00-\u9fff]{{0,14}}?作出?了?(?:深刻|书面|公开)?(?:检讨|检查))"
    return compiled(
        rf"(?:{orders})(?:[\u4e00-\u9fff]{{0,14}}?(?:长|书记|主任|员|师|会计|出纳))??{name}|[，；]{who}"
    )
