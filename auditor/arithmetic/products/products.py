"""So many times so many, or so much for each: a count, the number for each and the total that stand together: 举办6期，每期60人，共360人."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from itertools import product as pairs
from operator import attrgetter

from auditor.arithmetic.products.monthly import monthly
from auditor.arithmetic.products.per_measure import instead_per_measure
from auditor.arithmetic.products.told_each import NEAR, Each, told_for_each, words_before
from auditor.characters.pauses import JOINT, SEMICOLON
from auditor.claims import Bound, Quantity, Scanned
from auditor.figures.amounts import amount, together, written
from auditor.figures.change_words import is_from_to
from auditor.figures.each import times, weighted
from auditor.groups.finders.row import kindred
from auditor.groups.group import addable, left_over
from auditor.patterns import compiled
from auditor.records import frozen

NEIGHBOURS = 5  # numbers on either side that are tried
FURTHER_UP = 200  # numbers before an average among which the count may stand
KIND = 6  # characters that tell of which kind the bodies before an average are
_FAR = 2  # times what two numbers give, up to which the third is meant if it directly adjoins them
_LOOSE = Fraction(1, 10)  # how far an average may be off that is told as 约
_NOT_COUNTED = frozenset(("money", "dollar", "duration", "age"))
_LISTED = compiled(r"(?<!有)(?:分别)?各[\u4e00-\u9fff]{0,2}\Z")
_SUMMED = compiled(r"[，,](?:共计|合计|总计|共)[\u4e00-\u9fff]{0,2}")
_TOTAL = compiled(r"共|累计|合计|总计")
_IN_ALL = compiled(r"[，,](?:共计?|合计|总计|累计)(?:配备|选派|讲授|发放|开展|举办)?")
_BESIDES = compiled(r"[（(，,]?(?:含|包括|加上|另|连同|其中|不含)")
"""5个大队各配备干部2名，共12名: the numbers stand side by side, whatever is had; but not 共12名（含机关2名）."""
_OF_YEAR = compiled(r"(?:全年|年度)(?:应|需|所需)?(?:补助|补贴|发放)?(?:资金|经费|金额|补助|补贴)\Z")
_OTHER_NOUN = compiled(r"[的和与及、]")  # 12个乡镇的市场 are not 12
_ALL_YEAR = compiled(r"全年|一年")


@frozen
class Product:
    """Numbers of which one is given by the others: the count, the number for each, the total, with the arithmetic in words.

    If it does not hold, ``told`` is the one that differs and ``computed`` what the others give for it.
    """

    numbers: tuple[Quantity, ...]
    working: str
    told: Quantity | None = None
    computed: str = ""


def products(text: str, claims: Scanned) -> Iterator[Product]:
    """The products and averages of a text that hold, and those that are contradicted."""
    for sentence in claims.sentences:
        numbers = [q for q in sentence.quantities if not q.named]
        yield from _distributed(numbers)
        for i, number in enumerate(numbers):
            words = words_before(number)
            if isinstance(number.following, Quantity) and is_from_to(number, number.following):
                continue  # 由平均23块减至6块，12个社区共减少204块
            each = told_for_each(number, words)
            average = each is not None and each.average
            if number.bound is not Bound.EXACT and not (average and each and each.is_loose):
                continue
            if each and (by_month := monthly(text, numbers, i)):
                if by_month.holds:
                    yield Product(by_month.numbers, by_month.working)
                elif by_month.certain:
                    computed = amount(by_month.made, by_month.total)
                    yield Product(by_month.numbers, by_month.working, by_month.total, computed)
            elif each:
                yield from _relation(text, claims, numbers, i, each)
            if i + 1 < len(numbers) and (listed := _LISTED.search(words)):
                yield from _of_each(number, numbers[i + 1], words[: listed.start()])


def _distributed(numbers: list[Quantity]) -> Iterator[Product]:
    """3个村各去2次，其余9个村各去1次，累计15次: several counts with another number each, and what they come to in all.

    Only with 其余 is it sure that nobody is left out.
    """
    for k, total in enumerate(numbers):
        pairs_told: list[tuple[Quantity, Quantity]] = []
        at = k
        while at > 1 and times(numbers[at - 1]) == numbers[at - 2].value and addable(numbers[at - 1], total):
            pairs_told.insert(0, (numbers[at - 2], numbers[at - 1]))
            at -= 2
        if len(pairs_told) < 2 or not _TOTAL.search(total.lead) or total.bound is not Bound.EXACT:
            continue
        made = weighted([each for _, each in pairs_told])
        terms = " + ".join(f"{written(count)} × {written(each)}" for count, each in pairs_told)
        told = (*(q for pair in pairs_told for q in pair), total)
        working = f"{terms} = {amount(made, total)}"
        if made == total.base:
            yield Product(told, working)
        elif left_over(pairs_told[-1][0].lead) and all(each.bound is Bound.EXACT for _, each in pairs_told):
            yield Product(told, working, total, amount(made, total))


def _relation(text: str, claims: Scanned, numbers: list[Quantity], i: int, each: Each) -> Iterator[Product]:
    """The number for each, with a total and a count beside it: proved if any pair gives it."""
    number = each.number
    others = [
        q
        for q in numbers[max(0, i - NEIGHBOURS) : i + NEIGHBOURS]
        if q is not number and q.bound is Bound.EXACT
    ]
    own = [q for q in others if not _is_parted(text, q, number)]
    if any(kindred(q, number) and q.base > number.base for q in own) and any(each.counts(q) for q in own):
        others = own  # 63人每人1650元，共10.395万元；24人共3.96万元，每人1650元
    totals = [q for q in others if (kindred(q, number) or each.is_times_of(q)) and q.base > number.base]
    beside = [q for q in others if q.value > 1 and each.counts(q)]
    if each.time:
        yield from _over_time(text, each, others, beside, totals)
        return
    further = _told_before(claims, each) if each.average and totals else []
    for counts, total in pairs((*_joined(beside), *([q] for q in further)), totals):
        if total not in counts and each.holds(total, together(counts)):
            yield Product((*counts, number, total), each.working(total, together(counts)))
            return
    if meant := instead_per_measure(text, numbers, i, each):
        yield _differing(each, *meant)
        return
    yield from _contradicted(text, numbers, i, each, others, beside)


def _joined(counts: list[Quantity]) -> list[list[Quantity]]:
    """Numbers of which those in one row count together: 在14个行政村、2个社区开展宣讲32场，平均每个村（社区）2场."""
    rows: list[list[Quantity]] = []
    for q in counts:
        before = rows[-1][-1] if rows else None
        if before and q.unit.name == before.unit.name and q.gap == f"{before.tail}、":
            rows[-1].append(q)
        else:
            rows.append([q])
    return rows


def _contradicted(
    text: str, numbers: list[Quantity], i: int, each: Each, others: list[Quantity], beside: list[Quantity]
) -> Iterator[Product]:
    """The number for each against the total and the count that must be meant, if it is not what they give."""
    number = each.number
    near = [
        q
        for q in others
        if (addable(q, number) or each.is_times_of(q))
        and q.base > number.base
        and (each.average or _TOTAL.search(q.lead))
    ]
    near.sort(
        key=lambda q: q.unit.name != number.unit.name
    )  # of 31批、465件 the total of 平均每批15件 is 465件
    counts = [
        q for q in beside if q not in near[:1] and q.unit.name != number.unit.name and not q.unit.measured
    ]
    if near and _is_told_for_others(text, numbers, number, near[0]):
        return
    told_plainly = each.is_plain or (near and _is_had_by_each(text, numbers, i, near[0], each))
    plain = told_plainly and "其中" not in each.words
    plain = plain and not (near and counts and _is_part(others, near[0], counts[-1], each))
    if near and counts and plain and _is_meant(numbers, i, each, near[0], counts[-1]):
        yield _differing(each, near[0], counts[-1])
    elif number.bound is Bound.EXACT and number.unit.measured:
        alike = [q for q in others if addable(q, number)]
        slips = ((t, c) for t in alike for c in beside if t is not c and each.is_slip(t, c))
        yield from (_differing(each, total, count) for total, count in islice(slips, 1))


def _is_told_for_others(text: str, numbers: list[Quantity], number: Quantity, total: Quantity) -> bool:
    """Whether others have another number each, and one total is told of all: 3个村各去2次，其余9个村各去1次，累计15次."""
    others = (q for q in numbers if q is not number and q is not total and addable(q, number))
    return any(
        (each := told_for_each(q, words_before(q))) is not None
        and not each.average
        and not _is_parted(text, q, number)
        and not min(q.start, number.start) < total.start < max(q.start, number.start)
        for q in others
    )


def _differing(each: Each, total: Quantity, count: Quantity) -> Product:
    """What a total and a count give instead of an average, or a count and the number for each instead of the total."""
    computed, working = each.instead(total, count)
    return Product((count, each.number, total), working, each.number if each.average else total, computed)


def _is_meant(numbers: list[Quantity], i: int, each: Each, total: Quantity, count: Quantity) -> bool:
    """Whether a total and a count must be those of the number for each, so that a wrong quotient contradicts it.

    What is told as 约 is only wrong beside its two numbers, if it is far from what they give.
    """
    if not _adjoins(numbers, i, each, total, count):
        return each.number.bound is Bound.EXACT and each.is_near(total, count)
    off = each.quotient(total, count) / Fraction(each.number.value)
    loose = each.number.bound is Bound.EXACT or abs(off - 1) > _LOOSE
    return loose and Fraction(1, _FAR) <= off <= _FAR


def _adjoins(numbers: list[Quantity], i: int, each: Each, total: Quantity, count: Quantity) -> bool:
    """Whether three numbers directly follow each other: 31场、1846人次，场均60人次; 对2家各罚款1.5万元，共计3万元."""
    if each.average:
        before = set(map(id, numbers[max(0, i - 2) : i]))
        if "其中" in max(total, count, key=attrgetter("start")).gap:
            return False  # 30户、5.8万元，其中困难户12户，户均3000元
        return each.is_bare and before == {id(total), id(count)}
    if any(addable(q, total) for q in numbers[: max(0, i - 1)]):
        return False  # 组长15次，其余6人各7次，共57次
    after = numbers[i + 1] if i + 1 < len(numbers) else None
    return i > 0 and numbers[i - 1] is count and after is total and _SUMMED.fullmatch(total.gap) is not None


def _is_had_by_each(text: str, numbers: list[Quantity], i: int, total: Quantity, each: Each) -> bool:
    """Whether a count, what each has and the total stand side by side: 5个大队各配备专职干部2名，共12名."""
    if not 0 < i < len(numbers) - 1 or numbers[i + 1] is not total or not each.is_had:
        return False
    beside = _IN_ALL.fullmatch(text, each.number.end, total.start) is not None
    same = total.unit.name == each.number.unit.name and numbers[i - 1].bound is Bound.EXACT
    return beside and same and _BESIDES.match(text, total.end) is None


def _over_time(
    text: str, each: Each, others: list[Quantity], counts: list[Quantity], totals: list[Quantity]
) -> Iterator[Product]:
    """为12人发放，每人每月500元，6个月共3.6万元: so many times so much for so long, if the text says how long."""
    told = [q for q in others if q.unit.kind == "duration" and q.unit.name == each.time]
    counts = [q for q in counts if q.unit.kind != "duration"]
    lengths = [(q.value, written(q)) for q in told]
    sentence = each.number.sentence
    if each.time == "个月" and sentence and _ALL_YEAR.search(text, sentence.start, sentence.end):
        lengths.append((Decimal(12), "12个月"))
    summed = [q for q in totals if _TOTAL.search(q.lead) or _OF_YEAR.search(q.lead)]
    sure = len(counts) == len(summed) == len(lengths) == 1
    wrong: list[Product] = []
    for count, total in pairs(counts, totals):
        for length, words in lengths:
            product = each.told_times(count) * Fraction(length)
            working = f"{written(count)} × {written(each.number)} × {words} = {amount(product, total)}"
            if product == total.base:
                so_long = (q for q in told if q.value == length)
                yield Product((count, each.number, total, *so_long), working)
                return
            if sure and total in summed and abs(product / total.base - 1) <= NEAR:
                computed = amount(product, total)
                wrong.append(Product((count, each.number, total), working, total, computed))
    yield from wrong


def _is_part(others: list[Quantity], total: Quantity, count: Quantity, each: Each) -> bool:
    """Whether the product may be a part of the total beside another number: 共38次，其中主任8次，5名副职每人6次."""
    return any(addable(q, total) and q.base + each.told_times(count) <= total.base for q in others)


def _is_parted(text: str, q: Quantity, number: Quantity) -> bool:
    """Whether a semicolon stands between two numbers."""
    first, last = sorted((q, number), key=attrgetter("start"))
    return SEMICOLON.search(text, first.end, last.start) is not None


def _of_each(each: Quantity, total: Quantity, named: str) -> Iterator[Product]:
    """甲、乙各3场，共6场: so many for each of those named, proved if the total says so."""
    count = len(JOINT.split(named))
    if count > 1 and addable(each, total) and _TOTAL.search(total.lead) and each.base * count == total.base:
        yield Product((each, total), f"{count} × {written(each)} = {written(total)}")


def _told_before(claims: Scanned, each: Each) -> list[Quantity]:
    """The last numbers of the same bodies told further up: 全镇14个村（社区）… 平均每个村（社区）2名."""
    of = each.of[:1]
    found: list[Quantity] = []
    at = bisect_left(claims.quantities, each.number.start, key=attrgetter("start"))
    for q in reversed(claims.quantities[max(0, at - FURTHER_UP) : at]):
        counted = not q.named and q.value > 1 and q.unit.kind not in _NOT_COUNTED
        named = q.tail.startswith(of) or q.unit.name.startswith(of) or _is_kind_of(q.tail, each.of)
        if of and counted and named:
            found.append(q)
        if len(found) == NEIGHBOURS:
            break
    return found


def _is_kind_of(tail: str, name: str) -> bool:
    """Whether the words behind a number name a kind of something: 集贸市场 of 市场."""
    at = tail.find(name, 0, KIND + len(name)) if len(name) > 1 else -1
    return at > 0 and _OTHER_NOUN.search(tail, 0, at) is None
