"""S106: so many times so many, against the total or the average told beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from itertools import product as pairs
from operator import attrgetter

from auditor.arithmetic.grouping.row import is_heads, kindred
from auditor.arithmetic.groups import addable
from auditor.arithmetic.rounding import rounded
from auditor.arithmetic.sums import amount, scale_of, written
from auditor.characters.pauses import JOINT, SEMICOLON
from auditor.claims import Bound, Quantity
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.notice import Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule

_EACH = compiled(r"(?:每|各)[\u4e00-\u9fff]{0,8}\Z")
_AVERAGE = compiled(
    r"平均每?[\u4e00-\u9fff（）()]{0,8}\Z|[人户村校班亩次生所队组件份片场批辆栋台店项单]均[\u4e00-\u9fff]{0,6}\Z"
)
_ABOUT = compiled(r"(?:大约|约|大概)\Z")
_CLAUSES = compiled(r"[，,；;。：:]")
_BRACKETS = compiled(r"[（(][^（）()]{0,20}[）)]")
_LISTED = compiled(r"(?<!有)(?:分别)?各[\u4e00-\u9fff]{0,2}\Z")
_EACH_OF = compiled(r"平均|均|每|各|个")
_PER_HEAD = compiled(r"人均|每人|每[名位]")
_NOT_COUNTED = frozenset(("money", "dollar", "duration", "age"))
_NEAR = Fraction(3, 10)
_FAR = 2  # times what two numbers give, up to which the third is meant if it directly adjoins them
_LOOSE = Fraction(1, 10)  # how far an average may be off that is told as 约
_BARE = compiled(r"(?:平均每?)?[人户村场期件份次班校]均?")  # 人均, 平均每户: of all those told before
_SUMMED = compiled(r"[，,](?:共计|合计|总计|共)[\u4e00-\u9fff]{0,2}")
_SLIPS = frozenset(Fraction(10) ** k for k in (-4, -3, -2, -1, 1, 2, 3, 4))
"""How far a sum of money is off if 万 was lost or a decimal point moved; so exactly no other number is off."""
_TOTAL = compiled(r"共|累计|合计|总计")
_PLAIN_EACH = compiled(
    r"(?:每|各)[\u4e00-\u9fff]{0,4}\Z|每[人名位个期轮次场](?:(?![每各年月季周天日期])[\u4e00-\u9fff]){0,8}\Z|每[\u4e00-\u9fff]{1,4}(?:培训|安排|配备|配|发放|补助|派|有|为)?\Z|[人户村场期件份均]均\Z|平均每?[\u4e00-\u9fff]{0,4}\Z"
)
"""Where the number follows so closely that a wrong product contradicts it."""
_EACH_HAS = compiled(
    r"各(?:新)?(?:配备|配齐|选派|选配|安排|明确|设立|设置|聘请|聘任|培养|推荐|讲授?|查处|罚款|结对|补助|发放|召开|举办|开展)[\u4e00-\u9fff]{0,10}\Z"
)
_IN_ALL = compiled(r"[，,](?:共计?|合计|总计|累计)(?:配备|选派|讲授|发放|开展|举办)?")
_BESIDES = compiled(r"[（(，,]?(?:含|包括|加上|另|连同|其中|不含)")
"""5个大队各配备干部2名，共12名: the numbers stand side by side, whatever is had; but not 共12名（含机关2名）."""
_EACH_TIME = compiled(r"每[^每，。；]{1,4}每(?P<behind>[月年天日周])|每(?P<before>[月年天日周])每")
_TIMES = {"月": "个月", "年": "年", "天": "天", "日": "天", "周": "周"}
_CHANGED = compiled(
    r"[\u4e00-\u9fff]{0,8}?(?:调整|精简|压减|减少|增加|合并|整合|优化|扩大|缩减|撤并|变|升|降)(?:到|至|为|成)"
)
_OF_YEAR = compiled(r"(?:全年|年度)(?:应|需|所需)?(?:补助|补贴|发放)?(?:资金|经费|金额|补助|补贴)\Z")
_ALL_YEAR = compiled(r"全年|一年")
NEIGHBOURS = 5  # numbers on either side that are tried
FURTHER_UP = 200  # numbers before an average among which the count may stand


@frozen
class _Each:
    """The number for each: the words before it, and whether they call it an average."""

    number: Quantity
    words: str
    average: bool

    @property
    def of(self) -> str:
        """What it is for each of: 社区 of 平均每个社区, 人 of 人均."""
        return _EACH_OF.sub("", self.words)

    @property
    def time(self) -> str:
        """The unit of the time it is told for besides: 个月 of 每人每月; "" if it is told once."""
        found = _EACH_TIME.search(self.words)
        return _TIMES[found["behind"] or found["before"]] if found else ""

    @property
    def printed(self) -> Decimal:
        """The number as printed: 3.41 of 3.41万元."""
        return self.number.value / scale_of(self.number)

    @property
    def places(self) -> int:
        """The decimals printed."""
        return max(0, -int(self.printed.normalize().as_tuple().exponent))

    def quotient(self, total: Quantity, count: Quantity) -> Fraction:
        """What a total and a count give, in the number's unit."""
        return total.base / Fraction(count.value) / self.number.unit.factor

    def holds(self, total: Quantity, count: Quantity) -> bool:
        """Whether it is what they give: an average as printed, anything else exactly."""
        quotient = self.quotient(total, count)
        if not self.average:
            return quotient == self.number.value
        return rounded(quotient / Fraction(scale_of(self.number)), self.places) == self.printed

    def is_near(self, total: Quantity, count: Quantity) -> bool:
        """Whether what they give is near enough to be meant."""
        return (
            abs(self.quotient(total, count) - Fraction(self.number.value))
            <= Fraction(self.number.value) * _NEAR
        )

    def is_slip(self, total: Quantity, count: Quantity) -> bool:
        """Whether what they give is off by a power of ten, as when 万 is lost."""
        return self.quotient(total, count) / Fraction(self.number.value) in _SLIPS

    def working(self, total: Quantity, count: Quantity) -> str:
        """The arithmetic in words."""
        each = written(self.number)
        if not self.average:
            return f"{written(count)} × {each} = {written(total)}"
        sign = "=" if self.quotient(total, count) == self.number.value else "≈"
        return f"{written(total)} ÷ {written(count)} {sign} {each}"


@rule("S106", name="product", severity=Severity.WARNING, since="0.1")
def product(notice: Notice) -> Iterator[Finding | Tie]:
    """单数乘以个数与总数不符。

    检查什么
    “举办5期，每期60人，累计300人”“5个专班共20人，每班4人”“27份、81项，平均每份3项”：个数乘以每个的数目
    是否等于总数，总数除以个数是否等于平均数（按所印位数；紧接总数和个数的“约”数，相差一成以内不作判断）。“每人每月”一类还须写明月数或者全年，才作计算。“两个座谈会各4场，共8场”也计算；个数在前文的，只用来证实。

    为什么
    三个数互相决定，改动一个而其余未改就会矛盾。

    反例
    - 举办培训班5期，每期60人，累计培训350人。
    - 办理建议27份，涉及事项81项，平均每份4项。
    - 6个站所各配备专职网格员3名，共21名。
    - 为12户发放慰问金4260元，户均355万元。
    - 举办讲座24场、1205人次，场均约70人次。
    - 对3家单位各扣款1.2万元，共计4.8万元。
    - 为12名护林员发放补助，每人每月500元，全年共发放6.2万元。

    正例
    - 举办培训班5期，每期60人，累计培训300人。
    - 办理建议27份，涉及事项81项，平均每份3项。
    - 6个站所各配备专职网格员3名，共20名（含机关2名）。4个村各选派队员2名、书记1名，共12名。
    - 村民恳谈会、支部座谈会各4场，共8场。新建养老点4所，共可安置老人52名，每所13名。
    - 举办讲座24场、1205人次，场均约50人次。
    - 为30户发放补助5.4万元，其中困难户户均2400元。
    - 每月召开2次例会，每次不少于30人，累计召开12次。
    - 全镇20个村，每村不少于3名网格员，共配备网格员86名。
    - 为12名护林员发放补助，每人每月500元，共发放6万元。
    - 走访12户，每户至少2次，共发现问题7个。

    依据
    《党政机关公文处理工作条例》第二十条：数字须准确。
    """
    for sentence in notice.claims.sentences:
        numbers = [q for q in sentence.quantities if not q.named]
        for i, number in enumerate(numbers):
            words = _ABOUT.sub("", _BRACKETS.sub("", _CLAUSES.split(number.gap)[-1]))
            average = _AVERAGE.search(words) is not None
            if number.bound is not Bound.EXACT and not (average and number.bound is Bound.ABOUT):
                continue
            if average or _EACH.search(words):
                yield from _relation(notice, numbers, i, _Each(number, words, average))
            if i + 1 < len(numbers) and (listed := _LISTED.search(words)):
                yield from _of_each(notice, number, numbers[i + 1], words[: listed.start()])


def _relation(notice: Notice, numbers: list[Quantity], i: int, each: _Each) -> Iterator[Finding | Tie]:
    """The number for each, with a total and a count beside it: proved if any pair gives it."""
    number = each.number
    others = [
        q
        for q in numbers[max(0, i - NEIGHBOURS) : i + NEIGHBOURS]
        if q is not number and q.bound is Bound.EXACT
    ]
    own = [q for q in others if not _is_parted(notice, q, number)]
    if any(kindred(q, number) and q.base > number.base for q in own) and any(_is_count(q, each) for q in own):
        others = own  # 63人每人1650元，共10.395万元；24人共3.96万元，每人1650元
    totals = [q for q in others if kindred(q, number) and q.base > number.base]
    beside = [q for q in others if q.value > 1 and _is_count(q, each)]
    if each.time:
        yield from _over_time(notice, each, others, beside, totals)
        return
    further = _told_before(notice, each) if each.average and totals else []
    for count, total in pairs((*beside, *further), totals):
        if total is not count and each.holds(total, count):
            claims = (count, number, total)
            places = tuple(notice.span(q.start, q.end) for q in claims)
            yield Tie(claims, each.working(total, count), places)
            return
    near = [
        q
        for q in others
        if addable(q, number) and q.base > number.base and (each.average or _TOTAL.search(q.lead))
    ]
    near.sort(
        key=lambda q: q.unit.name != number.unit.name
    )  # of 31批、465件 the total of 平均每批15件 is 465件
    counts = [
        q for q in beside if q not in near[:1] and q.unit.name != number.unit.name and not q.unit.measured
    ]
    told_plainly = _PLAIN_EACH.search(each.words) or (
        near and _is_had_by_each(notice, numbers, i, near[0], each)
    )
    plain = told_plainly and "其中" not in each.words
    plain = plain and not (near and counts and _is_part(others, near[0], counts[-1], each))
    if near and counts and plain and _is_meant(numbers, i, each, near[0], counts[-1]):
        yield _wrong(notice, near[0], counts[-1], each)
    elif number.bound is Bound.EXACT and number.unit.measured:
        alike = [q for q in others if addable(q, number)]
        slips = ((t, c) for t in alike for c in beside if t is not c and each.is_slip(t, c))
        yield from (_wrong(notice, total, count, each) for total, count in islice(slips, 1))


def _is_meant(numbers: list[Quantity], i: int, each: _Each, total: Quantity, count: Quantity) -> bool:
    """Whether a total and a count must be those of the number for each, so that a wrong quotient contradicts it.

    What is told as 约 is only wrong beside its two numbers, if it is far from what they give.
    """
    if not _adjoins(numbers, i, each, total, count):
        return each.number.bound is Bound.EXACT and each.is_near(total, count)
    off = each.quotient(total, count) / Fraction(each.number.value)
    loose = each.number.bound is Bound.EXACT or abs(off - 1) > _LOOSE
    return loose and Fraction(1, _FAR) <= off <= _FAR


def _adjoins(numbers: list[Quantity], i: int, each: _Each, total: Quantity, count: Quantity) -> bool:
    """Whether three numbers directly follow each other: 31场、1846人次，场均60人次; 对2家各罚款1.5万元，共计3万元."""
    if each.average:
        return _BARE.fullmatch(each.words) is not None and set(map(id, numbers[max(0, i - 2) : i])) == {
            id(total),
            id(count),
        }
    if any(addable(q, total) for q in numbers[: max(0, i - 1)]):
        return False  # 组长15次，其余6人各7次，共57次
    after = numbers[i + 1] if i + 1 < len(numbers) else None
    return i > 0 and numbers[i - 1] is count and after is total and _SUMMED.fullmatch(total.gap) is not None


def _is_had_by_each(notice: Notice, numbers: list[Quantity], i: int, total: Quantity, each: _Each) -> bool:
    """Whether a count, what each has and the total stand side by side: 5个大队各配备专职干部2名，共12名."""
    if not 0 < i < len(numbers) - 1 or numbers[i + 1] is not total or not _EACH_HAS.search(each.words):
        return False
    beside = _IN_ALL.fullmatch(notice.text, each.number.end, total.start) is not None
    same = total.unit.name == each.number.unit.name and numbers[i - 1].bound is Bound.EXACT
    return beside and same and _BESIDES.match(notice.text, total.end) is None


def _over_time(
    notice: Notice, each: _Each, others: list[Quantity], counts: list[Quantity], totals: list[Quantity]
) -> Iterator[Finding | Tie]:
    """为12人发放，每人每月500元，6个月共3.6万元: so many times so much for so long, if the text says how long."""
    told = [q for q in others if q.unit.kind == "duration" and q.unit.name == each.time]
    counts = [q for q in counts if q.unit.kind != "duration"]
    lengths = [(q.value, written(q)) for q in told]
    sentence = each.number.sentence
    if each.time == "个月" and sentence and _ALL_YEAR.search(notice.text, sentence.start, sentence.end):
        lengths.append((Decimal(12), "12个月"))
    summed = [q for q in totals if _TOTAL.search(q.lead) or _OF_YEAR.search(q.lead)]
    sure = len(counts) == len(summed) == len(lengths) == 1
    wrong: list[Finding] = []
    for count, total in pairs(counts, totals):
        for length, words in lengths:
            product = Fraction(count.value) * each.number.base * Fraction(length)
            working = f"{written(count)} × {written(each.number)} × {words} = {amount(product, total)}"
            if product == total.base:
                claims = (count, each.number, total, *(q for q in told if q.value == length))
                yield Tie(claims, working, tuple(notice.span(q.start, q.end) for q in claims))
                return
            if sure and total in summed and abs(product / total.base - 1) <= _NEAR:
                computed = amount(product, total)
                wrong.append(_contradicted(notice, total, (count, each.number), computed, working))
    yield from wrong


def _is_part(others: list[Quantity], total: Quantity, count: Quantity, each: _Each) -> bool:
    """Whether the product may be a part of the total beside another number: 共38次，其中主任8次，5名副职每人6次."""
    product = Fraction(count.value) * each.number.base
    return any(addable(q, total) and q.base + product <= total.base for q in others)


def _is_parted(notice: Notice, q: Quantity, number: Quantity) -> bool:
    """Whether a semicolon stands between two numbers."""
    first, last = sorted((q, number), key=attrgetter("start"))
    return SEMICOLON.search(notice.text, first.end, last.start) is not None


def _of_each(notice: Notice, each: Quantity, total: Quantity, named: str) -> Iterator[Tie]:
    """甲、乙各3场，共6场: so many for each of those named, proved if the total says so."""
    count = len(JOINT.split(named))
    if count > 1 and addable(each, total) and _TOTAL.search(total.lead) and each.base * count == total.base:
        places = (notice.span(each.start, each.end), notice.span(total.start, total.end))
        yield Tie((each, total), f"{count} × {written(each)} = {written(total)}", places)


def _is_count(q: Quantity, each: _Each) -> bool:
    """Whether a number counts what ``each`` is for: 9名 for 人均, 5期 for 每期, 9个社区 for 平均每个社区."""
    if _CHANGED.match(q.tail):
        return False  # 43个网格优化调整为38个，平均每个网格3名
    if q.unit.name == each.number.unit.name:
        return len(each.of) > 1 and q.tail.startswith(each.of[:2])
    if q.unit.name[-1:] in each.words:
        return True
    if is_heads(q) and _PER_HEAD.search(each.words):
        return not is_heads(each.number)
    return any(char in q.tail[:4] + q.lead[-3:] for char in each.of[:2])


def _told_before(notice: Notice, each: _Each) -> list[Quantity]:
    """The last numbers of the same bodies told further up: 全镇14个村（社区）… 平均每个村（社区）2名."""
    of = each.of[:1]
    found: list[Quantity] = []
    at = bisect_left(notice.claims.quantities, each.number.start, key=attrgetter("start"))
    for q in reversed(notice.claims.quantities[max(0, at - FURTHER_UP) : at]):
        counted = not q.named and q.value > 1 and q.unit.kind not in _NOT_COUNTED
        if of and counted and (q.tail.startswith(of) or q.unit.name.startswith(of)):
            found.append(q)
        if len(found) == NEIGHBOURS:
            break
    return found


def _in_other_scale(printed: Decimal, like: Quantity, value: Fraction) -> str:
    """A value that has the digits printed, if only 万 or 亿 is too much or missing: 355元 for 355万元; else ""."""
    places = max(0, -int(printed.normalize().as_tuple().exponent))
    for scale, factor in (("", 1), ("万", 10**4), ("亿", 10**8)):
        if scale != like.scale and rounded(value / factor, places) == printed:
            return f"{show(printed)}{scale}{like.unit.name}"
    return ""


def _product(product: Fraction, total: Quantity) -> str:
    """A product as one would write it for the total, in whose digits it is told if only 万 is too much."""
    value = product / total.unit.factor
    printed = total.value / scale_of(total)
    other = _in_other_scale(printed, total, value) if value.denominator == 1 else ""
    return other or amount(product, total)


def _wrong(notice: Notice, total: Quantity, count: Quantity, each: _Each) -> Finding:
    number, quotient = each.number, each.quotient(total, count)
    if each.average:
        computed = _in_other_scale(each.printed, number, quotient)
        if not computed:
            value = rounded(quotient / Fraction(scale_of(number)), each.places + 2)
            computed = f"{show(value)}{number.unit_text}"
        working = f"{written(total)} ÷ {written(count)} = {computed}"
    else:
        computed = _product(Fraction(count.value) * number.base, total)
        working = f"{written(count)} × {written(number)} = {computed}"
    told = number if each.average else total
    related = tuple(q for q in (count, number, total) if q is not told)
    return _contradicted(notice, told, related, computed, working)


def _contradicted(
    notice: Notice, told: Quantity, others: tuple[Quantity, ...], computed: str, working: str
) -> Finding:
    quote = notice.text[told.start : told.end]
    of_unit = computed != written(told) and computed.rstrip("万亿元") == written(told).rstrip("万亿元")
    return Finding(
        f"所称 {quote}，按其余各数计算为 {computed}，"
        + ("数字相同而单位不同，请核实单位" if of_unit else "请核实"),
        notice.span(told.start, told.end),
        certainty=Certainty.LIKELY,
        related=tuple(Label(notice.span(q.start, q.end)) for q in others),
        evidence=Evidence(quote, computed, working),
        claims=(told,),
    )
