"""Where a place is: cities, the area codes they use and the postcodes they have (data/places.toml and others).

A city is named by its full name (“天津市”, “延边朝鲜族自治州”).  Nothing is guessed: a name that several
cities share, or that is the name of a street (重庆路), tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from auditor.characters.chinese import HAN
from auditor.lexicon import mapping
from auditor.patterns import compiled
from auditor.records import frozen

_END = compiled(r"[市州盟]|地区|林区")
_OTHER_CITY = compiled(r"[市盟]|自治州")
_DISTRICT_END = compiled(r"[区县市旗]")
_PEOPLE = compiled(
    r"(?:(?:朝鲜|土家|苗|藏|羌|彝|布依|侗|壮|哈尼|傣|白|景颇|傈僳|回|蒙古)族|蒙古|哈萨克|柯尔克孜){1,3}自治州\Z"
)
_PARTY = compiled(r"中国共产党|中共")
# After a city's short name these say that it is a street's, a school's or a district's name.
_NOT_A_CITY = compiled(r"[东西南北中一二三四五]{0,2}(?:[路街道巷里弄区县镇乡村园大]|胡同|宾馆|饭店|市场)")
_BEFORE_CITY = frozenset("省区州盟市县旗于在到向与和至寄")
MAX_NAME = 12


@frozen
class AreaCode:
    """An area code: the cities that use it and how many digits the local number may have."""

    code: str
    digits: tuple[int, ...]
    cities: tuple[str, ...]


@cache
def area_codes() -> Mapping[str, AreaCode]:
    """All area codes in use, by code."""
    table: dict[str, AreaCode] = {}
    for code, row in mapping("area_codes", "codes").items():
        digits, *cities = row.split()
        table[code] = AreaCode(code, tuple(map(int, digits.split("/"))), tuple(cities))
    return table


@cache
def codes_of(city: str) -> tuple[AreaCode, ...]:
    """The area codes of a city; () if they are not known."""
    return tuple(code for code in area_codes().values() if city in code.cities)


def replaced_by(code: str) -> str:
    """The code that took over from one that was given up, or ""."""
    return str(mapping("area_codes", "retired").get(code, ""))


@cache
def postcode_prefixes(city: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first two digits of the postcodes of a city's province, and the first three of the city's own."""
    province = next((p for p, cities in mapping("places", "provinces").items() if city in cities.split()), "")
    two = mapping("postcodes", "provinces").get(province, "")
    three = mapping("postcodes", "cities").get(city, "")
    return tuple(two.split()), tuple(three.split())


def city_of(text: str) -> str:
    """The city of an address or of a unit's name; "" if the words do not tell.

    A full name (天津市) may stand anywhere; a short one (深圳) only at the beginning or after the province; a
    district or county only if no other city has one of that name.
    """
    text = _PARTY.sub("", text, count=1).strip()[:80]
    cities, shorts, _ = _cities()
    if found := _ending(text, _END, cities):
        return found
    start = _province_length(text)
    for at in {0: 0, start: start}:
        for length in (4, 3, 2):
            name = text[at : at + length]
            if name in shorts and not _NOT_A_CITY.match(text, at + length):
                return shorts[name]
    if start and not _NOT_A_CITY.match(text, start) and (city := _municipality(text[:start])):
        return city
    other = _OTHER_CITY.search(text)  # 江源市滨江区 is in 江源市, whose place is not known
    return _ending(text[: other.end()] if other else text, _DISTRICT_END, _districts())


def says_city(text: str) -> bool:
    """Whether the words name a city in full, with 市 (or 州, 盟, 地区)."""
    return bool(_ending(text, _END, _cities()[0]))


def _ending(text: str, ends: re.Pattern[str], names: Mapping[str, str]) -> str:
    for match in ends.finditer(text):
        for start in range(max(0, match.end() - MAX_NAME), match.end() - 1):
            found = names.get(text[start : match.end()])
            if found and (not start or text[start - 1] in _BEFORE_CITY or not HAN.match(text, start - 1)):
                return found
    return ""


def _province_length(text: str) -> int:
    for name in _cities()[2]:
        if text.startswith(name):
            return len(name)
    return 0


def _municipality(name: str) -> str:
    full = name if name.endswith("市") else name + "市"
    return full if full in mapping("places", "provinces") else ""


@cache
def _cities() -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    """Full names of cities (also 延边州), short names, names of provinces, longest first."""
    table = mapping("places", "provinces")
    plain = {
        re.sub(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)\Z", "", province) for province in table
    }
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    for city in (city for cities in table.values() for city in cities.split()):
        full[city] = city
        name = _PEOPLE.sub("", city)
        if name != city:
            full[name + "州"] = city
        name = re.sub(r"(?:市|地区|盟|林区)\Z", "", name)
        if 2 <= len(name) <= 4 and name not in plain and not city.endswith("县"):
            short[name] = city
    return full, short, tuple(sorted({*table, *plain}, key=len, reverse=True))


@cache
def _districts() -> dict[str, str]:
    """Districts and counties whose name is unique, with their city."""
    return {name: city for city, names in mapping("places", "districts").items() for name in names.split()}
