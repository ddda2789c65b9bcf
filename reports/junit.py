"""junit: JUnit XML, for build servers; a notice is a test suite, a finding a test case.

What makes the run fail is a failure: findings at or above --fail-on, and in a suite of their own more warnings than
are allowed.  Other findings are skipped, with their words as output, as JUnit knows nothing between.  What could not
be audited is an error, a text of which nothing was recognised is skipped.
"""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Comment, Element, SubElement

from auditor.findings import Finding, Severity
from auditor.presentation.excerpt import visible
from auditor.presentation.totals import Totals
from auditor.presentation.wording import (
    CERTAINTIES,
    Trouble,
    coverage,
    demand,
    excerpt_words,
    explanation,
    locator,
    troubles,
)
from auditor.report import AuditedNotice, Report
from auditor.reporting import Options, output_format

_MANY = 20  # related places that are listed


@output_format("junit", title="JUnit XML：Jenkins、GitLab 等构建平台的测试报告")
def junit(report: Report, out: TextIO, options: Options) -> None:
    """Write ``testsuites`` with one ``testsuite`` per notice."""
    totals = Totals.of(report.notices)
    root = Element("testsuites", name="auditor")
    # Elements of our own would break schemas; the numbers that JUnit does not know stand in a comment.
    root.append(Comment(f" notices: {totals.notices}, unchecked: {totals.unchecked} "))
    titles = {info.id: info.title for info in report.rules}
    for audited in report.notices:
        suite = SubElement(root, "testsuite", name=visible(audited.path))
        for i, (finding, mark) in enumerate(zip(audited.findings, audited.fingerprints, strict=True)):
            _finding(suite, audited, finding, mark, titles.get(finding.rule, ""), fails=audited.fails(i))
        for trouble in troubles(audited):
            _trouble(suite, audited, trouble)
        if not len(suite):
            _case(suite, audited, "未发现问题")
        if audited.checked:
            SubElement(suite, "system-out").text = coverage(audited.verdicts)
        _count(suite, suite)
    if report.excesses:
        suite = SubElement(root, "testsuite", name="auditor")
        for words in report.excesses:
            case = SubElement(suite, "testcase", classname="auditor", name=visible(words))
            SubElement(case, "failure", type="gate", message=visible(words))
        _count(suite, suite)
    _count(root, root)
    ElementTree.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _case(suite: Element, audited: AuditedNotice, name: str) -> Element:
    return SubElement(suite, "testcase", classname=visible(audited.path), name=visible(name))


def _finding(
    suite: Element, audited: AuditedNotice, finding: Finding, mark: str, title: str, *, fails: bool
) -> None:
    case = _case(suite, audited, f"{finding.rule} {title} {locator(audited, finding.span.start)}")
    words = [
        f"{demand(finding)} {CERTAINTIES[finding.certainty]}",
        excerpt_words(audited, finding.span),
        *explanation(finding),
        *(
            f"对照：{locator(audited, r.span.start)} {visible(r.message)}".rstrip()
            for r in finding.related[:_MANY]
        ),
    ]
    if len(finding.related) > _MANY:
        words.append(f"另有 {len(finding.related) - _MANY} 处")
    words.append(f"指纹：{visible(mark)}")
    if fails:
        failure = SubElement(case, "failure", type=finding.rule, message=visible(finding.message))
        failure.text = "\n".join(words)
    else:
        SubElement(case, "skipped", message=visible(finding.message))
        SubElement(case, "system-out").text = "\n".join(words)


def _trouble(suite: Element, audited: AuditedNotice, trouble: Trouble) -> None:
    case = _case(suite, audited, trouble.name)
    if trouble.severity is Severity.ERROR:
        SubElement(case, "error", type=trouble.name, message=trouble.words)
    else:
        SubElement(case, "skipped", message=trouble.words)


def _count(element: Element, below: Element) -> None:
    for name, tag in (
        ("tests", "testcase"),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        element.set(name, str(sum(1 for _ in below.iter(tag))))
