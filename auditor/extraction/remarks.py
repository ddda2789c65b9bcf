"""Notes that those who write a text leave in brackets for each other: 此处金额待农经站核定, 付印前请小郑核一下."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from auditor.characters.pauses import CLAUSE_END
from auditor.lexicon import any_of
from auditor.names.persons import given, surname
from auditor.patterns import compiled

_CHINESE = "[\u4e00-\u9fff]"
# a character of who is asked: 请到…, 请与…, 请拨打… ask the reader
_COLLEAGUE = f"(?![与和向到凭持按于由从在交送报带携登拨扫点注]){_CHINESE}"


def is_remark(bracket: str) -> bool:
    """Whether the words in a bracket, or one of their clauses, ask somebody to check or to fill in the text."""
    if _addressed().match(bracket):
        return True
    said = _speaker().sub("", bracket)
    clauses = CLAUSE_END.split(said)
    if _wondered().fullmatch(said) or _of_another_draft().match(said):
        return True
    doubted = any(_doubt().fullmatch(one) and _asked().fullmatch(other) for one, other in pairwise(clauses))
    return doubted or bool(_formal().fullmatch(said)) or any(map(_aside().fullmatch, clauses))


def speaks_of_the_text(remark: str) -> bool:
    """Whether a remark names a place in the text, what stands there, or when the text goes to print."""
    return _of_the_text().search(remark) is not None


def _words(*keys: str) -> str:
    """Lists of the data file as a group of alternatives."""
    return f"(?:{any_of('draft_marks', *(f'remarks.{key}' for key in keys))})"


@cache
def _of_the_text() -> re.Pattern[str]:
    return compiled(_words("places", "own_nouns", "deadlines"))


@cache
def _formal() -> re.Pattern[str]:
    """此处金额待农经站核定; 该句请党政办修改."""
    about = (
        f"(?:{_words('places')}(?:的?(?:具体|相关|有关)?{_words('nouns')})?|(?:具体)?{_words('own_nouns')})"
    )
    end = f"{_words('verbs')}{_words('tails')}?"
    office = f"请(?:{_COLLEAGUE}){{1,10}}?{_words('offices')}(?:进一步|再|及时|尽快)?"
    return compiled(f"(?:{about}，?{_words('ask')}{_CHINESE}{{0,16}}?|{office}){end}")


@cache
def _doubt() -> re.Pattern[str]:
    """此处人数与台账不一致: what is wrong, before somebody is asked to look into it."""
    return compiled(f"{_CHINESE}{{0,24}}{_words('doubts')}")


@cache
def _wondered() -> re.Pattern[str]:
    """这个数和民政办台账对不上？ — a question about a place of the text."""
    return compiled(f"{_words('places')}{_CHINESE}{{0,20}}{_words('doubts')}[吧吗呢]?[？?]")


@cache
def _of_another_draft() -> re.Pattern[str]:
    """上稿为12名，以人事科口径为准: what another draft says."""
    return compiled(r"(?:上一?|前一?|原|初|旧)稿(?:中|里)?(?:为|是|写|作)")


@cache
def _asked() -> re.Pattern[str]:
    """请人力资源部再核, 请核实."""
    office = f"(?:(?:{_COLLEAGUE}){{1,10}}?{_words('offices')})?"
    return compiled(f"请{office}(?:进一步|再|及时|尽快)?{_words('verbs')}{_words('tails')}?")


@cache
def _addressed() -> re.Pattern[str]:
    """李主任：这段再压一压: a colleague is spoken to; what follows is no number, as in a list of contacts."""
    return compiled(
        f"{surname()}{given()}?{_words('titles')}[：:](?!负责|分管|主持|牵头|联系|任|组长|副|同意|已)[^0-9]{{4}}"
    )


@cache
def _speaker() -> re.Pattern[str]:
    """Who speaks, before the remark: 王：, 李主任：."""
    return compiled(rf"\A{surname()}{given()}?(?:{_words('titles')})?[：:]")


@cache
def _aside() -> re.Pattern[str]:
    """A clause in the words of a colleague: 请计财科刘会计再核一遍, 数字再核, 付印前再核对一次, 待审计定后填, 数字照抄去年材料."""
    noun = f"{_words('places')}?的?(?:具体|相关|有关)?{_words('nouns')}|{_words('places')}"
    own = f"{_words('places')}?的?(?:具体|相关|有关)?{_words('own_nouns')}|{_words('places')}"
    item = f"{_CHINESE}{{0,5}}?{_words('counts')}"
    do = f"{_words('asked_verbs')}{_words('tails')}?"
    office = f"(?:(?:{_COLLEAGUE}){{1,8}}?{_words('offices')})?"
    to_do = "(?:还?需要?|请|要)?"
    forms = (
        f"(?:{noun})?请{office}{_person()}{_words('hurry')}?{do}",
        f"(?:{noun})?(?:{_COLLEAGUE}){{1,8}}?{_words('offices')}{_words('again')}{_words('asked_verbs')}{_words('colloquial')}",
        f"{item}请(?:{_COLLEAGUE}){{1,8}}?{_words('offices')}(?:{_words('hurry')}|{_words('again')})?{do}",
        f"{item}(?:还|尚)?待{_words('awaited')}",
        f"{_words('places')}(?:的?{_words('nouns')})?{_words('reworked_how')}{_words('reworked')}(?:一下|一些|些)?",
        f"{_words('places')}(?:的?{_words('nouns')})?{_words('faults')}了?",
        f"请(?:{_COLLEAGUE}){{1,8}}?{_words('offices')}(?:{_words('hurry')}|{_words('again')})?{do}(?:{own})",
        f"请(?:{_COLLEAGUE}){{1,8}}?{_words('offices')}(?:{_words('hurry')}|{_words('again')})?{_words('asked_verbs')}{_words('colloquial')}",
        f"(?:{_COLLEAGUE}){{1,8}}?{_words('offices')}(?:再|尽快|抓紧|后期)?补充?{_words('enclosed')}",
        f"{_words('deadlines')}，?(?:请|再|记得|还要|还得){_CHINESE}{{0,10}}?{do}",
        f"(?:{noun}){to_do}(?:再核|{_words('again')}{_words('again_verbs')}{_words('colloquial')})",
        f"(?:{own}){to_do}{_words('again')}{_words('again_verbs')}",
        f"{_words('again')}核[对实]?{_words('colloquial')}",
        f"(?:{noun})?待{_CHINESE}{{1,12}}?后{_words('filled')}",
        f"{_words('places')}(?:再|需|请|待)?(?:插入?|贴|放入?|附上?|加入?|补入?){_CHINESE}{{0,8}}?{_words('enclosed')}",
        f"(?:[0-9]{{4}}年)?的?{_words('own_kept')}(?:仍|暂|先)?{_words('kept')}{_words('old')}的?{_words('texts')}",
    )
    return compiled("|".join(f"(?:{form})" for form in forms))


def _person() -> str:
    """A colleague as one speaks of them: 老郑, 小周, 刘姐, 孙科长, 经办人."""
    return f"(?:[老小]{surname()}|{surname()}{_words('titles')}|{_words('roles')})"
