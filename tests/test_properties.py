"""What holds for every text, however broken: structure, coordinates, findings and output."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor import reporting
from auditor.notice import Notice
from auditor.parse import parse
from auditor.pipeline import audit_source, describe
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice, Report
from auditor.source import Source, cells

# fmt: off
PIECES = [
    *("一、", "二 、", "十二、", "（一）", "( 二 )", "(3)", "（４）", "1.", "2．", "３、", "⒈", "⑵", "①", "②", "问题 1："),
    *("一是", "二是", "—是", "四 是", "三要", "第一，", "其二，", "首先，", "第二部分", "- ", "* ", "● ", "## ", "　　"),
    *("整改落实情况：", "完成时限：", "附件：", "附 件2：", "欢迎监督。", "联系电话：", "电 子邮箱：", "公开期限：", "邮编："),
    *("2023年5月6日", "二〇二三年五月六日", "2023年X月X日", "截至3月30日", "2022年8月3日至9月17日", "2023年2月30日"),
    *("中共青石镇委员会", "青石镇党委", "清河市审计局", "关于巡察整改情况的通报", "整改问题16个", "其中已完成3项", "占48%"),
    *("十六", "两", "廿三", "七万五千", "1,825.95", "12万", "0571-12345678", "310000", "a@b.gov.cn", "XX村", "□", "__"),
    *"《》“”‘’（）()\"'【】。；，、：,;:…| \t\u00a0\u3000\u200b\ufeff\x00\x07\x0b\x0c\x1e\x85\u2028\u202e\ré𠮷😀\ue000\uffff\n\n",
    *("共120件。", "甲类12件，占比10%；", "乙类24件，占比20%；", "48件，占比40%。", "占比提高30%；", "同比下降12.5%，", "分别占10%、20%"),
    *("  ", "\x1b[31m", "e\u0301", "\n\n", "。\n", "，\n", "街道党工委认真学习，逐条整改，", "清洁一条河 青石作表率"),
]
# fmt: on
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(CHARACTERS, max_size=120),
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(CHARACTERS, max_size=8)),
        max_size=40,
    ).map("".join),
)


def structure(text: str) -> Notice:
    """The parsed notice of a text."""
    return parse(Source("<text>", text))


@pytest.fixture(scope="module")
def rules(registry: Registry) -> list[Rule]:
    """All built-in rules."""
    return list(registry)


@given(TEXTS)
@example("")
@example("\n\n")
@example("\x1c")
@example("- ")
@example("#\n## \n")
def test_leaves_cover_the_text(text: str) -> None:
    """Every character that is not blank belongs to exactly one leaf; the leaves in order give the text back."""
    notice = structure(text)
    rebuilt, at = [], 0
    for leaf in notice.leaves:
        assert leaf.pieces
        for start, end in leaf.pieces:
            assert at <= start < end <= len(text)
            assert not text[at:start].strip(), "a character between two leaves was lost"
            rebuilt += [text[at:start], text[start:end]]
            at = end
    assert not text[at:].strip(), "a character after the last leaf was lost"
    assert "".join([*rebuilt, text[at:]]) == text


@given(TEXTS)
def test_leaves_are_slices_of_the_logical_text(text: str) -> None:
    """``leaf.text`` is ``notice.text[start:end]``; leaves follow each other, parents enclose their children."""
    notice = structure(text)
    at = 0
    for leaf in notice.leaves:
        assert leaf.start >= at
        assert notice.text[at : leaf.start] in ("", "\n")
        assert leaf.text == notice.text[leaf.start : leaf.end]
        at = leaf.end
    for node in notice.root.walk():
        assert all(child.parent is node for child in node.children)
        if node.children:
            assert node.start == node.children[0].start
            assert node.end == node.children[-1].end


@given(TEXTS)
def test_sections_nest_by_level(text: str) -> None:
    """A section begins with its heading and holds only deeper sections."""
    for section in structure(text).sections:
        assert section.heading is not None
        assert section.heading.level == section.level
        assert all(inner.level > section.level for inner in section.sections)


@given(TEXTS)
def test_offsets_lead_there_and_back(text: str) -> None:
    """Each logical character comes from one source character, in order; the way back meets it again."""
    notice = structure(text)
    last = -1
    for at, char in enumerate(notice.text):
        origin = notice.source_offset(at)
        if char == "\n" and (origin == len(text) or text[origin] != char):
            continue  # the end of a paragraph has no character of its own
        assert last < origin < len(text)
        last = origin
        assert char == text[origin] or ord(char) == ord(text[origin]) - 0xFEE0
        assert notice.logical_offset(origin) == at


@given(TEXTS, st.data())
def test_spans_are_in_range(text: str, data: st.DataObject) -> None:
    """Any range of the logical text has a range of the source, and holds the same words."""
    notice = structure(text)
    start = data.draw(st.integers(0, len(notice.text)))
    end = data.draw(st.integers(start, len(notice.text)))
    span = notice.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    words = "".join(notice.text[start:end].split())
    plain = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)})
    assert (
        words.translate(plain) in "".join(text[span.start : span.end].split()).translate(plain)
        or "\n" in (notice.text[start:end])
    )
    notice.place(start)


@given(TEXTS, st.data())
def test_positions_and_offsets_are_inverse(text: str, data: st.DataObject) -> None:
    """``offset(position(x)) == x``; UTF-8 units agree with the codec."""
    source = Source("<text>", text)
    offset = data.draw(st.integers(0, len(text)))
    place = source.position(offset)
    assert source.offset(place.line, place.column) == place.offset == offset
    line = source.line_span(place.line)
    assert line.start <= offset <= line.end
    assert "\n" not in source.quote(line)
    assert source.utf8(offset) == len(text[:offset].encode())
    assert 0 <= cells(text) <= 2 * len(text)


@given(text=TEXTS)
def test_findings_point_into_the_text(rules: list[Rule], text: str) -> None:
    """No rule crashes; findings, related places and ledger entries have ranges of the source."""
    result = audit_source(Source("<text>", text), rules)
    assert not result.crashes, result.crashes
    spans = [f.span for f in result.findings]
    spans += [label.span for f in result.findings for label in f.related]
    spans += [span for entry in result.ledger for span in (entry.span, *entry.related)]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert len(set(result.fingerprints)) == len(result.findings)
    starts = [f.span for f in result.findings]
    assert starts == sorted(starts)


@given(text=TEXTS, seed=st.integers(0, 10**6))
def test_order_of_rules_does_not_matter(rules: list[Rule], text: str, seed: int) -> None:
    """The result is the same for any order of the rules."""
    shuffled = list(rules)
    random.Random(seed).shuffle(shuffled)
    source = Source("<text>", text)
    assert _outcome(audit_source(source, rules)) == _outcome(audit_source(source, shuffled))


@given(text=TEXTS)
def test_output_is_reproducible(rules: list[Rule], text: str) -> None:
    """The same input gives byte-identical JSON; what it quotes stands where it says."""
    first, second = (_json(text, rules) for _ in range(2))
    assert first == second
    for notice in json.loads(first)["notices"]:
        for item in (*notice["findings"], *notice["claims"]):
            for place in (item, *item["related"]):
                start, end = place["start"]["offset"], place["end"]["offset"]
                assert place["quote"] == text[start:end]


def test_own_notices_are_reproducible(rules: list[Rule], own_notices: dict[str, str]) -> None:
    """Whole notices, too: same result twice, and in the reverse order of rules."""
    for name, text in own_notices.items():
        source = Source(name, text)
        assert _outcome(audit_source(source, rules)) == _outcome(audit_source(source, rules[::-1]))


def test_fingerprints_survive_edits_elsewhere(
    audited: Callable[..., AuditedNotice], own_notices: dict[str, str]
) -> None:
    """A paragraph inserted in front of the last lines or after the first ones renames no finding."""
    harmless = "镇党委将继续坚持目标不变、力度不减。"
    for name, text in own_notices.items():
        before = audited(text)
        assert len(set(before.fingerprints)) == len(before.fingerprints), name
        lines = text.split("\n")
        first = next((i for i, line in enumerate(lines) if line.startswith(("一、", "一 、"))), None)
        if first is None:
            continue
        after = audited("\n".join([*lines[: first + 1], harmless, *lines[first + 1 :]]))
        assert set(before.fingerprints) <= set(after.fingerprints), name


def _outcome(result: AuditedNotice) -> object:
    return (result.findings, result.fingerprints, result.ledger, result.crashes)


def _json(text: str, rules: list[Rule]) -> str:
    report = Report((audit_source(Source("<text>", text), rules),), tuple(map(describe, rules)))
    out = StringIO()
    reporting.formats()["json"].render(report, out, reporting.Options(width=None, color=False))
    return out.getvalue()
