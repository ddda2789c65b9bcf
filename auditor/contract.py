"""The JSON contract (schema_version 1): a report as plain data.

Lines and columns count from 1, offsets from 0, all in Unicode code points of the decoded text (what ``auditor text``
prints).  A quote from a document that is not plain text also says where it stands there: ``page``, ``paragraph``,
``cell`` or ``run``, from 1.  Keys are only ever added; a change of meaning raises ``SCHEMA_VERSION``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

import orjson

from auditor import __version__
from auditor.findings import Finding, Severity
from auditor.presentation.excerpt import HIDDEN
from auditor.presentation.totals import Totals
from auditor.presentation.wording import unrecognised
from auditor.report import AuditedNotice, LedgerEntry, RuleInfo, Verdict
from auditor.source import Source, Span

SCHEMA_VERSION = 1
Data = dict[str, Any]


def tool(rules: Collection[object]) -> Data:
    """Who audited, and with how many rules."""
    return {"name": "auditor", "version": __version__, "rules": len(rules)}


def summary(totals: Totals) -> Data:
    """The counts over all notices.

    ``suppressed`` findings are in no list: a waiver or the baseline took them out.
    """
    return {
        "notices": totals.notices,
        "checked": totals.notices - totals.unchecked,
        "unchecked": totals.unchecked,
        "unrecognised": totals.unrecognised,
        "findings": {str(s): totals.severities[s] for s in sorted(Severity, reverse=True)},
        "claims": {str(v): totals.verdicts[v] for v in Verdict},
        "suppressed": {"waived": totals.waived, "baseline": totals.known},
        "crashed_rules": sorted(totals.crashed),
    }


def notice(audited: AuditedNotice, rules: Mapping[str, RuleInfo]) -> Data:
    """One notice.  ``rules`` are the report's rules by id; an unchecked notice has no claims."""
    findings: list[Data] = []
    claims: list[Data] = []
    if source := audited.source:
        places = Places(source)
        pairs = zip(audited.findings, audited.fingerprints, strict=True)
        findings = [_finding(audited, places, f, fingerprint, rules) for f, fingerprint in pairs]
        claims = [_claim(places, entry) for entry in audited.ledger]
    verdicts = audited.verdicts
    return {
        "path": audited.path,
        "status": "unchecked" if audited.unchecked else "checked",
        "reason": unrecognised(audited.silent) if audited.silent else audited.reason,
        "title": audited.title,
        "findings": findings,
        "claims": claims,
        "encoding": audited.source.encoding if audited.source else None,
        "profile": audited.profile if audited.checked else None,
        "coverage": {"recognised": sum(verdicts.values()), **{str(v): verdicts[v] for v in Verdict}},
        "suppressed": {"waived": audited.waived, "baseline": audited.known},
        "crashes": [{"rule": c.rule, "error": c.error} for c in audited.crashes],
    }


def dumps(data: Data) -> str:
    """The data in one line of JSON.

    Chinese stays readable; what a terminal would obey and lone surrogates are escaped, so that the line can be
    printed and encoded anywhere.
    """
    try:
        text = orjson.dumps(data).decode()
    except orjson.JSONEncodeError:  # a lone surrogate, which only a text handed over by a caller can have
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Nearly all texts are printable, which is quickly known; of the characters meant here it passes blank letters only.
    return text if text.isprintable() else HIDDEN.sub(_escape, text)


class Places:
    """Spans of one source as data.  A proof's places recur with each of its claims, so each is made once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._places: dict[Span, Data] = {}
        self._points: dict[int, Data] = {}

    def __call__(self, span: Span) -> Data:
        """What stands at a span, and where.  The result is shared: do not change it."""
        if (known := self._places.get(span)) is None:
            start, end = self._point(span.start), self._point(span.end)
            known = self._places[span] = {"quote": self._source.quote(span), "start": start, "end": end}
            if origin := self._source.origin:
                known |= origin.locate(span)
        return known

    def _point(self, offset: int) -> Data:
        if (known := self._points.get(offset)) is None:
            position = self._source.position(offset)
            known = {"line": position.line, "column": position.column, "offset": offset}
            self._points[offset] = known
        return known


def _finding(
    audited: AuditedNotice, places: Places, finding: Finding, fingerprint: str, rules: Mapping[str, RuleInfo]
) -> Data:
    outline, evidence = audited.notice, finding.evidence
    return {
        "rule": finding.rule,
        "name": rules[finding.rule].name,
        "severity": str(finding.severity),
        "certainty": str(finding.certainty),
        "message": finding.message,
        **places(finding.span),
        "section": outline.place(outline.logical_offset(finding.span.start)) if outline else "",
        "related": [{"message": label.message, **places(label.span)} for label in finding.related],
        "evidence": evidence
        and {
            "stated": evidence.stated,
            "computed": evidence.computed,
            "working": evidence.working,
            "readings": list(evidence.readings),
        },
        "suggestion": finding.suggestion,
        "fingerprint": fingerprint,
    }


def _claim(places: Places, entry: LedgerEntry) -> Data:
    return {
        "kind": entry.kind,
        "verdict": str(entry.verdict),
        **places(entry.span),
        "working": entry.working,
        "related": [places(span) for span in entry.related],
    }


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
