"""Masked or unfilled places: X, ××, ____, □, 某某, 【待补充】, [日期], 年  月  日, #REF! …

What counts is decided by the neighbours, for every sign has honest uses: BTX, X光, 3×4, 二〇〇四, **bold**,
138****1234, “是□否□”, 张某某 (a name withheld on purpose).  Vocabulary: data/placeholders.toml.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.characters.marks import BRACKETED_YEARS
from auditor.lexicon import PatternFinder, WordFinder, alternatives, any_of, words
from auditor.memo import per_notice
from auditor.notice import Notice
from auditor.patterns import compiled

_SIGN = "[Xx×✕╳*＊□▢■○◯〇●△_＿某?？]"
_RUN = compiled(f"{_SIGN}{_SIGN}*+")  # a first character of its own is found fast
_BRACKET = compiled(
    r"[{$《“【\[<＜（(](?:(?<=\{)\{[^{}\n]{0,40}\}\}|(?<=\$)\{[^{}\n]{1,40}\}|(?<=《)\s{0,4}》|(?<=“)\s{0,4}”"
    r"|(?<=[【\[{<＜（(])([^【】\[\]{}<>＜＞（）()\n]{0,16})[】\]}>＞）)])"
)
_BLANK_DATE = compiled(
    r"年([ \u3000\xa0]{1,8})月(?P<day>[ \u3000\xa0]{1,8}日)?|第[ \u3000\xa0]{2,8}(?=[号次期批轮])"
)
_BLANK_SIGNS = ("年 ", "年\u3000", "年\xa0", "第 ", "第\u3000", "第\xa0")
# 禾发〔2024〕　号: the number of a document, left blank; in round brackets only behind the letters of an office
_BLANK_NUMBER = PatternFinder(
    BRACKETED_YEARS,
    r"[〔\[【（(](?:(?<=[\u4e00-\u9fff][〔\[【])|(?<=[字发办函文][（(]))(?:19|20)[0-9]{2}[〕\]】）)]"
    r"第?[ \u3000\xa0]{0,16}号(?![0-9召称外码])",
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_BEGINS_YEAR = compiled(r"[12][0-9]{0,2}\Z")
# 0839-XXXXXXX, XXXX-XXXXXXX: a telephone number that was not filled in
_AREA_CODE = compiled(r"(?<![0-9A-Za-z])(?:0[0-9]{2,3}|X{3,4}|x{3,4}|×{3,4})[-—－–]?\Z")
LOCAL_NUMBER = 6  # signs that stand for a local number at least
_LINKS = "+-/&_'’"
_NUMERALS = "一二三四五六七八九十零百千"


@per_notice
def masks(notice: Notice) -> list[tuple[int, int]]:
    """The logical ranges of all masked places, in order, close ones (X月X日至X月X日) joined."""
    text = notice.text
    runs: dict[str | None, list[tuple[int, int]]] = {
        "value": [],
        "name": [],
        "box": [],
        "choice": [],
        None: [],
    }
    for match in _RUN.finditer(text):
        start, end = match.span()
        runs[_judge(text, start, end)].append((_year_start(text, start), end))
    found = runs["value"] if runs["choice"] else runs["value"] + runs["box"]
    if found:
        found += runs["name"]  # names masked in an otherwise complete text are withheld on purpose
    for match in _BRACKET.finditer(text):
        if _is_open(match, text):
            found.append(match.span())
    if not text.isascii():
        found += [(s, e) for s, e, word in _artefacts().find(text) if _stands_alone(text, s, e, word)]
    source = notice.source.text
    for match in _BLANK_DATE.finditer(source) if any(sign in source for sign in _BLANK_SIGNS) else ():
        if (
            match[1]
            and not match["day"]
            and (len(match[1]) < 2 or not source[match.start() - 1 : match.start()].isdigit())
        ):
            continue  # 今年 月度: a stray blank, not a blank to fill in
        found.append((notice.logical_offset(match.start()), notice.logical_offset(match.end() - 1) + 1))
    found += [match.span() for match in _BLANK_NUMBER.find(text)]
    found += _without_a_name(text)
    found = [place for place in found if not _is_sample(text, *place)]
    return _joined(sorted(found), text)


def _without_a_name(text: str) -> list[tuple[int, int]]:
    """Where a label and a post in brackets stand without a name, which others of the text have: 责任人：（总务主任）."""
    without, named = _labelled_posts()
    empty = [match.span() for match in without.finditer(text)]
    return empty if empty and named.search(text) else []


@cache
def _labelled_posts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The label of a person and a post in brackets, without a name between them and with one."""
    roles, persons = words("cards", "responsible.roles"), words("cards", "responsible.persons")
    labels = (role + person for role in roles for person in persons)
    post = rf"[（(][\u4e00-\u9fff]{{1,10}}(?:{any_of('persons', 'post_ends')})[）)]"
    label = rf"(?:{alternatives((*labels, '联系人'))})[:：]"
    return compiled(rf"{label}[ \u3000]{{0,16}}{post}"), compiled(rf"{label}\s?[\u4e00-\u9fff]{{2,4}}{post}")


@cache
def _sample() -> re.Pattern[str]:
    return compiled(any_of("placeholders", "samples"))


def _is_sample(text: str, start: int, end: int) -> bool:
    """Whether a place is quoted from a form that others fill in: 合同范本中“××项目”."""
    if not _sample().search(text, max(0, start - 40), end + 40):
        return False
    opened = text.rfind("“", max(0, start - 20), start)
    return opened >= 0 and text.find("”", opened, start) < 0


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(words("placeholders", key))


@cache
def _tuple(key: str) -> tuple[str, ...]:
    return words("placeholders", key)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words("surnames", "common"))


@cache
def _artefacts() -> WordFinder:
    return WordFinder(words("placeholders", "artefacts"), shared=True)


def _judge(text: str, start: int, end: int) -> str | None:
    """What a run is: a masked "value" or "name", an empty "box" inside a sentence, a box to tick ("choice"), or None."""
    sign, length = text[start], end - start
    before, after = text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"
    known = after in _set("nouns") or before in _set("leads")
    if any(text[i] != sign for i in range(start, min(end, start + 12))):
        return None
    if sign in "?？":
        return "value" if length >= 2 and known else None
    if sign == "某":
        return (
            "value"
            if length >= 2 and (after in _set("units") or (after == "同" and before not in _surnames()))
            else None
        )
    if sign in "Xx×✕╳*＊":
        return _judge_cross(text, start, end, known)
    if sign in "_＿":
        alone = before == "\n" and after == "\n"
        return "value" if length >= 2 and not alone and not _is_code(before) and not _is_code(after) else None
    if sign in "□▢":
        option = before in "是否有无男女同不" or after in "是否有无男女同不"
        if length == 1 and not option:
            return "box" if _is_han(before) and _is_han(after) else "choice" if _is_han(after) else None
        return "value" if length >= 2 and (_is_han(before) or _is_han(after)) else None
    if before in _NUMERALS or after in _NUMERALS or after == "后":
        return None
    dated = before in "年月" and after in "月日"
    return "value" if dated or (length >= 2 and (_is_han(before) or _is_han(after))) else None


def _judge_cross(text: str, start: int, end: int, known: bool) -> str | None:
    sign, length = text[start], end - start
    before, after = text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"
    if sign in "Xx" and length == 1 and start >= 17 and text[start - 17 : start].isdigit():
        return None  # the last sign of an identity number
    if _BEGINS_YEAR.search(text[max(0, start - 4) : start]) and after in "年〕]】)）" and sign in "Xx×*＊":
        width = length + start - _year_start(text, start)
        return "value" if width == 4 else None
    if length >= LOCAL_NUMBER and _AREA_CODE.search(text[max(0, start - 6) : start]) and not _is_code(after):
        return "value"
    decimal = (after == "." and text[end + 1 : end + 2] == sign) or (
        before == "." and text[start - 2 : start - 1] == sign
    )
    if not decimal and (_is_code(before) or _is_code(after) or before == "."):
        return None
    if before == "\n" and after == "\n" and sign in "*＊×":
        return None  # a line of stars separates parts
    if before in " \xa0" and _is_code(text[start - 2 : start - 1] or " "):
        return None
    if after in "·•" and before in _PROVINCES:
        return None  # 冀X·6×××8 is a number plate
    if sign == "*" and not _is_masked_by_stars(before, after, length, known):
        return None
    if length == 1:
        if sign in "*＊" or (sign in "x×✕╳" and not known):
            return None
        if sign in "×✕╳" and ("=" in text[start - 12 if start > 12 else 0 : end + 12]):
            return None
        if sign == "X" and not known and _is_letter(text, start, end, before, after):
            return None
    elif sign == "x" and not (_is_wide(before) and _is_wide(after)):
        return None
    return "name" if before in _surnames() and after not in _set("units") and not known else "value"


def _is_letter(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether a single X is a letter: X光, “X”, （X）, X、Y."""
    if text.startswith(_tuple("words_with_x"), start):
        return True
    if before in '“"‘（(【' and after in '”"’）)】':
        return True
    return (after in "、和与及或" and text[end + 1 : end + 2] in ("Y", "Z")) or text[
        max(0, start - 2) : start - 1
    ] in ("W", "Y")


def _is_masked_by_stars(before: str, after: str, length: int, known: bool) -> bool:
    """``*`` is also a bullet and Markdown emphasis."""
    if length < 2 or before == "\n":
        return False
    return known if length == 2 else _is_han(before) or _is_han(after)


def _is_open(match: re.Match[str], text: str) -> bool:
    inner = match[1]
    if inner is None:
        return True
    word = inner.strip(" \u3000：:…。")
    if not word:
        return match[0][0] in "（(" and not _is_code(text[match.start() - 1 : match.start()] or "\n")
    if word.startswith(_tuple("open_items")):
        return True
    return (
        match[0][0] not in "（("
        and word in _set("fields")
        and text[match.end() : match.end() + 1] not in ("：", ":")
    )


def _stands_alone(text: str, start: int, end: int, word: str) -> bool:
    if not word[-1].isalpha() or not word[0].isascii():
        return True
    return not _is_code(text[start - 1 : start] or "\n") and not _is_code(text[end : end + 1] or "\n")


def _is_code(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in _LINKS)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_wide(char: str) -> bool:
    return char > "\u2000" or char in '\n,;:()"'


def _year_start(text: str, start: int) -> int:
    """Where the year begins that a mask ends (20XX年), else ``start``."""
    digits = _BEGINS_YEAR.search(text[max(0, start - 4) : start])
    return start - len(digits[0]) if digits else start


def _joined(found: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in found:
        if out and start - out[-1][1] <= 1 and "\n" not in text[out[-1][1] : start]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif not out or start >= out[-1][1]:
            out.append((start, end))
    return out
