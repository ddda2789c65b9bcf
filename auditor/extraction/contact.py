"""Contact fields: telephone, address, postcode, e-mail, publication period, person, as they are written.

Fields are read from the contact paragraphs (Kind.CONTACT), on one line or several, with or without labels.
The logical text has already dropped the blanks of “电 子邮箱” and made full-width digits plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.characters.pauses import PAUSE, SENTENCE_PART_END
from auditor.claims import Field
from auditor.memo import per_notice
from auditor.names import places
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.records import frozen

TAIL_LEAVES = 12  # where an unmarked contact paragraph may stand
MAX_BLOCK = 2000  # characters of one paragraph that are read; a contact paragraph has a few hundred

_LABEL = compiled(
    r"""(?=[地电联监举意投公邮Ee传值咨办受反服示固热座手通来寄接单收信官网微写去])
    (?:(?P<email>(?:电子|联系|监督|举报|意见|投诉|公务)?(?:邮[ ]?箱|邮件)(?:地址)?|电子信箱|电邮|[Ee]-?[Mm]ail)
    |(?P<postcode>邮政编码|邮[ ]?编)
    |(?P<fax>传[ ]?真(?:电话|号码)?)
    |(?P<phone>(?:监督举报|意见反馈|联系|监督|举报|值班|咨询|办公|受理|反映|投诉|服务|公示|固定)?(?:电[ ]?话|热线|座机|手机)(?:号码)?|联系方式)
    |(?P<address>邮政信箱|(?:通[讯信]|联系|来信|来访|办公|邮寄|接待|单位|收信|寄信|受理|信访|邮政)?地[ ]?址|(?:信函|来信|信件|来函)请?寄(?=[:：])|(?:来信|来访|来函|写信)(?=[:：])|(?:信函|来信)请寄|(?:写信|来信|寄信|去信|信函|信件|邮寄)(?:请|可)?[寄送]?[到至往]|(?:意见|举报|监督)?信箱)
    |(?P<period>公[开示](?:期限|期间|期|时间|日期))
    |(?P<person>联系人|联系(?:科室|部门|单位)|受理(?:人|部门|单位|机构)|收[件信]人)
    |(?P<other>(?:官方)?网[址站]|微信公众号|受理时间|办公时间))
    [ ]?(?P<note>[（(][^（）()\n]{0,30}[)）])?(?P<colon>[ ]{0,2}[:：]|[ ]?[为是])?[ ]{0,2}""",
    re.VERBOSE,
)
_TELLING = ("电话", "热线", "邮箱", "信箱", "邮编", "邮政编码", "@")
_NUMBERS = compiled(
    r"(?:\+?86[-—–－ ]?)?(?:[（(]?0?[0-9]{2,3}[)）]?[-—–－ ]{1,3}|[（(]0[0-9]{2,3}[)）])?[0-9]{3,13}"
    r"(?:[ ]?[-—–－][ ]?[0-9]{1,8}){0,3}(?:[ ][0-9]{4}(?![0-9]))?"
    r"(?:[ ]?[转轉][ ]?[0-9]{1,6})?"
)
_EMAIL = compiled(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}+[ ]?[@＠][ ]?[A-Za-z0-9.\-_]{1,120}")
_ADDRESS = compiled(r"[\u4e00-\u9fff][^，,。；;\n]{1,40}?[0-9]{1,5}号")
_PLACE = compiled(r"[\u4e00-\u9fff]{2,8}?[省市县区州盟旗][\u4e00-\u9fff]{2,30}")
_COUNTED = compiled(r"[余多]?[个件次通部条起宗人家户]")  # 受理电话300余个 counts calls
_MASK = compiled(r"[XＸx×*＊某□〇○_]{2,}|[XＸ×*＊某□](?![A-Za-z])")
_LIKE_POSTCODE = compiled(r"[0-9][0-9A-Za-z ]{2,10}")
POSTCODE = compiled(r"[0-9]{6}")
_IN_ADDRESS = compiled(r"[路街道巷村镇乡区县市号楼室座院厦厅局处园]")
_HYPHENS = compiled(r"[（()）\-—–－ +]+")
_COUNTRY = compiled(r"86-?(?=0|1[3-9][0-9]{9}\Z|[1-9][0-9]{1,2}-)")
_MOBILE = compiled(r"1[3-9][0-9]{9}")
_SERVICE = compiled(r"[48]00[0-9]{7}")
_HOTLINE = compiled(r"(?:1[0-9]{2}|1[0-9]{4,5}|9[0-9]{4,5})(?:-[0-9]{1,3})?")
_DISCIPLINE_LINE = compiled(r"12[0-9]{3}")
_TRIM = " \u3000，,、；;:：（(。."


@frozen
class Phone:
    """A telephone number.  ``kind`` is landline, mobile, service (400…) or hotline (12388)."""

    kind: str
    area: str = ""
    local: str = ""
    extension: str = ""


@per_notice
def blocks(notice: Notice) -> list[Node]:
    """The contact paragraphs; if none is marked as one, the last paragraphs that hold labelled fields."""
    marked = notice.of_kind(Kind.CONTACT)
    if marked:
        return marked
    tail = [leaf for leaf in notice.leaves[-TAIL_LEAVES:] if leaf.kind is Kind.PARAGRAPH]
    return [
        leaf
        for leaf in tail
        if any(word in leaf.text for word in _TELLING)
        and any(_useful(name, value) for name, _, _, value in _labelled(leaf.text[:MAX_BLOCK]))
    ]


def fields(notice: Notice) -> list[Field]:
    """The contact fields of a notice, in the order of the text; a label without a value is none."""
    found: list[Field] = []
    for leaf in blocks(notice):
        own: list[tuple[str, int, int, str]] = []
        text = leaf.text[:MAX_BLOCK]
        for name, start, end, value in _labelled(text):
            own.extend(_values(name, start, end, value))
        found.extend(Field(leaf.start + a, leaf.start + b, name, value) for name, a, b, value in own)
        found.extend(_unlabelled(text, leaf.start, own))
    return sorted(found, key=lambda f: f.start)


def named(notice: Notice, name: str) -> list[Field]:
    """The fields of one name; values with masks (XXXX, ****) are left to the placeholder rules."""
    return [f for f in notice.claims.fields if f.name == name and not _MASK.search(f.value)]


def gap(notice: Notice, name: str) -> tuple[int, int, bool] | None:
    """Where a field is missing in the contact paragraphs: the range to show, and whether its label is there.

    None if the field is there or if there is no contact paragraph.
    """
    if any(f.name == name for f in notice.claims.fields):
        return None
    parts = blocks(notice)
    for leaf in parts:
        for label in _LABEL.finditer(leaf.text[:MAX_BLOCK]):
            if label[name] and label["colon"] and label["colon"].strip() in ":：":
                return leaf.start + label.start(), leaf.start + label.end(), True
    if not parts:
        return None
    first = parts[0]
    mark = PAUSE.search(first.text[:60])
    return first.start, first.start + (mark.start() if mark else min(len(first.text), 30)), False


def parse_phone(text: str) -> Phone | None:
    """The number in a telephone field; None if it is not one.

    An area code is told from the local number by its hyphen or bracket, else by the table of area codes.
    """
    text, _, extension = text.replace("轉", "转").partition("转")
    plain = _HYPHENS.sub("-", text).strip("-")
    if abroad := _COUNTRY.match(plain):
        plain = plain[abroad.end() :]
        plain = plain if plain[0] in "01" else "0" + plain
    digits = plain.replace("-", "")
    extension = extension.strip()
    if _MOBILE.fullmatch(digits):
        return Phone("mobile", local=digits, extension=extension)
    if _SERVICE.fullmatch(digits):
        return Phone("service", local=digits, extension=extension)
    if _HOTLINE.fullmatch(plain):
        return Phone("hotline", local=digits, extension=extension)
    area = ""
    if digits.startswith("0"):
        area = _area(plain)
        if not area:
            return None
        plain = plain.removeprefix(area).lstrip("-") if plain.startswith(area) else digits[len(area) :]
    if area and _DISCIPLINE_LINE.fullmatch(plain):
        return Phone("hotline", area, plain, extension)  # 0468-12388: the hotline from elsewhere
    first, *rest = plain.split("-")
    if len(first) in (7, 8) and not extension and len(rest) == 1 and len(rest[0]) <= 6:
        first, extension, rest = first, rest[0], []
    local = first + "".join(rest)
    if len(local) not in (7, 8) or local[0] in "01":
        return None
    return Phone("landline", area, local, extension)


def _area(plain: str) -> str:
    head, _, _ = plain.partition("-")
    if len(head) in (3, 4):
        return head
    digits = plain.replace("-", "")
    return next((digits[:n] for n in (3, 4) if digits[:n] in places.area_codes()), "")


@per_notice
def city(notice: Notice) -> tuple[str, int, int]:
    """The city that the contact address names, else the signature's or the title's, and where it is named."""
    for each in notice.claims.fields:
        if each.name == "address" and (found := places.city_of(each.value)):
            return found, each.start, each.end
    for leaf in (*notice.of_kind(Kind.SIGNATURE, Kind.SIGNED), *notice.of_kind(Kind.TITLE)):
        if found := places.city_of(leaf.text):
            return found, leaf.start, leaf.end
    return "", 0, 0


def _useful(name: str, value: str) -> bool:
    return "@" in value or (name in ("phone", "postcode") and any(c.isdigit() for c in value))


def _labelled(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Name, start, end and words of what follows each label, up to the next label or the end of the clause."""
    labels: list[tuple[str, re.Match[str]]] = []
    for label in _LABEL.finditer(text):
        name = next(k for k, v in label.groupdict().items() if v and k not in ("note", "colon"))
        if label["colon"] or _speaks(name, text, label.end()):
            labels.append((name, label))
    for (name, label), (_, after) in zip(labels, [*labels[1:], ("", None)], strict=False):
        start, end = label.end(), after.start() if after else len(text)
        if stop := SENTENCE_PART_END.search(text, start, end):
            end = stop.start()
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        if text.count(")", start, end) + text.count("）", start, end) > (
            text.count("(", start, end) + text.count("（", start, end)
        ):
            end = min(i for i in (text.find(")", start, end), text.find("）", start, end)) if i >= 0)
        yield name, start, end, text[start:end]


def _speaks(name: str, text: str, at: int) -> bool:
    """Whether what follows a label without a colon is its value."""
    if name == "email":
        return _EMAIL.match(text, at) is not None
    if name == "address":
        sent = text[at - 1] in "到至往" and _PLACE.match(text, at) is not None  # 写信到某省某市某镇政府
        return sent or _ADDRESS.match(text, at) is not None
    number = _NUMBERS.match(text, at) if name in ("phone", "fax", "postcode") else None
    return number is not None and not _COUNTED.match(text, number.end())


def _values(name: str, start: int, end: int, value: str) -> Iterator[tuple[str, int, int, str]]:
    """The fields in the words after one label: several numbers, an e-mail box called 信箱, 联系方式: a@b.cn."""
    if name == "other" or not value:
        return
    mail = _EMAIL.search(value)
    if name in ("address", "phone") and mail:
        yield "email", start + mail.start(), start + mail.end(), mail[0]
        return
    if name == "email":
        if "@" not in value and len(_IN_ADDRESS.findall(value)) >= 2:
            name = "address"
        elif mail:
            for each in _EMAIL.finditer(value):
                yield name, start + each.start(), start + each.end(), each[0]
            return
    if name == "person":
        numbers = list(_NUMBERS.finditer(value))
        for number in numbers:
            if parse_phone(number[0]):
                yield "phone", start + number.start(), start + number.end(), number[0]
        value = (value[: numbers[0].start()] if numbers else value).rstrip(_TRIM)
        end = start + len(value)
        if not value:
            return
    if name in ("phone", "fax"):
        numbers = [
            m
            for m in _NUMBERS.finditer(value)
            if not _COUNTED.match(value, m.end())
            if sum(c.isdigit() for c in m[0]) >= 5 or m[0] == value
        ]
        for number in numbers:
            yield name, start + number.start(), start + number.end(), number[0]
        if numbers:
            return
        if not any(c.isdigit() for c in value) and not _MASK.search(value):
            return
    if name == "postcode" and (code := _LIKE_POSTCODE.match(value)):
        value = code[0].rstrip()
        end = start + len(value)
    yield name, start, end, value


def _unlabelled(text: str, at: int, own: list[tuple[str, int, int, str]]) -> Iterator[Field]:
    """Numbers and e-mail addresses in a contact paragraph that no label announces."""
    taken = [(a, b) for _, a, b, _ in own]
    labels = [m.span() for m in _LABEL.finditer(text) if m["colon"]]
    if not any(name == "email" for name, *_ in own) and "@" in text:
        for mail in _EMAIL.finditer(text):
            if not any(a < mail.end() and mail.start() < b for a, b in taken):
                yield Field(at + mail.start(), at + mail.end(), "email", mail[0])
    if not labels and not any(name == "phone" for name, *_ in own):
        for number in _NUMBERS.finditer(text):
            phone = parse_phone(number[0]) if sum(c.isdigit() for c in number[0]) >= 7 else None
            inside = any(a < number.end() and number.start() < b for a, b in taken)
            if phone and not inside and phone.kind in ("landline", "mobile", "service"):
                yield Field(at + number.start(), at + number.end(), "phone", number[0])
