"""The genre of a text, recognised from its title and preamble."""

from __future__ import annotations

import re

from auditor.notice import Kind, Notice

INSPECTION = "inspection"
AUDIT = "audit"
SUPERVISION = "supervision"
FEEDBACK = "feedback"
GENERAL = "general"
PROFILES = (INSPECTION, AUDIT, SUPERVISION, FEEDBACK, GENERAL)

_RECTIFICATION = re.compile(r"整改")
_KINDS = (
    (INSPECTION, re.compile(r"巡[察视]")),
    (AUDIT, re.compile(r"审计")),
    (SUPERVISION, re.compile(r"督[查察]|环保|检查")),
)


def recognise(notice: Notice) -> str:
    """The profile of a notice: one of PROFILES."""
    head = notice.title
    for leaf in notice.leaves:
        if leaf.kind is Kind.PARAGRAPH:
            head += leaf.text[:400]
            break
    if not _RECTIFICATION.search(head):
        return FEEDBACK if re.search(r"巡[察视].{0,20}反馈|反馈.{0,20}巡[察视]", head) else GENERAL
    for profile, words in _KINDS:
        if words.search(head):
            return profile
    return GENERAL
