"""A name for each finding, by which waivers, baselines, SARIF and GitLab know it again after edits elsewhere.

It is made of the rule, the words of the headings around the finding (not their numbers, which change when a section
is inserted), the words it points at without blanks (which change when a paragraph is wrapped anew), and its ordinal
among the findings that share all three.  Line numbers and the order in which rules ran play no part.  What is missing stands
in no section: such a finding is made of the rule and the name of the element, or of its message less the figures if
it points at no words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256

from auditor.findings import Finding
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

LENGTH = 16
"""Hexadecimal digits of a fingerprint."""
FINGERPRINT = compiled(r"[0-9a-f]{16}\Z")
_CLOSING = (Kind.CONTACT, Kind.SIGNATURE, Kind.SIGNED, Kind.ISSUED, Kind.ATTACHMENT)
"""What comes after the last section and belongs to none."""
_FIGURES = compiled(r"[0-9０-９.，,]+")


def fingerprints(notice: Notice, findings: Sequence[Finding]) -> Iterator[str]:
    """The fingerprints of a notice's findings in their order; no two are equal."""
    if not findings:
        return
    starts, paths = _headings(notice)
    seen: dict[str, int] = {}
    for finding in findings:
        if quoted := "" if finding.missing else _words(notice.source.quote(finding.span)):
            at = notice.logical_offset(finding.span.start)
            leaf = notice.leaf_at(at)
            path = (str(leaf.kind),) if leaf and leaf.kind in _CLOSING else paths[bisect_right(starts, at)]
            key = "\x1f".join((finding.rule, *path, quoted))
        else:
            key = f"{finding.rule}\x1f{finding.missing or _FIGURES.sub('', _words(finding.message))}"
        seen[key] = seen.get(key, 0) + 1
        yield sha256(f"{key}\x1f{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _headings(notice: Notice) -> tuple[list[int], list[tuple[str, ...]]]:
    """Where the numbered headings start, and the words of the headings in force before and from each on.

    A heading without a number may be a line of a paragraph that was wrapped anew; it neither counts nor ends a
    section here, so the outline's own path will not do.
    """
    starts: list[int] = []
    paths: list[tuple[str, ...]] = [()]
    open_headings: list[tuple[int, str]] = []
    for leaf in notice.of_kind(Kind.HEADING):
        if leaf.marker:
            open_headings = [each for each in open_headings if each[0] < leaf.level]
            open_headings.append((leaf.level, _words(leaf.title)))
            starts.append(leaf.start)
            paths.append(tuple(words for _, words in open_headings))
    return starts, paths


def _words(text: str) -> str:
    return "".join(text.split())
