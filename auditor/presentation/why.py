"""Why a figure was judged as it was, or why nothing was said: what the auditor knows of one place of a notice.

Everything here is read off the claims and what was made of them (groups, ratios, enumerations, readings, timeline,
tables); rules are run once more, one by one, to see which of them speak of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from auditor import lexicon
from auditor.claims import (
    Bound,
    Claim,
    Day,
    Days,
    Enumeration,
    Field,
    Figure,
    Period,
    Quantity,
    Range,
    Rate,
)
from auditor.dates.years import doubtful
from auditor.findings import Finding, Tie
from auditor.notice import Kind, Notice
from auditor.numbers.numerals import show
from auditor.patterns import compiled
from auditor.presentation.excerpt import visible
from auditor.presentation.listed import listed
from auditor.presentation.relations import ClaimRelation, relations
from auditor.presentation.wording import VERDICTS
from auditor.records import frozen
from auditor.registry import Rule
from auditor.report import AuditedNotice, LedgerEntry
from auditor.source import Span

KINDS = {
    "count": "数量", "ratio": "比率", "range": "幅度", "date": "日期", "period": "起止日期", "dates": "并列的日期",
    "enumeration": "列举", "contact": "联系方式", "citation": "引用的文件",
}  # fmt: skip
BOUNDS = {
    Bound.ABOUT: "概数（约、左右）",
    Bound.OVER: "概数（余、多、超、以上）",
    Bound.UNDER: "概数（近、不足、以下）",
}
FIELDS = {
    "phone": "电话", "address": "地址", "postcode": "邮编", "email": "邮箱", "period": "公开期限", "person": "联系人",
    "fax": "传真", "other": "其他",
}  # fmt: skip
_NUMBER = compiled(r"[0-9]+(?:[.,][0-9]+)*|[一二两三四五六七八九十百千万]{2,}")
_NO_SUM = "没有与它相加或相比的数：没有“其中、分别、共、已…正在…”一类的词把它和别的数连成一组"
_NO_RATIO = "没有找到它是哪两个数之比：同一句和前几句里没有指明的分子、分母"
_GROWTH = "说的是增减幅度，所依据的基数不在文中，不能重算"
_ORDINAL = compiled(r"第\Z")


@frozen
class Answer:
    """What one rule says of a claim: ``proved`` tells a proof from a finding."""

    rule: Rule
    proved: bool
    words: str


@frozen
class Explanation:
    """One claim: how it was read, what it takes part in, which rules speak of it, and why the others do not."""

    claim: Claim
    span: Span
    reading: tuple[str, ...]
    relations: tuple[ClaimRelation, ...]
    entry: LedgerEntry | None
    answers: tuple[Answer, ...]
    silence: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The verdict of the ledger in words; a name has none."""
        return VERDICTS[self.entry.verdict] if self.entry else "不列入核对"


@frozen
class Unread:
    """Figures at a place that are no claim, and why."""

    span: Span
    reason: str


def why(
    audited: AuditedNotice, rules: Sequence[Rule], start: int, end: int
) -> tuple[list[Explanation], list[Unread]]:
    """What is known of the claims that touch the source range, in the order of the text; then the figures in it
    that are no claim.  Raises ValueError for a notice that was not read."""
    notice = audited.notice
    if notice is None:
        raise ValueError(f"{audited.path} was not read")
    wanted = Span(start, end)
    results = [(rule, list(rule.run(notice))) for rule in rules]
    said = (claim for _, each in results for result in each for claim in result.claims)
    claims = [c for c in _all(notice, said) if notice.span(c.start, c.end).overlaps(wanted)]
    entries = {(e.kind, e.span): e for e in audited.ledger}
    related = relations(notice) if claims else {}
    explained = [
        _explain(notice, claim, tuple(related.get(id(claim), ())), entries, results) for claim in claims
    ]
    return explained, list(_unread(notice, claims, wanted))


def _all(notice: Notice, said: Iterable[Claim]) -> list[Claim]:
    """All claims in order, names and cited titles too, and those that only rules know (the cells of a table)."""
    claims = notice.claims
    named = (f for f in claims.figures if f.named)
    known: dict[tuple[str, int, int], Claim] = {}
    for claim in chain(claims, named, claims.citations, said):
        known.setdefault((claim.kind, claim.start, claim.end), claim)
    return sorted(known.values(), key=lambda c: (c.start, -c.end))


def _explain(
    notice: Notice,
    claim: Claim,
    found: tuple[ClaimRelation, ...],
    entries: dict[tuple[str, Span], LedgerEntry],
    results: Sequence[tuple[Rule, Sequence[Finding | Tie]]],
) -> Explanation:
    span = notice.span(claim.start, claim.end)
    answers = tuple(_answers(claim, span, results))
    return Explanation(
        claim,
        span,
        tuple(_reading(notice, claim)),
        found,
        entries.get((claim.kind, span)),
        answers,
        tuple(_silence(notice, claim, found, answers, [rule for rule, _ in results])),
    )


def _answers(
    claim: Claim, span: Span, results: Sequence[tuple[Rule, Sequence[Finding | Tie]]]
) -> Iterator[Answer]:
    for rule, said in results:
        for result in said:
            if isinstance(result, Tie):
                if _about(result, claim):
                    yield Answer(rule, True, result.working)
            elif _about(result, claim) or result.span.overlaps(span):
                yield Answer(rule, False, result.message)


def _about(result: Finding | Tie, claim: Claim) -> bool:
    """Whether a result speaks of a claim; rules may make their own claim objects (cells)."""
    return any((c.start, c.end, c.kind) == (claim.start, claim.end, claim.kind) for c in result.claims)


def _reading(notice: Notice, claim: Claim) -> Iterator[str]:
    """How a claim was read, a line each."""
    match claim:
        case Figure():
            yield from _figure(notice, claim)
        case Day():
            yield f"日期：{_day(claim)}"
            if claim.inherited:
                doubt = "，未必是同一年" if claim in doubtful(notice) else ""
                yield f"原文没有写年份，{claim.year} 年由前文推定{doubt}"
        case Period():
            words = "截至" if claim.as_of else "起止"
            yield f"{words}日期：{_day(claim.first)}至{_day(claim.last)}"
        case Days():
            yield f"并列的 {len(claim.days)} 个日期：{'、'.join(map(_day, claim.days))}"
        case Enumeration():
            yield f"列举 {len(claim.items)} 项：{listed(notice.text, claim)}"
            if len(claim.counts) > 1:
                yield f"自然的数法：{'、'.join(map(str, claim.counts))} 项（“和、及”可连接一项或两项）"
            if not claim.closed:
                yield "不能确定是否列全（带“等”，或者列举之外还有别的话）"
        case Field():
            yield f"{FIELDS.get(claim.name, claim.name)}：{claim.value}"


def _figure(notice: Notice, figure: Figure) -> Iterator[str]:
    unit = (
        f"，单位“{figure.unit_text}”"
        if isinstance(figure, Quantity)
        else "%"
        if isinstance(figure, Rate)
        else ""
    )
    yield f"数值 {show(figure.value)}{unit}"
    yield BOUNDS.get(figure.bound, "确切的数")
    if isinstance(figure, Quantity):
        yield f"所数的是“{figure.noun}”" if figure.noun else "同一分句里没有写明数的是什么"
        if figure.status:
            yield f"状态：{figure.status.label}"
    if isinstance(figure, Range):
        yield "写成从几到几的幅度"
    if figure.named:
        yield "属于专名、固定说法或引号、书名号里的名称，不作数量看"
    if figure.sentence:
        start, end = figure.sentence.start, figure.sentence.end
        others = len(figure.sentence.figures) - 1
        words = notice.text[start:end].strip()
        shown = words if len(words) <= 60 else f"{words[:36]}…{words[-20:]}"
        yield f"所在句（另有 {others} 个数字）：{shown}"


def _day(day: Day) -> str:
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    return "".join(f"{value}{word}" for value, word in parts if value is not None) + day.part


def _silence(
    notice: Notice,
    claim: Claim,
    found: Sequence[ClaimRelation],
    answers: Sequence[Answer],
    rules: Sequence[Rule],
) -> Iterator[str]:
    """Why the families of rules that could have spoken of a claim do not."""
    spoken = {answer.rule.id[:1] for answer in answers}
    for relation in found:
        if relation.silent and not (relation.family and relation.family in spoken):
            yield _named(relation.family, relation.silent, rules)
    families = {relation.family for relation in found}
    if isinstance(claim, Figure) and claim.named:
        yield "数字属于专名，各条规则都不拿它与别的数字比较"
    elif isinstance(claim, Quantity):
        if claim.bound is not Bound.EXACT:
            yield "概数，只作单向比较：在允许一侧的差额不算矛盾"
        if "S" not in families:
            yield _named("S", _NO_SUM, rules)
        if "C" not in families:
            yield _named("C", _no_total(notice, claim), rules)
    elif isinstance(claim, Rate) and "R" not in families:
        growth = re.search("|".join(lexicon.words("statuses", "growth")), claim.lead)
        yield _named("R", _GROWTH if growth else _NO_RATIO, rules)
    elif isinstance(claim, (Day, Period, Days)) and "D" not in families:
        yield _named("D", "不是巡察、反馈、整改、成文、公开等可以排先后的日期", rules)


def _no_total(notice: Notice, claim: Quantity) -> str:
    """Why a number is not compared with a list."""
    leaf = notice.leaf_at(claim.start)
    if leaf is not None and leaf.kind is Kind.ROW:
        return "在表格里，只与本列、本行的合计相比"
    if leaf is not None and leaf.kind is Kind.ITEM:
        return "在某一条具体措施里，前后没有与它相配的列举"
    if claim.noun != "问题":
        return "前后没有与它相配的列举，文中也没有可比的总数"
    if claim.status is not None:
        return "说的是进展，不是列出的总数"
    return "不是本次反馈的问题总数（上一轮的、部分的或个别问题里的数），没有可比的列表"


def _named(family: str, words: str, rules: Sequence[Rule]) -> str:
    """“S101、S102 …：words”."""
    ids = "、".join(rule.id for rule in rules if rule.id.startswith(family)) if family else ""
    return f"{ids}：{words}" if ids else words


def _unread(notice: Notice, claims: Sequence[Claim], wanted: Span) -> Iterator[Unread]:
    """The figures in a source range that belong to no claim."""
    low, high = notice.logical_offset(wanted.start), notice.logical_offset(wanted.end)
    text = notice.text
    begin = max(0, low - 12)
    for match in _NUMBER.finditer(text, begin, min(len(text), max(high, low + 1) + 12)):
        span = notice.span(*match.span())
        if not span.overlaps(wanted) or any(c.start < match.end() and match.start() < c.end for c in claims):
            continue
        yield Unread(span, _reason(notice, match.start(), match.end()))


def _reason(notice: Notice, start: int, end: int) -> str:
    text = notice.text
    leaf = notice.leaf_at(start)
    if leaf is not None and leaf.marker and start < leaf.start + len(leaf.marker):
        return "是标题或条目的序号，由序号规则核对"
    if leaf is not None and leaf.kind is Kind.CONTACT:
        return "在联系方式一段里，没有认出是哪一项"
    if leaf is not None and leaf.kind is Kind.ROW:
        return "是表格里的一格，由表格的合计核对"
    if _ORDINAL.search(text, 0, start):
        return "前面有“第”，是序数"
    before, after = text[start - 1 : start], text[end : end + 1]
    if any(c.isascii() and c.isalnum() for c in (before, after)):
        return "与字母、数字相连，是代号或编号"
    return f"后面的“{visible(after) or '行末'}”不是认识的量词、单位，不作数量看"
