"""rich: the report for an editor at a terminal; the conclusion first, then one card per cause.

Everything a notice, a path or a message says is made visible text first and then put into ``rich.text.Text``
objects, never into markup strings, so nothing in a notice can colour, move or hide what is printed.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from auditor.findings import Finding, Label, Severity
from auditor.presentation.basis import basis
from auditor.presentation.excerpt import excerpt, quote, shorten, visible
from auditor.presentation.signing import to_sign
from auditor.presentation.totals import Totals
from auditor.presentation.wording import (
    CERTAINTIES,
    Demand,
    concluded,
    conclusion,
    coverage,
    demand,
    locator,
    reading_order,
    short_locator,
    tally,
    tally_of,
    troubles,
)
from auditor.presentation.wrapping import wrap
from auditor.report import AuditedNotice, LedgerEntry, Verdict
from auditor.reporting import Run, notice_format
from auditor.source import Source, Span

WIDTH = 100
"""Cells used when nobody says how wide the terminal is."""
NARROWEST = 30
_MANY_PLACES = 6
_EXAMINED = 60  # related places looked at one by one
_MANY_PROOFS = 15
_LONG_MESSAGE = 500
_MANY_TROUBLES = 200
_STYLES = {Demand.MUST: "bold red", Demand.SHOULD: "bold yellow", Demand.ASK: "bold cyan"}
_GOOD, _FAINT, _LOUD = "green", "dim", "bold reverse red"


def _tail(totals: Totals, run: Run) -> str:
    return _printed(_total(totals, _width(run)), run) if run.notices != 1 else ""


@notice_format("rich", title="终端报告：先结论，后逐条卡片（给编辑看）", tail=_tail)
def terminal(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write a page for each notice and, if there are several, the total."""
    page = _Page(audited, run)
    return _printed(page.lines(f"{number + 1}/{run.notices}" if run.notices > 1 else ""), run)


def _width(run: Run) -> int:
    return max(NARROWEST, run.options.width or WIDTH)


def _printed(lines: Iterable[Text], run: Run) -> str:
    out = io.StringIO(newline="")
    color = run.options.color
    console = Console(
        file=out,
        width=_width(run),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
    return out.getvalue()


class _Page:
    """One notice on the terminal, line by line."""

    def __init__(self, audited: AuditedNotice, run: Run) -> None:
        self.audited = audited
        self.run = run
        self.width = _width(run)
        self.verbose = run.options.verbose

    def lines(self, number: str) -> Iterator[Text]:
        """The whole page.  ``number`` (“2/5”) is given if there are several notices."""
        audited = self.audited
        path = visible(audited.path)
        if number:
            yield _ruler(f"{number} {path}", "bold", self.width, "━")
        if audited.source is None:
            yield from wrap(Text(f"结论：{troubles(audited)[0].words}", _LOUD), self.width)
            yield from [] if number else wrap(Text(path, _FAINT), self.width)
            yield Text()
            return
        yield from self._head(path if not number else "")
        counts: Counter[Demand] = Counter(map(demand, audited.findings))
        shown: Counter[Demand] = Counter()
        hints = []
        pairs = zip(audited.findings, audited.fingerprints, strict=True)
        marks = {id(finding): mark for finding, mark in pairs}
        for finding in reading_order(audited):
            if finding.severity is Severity.INFO and not self.verbose:
                hints.append(finding)
                continue
            kind = demand(finding)
            shown[kind] += 1
            yield Text()
            yield from self._card(finding, audited.source, f"{shown[kind]}/{counts[kind]}")
            if self.verbose:
                yield from self._field("指纹", Text(visible(marks[id(finding)]), _FAINT))
        yield from self._hints(hints, audited.source, "其余请核" if shown[Demand.ASK] else "请核")
        yield from self._proofs(audited.source)
        if open_claims := audited.verdicts[Verdict.UNCHECKABLE]:
            yield Text()
            open_ = len(to_sign(audited))
            rest = open_claims - open_
            beside = f"（无法核验 {open_claims} 处，另 {rest} 处已参与上面的核算或重复）" if rest else ""
            words = f"待核实签字 {open_} 处{beside}：正文中没有可对照的依据，用 auditor claims --to-sign 列出"
            yield from wrap(Text(words, _FAINT), self.width)
        yield Text()

    def _head(self, path: str) -> Iterator[Text]:
        audited = self.audited
        verdict = conclusion(audited)
        style = {"退回作者": "bold red", "可发布": "bold green", "未发现矛盾": "bold"}.get(
            verdict, "bold yellow"
        )
        first = Text.assemble("结论：", (concluded(audited), style), f"（{tally(audited.findings)}）　")
        first.append(f"已核实 {audited.verdicts[Verdict.VERIFIED]} 处", _GOOD)
        yield from wrap(first, self.width)
        words = coverage(audited.verdicts) + Totals(waived=audited.waived, known=audited.known).suppressed
        yield from wrap(Text(words), self.width)
        for trouble in troubles(audited):
            yield from wrap(Text(f"注意：{shorten(trouble.words, 300)}", _LOUD), self.width)
        about = "　".join(filter(None, (path, visible(shorten(audited.title, 60)))))
        if about:
            yield from wrap(Text(about, _FAINT), self.width)

    def _card(self, finding: Finding, source: Source, number: str) -> Iterator[Text]:
        kind = demand(finding)
        head = f"{kind} {number}  {self._rule(finding)}  {CERTAINTIES[finding.certainty]}"
        yield _ruler(head, _STYLES[kind], self.width, "─")
        yield from self._field("位置", Text(locator(self.audited, finding.span.start)))
        yield from self._field("问题", Text(visible(shorten(finding.message, _LONG_MESSAGE)), "bold"))
        yield from self._field("原文", self._marked(finding.span))
        yield from self._other_side(finding, source)
        if rests := basis(finding):
            yield from self._field(rests.label, Text(shorten(rests.words, _LONG_MESSAGE)))
        if finding.evidence and finding.evidence.readings:
            readings = "；".join(map(visible, finding.evidence.readings))
            yield from self._field("数法", Text(shorten(readings, _LONG_MESSAGE)))
        if finding.suggestion:
            yield from self._field("建议", Text(visible(shorten(finding.suggestion, _LONG_MESSAGE)), _GOOD))
        elif "请" not in finding.message:
            yield from self._field("处理", Text("请核实", _GOOD))

    def _other_side(self, finding: Finding, source: Source) -> Iterator[Text]:
        """The related places; equal words at one place share a line, and a long list is cut."""
        near, far = finding.related[:_EXAMINED], finding.related[_EXAMINED:]
        groups: dict[str, list[Label]] = {}
        for label in near:
            groups.setdefault(self._place(label, source), []).append(label)
        for i, (words, same) in enumerate(list(groups.items())[:_MANY_PLACES]):
            times = f"（{len(same)} 处）" if len(same) > 1 else ""
            yield from self._field("" if i else "对照", Text(f"{words}{times}"))
        rest = [label for same in list(groups.values())[_MANY_PLACES:] for label in same] + list(far)
        if rest:
            spots = list(dict.fromkeys(short_locator(self.audited, label.span.start) for label in rest))
            listed = "、".join(spots[:12]) + ("…" if len(spots) > 12 else "")
            yield from self._field("", Text(f"另有 {len(rest)} 处（{listed}）", _FAINT))

    def _place(self, label: Label, source: Source) -> str:
        words = locator(self.audited, label.span.start)
        if label.span.length:
            words += f" “{quote(source, label.span, 60)}”"
        return f"{words} {visible(shorten(label.message, 120))}".rstrip()

    def _marked(self, span: Span) -> Text:
        part = excerpt(self.audited, span)
        words = Text(part.before)
        words.append(f"【{part.quote}】", "bold reverse")
        return words.append(part.after)

    def _hints(self, findings: list[Finding], source: Source, name: str) -> Iterator[Text]:
        if not findings:
            return
        yield Text()
        yield _ruler(f"{name} {len(findings)} 条（每条一行，-v 展开）", _STYLES[Demand.ASK], self.width, "─")
        for finding in findings:
            words = Text(f"{self._rule(finding)}  {locator(self.audited, finding.span.start)}")
            if finding.span.length:
                words.append(f" “{quote(source, finding.span, 24)}”", "bold")
            words.append(f" {visible(shorten(finding.message, 160))}")
            yield from _hanging("· ", words, self.width)

    def _proofs(self, source: Source) -> Iterator[Text]:
        proofs = list(_by_proof(self.audited.ledger))
        if not proofs:
            return
        verified = self.audited.verdicts[Verdict.VERIFIED]
        yield Text()
        joined = f"，合 {len(proofs)} 条" if len(proofs) < verified else ""
        yield _ruler(f"已核实 {verified} 处{joined}", _GOOD, self.width, "─")
        shown = proofs if self.verbose else proofs[:_MANY_PROOFS]
        for entry in shown:
            words = Text(short_locator(self.audited, entry.span.start))
            words.append(f" “{quote(source, entry.span, 30)}” ", "bold")
            words.append(visible(shorten(entry.working, 200)))
            yield from _hanging("✓ ", words, self.width, _GOOD)
        if rest := len(proofs) - len(shown):
            yield from wrap(Text(f"  另有 {rest} 条，用 auditor claims 全部列出", _FAINT), self.width)

    def _rule(self, finding: Finding) -> str:
        return f"{visible(self.run.title(finding.rule))} {finding.rule}".lstrip()

    def _field(self, name: str, words: Text) -> Iterator[Text]:
        return _hanging(f"  {name}  " if name else " " * 8, words, self.width, _FAINT)


def _by_proof(ledger: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    """One entry for each proof: a total and its parts were proved together and share one working."""
    seen = set()
    for entry in ledger:
        if entry.verdict is Verdict.VERIFIED:
            proof = (entry.working, entry.related) if entry.working else (entry.span,)
            if proof not in seen:
                seen.add(proof)
                yield entry


def _hanging(mark: str, words: Text, width: int, style: str = "") -> Iterator[Text]:
    """Wrapped words to the right of a mark."""
    indent = cell_len(mark)
    for i, part in enumerate(wrap(words, width - indent)):
        yield Text.assemble((mark, style) if i == 0 else " " * indent, part)


def _ruler(words: str, style: str, width: int, dash: str) -> Text:
    """Words with a line drawn to the right edge; several lines if they are long."""
    *lines, last = wrap(Text(words, style), width - 2)
    rest = max(2, width - cell_len(last.plain) - 1)
    return Text("\n").join([*lines, Text.assemble(last, " ", (dash * rest, style))])


def _total(totals: Totals, width: int) -> Iterator[Text]:
    yield _ruler(
        f"合计 {totals.notices} 份{'，' if totals.missed else ''}{totals.missed}", "bold", width, "━"
    )
    conclusions = " · ".join(f"{word} {n} 份" for word, n in totals.conclusions.most_common())
    if conclusions:
        yield from wrap(Text(conclusions, "bold"), width)
    yield from wrap(Text(tally_of(totals.demands) + totals.suppressed), width)
    yield from wrap(Text(coverage(totals.verdicts)), width)
    for path, trouble in totals.troubles[:_MANY_TROUBLES]:
        words = f"注意：{visible(path)}　{shorten(trouble.words, 120)}"
        yield from wrap(Text(words, _LOUD), width)
    if rest := len(totals.troubles[_MANY_TROUBLES:]) + totals.more_troubles:
        yield from wrap(Text(f"注意：另有 {rest} 处未能完整审核", _LOUD), width)
