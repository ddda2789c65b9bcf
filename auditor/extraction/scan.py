"""The claim scanner: tokens of grammar/claims.lark found in one pass, then joined to dates and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from auditor import lexicon
from auditor.characters.pauses import SENTENCE_END
from auditor.claims import (
    Citation,
    Day,
    Days,
    Figure,
    Period,
    Scanned,
)
from auditor.dates.calendars import WEEKDAY
from auditor.extraction.context import sentences
from auditor.extraction.figures import figure
from auditor.extraction.spoken import settled
from auditor.notice import Kind, Notice
from auditor.numbers import numerals, units
from auditor.packaged import packaged
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.structure.lalr import Grammar, grammar

LONGEST_NAME = 80  # characters of a title in which numbers are part of a name
LONGEST_LINK = 5  # characters between the ends of a range: 开始，直至
DATES = frozenset(("YMD", "YM", "MD", "MONTH", "YEAR", "DAY"))
_BETWEEN = ("TO", "SEP", "ASOF")
Token = tuple[str, int, int]
"""Type, start and end."""
FIGURES = frozenset(("PERCENT", "RANGE", "QUANTITY", "WORDS", "BARE"))

_NEXT_TO = 6  # characters before a date in which it may be called one of this year
_THIS_YEAR = compiled(r"(?:今年|本年度?)(?:以来)?[，,（(的]?\Z")
_LAST_YEAR = compiled(r"(?:去年|上年)度?的?\Z")
_IN_A_YEAR = compiled(r"年度?[，,]")  # 2021年，…，截至7月底
_NUMBERS = compiled(r"[0-9]+")
_WEEKDAY = compiled(WEEKDAY)
_DATE_WORDS = compiled(r"[年月日]")
_DATE_NUMBERS = compiled(r"[0-9年月日号份.\-/]|[〇○零一二三四五六七八九十](?=[^旬]*[年月日])")


@cache
def _grammar() -> tuple[Grammar, re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The phrase grammar and the patterns made of its terminals: scanner, TO, SEP, ASOF."""
    text = packaged("auditor.grammar", "claims.lark")
    numeral = "〇零一二两三四五六七八九十廿卅百千万亿"
    unit = units.pattern().replace("/", r"\/")  # a grammar ends a pattern at a slash
    text = text.replace("{UNIT}", unit).replace("{NUMERAL}", numeral)
    text = text.replace("{SURNAME}", "".join(lexicon.words("surnames", "common")))
    tables = grammar("claims.lark", text)
    terminals = sorted(tables.terminals, key=lambda t: -t.priority)
    between = {t.name: t.pattern for t in terminals if t.name in _BETWEEN}
    branches = "|".join(
        f"(?P<{t.name}>{_numbered(t.pattern, t.name)})" for t in terminals if t.name not in _BETWEEN
    )
    scanner = compiled(rf"(?=[0-9{numeral}《》])(?:{branches})")
    return (
        tables,
        scanner,
        compiled(between["TO"]),
        compiled(between["SEP"]),
        compiled(rf"(?:{between['ASOF']})\Z"),
    )


def _numbered(pattern: str, name: str) -> str:
    """Give the one back-reference of the grammar a name, since groups are renumbered when joined."""
    return pattern.replace(r"([.\-\/])", rf"(?P<{name}_sep>[.\-/])").replace(r"\1", rf"(?P={name}_sep)")


@frozen
class _Type:
    """A token of the phrase grammar, to which the words do not matter: its type and its place in the sequence."""

    type: str
    at: int


def _phrase(rule: str) -> Callable[[list[Any]], tuple[str, list[Any]]]:
    return lambda children: (rule, children)


_PHRASES: dict[str, Callable[[list[Any]], Any]] = {
    "start": itemgetter(0),
    **{
        rule: _phrase(rule)
        for rule in ("single", "period", "dates", "periods", "months", "figure", "citation")
    },
}


@lru_cache(maxsize=512)
def _shape(types: str) -> list[tuple[str, list[int]]]:
    """How a run of date tokens reads: a list of (rule, positions of its dates).  Parsed once per sequence."""
    tokens = [_Type(name, i) for i, name in enumerate(types.split())]
    rule, children = _grammar()[0].parse(tokens, _PHRASES)
    dates = [token.at for token in children if token.type in DATES]
    if rule == "periods":
        return [("period", dates[i : i + 2]) for i in range(0, len(dates), 2)]
    return [(rule, dates)]


def scanner() -> re.Pattern[str]:
    """The one pattern that finds every token of a claim, and the marks of cited titles."""
    return _grammar()[1]


def scan(notice: Notice, claims: Scanned) -> None:
    """Add the dates, periods, figures and cited titles of a notice to its claims."""
    text = notice.text
    dates: list[Token] = []
    in_title: list[Token] = []  # the dates since the first 《 that is open
    figures: list[Figure] = []
    titles: list[int] = []
    skip = [(n.start, n.end) for n in notice.of_kind(Kind.CONTACT)]
    for match in scanner().finditer(text):
        name = match.lastgroup or ""
        start, end = match.span()
        if titles and (start - titles[-1] > 200 or text.find("\n", titles[-1], start) >= 0):
            titles.clear()  # a title is not that long and does not run over paragraphs: its 》 was lost
            dates += in_title
            in_title = []
        if name in DATES:
            (in_title if titles else dates).append((name, start, end))
        elif name == "OPEN":
            titles.append(start)
        elif name == "CLOSE":
            if titles:
                opened = titles.pop()
                _name(figures, opened)
                if not titles:
                    in_title = []
                if not titles and end - opened <= 200:
                    claims.citations.append(Citation(opened, end, text[opened + 1 : end - 1]))
        elif name in FIGURES and not _inside(skip, start) and not (figures and start < figures[-1].end):
            found = figure(text, name, start, end)
            if found is not None:
                figures.append(found)
    for run in _runs(text, dates + in_title):
        _dates(text, run, claims)
    _inherit(notice, claims)
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    sentences(text, ends, settled(text, ends, figures), claims)


def _name(figures: list[Figure], opened: int) -> None:
    """The numbers since the mark that opened a title belong to its name; a title that is never closed hides none."""
    for inside in reversed(figures):
        if inside.start < opened:
            break
        inside.named = inside.named or inside.start - opened < LONGEST_NAME


def _runs(text: str, dates: list[Token]) -> Iterator[list[Token]]:
    """Dates that are connected: the ends of a range, the members of a list."""
    run: list[Token] = []
    for token in dates:
        if run and not _connected(text, run[-1], token):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _inside(ranges: list[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of some ranges, which stand in the order of the text."""
    before = bisect_right(ranges, at, key=itemgetter(0)) - 1
    return before >= 0 and at < ranges[before][1]


def _connected(text: str, before: Token, after: Token) -> bool:
    gap = _gap(text, before, after)
    _, _, to, sep, _ = _grammar()
    return len(gap) <= LONGEST_LINK and (to.fullmatch(gap) is not None or (sep.fullmatch(gap) is not None))


def _gap(text: str, before: Token, after: Token) -> str:
    """What stands between two dates, without the weekday of the first: 5月6日（星期六）、5月17日."""
    day = _WEEKDAY.match(text, before[2], after[1])
    return text[day.end() if day else before[2] : after[1]]


def _dates(text: str, run: list[Token], claims: Scanned) -> None:
    """Turn a run of connected date tokens into days, periods and lists."""
    _, _, to, _, as_of = _grammar()
    types: list[str] = []
    if as_of.search(text, max(0, run[0][1] - 6), run[0][1]):
        types.append("ASOF")
    places: dict[int, Token] = {}
    for i, token in enumerate(run):
        if i:
            types.append("TO" if to.fullmatch(_gap(text, run[i - 1], token)) else "SEP")
        places[len(types)] = token
        types.append(token[0])
    for rule, group in _readings(types):
        days = [_day(text, *places[i]) for i in group]
        claims.days.extend(days)
        first, last = days[0], days[-1]
        if rule == "period":
            claims.periods.append(Period(first.start, last.end, first, last, types[0] == "ASOF"))
        elif rule == "dates" and len(days) > 1:
            claims.day_lists.append(Days(first.start, last.end, days))


def _readings(types: list[str]) -> list[tuple[str, list[int]]]:
    """The shape of a run; a run that mixes lists and ranges in a way the grammar has no word for is cut up."""
    if (types.count("TO") in (0, 1) and "SEP" not in types) or "TO" not in types:
        return _shape(" ".join(types))
    pairs: list[tuple[str, list[int]]] = []
    i = 1 if types[0] == "ASOF" else 0
    while i < len(types):
        if i + 2 < len(types) and types[i + 1] == "TO":
            pairs.append(("period", [i, i + 2]))
            i += 4
        else:
            pairs.append(("single", [i]))
            i += 2
    return pairs


def _day(text: str, name: str, start: int, end: int) -> Day:
    year, month, day, part = _date_parts(name, text[start:end])
    return Day(start, end, year, month, day, part=part)


@lru_cache(maxsize=1024)
def _date_parts(name: str, words: str) -> tuple[int | None, int | None, int | None, str]:
    if words[0].isdecimal():
        values = [int(n) for n in _NUMBERS.findall(words)]
    else:
        values = [numerals.chinese(w) or 0 for w in _DATE_WORDS.split(words) if w]
    part = _DATE_NUMBERS.sub("", words)
    match name:
        case "YMD":
            return values[0], values[1], values[2], ""
        case "YM":
            return values[0], values[1], None, part
        case "YEAR":
            return values[0], None, None, part
        case "MD":
            return None, values[0], values[1], ""
        case "MONTH":
            return None, values[0], None, part
        case _:
            return None, None, values[0], ""


def _issued(notice: Notice, claims: Scanned) -> int | None:
    """The year of the date at the end of a notice, None if there is none."""
    for day in reversed(claims.days):
        leaf = notice.leaf_at(day.start)
        if leaf is not None and leaf.kind in (Kind.ISSUED, Kind.SIGNED):
            return day.year
    return None


def _opens_sentence(notice: Notice, day: Day) -> bool:
    """Whether a mere year opens its sentence, as the time of all that is told in it."""
    opens = not day.start or notice.text[day.start - 1] in "。；;\n"
    return opens and _IN_A_YEAR.match(notice.text, day.end - 1) is not None


def _inherit(notice: Notice, claims: Scanned) -> None:
    """Give a date without a year the year of the last full date before it, a day without a month its month.

    A year that opens a sentence (2021年，…) is that of the dates in it.  The last date of a range that would lie before the
    first one belongs to the next year.
    """
    year: int | None = None
    month: int | None = None
    seconds = {id(p.last): p.first for p in claims.periods}
    issued = _issued(notice, claims)
    for day in claims.days:
        before = max(0, day.start - _NEXT_TO)
        if day.year is None and _THIS_YEAR.search(notice.text, before, day.start):
            year = issued  # 2008年共…。今年1月14日 is of the year of the document
        if day.year is None and _LAST_YEAR.search(notice.text, before, day.start):
            day.year = issued - 1 if issued else None
            day.inherited = issued is not None
            month = day.month
            continue
        if day.year is not None and (day.month is not None or year is None or _opens_sentence(notice, day)):
            year = day.year
        if day.day is not None and day.month is None and day.year is None:
            day.month = month
        if day.year is None and year is not None:
            day.year, day.inherited = year, True
            first = seconds.get(id(day))
            if first and first.month and day.month and first.year and day.month < first.month:
                day.year = year = first.year + 1
        if day.month is not None:
            month = day.month
