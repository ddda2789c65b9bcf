"""Findings as highlights in PDFs: over their words, with the text and everything else left as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from attrs import frozen

from auditor.annotation import AUTHOR, annotate, notes
from auditor.errors import AuditorError, UncheckedError
from auditor.findings import Finding, Severity
from auditor.notice import Notice
from auditor.pipeline import audit_source
from auditor.readers import read_bytes
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice
from auditor.source import Span
from tests.readers import papers


def audited(data: bytes, rules: Iterable[Rule]) -> AuditedNotice:
    return audit_source(read_bytes(data, "a.pdf"), list(rules))


def annotated(data: bytes, rules: Iterable[Rule], least: Severity = Severity.INFO) -> bytes:
    notice = audited(data, rules)
    return annotate(data, notice, notes(notice, rules, least))


def finder(*words: str) -> Rule:
    """A rule that finds words, or what is missing before them if they begin with a caret."""

    def check(notice: Notice) -> Iterator[Finding]:
        """词语出现。"""
        for word in words:
            at = notice.source.text.index(word.removeprefix("^"))
            yield Finding("出现", Span(at, at if word.startswith("^") else at + len(word)))

    return Rule("X101", "word-found", Severity.WARNING, "0.1", check)


@frozen
class Mark:
    """An annotation as it was read again; ``page`` from 0."""

    page: int
    kind: str
    author: str
    words: str
    rect: tuple[float, ...]
    quads: tuple[float, ...]
    date: str | None


def marks(data: bytes) -> list[Mark]:
    """All annotations of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            Mark(
                number,
                str(each.Subtype),
                str(each.T),
                str(each.Contents),
                tuple(map(float, each.Rect)),
                tuple(map(float, each.get("/QuadPoints", []))),
                str(each.M) if "/M" in each else None,
            )
            for number, page in enumerate(pdf.pages)
            for each in page.obj.get("/Annots", [])
        ]


def covered(data: bytes, mark: Mark) -> str:
    """The characters whose middle lies under a highlight."""
    quads = [mark.quads[i : i + 8] for i in range(0, len(mark.quads), 8)]
    boxes = [(min(q[0::2]), min(q[1::2]), max(q[0::2]), max(q[1::2])) for q in quads]
    textpage = pypdfium2.PdfDocument(data)[mark.page].get_textpage()
    found = []
    for i in range(textpage.count_chars()):
        left, bottom, right, top = textpage.get_charbox(i, loose=True)
        x, y = (left + right) / 2, (bottom + top) / 2
        if any(a <= x <= c and b <= y <= d for a, b, c, d in boxes):
            found.append(textpage.get_text_range(i, 1))
    return "".join("".join(found).split())


@pytest.fixture(scope="module")
def paper(own_notices: dict[str, str]) -> bytes:
    """A notice with errors on several pages."""
    return papers.pdf(own_notices["damaged_counts.txt"], header="内部资料")


@pytest.fixture(scope="module")
def marked(paper: bytes, registry: Registry) -> bytes:
    return annotated(paper, registry)


def test_highlights_cover_their_words(paper: bytes, marked: bytes, registry: Registry) -> None:
    """Also words that go on in the next line."""
    notice = audited(paper, registry)
    assert notice.source is not None
    expected = sorted("".join(notice.source.quote(finding.span).split()) for finding in notice.findings)
    assert sorted(covered(marked, each) for each in marks(marked) if each.kind == "/Highlight") == expected
    assert len(expected) > 5


def test_notes(marked: bytes) -> None:
    """Each says the rule, the message and the working, and whose it is."""
    for each in marks(marked):
        assert each.author == AUTHOR
        assert each.words.startswith("【")
        assert "\n" in each.words


def test_text_stays(paper: bytes, marked: bytes) -> None:
    assert read_bytes(marked, "a").text == read_bytes(paper, "a").text


def test_words_across_lines() -> None:
    """A highlight has a box for each line, and one for each page."""
    data = papers.pdf("甲乙丙丁戊己庚辛壬癸" * 12, per_page=2)
    words = "丙丁戊己庚辛壬癸甲乙" * 8
    shown = marks(annotated(data, [finder(words)]))
    assert [each.page for each in shown] == [0, 1]
    assert [len(each.quads) // 8 for each in shown] == [2, 1]
    assert "".join(covered(data, each) for each in shown) == words


def test_nothing_to_lay_it_over() -> None:
    """What is missing has a note beside the character before it, or on top of the first page."""
    data = papers.pdf("整改情况\n公开电话", numbers=False)
    first, second = marks(annotated(data, [finder("^整改", "^公开")]))
    assert first.kind == second.kind == "/Text"
    assert first.rect[1] > second.rect[1]
    assert second.rect[0] > 100


def test_severity(paper: bytes, registry: Registry) -> None:
    shown = marks(annotated(paper, registry, Severity.ERROR))
    assert shown
    assert all("【必改" in each.words for each in shown)


def test_again(marked: bytes, registry: Registry) -> None:
    """A second run replaces the notes of the first one and nothing else."""
    assert annotated(marked, registry) == marked


def test_annotations_of_others_stay(paper: bytes, registry: Registry) -> None:
    with pikepdf.open(BytesIO(paper)) as pdf:
        own = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20], T="张三", Contents="请改"
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([own]))
        out = BytesIO()
        pdf.save(out)
    once = annotated(out.getvalue(), registry)
    twice = annotated(once, registry)
    assert [each.words for each in marks(twice) if each.author == "张三"] == ["请改"]
    assert len(marks(twice)) == len(marks(once))


def test_same_bytes(paper: bytes, marked: bytes, registry: Registry) -> None:
    assert annotated(paper, registry) == marked


def test_date(paper: bytes, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A date stands in the notes only if the environment gives one."""
    assert {each.date for each in marks(annotated(paper, registry))} == {None}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert {each.date for each in marks(annotated(paper, registry))} == {"D:20231114221320Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(AuditorError, match="SOURCE_DATE_EPOCH"):
        annotated(paper, registry)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_turned_page(angle: int) -> None:
    """On a page with turned text the highlight lies where the words are drawn."""
    left = -300.0 if angle in (90, 270) else 72.0 if not angle else -200.0
    page = [(left, 100.0 - 20 * i, line) for i, line in enumerate(("整改情况", "联系电话：0755-123"))]
    data = papers.pdf_of([page], turned=angle)
    assert [covered(data, each) for each in marks(annotated(data, [finder("0755")]))] == ["0755"]


def test_not_allowed() -> None:
    """A PDF whose owner forbids notes gets none."""
    with pikepdf.open(BytesIO(papers.pdf("联系电话：0755-123"))) as pdf:
        out = BytesIO()
        allow = pikepdf.Permissions(modify_annotation=False)
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="", allow=allow))
    with pytest.raises(UncheckedError, match="不允许加批注"):
        annotated(out.getvalue(), [finder("0755")])
