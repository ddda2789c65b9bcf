"""One notice through the auditor: parse, run the rules, merge what has one cause, write the ledger."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from operator import attrgetter

from attrs import evolve

from auditor.claims import Claim
from auditor.findings import Finding, Label, Severity, Tie
from auditor.history.fingerprints import fingerprints
from auditor.notice import Notice
from auditor.parse import parse
from auditor.profiles import GENERAL, recognise, titled
from auditor.registry import Rule
from auditor.report import AuditedNotice, Crash, LedgerEntry, RuleInfo, Verdict
from auditor.settings import DEFAULTS, Settings
from auditor.source import Source


def audit_source(
    source: Source, rules: Sequence[Rule], profile: str | None = None, settings: Settings = DEFAULTS
) -> AuditedNotice:
    """Audit one text with the given rules.

    ``profile`` overrides the genre of ``settings``, which overrides the recognised one.
    """
    notice = parse(source)
    notice.settings = settings
    notice.profile = profile or settings.profile or recognise(notice)
    findings: list[Finding] = []
    ties: list[tuple[str, Tie]] = []
    crashes: list[Crash] = []
    for rule in sorted(
        rules, key=attrgetter("id")
    ):  # two rules may prove one claim: the first by id is shown
        if rule.profiles and notice.profile not in rule.profiles:
            continue
        try:
            for result in rule.run(notice):
                if isinstance(result, Tie):
                    ties.append((rule.id, result))
                else:
                    findings.append(_complete(result, rule, settings.severity.get(rule.id)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule may be anybody's code; told, exit status 2
            crashes.append(Crash(rule.id, _where(error)))
    findings.sort(key=lambda finding: finding.rule)  # the order in which the rules ran must not show
    ties.sort(key=lambda proof: (proof[1].weak, proof[0]))
    crashes.sort(key=lambda crash: crash.rule)
    merged = merge(findings)
    stated = tuple(ledger(notice, findings, [tie for _, tie in ties]))
    return AuditedNotice(
        path=source.path,
        source=source,
        notice=notice,
        profile=notice.profile,
        findings=tuple(merged),
        fingerprints=tuple(fingerprints(notice, merged)),
        ledger=stated,
        crashes=tuple(crashes),
        silent="" if stated else _silent(notice, profile or settings.profile),
    )


def _silent(notice: Notice, chosen: str | None) -> str:
    """Why a text of which nothing was recognised should be a notice; "" if nothing says so."""
    if chosen is not None:
        return "" if chosen == GENERAL else f"配置的文种是 {chosen}"
    return "标题是整改通报" if titled(notice) else ""


def describe(rule: Rule) -> RuleInfo:
    """A rule as reports see it."""
    return RuleInfo(rule.id, rule.name, rule.title, rule.severity, rule.doc, rule.page, rule.up_to)


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per cause, in the order of the text.

    Findings with the same ``cause`` become the gravest of them; the places of the others become related
    places.  Without a cause only exact repetitions are dropped.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=_gravest_first):
        key = finding.cause or (finding.rule, finding.span, finding.message)
        groups.setdefault(key, []).append(finding)
    merged = [_one(group) for group in groups.values()]
    return sorted(merged, key=lambda f: (f.span, f.rule, f.message))


def _gravest_first(finding: Finding) -> tuple[int, str, int, int, str]:
    return (-int(finding.severity or 0), finding.rule, finding.span.start, finding.span.end, finding.message)


def _one(group: list[Finding]) -> Finding:
    first, *others = group
    if not others and len(first.claims) < 2:
        return first
    labels = list(first.related)
    seen = {first.span, *(label.span for label in labels)}
    for other in others:
        for label in (Label(other.span, other.message), *other.related):
            if label.span not in seen:
                seen.add(label.span)
                labels.append(label)
    claims = tuple({id(c): c for f in group for c in f.claims}.values())
    return evolve(first, related=tuple(labels), claims=claims)


def _complete(finding: Finding, rule: Rule, configured: Severity | None) -> Finding:
    """A configured severity goes before the finding's own, that before the rule's."""
    return finding.of(rule.id, configured or finding.severity or rule.severity)


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error}（{frame.filename}:{frame.lineno}）"


def ledger(notice: Notice, findings: Iterable[Finding], ties: Iterable[Tie]) -> Iterable[LedgerEntry]:
    """Every claim with its verdict: contradicted by a finding, else verified by a tie, else uncheckable."""
    against: dict[int, Finding] = {}
    proofs: dict[int, Tie] = {}
    claims: dict[int, Claim] = {id(c): c for c in notice.claims}
    for tie in ties:
        for claim in tie.claims:
            claims.setdefault(id(claim), claim)
            proofs.setdefault(id(claim), tie)
    for finding in findings:
        for claim in finding.claims:
            claims.setdefault(id(claim), claim)
            against.setdefault(id(claim), finding)
    for key, claim in sorted(claims.items(), key=lambda item: (item[1].start, item[1].end, item[1].kind)):
        span = notice.span(claim.start, claim.end)
        if refuted := against.get(key):
            working = refuted.evidence.working if refuted.evidence else refuted.message
            yield LedgerEntry(
                claim.kind, Verdict.CONTRADICTED, span, working, tuple(r.span for r in refuted.related)
            )
        elif proof := proofs.get(key):
            yield LedgerEntry(claim.kind, Verdict.VERIFIED, span, proof.working, proof.spans)
        else:
            yield LedgerEntry(claim.kind, Verdict.UNCHECKABLE, span)
