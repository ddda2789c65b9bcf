"""gitlab: GitLab's code quality report (a JSON array), shown in the merge request."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from auditor import contract
from auditor.findings import Severity
from auditor.presentation.wording import explanation, troubles
from auditor.report import AuditedNotice
from auditor.reporting import Run, notice_format

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


@notice_format(
    "gitlab",
    title="GitLab 代码质量报告（合并请求中显示）",
    head=lambda run: "[\n",
    between=",\n",
    tail=lambda totals, run: "\n]\n",
)
def gitlab(audited: AuditedNotice, number: int, run: Run) -> str:
    """Write one entry per finding and one for whatever was not audited."""
    entries: list[dict[str, Any]] = []
    for nth, trouble in enumerate(troubles(audited)):
        severity = "blocker" if trouble.severity is Severity.ERROR else _SEVERITIES[trouble.severity]
        fingerprint = f"{trouble.name}{nth}"
        entries.append(_entry(audited.path, trouble.words, trouble.name, fingerprint, severity, 1, 1))
    if source := audited.source:
        for finding, fingerprint in zip(audited.findings, audited.fingerprints, strict=True):
            first, last = source.position(finding.span.start).line, source.position(finding.span.end).line
            words = "　".join(explanation(finding))
            severity = _SEVERITIES[finding.severity or Severity.INFO]
            entries.append(_entry(audited.path, words, finding.rule, fingerprint, severity, first, last))
    return ",\n".join(map(contract.dumps, entries))


def _entry(
    path: str, words: str, check: str, fingerprint: str, severity: str, first: int, last: int
) -> dict[str, Any]:
    # GitLab drops entries of equal fingerprint; ours are unique within a notice only.
    unique = sha256(f"{path}\x1f{fingerprint}".encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "description": words,
        "check_name": check,
        "fingerprint": unique,
        "severity": severity,
        "location": {"path": path.removeprefix("./"), "lines": {"begin": first, "end": last}},
    }
