"""Family K: contact fields that are missing, damaged or of another city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.claims import Field
from auditor.extraction.contact import city, parse_phone
from auditor.findings import Severity
from auditor.names import places
from auditor.profiles import required
from auditor.selftest.plants._ground import Ground, Plant, kind

_STREET_NUMBER = re.compile(r"[^省市区县镇乡街道]{1,8}[路街巷道][0-9]{1,4}号.*")


def _fields(ground: Ground, name: str) -> Iterator[Field]:
    return (
        f for f in ground.notice.claims.fields if f.name == name and ground.text[f.start : f.end] == f.value
    )


def _landlines(ground: Ground) -> Iterator[Field]:
    """The landline numbers written with an area code and without an extension."""
    for field in _fields(ground, "phone"):
        phone = parse_phone(field.value)
        if (
            phone
            and phone.kind == "landline"
            and phone.area
            and not phone.extension
            and field.value[-1:].isdigit()
        ):
            yield field


def _to(ground: Ground, field: Field, value: str) -> Plant:
    return Plant((ground.replace(field.start, field.end, value),))


@kind("K", "phone-digit-lost", "电话少一位")
def phone_digit_lost(ground: Ground) -> Iterator[Plant]:
    """0513-55500123 → 0513-5550012."""
    for field in _landlines(ground):
        yield _to(ground, field, field.value[:-1])


@kind("K", "phone-digit-added", "电话多一位")
def phone_digit_added(ground: Ground) -> Iterator[Plant]:
    """0513-55500123 → 0513-555001233."""
    for field in _landlines(ground):
        yield _to(ground, field, field.value + field.value[-1])


@kind("K", "phone-removed", "联系电话空缺")
def phone_removed(ground: Ground) -> Iterator[Plant]:
    """联系电话： with nothing behind it."""
    for field in _fields(ground, "phone"):
        yield Plant((ground.replace(field.start, field.end, ""),), anywhere=True)


@kind("K", "area-code", "区号属于别的城市")
def area_code(ground: Ground) -> Iterator[Plant]:
    """The area code of a city in another province."""
    home = city(ground.notice)[0]
    for field in _fields(ground, "phone"):
        phone = parse_phone(field.value)
        if home and phone and phone.area and field.value.startswith(phone.area):
            other = "0898" if phone.area != "0898" and len(phone.local) == 8 else "0971"
            yield _to(ground, field, other + field.value[len(phone.area) :])


@kind("K", "postcode-digit-lost", "邮编少一位")
def postcode_digit_lost(ground: Ground) -> Iterator[Plant]:
    """226018 → 22601."""
    for field in _fields(ground, "postcode"):
        yield _to(ground, field, field.value[:-1])


@kind("K", "postcode-place", "邮编属于别的城市")
def postcode_place(ground: Ground) -> Iterator[Plant]:
    """The postcode of a city in another province."""
    home = city(ground.notice)[0]
    for field in _fields(ground, "postcode"):
        if home and places.city_of(home):
            yield _to(ground, field, "570105" if not field.value.startswith("57") else "110013")


@kind("K", "email-damaged", "邮箱缺了@")
def email_damaged(ground: Ground) -> Iterator[Plant]:
    """name@unit.gov.cn → nameunit.gov.cn."""
    for field in _fields(ground, "email"):
        if "@" in field.value:
            yield Plant(
                (ground.replace(field.start, field.end, field.value.replace("@", "")),), anywhere=True
            )


@kind("K", "email-dot-lost", "邮箱后缀残缺")
def email_dot_lost(ground: Ground) -> Iterator[Plant]:
    """name@unit.gov.cn → name@unit.gov.,cn."""
    for field in _fields(ground, "email"):
        if "." in field.value.partition("@")[2]:
            yield _to(ground, field, field.value.rpartition(".")[0] + ".")


@kind("K", "email-public", "使用公共邮箱", least=Severity.INFO)
def email_public(ground: Ground) -> Iterator[Plant]:
    """The office's mail is one of a public provider."""
    for field in _fields(ground, "email"):
        if field.value.endswith("gov.cn"):
            yield _to(ground, field, field.value.partition("@")[0] + "@163.com")


@kind("K", "address-cut", "地址没有街路门牌")
def address_cut(ground: Ground) -> Iterator[Plant]:
    """The address ends with the district."""
    for field in _fields(ground, "address"):
        found = _STREET_NUMBER.search(field.value)
        if found and found.start() > 3:
            edit = ground.replace(field.start, field.end, field.value[: found.start()])
            demanded = required(ground.notice, "contact") is not None
            yield Plant((edit,), least=None if demanded else Severity.INFO)


@kind("K", "area-code-removed", "座机没有区号", least=Severity.INFO)
def area_code_removed(ground: Ground) -> Iterator[Plant]:
    """0513-55500123 → 55500123."""
    for field in _fields(ground, "phone"):
        phone = parse_phone(field.value)
        if phone and phone.kind == "landline" and phone.area and not phone.extension:
            yield _to(ground, field, phone.local)
