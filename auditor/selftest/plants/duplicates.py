"""Families U and V: what stands twice, and what must not be published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from auditor.notice import Kind
from auditor.selftest.plants._ground import Ground, Plant, kind

LONG = 60  # characters from which a paragraph does not recur by chance


@kind("U", "paragraph-repeated", "整段重复")
def paragraph_repeated(ground: Ground) -> Iterator[Plant]:
    """A paragraph stands again further down."""
    for section in ground.notice.sections:
        for node in section.children:
            if node.kind in (Kind.PARAGRAPH, Kind.ITEM) and len(node.text) >= LONG:
                words = node.text[len(node.marker) :]
                yield Plant((ground.after_line(section.end - 1, words),), (ground.span(node),))


@kind("U", "sentence-repeated", "一句话写了两遍")
def sentence_repeated(ground: Ground) -> Iterator[Plant]:
    """A long sentence stands twice in its paragraph."""
    for node in ground.body():
        end = node.text.find("。") + 1
        start = len(node.marker)
        if end - start > LONG // 2 and len(node.text) > end:
            words = node.text[start:end]
            edit = ground.replace(node.end, node.end, words)
            yield Plant((edit,), (ground.notice.span(node.start + start, node.start + end),))


@kind("U", "measure-repeated", "一条措施写了两遍")
def measure_repeated(ground: Ground) -> Iterator[Plant]:
    """The text of 一是 stands again under 二是 of the next problem."""
    items = [n for n in ground.notice.of_kind(Kind.ITEM) if len(n.text) >= LONG // 2]
    for node, other in zip(items, items[4:], strict=False):
        words = node.text[len(node.marker) :]
        edit = ground.replace(other.start + len(other.marker), other.end, words)
        yield Plant((edit,), (ground.span(node), ground.span(other)))


@kind("U", "entry-repeated", "并列的同一项列了两次")
def entry_repeated(ground: Ground) -> Iterator[Plant]:
    """甲、乙、丙 → 甲、乙、乙."""
    text = ground.text
    for item in ground.notice.claims.enumerations:
        (a, b), (c, d) = item.items[1], item.items[-1]
        words = text[a:b]
        if (
            item.closed
            and len(item.items) > 2
            and len(words) > 3
            and words.isalpha()
            and text[c:d].isalpha()
            and len(item.counts) == 1
        ):
            yield Plant((ground.replace(c, d, words),), (ground.span(item),))


@kind("U", "document-repeated", "并列的文件列了两次")
def document_repeated(ground: Ground) -> Iterator[Plant]:
    """《甲》 → 《甲》《甲》."""
    for citation in ground.notice.claims.citations:
        words = ground.text[citation.start : citation.end]
        yield Plant((ground.replace(citation.end, citation.end, f"、{words}"),), (ground.span(citation),))


@kind("U", "item-swallowed", "一条标题里混入了下一条")
def item_swallowed(ground: Ground) -> Iterator[Plant]:
    """A heading goes on with the text of the next one."""
    for section in ground.notice.sections:
        headings = [s.heading for s in section.sections if s.heading is not None]
        for node, after in pairwise(headings):
            if len(after.title) > 9 and node.level > 2 and ground.text[node.end : node.end + 1] == "\n":
                edit = ground.replace(node.end, node.end, f"；{after.title}")
                yield Plant((edit,), (ground.span(node), ground.span(after)))


def _said(ground: Ground, words: str) -> Iterator[Plant]:
    for at in ground.sentence_ends():
        yield Plant((ground.replace(at, at, words),))


@kind("V", "identity-number", "公开了身份证号")
def identity_number(ground: Ground) -> Iterator[Plant]:
    """A citizen's number with a true check digit."""
    body = "32060119850412351"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]
    yield from _said(ground, f"（当事人身份证号：{body}{check}）")


@kind("V", "bank-card", "公开了银行卡号")
def bank_card(ground: Ground) -> Iterator[Plant]:
    """A card number with a true check digit."""
    body = "622202110201234567"
    total = sum(d if i % 2 else sum(divmod(d * 2, 10)) for i, d in enumerate(map(int, reversed(body))))
    yield from _said(ground, f"（银行卡号：{body}{-total % 10}）")


@kind("V", "mobile-phone", "公开了私人手机号")
def mobile_phone(ground: Ground) -> Iterator[Plant]:
    """A private mobile number in the body."""
    yield from _said(ground, "（联系人王某，13951234567）")
