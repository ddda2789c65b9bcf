"""Fingerprints survive edits elsewhere and tell equal findings apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.findings import Finding, Severity, Tie
from auditor.history.fingerprints import FINGERPRINT
from auditor.notice import Notice
from auditor.pipeline import audit_source
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice
from auditor.source import Source, Span

DIGITS = "一二三四五六七八九十"
FILLER = (
    "全镇上下深入学习领会，持续抓好后续工作，切实把各项要求落到实处，推动工作不断走深走实。",
    "党委班子认真对照检查，逐条研究原因，明确责任领导和责任科室，定期听取进展情况汇报。",
    "在整改过程中坚持边学边改、边查边改，既解决具体问题，又注重举一反三、建章立制。",
    "有关站所结合实际细化措施，加强督促指导，力求取得群众看得见、摸得着的成效。",
)
FAULT = "此处有错字，应当予以更正。"


def _faults(notice: Notice) -> Iterator[Finding | Tie]:
    """错字。"""
    at = notice.text.find("错字")
    while at >= 0:
        yield Finding("出现“错字”", notice.span(at, at + 2))
        at = notice.text.find("错字", at + 1)


def _missing(notice: Notice) -> Iterator[Finding | Tie]:
    """缺少要素。"""
    for element in ("联系方式", "落款"):
        if element not in notice.text:
            yield Finding(f"没有{element}", Span(len(notice.source.text), len(notice.source.text)))


RULES = [
    Rule("X101", "fault", Severity.ERROR, "0.1", _faults),
    Rule("X102", "missing", Severity.WARNING, "0.1", _missing),
]

sections = st.lists(
    st.lists(st.sampled_from((*FILLER, FAULT)), min_size=1, max_size=5), min_size=1, max_size=4
)


def written(parts: list[tuple[str, list[str]]]) -> str:
    """A notice with numbered sections; a part is a heading's words with its paragraphs."""
    lines = ["中共青石镇委员会关于巡察整改情况的通报"]
    for number, (heading, paragraphs) in enumerate(parts):
        lines += [f"{DIGITS[number]}、{heading}", *paragraphs]
    return "\n".join(lines) + "\n"


def headed(sections: list[list[str]]) -> list[tuple[str, list[str]]]:
    return [
        (f"关于{name}方面的问题", list(paragraphs))
        for name, paragraphs in zip("学用管责", sections, strict=False)
    ]


def audited(text: str) -> AuditedNotice:
    return audit_source(Source("<test>", text), RULES)


@given(sections, st.data())
def test_edits_elsewhere_change_none(sections: list[list[str]], data: st.DataObject) -> None:
    """Inserting, moving and wrapping anew paragraphs without findings, inserting a section: the same fingerprints."""
    before = audited(written(headed(sections)))
    parts = headed(sections)
    for _ in range(data.draw(st.integers(1, 4))):
        paragraphs = data.draw(st.sampled_from([paragraphs for _, paragraphs in parts]))
        fillers = [i for i, words in enumerate(paragraphs) if words != FAULT]
        edit = data.draw(st.sampled_from(["insert", "move", "wrap", "section"]))
        if edit == "section" and len(parts) < 9:
            new = (
                f"关于{data.draw(st.sampled_from('财建农林'))}方面的新问题",
                [data.draw(st.sampled_from(FILLER))],
            )
            parts.insert(data.draw(st.integers(0, len(parts))), new)
        elif edit == "insert" or not fillers:
            place = data.draw(st.integers(0, len(paragraphs)))
            paragraphs.insert(place, data.draw(st.sampled_from(FILLER)))
        elif edit == "move":
            moved = paragraphs.pop(data.draw(st.sampled_from(fillers)))
            goal = data.draw(st.sampled_from([paragraphs for _, paragraphs in parts]))
            goal.insert(data.draw(st.integers(0, len(goal))), moved)
        else:
            which = data.draw(st.sampled_from(fillers))
            words = paragraphs[which]
            cut = data.draw(st.integers(1, len(words) - 1))
            paragraphs[which] = f"{words[:cut]}\n{words[cut:]}"
    assert set(audited(written(parts)).fingerprints) == set(before.fingerprints)


@given(sections)
def test_equal_findings_never_share_one(sections: list[list[str]]) -> None:
    """The same words, rule and section: still a fingerprint for each."""
    result = audited(written(headed(sections)))
    assert len(set(result.fingerprints)) == len(result.findings) > 0
    assert all(FINGERPRINT.match(each) for each in result.fingerprints)


def test_wrapped_words_are_the_same_words() -> None:
    """A line break within the words of a finding changes nothing."""
    words = FILLER[0].removesuffix("。") + "，会上指出存在错字的问题，要求改正。"
    whole = audited("一、学习方面\n" + words)
    cut = audited("一、学习方面\n" + words.replace("错字", "错\n字"))
    assert len(whole.findings) == 3
    assert whole.fingerprints == cut.fingerprints


def test_the_end_belongs_to_no_section() -> None:
    """A section inserted before the contact paragraph leaves a finding there alone."""
    contact = "联系电话：0432-67890123；错字信箱：河阳大街1号。"
    before = audited(written([("学习方面", [FILLER[0]])]) + contact)
    after = audited(written([("学习方面", [FILLER[0]]), ("作风方面", [FILLER[1]])]) + contact)
    assert len(before.findings) == 3
    assert before.fingerprints == after.fingerprints


def test_what_is_missing_has_a_name_of_its_own() -> None:
    """Two things missing at the same place: adding one leaves the fingerprint of the other alone."""
    both = audited("一、学习方面\n会议召开了。\n")
    one = audited("一、学习方面\n会议召开了。\n联系方式见网站。\n")
    assert [f.message for f in one.findings] == ["没有落款"]
    assert set(one.fingerprints) < set(both.fingerprints)


def test_the_section_counts() -> None:
    """The same words in two sections are two findings; the headings' words tell them apart, not their numbers."""
    first, second = audited(written([("学习方面", [FAULT]), ("作风方面", [FAULT])])).fingerprints[:2]
    swapped = audited(written([("作风方面", [FAULT]), ("学习方面", [FAULT])])).fingerprints[:2]
    assert first != second
    assert swapped == (second, first)


@pytest.mark.parametrize("name", ["damaged_counts.txt", "damaged_ocr.txt", "template_x.txt", "web_copy.txt"])
def test_built_in_rules(
    name: str, own_notices: dict[str, str], registry: Registry, audited: Callable[..., AuditedNotice]
) -> None:
    """A paragraph inserted anywhere between paragraphs of our own notices changes no fingerprint."""
    lines = own_notices[name].split("\n")
    before = set(audited(own_notices[name]).fingerprints)
    places = [i for i, line in enumerate(lines, 1) if line.endswith("。")]
    for place in places[:: max(1, len(places) // 10)]:
        edited = "\n".join([*lines[:place], FILLER[0], *lines[place:]])
        assert set(audited(edited).fingerprints) == before
