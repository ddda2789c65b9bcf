"""Numbers as they are written: tokens of grammar/claims.lark to typed figures."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from auditor import lexicon
from auditor.claims import Bound, Figure, Quantity, Range, Rate
from auditor.extraction import spoken
from auditor.numbers import numerals, units
from auditor.patterns import compiled

_PARTS = compiled(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[^0-9余多来几大]+?)(?P<scale>百万|千万|[万亿千百]*)(?P<more>[余多来几]?)大?"
)
_MORE_THAN = compiled(r"([余多])([万亿]{1,2})")  # 1200余万元 is 1200万余元
_DECIMALS = compiled(r"[0-9]+(?:\.[0-9]+)?")
_OVER_BEFORE = compiled(r"(?:超过|超|逾|突破|迈上|跨上|站上|跨越|越过|至少|不少于|不低于|多于|高于|大于)\Z")
_UNDER_BEFORE = compiled(r"(?:近|将近|不足|不到|至多|最多|不超过|少于|低于|小于)\Z")
_ABOUT_BEFORE = compiled(r"(?:大约|约|大概|左右)占?\Z")
_AFTER = compiled(r"(?P<over>以上|之多|有余|多)|(?P<under>以下|以内)|(?P<about>左右|上下)")
_BLANKS = frozenset(" \u2009\u202f\xa0")
_BLANK = compiled(r"[ \u2009\u202f\xa0]")
_AS_DIGITS = "lIO"
_THOUSANDS = compiled(r"[0-9]{3}(?![0-9])")
_OPENING = frozenset('“"‘')
_CLOSING = compiled(r"[^，,；;。、\n]{0,8}[”\"’]")
_QUOTED_NUMBER = compiled(r"[“\"‘][0-9]{1,4}[%‰]?[”\"’]")
_THRESHOLD = compiled(r"(?:及|\(含\)|（含）)?(?:以上|以下|以内)的?[0-9]")
_CLASS = compiled(r"(?:及|\(含\)|（含）)?(?:以上|以下|以内)的")  # 50万元以上的6个项目
_SIZE = compiled(  # 千人以上供水工程3处, 50亩（含）以上基地5个: of what size, and not how many
    rf"(?:及|\(含\)|（含）)?(?:以上|以下|以内)[\u4e00-\u9fff]{{1,12}}?(?:[0-9]|[{numerals.CHINESE}]{{1,4}}[个家处座项户件名人所])"
)
_PART_OF_RANGE = compiled(rf"(?:[至到或者—]|[{numerals.CHINESE}]、)\Z")
_NAME_AFTER = compiled(r"里(?=[墩桥店铺河塘镇街村沟坪庙堡甸屯岗庄坡湾山台营])|台(?=阶)|对(?=应|照|标|共|一)")
_SESSIONS = compiled(r"(?:届|人大|政协|常委会|全委会|党代会|董事会|职代会)[^，,。；;]{0,2}\Z")
_SECOND = compiled(
    r"投资|工程|项目|建设|改造|巡|[\u4e00-\u9fff]{0,4}(?:地块|小区|厂房|标段|用地|片区|园区|校区|安置[房点])"
)
_SECOND_ONE = ("二期", "二轮")  # two are 两期
_POINT_BEFORE = compiled(rf"[0-9{numerals.CHINESE}]点\Z")
_CALLED_SCORE = 60  # characters before a score in which it may be called one
_SCORED = compiled(r"[得评总均]分|分值|成绩|满意度|测评|测试|考核|评价")
_SCORE_END = compiled(r"[，,。；;、）)\n]|\Z|[提下上升增降减比较高低以及]")
_UNREAD = ("?", "？")
_ASKS = compiled(r"[吗呢么何谁哪几否]|多少|是不是|有没有|能不能|要不要")
_CLAUSE_START = compiled(r"[。；;！!\n]")
_ASKED = 60  # characters before a question mark in which it may be asked
_NO_SCALE = compiled(r"[^万亿千百]")


def figure(text: str, name: str, start: int, end: int) -> Figure | None:
    """The figure that a token of some type stands for; None if it only looks like one."""
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
    elif name == "BARE":
        return spoken.bare(text, start, end)
    else:
        found = _counted(text, name, start, end)
        if found is None:
            return None
        figure = found
    figure.named = figure.named or _named(text, name, start, end)
    return figure


def _counted(text: str, name: str, start: int, end: int) -> Quantity | None:
    """A number with a unit, read whole: with what behind the unit still belongs to it."""
    words = _BLANK.sub("", text[start:end])
    value, unit, scale, more = _quantity(words)
    if value is None or unit is None:
        return None
    if unit.kind == "score" and (name == "WORDS" or not _is_score(text, start, end)):
        return None
    if name == "WORDS" and _is_no_count(text, start, end, unit):
        return None
    if spoken.is_ordinal(text, start, end, unit) or (unit.name == "点" and spoken.is_clock(text, start, end)):
        return None
    rest = None if more else spoken.rest(text, end, unit)
    known = rest is None or (rest.value is not None and value == int(value))
    if rest is not None:
        value, unit, scale, end = value + (rest.value or 0), rest.unit, "", rest.end
    if name == "WORDS" and value in (0, 1):
        return None
    bound = _bound(text, start, end, more)
    if words[0] in "百千万亿" and bound is Bound.EXACT:
        return None  # 上百户, 成千件
    figure = Quantity(start, end, value, bound, unit=unit, scale=scale)
    of_class = (unit.measured and _CLASS.match(text, end)) or _SIZE.match(text, end)
    figure.named = not known or bool(of_class)
    return figure


def _is_score(text: str, start: int, end: int) -> bool:
    """Whether a number of 分 is a score: 得分91.6分, 满意度为93分，比上年的86.5分提高6.5分; not 8点30分, 3分厂."""
    before = text[max(0, start - _CALLED_SCORE) : start]
    return _SCORED.search(before) is not None and _SCORE_END.match(text, end) is not None


def _is_no_count(text: str, start: int, end: int, unit: units.Unit) -> bool:
    """Whether a numeral with a unit only looks like a count."""
    if _PART_OF_RANGE.search(text, max(0, start - 2), start):
        return True  # 二至四人, 一、二、三类, 三人或者五人
    if unit.name in ("期", "轮") and (text[start:end] in _SECOND_ONE or _SECOND.match(text, end)):
        return True  # 图书馆二期, 三期投资 are the second and the third one's
    if _POINT_BEFORE.search(text, max(0, start - 2), start) or spoken.is_about(text[start:end]):
        return True  # 下午三点二十人, 三四个
    # 九棵柳街道, 百亿台阶, 一一对应, 五届四次会议
    return _NAME_AFTER.match(text, end - len(unit.name)) is not None or _is_session(text, start, end)


def _is_session(text: str, start: int, end: int) -> bool:
    """Whether a number says which session of a body met: 市五届人大四次会议."""
    return text.startswith("次会议", end - 1) and _SESSIONS.search(text, max(0, start - 8), start) is not None


def _named(text: str, token: str, start: int, end: int) -> bool:
    """Whether a number is part of a name (“四个意识”, 7个“100%”, 中央八项规定), or of a longer one that is not read: 12 34 340个."""
    after_digit = start > 1 and text[start - 1] in _BLANKS and text[start - 2].isdecimal()
    misread = text[start - 1 : start] == "," and text[max(0, start - 2)] in _AS_DIGITS  # l,085.40
    if (after_digit or misread) and _THOUSANDS.match(text, start):
        return True
    if is_left_over(text, start):
        return True
    if text[start - 1 : start] in _OPENING and _CLOSING.match(text, end):
        return True
    if _QUOTED_NUMBER.match(text, end):
        return True
    return token == "WORDS" and (
        any(text.startswith(t, start) for t in _numbered_terms().get(text[start : start + 2], ()))
        or any(
            text.endswith(before, 0, start) and text.startswith(behind, start)
            for before, behind in _names_with_numbers()
        )
    )


def is_left_over(text: str, start: int) -> bool:
    """Whether a number is what is left of one, behind a sign for characters that were not read: 企?026家."""
    lost = text[start - 1 : start] in _UNREAD and "\u4e00" <= text[max(0, start - 2) : start - 1] <= "\u9fff"
    return lost and not _ASKS.search(_CLAUSE_START.split(text[max(0, start - _ASKED) : start - 1])[-1])


@cache
def _numbered_terms() -> dict[str, list[str]]:
    """The set expressions that begin with a numeral, by their first two characters."""
    table: dict[str, list[str]] = {}
    for term in lexicon.mapping("numbered_terms", "members"):
        table.setdefault(term[:2], []).append(term)
    for term in lexicon.words("numbered_terms", "others"):
        table.setdefault(term[:2], []).append(term)
    return table


@cache
def _names_with_numbers() -> list[tuple[str, str]]:
    """The names with a numeral inside, as what stands before it and the rest: 残疾人 and 两项补贴."""
    names = lexicon.words("numbered_terms", "inside")
    cuts = (next(i for i, char in enumerate(name) if char in numerals.CHINESE) for name in names)
    return [(name[:cut], name[cut:]) for name, cut in zip(names, cuts, strict=True)]


@lru_cache(maxsize=2048)
def _quantity(words: str) -> tuple[Decimal | None, units.Unit | None, str, str]:
    words = _MORE_THAN.sub(r"\2\1", words, count=1)
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
        scale = _NO_SCALE.sub("", head) if head[0].isdecimal() else ""
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
        return ((Decimal(high) * 100 / low).quantize(Decimal("0.01")), -1) if low and high else (None, 0)
    if words[1:2] == "成":
        digit, part = numerals.chinese(words[0]), "5" if words.endswith("半") else numerals.chinese(words[2:])
        return (Decimal(f"{digit}{part or 0}"), 0 if words[2:] else -1) if digit else (None, 0)
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
