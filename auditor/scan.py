"""The claim scanner: tokens of grammar/claims.lark found in one pass, then joined to dates and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from attrs import frozen

from auditor import lexicon, numerals, units
from auditor.claims import (
    Bound,
    Citation,
    Claims,
    Day,
    Days,
    Figure,
    Period,
    Quantity,
    Range,
    Rate,
    Sentence,
    Status,
)
from auditor.lalr import Grammar, grammar
from auditor.notice import Kind, Notice

MAX_FIGURES = (
    64  # of one sentence that are compared with each other; a longer one is cut, so that time stays linear
)

LEAD = 80  # characters before a number that its own clause may have

DATES = frozenset(("YMD", "YM", "MD", "MONTH", "YEAR", "DAY"))
_BETWEEN = ("TO", "SEP", "ASOF")
FIGURES = frozenset(("PERCENT", "RANGE", "QUANTITY", "WORDS"))

_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE_MARK = re.compile(r"[，,；;：:、（）()\n。！？]")
_PARTS = re.compile(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[^0-9余多来几大]+?)(?P<scale>百万|千万|[万亿千百]*)(?P<more>[余多来几]?)大?"
)
_NUMBERS = re.compile(r"[0-9]+")
_DECIMALS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OVER_BEFORE = re.compile(r"(?:超过|超|逾|至少|不少于|不低于|多于|高于|大于)\Z")
_UNDER_BEFORE = re.compile(r"(?:近|将近|不足|不到|至多|最多|不超过|少于|低于|小于)\Z")
_ABOUT_BEFORE = re.compile(r"(?:大约|约|大概|左右)\Z")
_AFTER = re.compile(r"(?P<over>以上|之多|有余|多)|(?P<under>以下|以内)|(?P<about>左右|上下)")
_TELLS_STATUS = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:已|正在|尚未|未|仍在)|(?:正|基本|持续|长期|阶段|在|待|需|整改|完成)(?!会)"
)
_DUE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}年度?)?(?:共计?|均|约)?(?:应(?!急)|[需须](?!长期|持续|进一步|继续|整改)|拟|计划|待|原有|现有)"
)
_FOUND = re.compile(r"反馈|指出|提出|发现|排查|移交|交办|查找|梳理")
_OPENING = frozenset('“"‘')
_CLOSING = re.compile(r"[^，,；;。、\n]{0,8}[”\"’]")
_QUOTED_NUMBER = re.compile(r"[“\"‘][0-9]{1,4}[%‰]?[”\"’]")
_THRESHOLD = re.compile(r"(?:及|\(含\)|（含）)?(?:以上|以下|以内)的?[0-9]")
_SECOND = re.compile(r"投资|工程|项目|建设|改造|巡")
_PREDICATE = re.compile(
    r"开展|进行|召开|已|均|都|全部|正在|尚未|未|完成|实施|得到|被|由|参加|参与|接受|制定|建立|实现|达到|存在|属于|予以|给予|作为|需|要|应|中"
)
_NOUN = re.compile(r"[\u4e00-\u9fff]{1,14}")


@cache
def _grammar() -> tuple[Grammar, re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The phrase grammar and the patterns made of its terminals: scanner, TO, SEP, ASOF."""
    text = files("auditor.grammar").joinpath("claims.lark").read_text(encoding="utf-8")
    numeral = "〇零一二两三四五六七八九十廿卅百千万亿"
    text = text.replace("{UNIT}", units.pattern()).replace("{NUMERAL}", numeral)
    tables = grammar("claims.lark", text)
    terminals = sorted(tables.terminals, key=lambda t: -t.priority)
    between = {t.name: t.pattern for t in terminals if t.name in _BETWEEN}
    branches = "|".join(
        f"(?P<{t.name}>{_numbered(t.pattern, t.name)})" for t in terminals if t.name not in _BETWEEN
    )
    scanner = re.compile(rf"(?=[0-9{numeral}《》])(?:{branches})")
    return (
        tables,
        scanner,
        re.compile(between["TO"]),
        re.compile(between["SEP"]),
        re.compile(rf"(?:{between['ASOF']})\Z"),
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


def scan(notice: Notice) -> Claims:
    """Dates, periods, figures and cited titles of a notice."""
    text = notice.text
    claims = Claims()
    run: list[tuple[str, int, int]] = []
    figures: list[Figure] = []
    titles: list[int] = []
    skip = [(n.start, n.end) for n in notice.of_kind(Kind.CONTACT)]
    for match in _grammar()[1].finditer(text):
        name = match.lastgroup or ""
        start, end = match.span()
        if titles and (start - titles[-1] > 200 or text.find("\n", titles[-1], start) >= 0):
            titles.clear()  # a title is not that long and does not run over paragraphs: its 》 was lost
        if name in DATES:
            if run and not _connected(text, run[-1], (name, start, end)):
                _dates(text, run, claims, bool(titles))
                run = []
            run.append((name, start, end))
        elif name == "OPEN":
            titles.append(start)
        elif name == "CLOSE":
            if titles:
                opened = titles.pop()
                if not titles and end - opened <= 200:
                    claims.citations.append(Citation(opened, end, text[opened + 1 : end - 1]))
        elif name in FIGURES and not _inside(skip, start):
            figure = _figure(text, name, start, end)
            if figure is not None:
                figure.named = figure.named or (bool(titles) and start - titles[-1] < 80)
                figures.append(figure)
    if run:
        _dates(text, run, claims, bool(titles))
    _inherit(notice, claims)
    _sentences(text, figures, claims)
    return claims


def _inside(ranges: list[tuple[int, int]], at: int) -> bool:
    """Whether a place lies in one of some ranges, which stand in the order of the text."""
    before = bisect_right(ranges, at, key=itemgetter(0)) - 1
    return before >= 0 and at < ranges[before][1]


def _connected(text: str, before: tuple[str, int, int], after: tuple[str, int, int]) -> bool:
    gap = text[before[2] : after[1]]
    _, _, to, sep, _ = _grammar()
    return len(gap) <= 3 and (to.fullmatch(gap) is not None or (sep.fullmatch(gap) is not None))


def _dates(text: str, run: list[tuple[str, int, int]], claims: Claims, in_title: bool) -> None:
    """Turn a run of connected date tokens into days, periods and lists."""
    _, _, to, _, as_of = _grammar()
    types: list[str] = []
    if as_of.search(text, max(0, run[0][1] - 6), run[0][1]):
        types.append("ASOF")
    places: dict[int, tuple[str, int, int]] = {}
    for i, token in enumerate(run):
        if i:
            types.append("TO" if to.fullmatch(text[run[i - 1][2] : token[1]]) else "SEP")
        places[len(types)] = token
        types.append(token[0])
    for rule, group in _readings(types):
        days = [_day(text, *places[i]) for i in group]
        if in_title:
            continue
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


@lru_cache(maxsize=4096)
def _date_parts(name: str, words: str) -> tuple[int | None, int | None, int | None, str]:
    if words[0].isdecimal():
        values = [int(n) for n in _NUMBERS.findall(words)]
    else:
        values = [numerals.chinese(w) or 0 for w in re.split(r"[年月日]", words) if w]
    part = re.sub(r"[0-9年月日号份.\-/]|[〇○零一二三四五六七八九十](?=[^旬]*[年月日])", "", words)
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


def _inherit(notice: Notice, claims: Claims) -> None:
    """Give a date without a year the year of the last full date before it, a day without a month its month.

    The last date of a range that would lie before the first one belongs to the next year.
    """
    year: int | None = None
    month: int | None = None
    seconds = {id(p.last): p.first for p in claims.periods}
    for day in claims.days:
        if day.year is not None and (day.month is not None or year is None):
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


def _figure(text: str, name: str, start: int, end: int) -> Figure | None:
    words = text[start:end]
    if name == "PERCENT":
        value, places = _percent(words)
        if value is None:
            return None
        figure: Figure = Rate(start, end, value, _bound(text, start, end, ""), places=places)
        figure.named = _THRESHOLD.match(text, end) is not None
    elif name == "RANGE":
        low, high = (Decimal(n) for n in _DECIMALS.findall(words)[:2])
        if low >= high:  # 3-3栋 is a name
            return None
        figure = Range(start, end, low)
    else:
        value, unit, scale, more = _quantity(words)
        if value is None or unit is None or (name == "WORDS" and value < 2):
            return None
        if name == "WORDS" and unit.name in ("期", "轮") and _SECOND.match(text, end):
            return None  # 二期投资 is the second one's
        figure = Quantity(start, end, value, _bound(text, start, end, more), unit=unit, scale=scale)
    figure.named = figure.named or _named(text, name, start, end)
    return figure


def _named(text: str, token: str, start: int, end: int) -> bool:
    """Whether a number is part of a name: “四个意识”, 7个“100%”, 中央八项规定."""
    if text[start - 1 : start] in _OPENING and _CLOSING.match(text, end):
        return True
    if _QUOTED_NUMBER.match(text, end):
        return True
    return token == "WORDS" and any(
        text.startswith(t, start) for t in _numbered_terms().get(text[start : start + 2], ())
    )


@cache
def _numbered_terms() -> dict[str, list[str]]:
    """The set expressions that begin with a numeral, by their first two characters."""
    table: dict[str, list[str]] = {}
    for term in lexicon.mapping("numbered_terms", "members"):
        table.setdefault(term[:2], []).append(term)
    for term in lexicon.words("numbered_terms", "others"):
        table.setdefault(term[:2], []).append(term)
    return table


@lru_cache(maxsize=8192)
def _quantity(words: str) -> tuple[Decimal | None, units.Unit | None, str, str]:
    match = _PARTS.match(words)
    if match is None:
        return None, None, "", ""
    table = units.units()
    # the numeral of 十六个 is read greedily up to the unit: the longest unit that leaves a number before it
    for cut in range(1, len(words)):
        unit = table.get(words[cut:])
        if unit is None:
            continue
        head = words[:cut].removesuffix("大")
        more = head[-1:] if head[-1:] in "余多来几" else ""
        head = head.removesuffix(more)
        value = numerals.decimal(head) if head else None
        if value is None:
            continue
        scale = re.sub(r"[^万亿千百]", "", head) if head[0].isdecimal() else ""
        return value, unit, scale, more
    return None, None, "", ""


@lru_cache(maxsize=2048)
def _percent(words: str) -> tuple[Decimal | None, int]:
    if words.endswith("%"):
        number = words[:-1]
        return Decimal(number), len(number.partition(".")[2])
    if words.endswith("‰"):
        number = words[:-1]
        return Decimal(number) / 10, len(number.partition(".")[2]) + 1
    if words == "一半":
        return Decimal(50), 0
    if "分之" in words and not words.startswith("百"):
        low, high = numerals.chinese(words[0]), numerals.chinese(words[-1])
        return ((Decimal(high) * 100 / low).quantize(Decimal("0.01")), 2) if low and high else (None, 0)
    if words.endswith("成"):
        digit = numerals.chinese(words[0])
        return (Decimal(digit) * 10, -1) if digit else (None, 0)
    whole, _, part = words[3:].replace("点", ".").partition(".")
    value = numerals.decimal(whole)
    if value is None:
        return None, 0
    digits = "".join(str(numerals.chinese(c) or 0) if not c.isdecimal() else c for c in part)
    return (Decimal(f"{value}.{digits}") if digits else value), len(digits)


def _bound(text: str, start: int, end: int, more: str) -> Bound:
    before = text[max(0, start - 3) : start]
    if more in ("余", "多", "来"):
        return Bound.OVER if more != "来" else Bound.ABOUT
    if _OVER_BEFORE.search(before) and not before.endswith("不超过"):
        return Bound.OVER
    if _UNDER_BEFORE.search(before):
        return Bound.UNDER
    if _ABOUT_BEFORE.search(before):
        return Bound.ABOUT
    after = _AFTER.match(text, end)
    if after:
        return Bound(after.lastgroup or "about")
    return Bound.EXACT


def _sentences(text: str, figures: list[Figure], claims: Claims) -> None:
    """Group figures by sentence and give each its context."""
    current: Sentence | None = None
    previous_end = 0
    for i, figure in enumerate(figures):
        if current is None or figure.start >= current.end or len(current.figures) == MAX_FIGURES:
            begin = max(text.rfind(mark, previous_end, figure.start) for mark in "。！？\n") + 1
            found = _SENTENCE_END.search(text, figure.end)
            current = Sentence(
                max(begin, previous_end if begin == 0 else begin), found.start() if found else len(text)
            )
            claims.sentences.append(current)
            previous_end = current.start
        figure.sentence = current
        figure.gap = text[max(previous_end, figure.start - 400) : figure.start]
        following = figures[i + 1].start if i + 1 < len(figures) else current.end
        limit = min(following, current.end, figure.end + 30)
        stop = _CLAUSE_MARK.search(text, figure.end, limit)
        figure.tail = text[figure.end : stop.start() if stop else limit]
        figure.lead = _CLAUSE_MARK.split(figure.gap[-LEAD:])[-1]
        last = current.figures[-1] if current.figures else None
        opened = figure.gap.count("(") + figure.gap.count("（")
        closed = figure.gap.count(")") + figure.gap.count("）")
        figure.depth = max(0, (last.depth if last else 0) + opened - closed)
        current.figures.append(figure)
        previous_end = figure.end
        if isinstance(figure, Quantity):
            figure.status = _status_of(
                figure, followed=i + 1 < len(figures) and figure.end + len(figure.tail) == following
            )
            figure.noun = _noun(figure)
            if figure.status is None and isinstance(last, Quantity) and tandem(last, figure):
                figure.status = last.status


def tandem(a: Quantity, b: Quantity) -> bool:
    """Two figures for one thing: 4处/422㎡, 19件25人."""
    return a.unit.kind != b.unit.kind and len(b.gap) <= 3 and b.depth == a.depth


def _status_of(figure: Quantity, *, followed: bool) -> Status | None:
    """The status of a quantity: what its clause says before it, else what it says after it.

    ``followed`` says that the next figure stands in the same clause: the words between belong to that one.
    反馈的需持续整改问题3个 states how many were found, not how far they have come.
    """
    if is_whole(figure):
        return None
    if followed or not _TELLS_STATUS.match(figure.tail):
        return status(figure.lead)
    return status(figure.lead) or status(figure.tail)


def is_whole(figure: Quantity) -> bool:
    """Whether the words around a number present it as what there is: 反馈…, 应…, …中."""
    return bool(_FOUND.search(figure.lead) or _DUE.match(figure.lead) or figure.tail.endswith("中"))


@cache
def _nouns() -> tuple[str, ...]:
    return tuple(sorted(lexicon.words("nouns", "heads"), key=len, reverse=True))


@lru_cache(maxsize=4096)
def _head_of(words: str) -> str:
    """The last known noun in a clause part, "" if there is none."""
    best, at = "", -1
    for noun in _nouns():
        found = words.rfind(noun)
        if found >= 0 and found + len(noun) > at:
            best, at = noun, found + len(noun)
    return best


def _noun(figure: Quantity) -> str:
    after = _NOUN.match(_PREDICATE.split(figure.tail.lstrip("的"), maxsplit=1)[0])
    if after and (head := _head_of(after[0])):
        return head
    return _head_of(figure.lead[-16:])


@cache
def _status_pattern() -> re.Pattern[str]:
    words = [(w, s) for s in Status for w in lexicon.words("statuses", s.value)]
    words.sort(key=lambda item: -len(item[0]))
    groups = {s: "|".join(re.escape(w) for w, c in words if c is s) for s in Status}
    order = (Status.MOSTLY, Status.QUICK, Status.OPEN, Status.RUNNING, Status.DONE)
    return re.compile("|".join(f"(?P<{s.value}>{groups[s]})" for s in order))


@lru_cache(maxsize=4096)
def status(words: str) -> Status | None:
    """The status class that a clause expresses, None if it speaks of no status."""
    found = None
    for match in _status_pattern().finditer(words):
        found = Status(match.lastgroup or "done")
        if found is not Status.DONE:
            return found
    return found
