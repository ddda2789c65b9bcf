"""Family T: elements of a notice that are missing, and problems without an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Severity
from auditor.notice import Kind, Node
from auditor.profiles import required
from auditor.selftest.plants._ground import Edit, Ground, Plant, kind

_ATTACHED = re.compile(r"附件[：:]?\s*")


def _without(ground: Ground, element: str, *kinds: Kind) -> Iterator[Plant]:
    nodes = ground.notice.of_kind(*kinds)
    demanded = required(ground.notice, element)
    if nodes and demanded is not None:
        least = min(demanded, Severity.WARNING)
        yield Plant(tuple(ground.drop(node) for node in nodes), anywhere=True, least=least)


@kind("T", "title-removed", "缺标题")
def title_removed(ground: Ground) -> Iterator[Plant]:
    """The lines of the title go."""
    yield from _without(ground, "title", Kind.TITLE)


@kind("T", "signature-removed", "缺落款")
def signature_removed(ground: Ground) -> Iterator[Plant]:
    """The signature goes, the date stays."""
    if not ground.notice.of_kind(Kind.SIGNED):
        yield from _without(ground, "signature", Kind.SIGNATURE)


@kind("T", "date-removed", "缺成文日期")
def date_removed(ground: Ground) -> Iterator[Plant]:
    """The date goes, the signature stays."""
    if not ground.notice.of_kind(Kind.SIGNED):
        yield from _without(ground, "date", Kind.ISSUED)


@kind("T", "contact-removed", "缺联系方式")
def contact_removed(ground: Ground) -> Iterator[Plant]:
    """The contact paragraph goes."""
    yield from _without(ground, "contact", Kind.CONTACT)


def _problems(ground: Ground) -> Iterator[Node]:
    """Leaf sections whose text stands on lines of its own, in groups of several."""
    for section in ground.notice.sections:
        siblings = section.parent.sections if section.parent else []
        leaf = not section.sections and len(section.children) > 1 and section.level > 2
        if leaf and len(siblings) > 1 and not section.children[1].joined:
            yield section


@kind("T", "problem-emptied", "问题没有整改内容")
def problem_emptied(ground: Ground) -> Iterator[Plant]:
    """All that answers a problem goes, its heading stays."""
    for section in _problems(ground):
        yield Plant((ground.drop(*section.children[1:]),), (ground.span(section.children[0]),))


@kind("T", "text-cut", "正文在句中断掉")
def text_cut(ground: Ground) -> Iterator[Plant]:
    """The last measure of a problem ends in the middle of its sentence."""
    for section in _problems(ground):
        last = section.children[-1]
        if len(last.text) > 40 and last.text.endswith("。"):
            cut = last.text.rfind("，", 15, len(last.text) - 6)
            if cut > 0:
                yield Plant((ground.replace(last.start + cut + 2, last.end, ""),), (ground.span(last),))


def _attachments(ground: Ground) -> list[Node]:
    return [
        n for n in ground.notice.of_kind(Kind.ATTACHMENT) if n.number is not None or _ATTACHED.match(n.text)
    ]


@kind("T", "attachment-not-listed", "正文提到的附件没有列出")
def attachment_not_listed(ground: Ground) -> Iterator[Plant]:
    """（详见附件9） where there are three."""
    nodes = _attachments(ground)
    if nodes:
        for at in ground.sentence_ends():
            yield Plant((ground.replace(at, at, f"（详见附件{len(nodes) + 4}）"),), (ground.span(nodes[0]),))


@kind("T", "attachments-gone", "提到附件而没有附件清单")
def attachments_gone(ground: Ground) -> Iterator[Plant]:
    """（详见附件2） in a notice whose list of attachments is gone."""
    nodes = ground.notice.of_kind(Kind.ATTACHMENT)
    if nodes:
        dropped: Edit = ground.drop(*nodes)
        for at in ground.sentence_ends():
            yield Plant((ground.replace(at, at, "（详见附件2）"), dropped))


@kind("T", "attachment-number", "附件序号跳号")
def attachment_number(ground: Ground) -> Iterator[Plant]:
    """附件：1. 2. 3. → 1. 2. 4."""
    nodes = ground.notice.of_kind(Kind.ATTACHMENT)
    last = nodes[-1] if len(nodes) > 2 else None
    found = re.match(r"[0-9]", last.text) if last else None
    if last and found:
        edit = ground.replace(last.start, last.start + 1, str(int(found[0]) + 1))
        yield Plant((edit,), tuple(map(ground.span, nodes)))
