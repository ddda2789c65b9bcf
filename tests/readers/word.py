"""Word documents for tests and benchmarks: notices written to .docx, and documents made of raw XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The numbers of an outline, as a list of Word's: format and text of each level, and how they look in plain text.
_LEVELS = (
    ("chineseCounting", "%1、", re.compile(r"[一二三四五六七八九十]{1,3}、")),
    ("chineseCounting", "（%2）", re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    ("decimal", "%3.", re.compile(r"[0-9]{1,2}\.(?![0-9])")),
)


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def plain_docx(text: str) -> bytes:
    """A text as a Word document: each line a paragraph; lines between bars a table."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.rstrip("\n").split("\n"), ""]:
        if line.startswith("|") and line.endswith("|"):
            rows.append([cell.strip() for cell in line[1:-1].split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), max(map(len, rows)))
            for cells, row in zip(rows, table.rows, strict=True):
                for words, cell in zip(cells, row.cells, strict=False):
                    cell.text = words
            rows = []
        document.add_paragraph(line)
    return saved(document)


def numbered_docx(text: str) -> tuple[bytes, int]:
    """The same with Word's automatic numbers wherever they give the numbers of the text; and how many there are."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for i, (form, words, _) in enumerate(_LEVELS)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    counts = [0, 0, 0]
    total = 0
    for line in text.rstrip("\n").split("\n"):
        found = next(((i, m) for i, (_, _, mark) in enumerate(_LEVELS) if (m := mark.match(line))), None)
        if found is None or not _is_next(found[1][0], counts, found[0]):
            document.add_paragraph(line)
            continue
        level, match = found
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        total += 1
        paragraph = document.add_paragraph(line[match.end() :])
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = 900
    return saved(document), total


def _is_next(mark: str, counts: list[int], level: int) -> bool:
    digits = "一二三四五六七八九"
    words = re.sub(r"[、（）.]", "", mark)
    if words.isdecimal():
        return int(words) == counts[level] + 1
    tens, _, ones = words.rpartition("十") if "十" in words else ("0", "", words)
    value = 10 * (digits.find(tens) + 1 or 1) * ("十" in words) + digits.find(ones) + 1
    return value == counts[level] + 1


def raw_docx(
    body: str, parts: Mapping[str, str] | None = None, links: str = "", root: str | bytes | None = None
) -> bytes:
    """A document whose main part has this content; ``parts`` are further ones, ``links`` the main part's relations.

    ``root`` replaces the whole main part.
    """
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    main = root or f'<?xml version="1.0"?><w:document {spaces}><w:body>{body}</w:body></w:document>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    wrapped = {name: words.replace("<w:ROOT", f"<w:ROOT {spaces}") for name, words in (parts or {}).items()}
    return zipped({**files, **{name: re.sub("ROOT", _root(name), words) for name, words in wrapped.items()}})


def _root(name: str) -> str:
    return {"header": "hdr", "footnotes": "footnotes"}.get(re.sub(r"word/|[0-9]*\.xml", "", name), name[5:-4])


def link(id: str, kind: str, target: str) -> str:
    """A relation of the main part."""
    return f'<Relationship Id="{id}" Type="{_R}/{kind}" Target="{target}"/>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(words: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


__all__ = ["W", "link", "numbered_docx", "paragraph", "plain_docx", "raw_docx", "saved", "zipped"]
