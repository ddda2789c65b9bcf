"""The automatic numbers of Word documents: formats, levels, styles, restarts; the same as LibreOffice shows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from auditor.readers import read_bytes
from auditor.readers._docx_numbers import symbol, written
from tests.readers.word import link, raw_docx

_LINKS = link("rId1", "numbering", "numbering.xml") + link("rId2", "styles", "styles.xml")


def level(depth: int, form: str, words: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/></w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(words: str, number: int | None = None, depth: int | None = None, style: str = "") -> str:
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None or depth is not None:
        at = f'<w:ilvl w:val="{depth}"/>' if depth is not None else ""
        own += f"<w:numPr>{at}{f'<w:numId w:val={chr(34)}{number}{chr(34)}/>' if number is not None else ''}</w:numPr>"
    return f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def document(body: str, lists: str, styles: str = "") -> bytes:
    parts = {
        "word/numbering.xml": f"<w:ROOT>{lists}</w:ROOT>",
        "word/styles.xml": f"<w:ROOT>{styles}</w:ROOT>",
    }
    return raw_docx(body, parts, _LINKS)


def lines(body: str, lists: str, styles: str = "") -> list[str]:
    return read_bytes(document(body, lists, styles), "a").text.splitlines()


OUTLINE = abstract(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
    level(4, "decimal", "%1.%3.%5", "<w:isLgl/>"),
)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 10 11 21 105 1010"),
        ("decimalZero", "01 02 10 11 21 105 1010"),
        ("decimalFullWidth", "１ ２ １０ １１ ２１ １０５ １０１０"),
        ("chineseCounting", "一 二 十 十一 二十一 一百零五 一千零一十"),
        ("chineseCountingThousand", "一 二 十 十一 二十一 一百零五 一千零一十"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾壹 壹佰零伍 壹仟零壹拾"),
        ("ideographDigital", "一 二 一〇 一一 二一 一〇五 一〇一〇"),
        ("ideographTraditional", "甲 乙 癸 11 21 105 1010"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ ㉑ 105 1010"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ 21 105 1010"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ 21 105 1010"),
        ("lowerLetter", "a b j k u aaaaa 1010"),
        ("upperRoman", "I II X XI XXI CV MX"),
        ("bullet", "      "),
        ("no such format", "1 2 10 11 21 105 1010"),
    ],
)
def test_formats(form: str, expected: str) -> None:
    """Each format writes its numbers; where it does not reach they are decimal."""
    assert " ".join(written(n, form) for n in (1, 2, 10, 11, 21, 105, 1010)) == expected


def test_large_numbers() -> None:
    assert written(20_003, "chineseCounting") == "二万零三"
    assert written(10**9, "chineseCounting") == "1000000000"


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F0B7", "•"),
        ("Wingdings", "FC", "✓"),
        ("宋体", "2460", "①"),
        ("Webdings", "F011", "\ufffc"),
        ("", "x", "\ufffc"),
    ],
)
def test_symbols(font: str, code: str, shown: str) -> None:
    """A symbol of a known font is its character; one that is not known is no character that a rule could take for one."""
    assert symbol(font, code) == shown


def test_levels() -> None:
    """A higher level starts the lower ones again; the text of a level may show those above it."""
    body = "".join(item("甲", 1, depth) for depth in (0, 1, 1, 2, 2, 3, 1, 2, 4, 0, 1, 2))
    assert lines(body, OUTLINE + num(1, 0)) == [
        *(
            "一、甲",
            "（一）甲",
            "（二）甲",
            "1.甲",
            "2.甲",
            "①甲",
            "（三）甲",
            "1.甲",
            "1.1.1 甲",
            "二、甲",
            "（一）甲",
            "1.甲",
        )
    ]


def test_blank_after_a_number() -> None:
    """A number without a mark at its end does not run into the words."""
    assert lines(item("甲", 1), abstract(0, level(0, "decimal", "第%1条")) + num(1, 0)) == ["第1条 甲"]


def test_shared_and_restarted_lists() -> None:
    """Lists of one kind go on counting together; a start of its own begins a list again, once."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(item("甲", number, 0) for number in (1, 1, 2, 3, 3, 1))
    lists = OUTLINE + num(1, 0) + num(2, 0) + num(3, 0, again)
    assert lines(body, lists) == ["一、甲", "二、甲", "三、甲", "一、甲", "二、甲", "三、甲"]


def test_level_of_its_own() -> None:
    """A list may replace a level of its kind."""
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'
    assert lines(item("甲", 1, 0) + item("乙", 1, 0), OUTLINE + num(1, 0, own)) == ["I.甲", "II.乙"]


def test_never_restarted() -> None:
    """A level can count on through the headings above it."""
    kind = abstract(
        0, level(0, "decimal", "%1、"), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
    )
    body = "".join(item("甲", 1, depth) for depth in (0, 1, 0, 1))
    assert lines(body, kind + num(1, 0)) == ["1、甲", "（1）甲", "2、甲", "（2）甲"]


def test_styles() -> None:
    """Number and level may come from the style, from one it is based on, or from the level that names the style."""
    kind = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H1">{numbered}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="H2">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style>'
    )
    body = (
        item("甲", style="H1") + item("乙", style="H2") + item("丙", style="Own") + item("丁", 0, style="H1")
    )
    assert lines(body, kind + num(1, 0), styles) == ["一、甲", "（一）乙", "二、丙", "丁"]


def test_circular_styles() -> None:
    """Styles that are based on each other give no number, and an answer."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/><w:pPr><w:numPr/></w:pPr></w:style>'
        for a, b in ("AB", "BA")
    )
    assert lines(item("甲", style="A"), OUTLINE + num(1, 0), styles) == ["甲"]


def test_list_style() -> None:
    """A list may be defined by a list style, which stands in another list of the same file."""
    linked = abstract(5, more='<w:numStyleLink w:val="L"/>')
    kind = OUTLINE.replace("<w:lvl ", '<w:styleLink w:val="L"/><w:lvl ', 1)
    assert lines(item("甲", 9, 0), kind + linked + num(1, 0) + num(9, 5)) == ["一、甲"]


def test_deleted_item_is_not_counted() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    body = item("甲", 1, 0) + gone + item("乙", 1, 0)
    assert lines(body, OUTLINE + num(1, 0)) == ["一、甲", "二、乙"]


def test_same_as_libreoffice(tmp_path: Path) -> None:
    """LibreOffice, converting to text, writes the same numbers."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    again = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    kinds = OUTLINE + abstract(7, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
    lists = kinds + num(1, 0) + num(2, 0, again) + num(3, 7)
    plan = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 2),
        (3, 0),
        (1, 1),
        (2, 1),
        (2, 1),
        (1, 0),
        (3, 1),
        (3, 1),
        (3, 0),
        (1, 1),
        (1, 3),
    ]
    plan += [(1, 0)] * 20 + [(1, 2), (1, 3), (1, 3)]  # older LibreOffice does not know w:isLgl
    body = "".join(item(f"项{i}", *each) for i, each in enumerate(plan))
    data = document(body, lists)
    (tmp_path / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "a.txt").read_text(encoding="utf-8-sig").split("\n")
    expected = ["".join(line.split()) for line in shown if line]
    assert ["".join(line.split()) for line in read_bytes(data, "a").text.splitlines()] == expected
