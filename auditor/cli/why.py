"""``auditor why``: how a figure was read, what it was compared with, and why the rules are silent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from auditor.cli._base import Command
from auditor.cli._options import input_options, plan_for, read_one, rule_options, say, width_option
from auditor.cli._types import OneOf
from auditor.errors import EXIT_ERROR, EXIT_OK
from auditor.patterns import compiled

if TYPE_CHECKING:
    from auditor.presentation.why import Explanation, Unread
    from auditor.report import AuditedNotice
    from auditor.source import Source, Span

_PLACE = compiled(r"([0-9]{1,9})(?::([0-9]{1,9}))?")


class Place(click.ParamType[tuple[int, int | None] | str]):
    """``LINE`` or ``LINE:COLUMN``, both from 1, or words of the notice."""

    name = "行[:列]|原文"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int | None] | str:
        if isinstance(value, tuple):
            return value
        found = _PLACE.fullmatch(value.strip())
        if found is None:
            return str(value)
        return int(found[1]), int(found[2]) if found[2] else None


@click.command(cls=Command, short_help="说明某处数字的读法、核对过程和没有报告的原因")
@click.argument("notice", metavar="通报")
@click.argument("place", type=Place(), metavar="行[:列]|原文")
@click.option("--format", "form", type=OneOf(["plain", "json"]), default="plain", help="输出格式，默认 plain")
@rule_options
@input_options
@width_option
def command(
    notice: str,
    place: tuple[int, int | None] | str,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    stdin_filename: str | None,
    max_size: int,
    **given: object,
) -> int:
    """说明一行（或一行中的一处）的每个数字、日期：属于哪项主张，怎样读的，与什么核对过，哪些规则没有报告及原因。

    行、列都从 1 数起；不写列时说明整行。也可以写原文中的字，例如 320件：说明它第一次出现的地方。
    """
    from auditor.pipeline import audit_source
    from auditor.presentation.why import why

    plan = plan_for(notice, stdin_filename, select=select, ignore=ignore, profile=profile, max_size=max_size)
    source = read_one(notice, stdin_filename, plan.max_size)
    if isinstance(place, str):
        place = _found(source, place)
    start, end = _range(source, *place)
    audited = audit_source(source, plan.rules, settings=plan.settings)
    explained, unread = why(audited, plan.rules, start, end)
    if place[1] and not explained and not unread and form == "plain":
        click.echo(
            _elsewhere(source, why(audited, plan.rules, *_range(source, place[0], None)), place), err=True
        )
    if form == "json":
        _json(audited, explained, unread)
    else:
        for line in _plain(audited, place, explained, unread):
            say(line)
    for crash in audited.crashes:
        click.echo(f"auditor: 规则 {crash.rule} 运行失败，结果不完整：{crash.error}", err=True)
    return EXIT_ERROR if audited.crashes else EXIT_OK


def _found(source: Source, words: str) -> tuple[int, int | None]:
    """Line and column of the first place with these words; click.UsageError if there is none."""
    at = source.text.find(words)
    if at < 0 or not words:
        message = f"全文没有“{words}”；可写原文中的字，也可写 行 或 行:列，例如 12 或 12:24"
        raise click.UsageError(message, click.get_current_context())
    position = source.position(at)
    return position.line, position.column


def _range(source: Source, line: int, column: int | None) -> tuple[int, int]:
    """The source range asked for; click.UsageError if there is no such place."""
    context = click.get_current_context()
    try:
        start = source.offset(line, column or 1)
    except ValueError:
        lines = source.text.count("\n") + 1
        if not 1 <= line <= lines:
            raise click.UsageError(f"没有第 {line} 行：全文 {lines} 行", context) from None
        raise click.UsageError(
            f"第 {line} 行没有第 {column} 列：这一行 {len(source.line_span(line))} 字", context
        ) from None
    span = source.line_span(line)
    return (start, min(start + 1, span.end)) if column else (span.start, span.end)


def _plain(
    audited: AuditedNotice, place: tuple[int, int | None], explained: list[Explanation], unread: list[Unread]
) -> Iterator[str]:
    from auditor.presentation.excerpt import quote, visible
    from auditor.presentation.why import KINDS

    assert audited.source is not None
    for each in explained:
        yield f"{_at(audited.source, each.span)}  “{quote(audited.source, each.span)}”  {KINDS[each.claim.kind]}  {each.verdict}"
        if each.reading:
            yield f"  读法：{visible('；'.join(each.reading))}"
        for relation in each.relations:
            yield f"  {relation.name}：{visible(relation.words)}"
        for rule, answers in groupby(each.answers, key=lambda answer: answer.rule):
            first, *more = answers
            word = "证实" if first.proved else "指出"
            others = f"（另有 {len(more)} 条）" if more else ""
            yield f"  {rule.id} {rule.title}：{word}：{visible(first.words)}{others}"
        for words in each.silence:
            yield f"  没有报告：{visible(words)}"
    for one in unread:
        yield f"{_at(audited.source, one.span)}  “{quote(audited.source, one.span)}”  没有识别为主张：{one.reason}"
    if not explained and not unread:
        where = f"第 {place[0]} 行第 {place[1]} 列" if place[1] else f"第 {place[0]} 行"
        yield f"{where}没有识别到任何数字、日期或其他可核对的主张；只有用语、标点、名称、序号等规则看这里"


def _elsewhere(
    source: Source, found: tuple[list[Explanation], list[Unread]], place: tuple[int, int | None]
) -> str:
    """The figures of the line with their places, for who pointed beside them."""
    from auditor.presentation.excerpt import quote

    spans = sorted({each.span for part in found for each in part})
    listed = "、".join(f"{_at(source, span)} “{quote(source, span, 20)}”" for span in spans)
    return f"auditor: 第 {place[0]} 行的数字、日期：{listed or '没有'}"


def _at(source: Source, span: Span) -> str:
    position = source.position(span.start)
    return f"{position.line}:{position.column}"


def _json(audited: AuditedNotice, explained: list[Explanation], unread: list[Unread]) -> None:
    from auditor import contract

    assert audited.source is not None
    places = contract.Places(audited.source)
    claims = [
        {
            "kind": each.claim.kind,
            **places(each.span),
            "verdict": str(each.entry.verdict) if each.entry else None,
            "working": each.entry.working if each.entry else "",
            "reading": list(each.reading),
            "relations": [{"name": r.name, "words": r.words} for r in each.relations],
            "rules": [{"rule": a.rule.id, "proved": a.proved, "message": a.words} for a in each.answers],
            "silence": list(each.silence),
        }
        for each in explained
    ]
    other = [{**places(one.span), "reason": one.reason} for one in unread]
    document = {
        "schema_version": contract.SCHEMA_VERSION,
        "path": audited.path,
        "claims": claims,
        "unread": other,
    }
    click.echo(contract.dumps(document))
