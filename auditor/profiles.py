"""The genre of a text, recognised from its title and preamble (data/profiles.toml), and what the genre demands.

A text is a notice of rectification only if its title says so, or if its preamble announces it (现将……整改情况
予以公布), and if it has sections.  Anything else, an excerpt of a notice too, is ``general``.
"""

from __future__ import annotations

from functools import cache

from auditor.findings import Severity
from auditor.lexicon import entries, words
from auditor.notice import Kind, Notice
from auditor.patterns import compiled
from auditor.records import frozen

INSPECTION = "inspection"
AUDIT = "audit"
SUPERVISION = "supervision"
FEEDBACK = "feedback"
GENERAL = "general"
PROFILES = (INSPECTION, AUDIT, SUPERVISION, FEEDBACK, GENERAL)

MIN_SECTIONS = 2
PREAMBLE_PARAGRAPHS = 3
PREAMBLE_LENGTH = 800

_ANNOUNCES = compiled(
    r"现(?:就|将|把|对)(?P<what>[^。；\n]{0,80}?(?:情况|进展|结果|报告|成效))"
    r"(?P<how>[^。；\n]{0,24}(?:公布|公开|公示|公告|通报|通告|报告|说明|汇报))"
)
_FEEDBACK = compiled(
    r"巡[察视][^。\n]{0,40}(?:反馈|进驻|公告|动员|工作安排)|(?:反馈|进驻)[^。\n]{0,20}巡[察视]"
)
_RESULTS = compiled(
    r"整改(?:落实|工作|任务|完成|推进|集中|阶段性?){0,3}(?:情况|进展|结果|成效|的?(?:通报|公告|公示|通告|报告)\Z)"
)
_TAG = compiled(r"[（(][^（）()]{0,20}[)）]\s*\Z")


@frozen
class Profile:
    """A genre: its name, how it is told, the elements it must have and how grave it is if one is missing."""

    id: str
    name: str
    subject: list[str]
    required: list[str]
    severity: str

    @property
    def missing(self) -> Severity:
        """The severity of a missing element."""
        return Severity[self.severity.upper()]


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by id."""
    return {p.id: p for p in entries("profiles", "profile", Profile)}


def recognise(notice: Notice) -> str:
    """The profile of a notice: one of PROFILES."""
    title, preamble = notice.title, _preamble(notice)
    announced = _ANNOUNCES.search(preamble)
    told = announced[0] if announced else ""
    if title:
        is_notice = _named(title) or ("整改" in told and not _kind_of_text(title, "other"))
    else:
        is_notice = "整改" in told
    if is_notice and len(notice.sections) >= MIN_SECTIONS:
        for words_ in (title, told, preamble):
            if found := _subject(words_):
                return found
    head = title or (preamble if notice.sections else "")
    return FEEDBACK if _FEEDBACK.search(head) and "整改" not in title else GENERAL


def titled(notice: Notice) -> bool:
    """Whether a text's own title (else its preamble) says that it is a notice of rectification, however little of one follows."""
    if notice.title:
        return _named(notice.title) and _RESULTS.search(notice.title) is not None
    return notice.profile in (INSPECTION, AUDIT, SUPERVISION)


def required(notice: Notice, element: str) -> Severity | None:
    """How grave it is that a notice lacks an element (title, signature, date, contact); None if it need not have it.

    What the configuration demands replaces what the genre demands; ``general`` texts need not have anything.
    """
    profile = profiles().get(notice.profile)
    demanded = notice.settings.required
    if demanded is not None and notice.profile != GENERAL:
        return Severity.ERROR if element in demanded else None
    if profile is None or element not in profile.required:
        return None
    if element == "contact" and not is_public(notice):
        return None
    return profile.missing


def is_public(notice: Notice) -> bool:
    """Whether a notice of rectification, of whatever genre, says that it is made public."""
    if notice.profile in (FEEDBACK, GENERAL):
        return False
    announced = _ANNOUNCES.search(_preamble(notice))
    told = notice.title + (announced["how"] if announced else "")
    return any(word in told for word in words("profiles", "public"))


def _preamble(notice: Notice) -> str:
    """The first paragraphs, up to the first heading."""
    found: list[str] = []
    for leaf in notice.leaves[:12]:
        if leaf.kind is Kind.PARAGRAPH and len(leaf.text) > 15:
            found.append(leaf.text[:PREAMBLE_LENGTH])
        if len(found) == PREAMBLE_PARAGRAPHS or (found and leaf.kind is Kind.HEADING):
            break
    return "\n".join(found)


def _named(title: str) -> bool:
    cases = any(word in title for word in words("profiles", "cases"))
    return "整改" in title and not cases and _kind_of_text(title, "titles")


def _kind_of_text(title: str, key: str) -> bool:
    """Whether a title, without a tag such as （公开稿）, ends with one of the words of ``key``."""
    plain = title
    while tag := _TAG.search(plain):
        plain = plain[: tag.start()]
    return plain.rstrip('》”" 。').endswith(words("profiles", key))


def _subject(text: str) -> str:
    """The profile whose subject is named first."""
    best, where = "", len(text)
    for profile in profiles().values():
        if profile.id == FEEDBACK:
            continue
        for word in profile.subject:
            at = text.find(word)
            if 0 <= at < where:
                best, where = profile.id, at
    return best
