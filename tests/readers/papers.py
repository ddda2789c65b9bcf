"""Notices written to formats other than Word, for tests and benchmarks: PDF, web pages, OFD, archives."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from base64 import encodebytes
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, MARGIN = "STSong-Light", 12.0, 72.0
_NOT_FIRST = frozenset("，。、；：！？）》”’…—,.;:!?)%")


@cache
def has_font() -> bool:
    """Whether this machine has a font with Chinese characters, without which a browser can't print them.

    pdfium, left alone, leaves the words of one character out of a PDF that carries no font if there is none.
    """
    document = pypdfium2.PdfDocument(pdf_of([[(MARGIN, MARGIN, "甲")]]))
    return bool(document[0].get_textpage().count_chars())


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


def wrapped(text: str, width: float, indent: float) -> list[str]:
    """A paragraph broken into lines of at most ``width`` points, the first one indented."""
    lines, line, room = [], "", width - indent
    for char in text:
        if pdfmetrics.stringWidth(line + char, _font(), SIZE) > room and char not in _NOT_FIRST:
            lines.append(line)
            line, room = char, width
        else:
            line += char
    return [*lines, line]


def pdf(text: str, *, header: str = "", numbers: bool = True, per_page: int = 36, indent: float = 2) -> bytes:
    """A text as a PDF: each line a paragraph; ``header`` (if there are several) and numbers stand on every page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    width, height = A4
    lines = [
        (MARGIN + (indent * SIZE if not i else 0), line)
        for paragraph in text.split("\n")
        if paragraph.strip()
        for i, line in enumerate(wrapped(paragraph.strip(), width - 2 * MARGIN, indent * SIZE))
    ]
    for page, start in enumerate(range(0, len(lines), per_page), 1):
        canvas.setFont(_font(), SIZE)
        if header and len(lines) > per_page:
            canvas.drawString(MARGIN, height - 40, header)
        for row, (left, line) in enumerate(lines[start : start + per_page]):
            canvas.drawString(left, height - MARGIN - 18 * row, line)
        if numbers:
            canvas.drawCentredString(width / 2, 40, f"- {page} -")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of(
    pages: Sequence[Sequence[tuple[float, float, str]]], *, turned: int = 0, password: str = ""
) -> bytes:
    """A PDF of words put at places (points from the left and the bottom); ``turned`` is the text's angle."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    out = BytesIO()
    encrypt = StandardEncryption(password, "owner", canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, invariant=True, encrypt=encrypt)
    for page in pages:
        canvas.setPageRotation(turned)
        canvas.setFont(_font(), SIZE)
        if turned:
            canvas.translate(A4[0] / 2, A4[1] / 2)
            canvas.rotate(turned)
        for x, y, words in page:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_fallback(lines: Sequence[str], lacking: str) -> bytes:
    """A PDF whose font lacks some characters: each line is drawn without them, and they are drawn after it."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont(_font(), SIZE)
    for row, line in enumerate(lines):
        begins = [MARGIN + pdfmetrics.stringWidth(line[:i], _font(), SIZE) for i in range(len(line))]
        for later in (False, True):
            for begin, char in zip(begins, line, strict=True):
                if (char in lacking) == later:
                    canvas.drawString(begin, 700 - 18 * row, char)
    canvas.save()
    return out.getvalue()


def scan(pages: int = 1, *, text: str = "") -> bytes:
    """A PDF of pictures, the first page with words if ``text`` is given."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for page in range(pages):
        if text and page == 0:
            canvas.setFont(_font(), SIZE)
            canvas.drawString(MARGIN, 700, text)
        else:
            canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def page(
    text: str, *, charset: str = "utf-8", style: str = "p{text-indent:2em;margin:0;line-height:1.8}"
) -> bytes:
    """A text as a web page of nothing but paragraphs, saying and using an encoding."""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    head = f'<meta charset="{charset}"><style>{style}</style>'
    written = f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{body}\n</body></html>\n"
    return written.encode("gb18030" if charset.startswith("gb") else charset)


def site_page(text: str, title: str, *, container: str = "TRS_Editor", charset: str = "gb2312") -> bytes:
    """A text as the article of a page with a menu, tools and a footer, the title in the head and above it."""
    body = "\n".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    written = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}_澄溪区人民政府</title><meta name="ArticleTitle" content="{title}">
<script>document.write("<p>脚本里的文字共99项。</p>");</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/tz">通知公告</a></div>
<table width="960"><tr><td class="left"><ul><li><a href="/1">机构职能，领导分工</a></li></ul></td><td>
<h1>{title}</h1><div class="info">来源：澄溪区政府 &nbsp;发布时间：2023-05-06 10:20 &nbsp;浏览次数：33</div>
<div class="{container}">{body}</div>
<div class="share">分享到：微信 微博</div><p>上一篇：<a href="/2">关于开展检查的公告</a></p>
</td></tr></table>
<div class="footer">主办：澄溪区人民政府办公室，地址：澄溪区人民路1号，网站标识码：3200000001</div></body></html>"""
    return written.encode("gb18030" if charset.startswith("gb") else charset)


def mht(content: bytes, charset: str) -> bytes:
    """A page saved as one file."""
    head = (
        "From: <Saved by Blink>\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----line"\r\n\r\n\r\n------line\r\n'
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    tail = b"\r\n------line\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n------line--\r\n"
    return head.encode() + encodebytes(content) + tail


def ofd(text: str, *, per_page: int = 30, size: float = 4.0, pages: str = "") -> bytes:
    """A text as an OFD document (GB/T 33190), a text object for each line; or one page with raw content."""
    across = 40
    lines = []
    for paragraph in text.split("\n"):
        words = f"　　{paragraph.strip()}" if paragraph.strip() else ""
        while words:
            cut = across
            while cut < len(words) and words[cut] in _NOT_FIRST:
                cut += 1
            while 1 < cut < len(words) and all("!" <= char <= "~" for char in words[cut - 1 : cut + 1]):
                cut -= 1
            while cut < len(words) and words[cut] == " ":
                cut += 1
            lines.append(words[:cut])
            words = words[cut:]
    contents = [pages] if pages else []
    for start in range(0, 0 if pages else len(lines), per_page):
        objects = "".join(
            f'<ofd:TextObject ID="{start + row + 100}" Boundary="20 {20 + row * 7} 180 7" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="5" DeltaX="g {max(1, len(line) - 1)} {size}">{html.escape(line)}</ofd:TextCode>'
            "</ofd:TextObject>"
            for row, line in enumerate(lines[start : start + per_page])
        )
        contents.append(f'<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>')
    return ofd_package(contents)


def ofd_package(contents: Sequence[str], *, space: str = 'xmlns:ofd="http://www.ofdspec.org/2016"') -> bytes:
    """An OFD document of pages with given content."""
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    listed = "".join(
        f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(contents))
    )
    parts = {
        "OFD.xml": f"{declaration}<ofd:OFD {space} Version='1.0'><ofd:DocBody>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{declaration}<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for i, content in enumerate(contents):
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = f"{declaration}<ofd:Page {space}>{content}</ofd:Page>"
    return zipped({name: part.encode() for name, part in parts.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def chromium() -> str | None:
    """The command of Chromium, None if it is not installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def printed(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Texts as PDFs that Chromium prints from web pages, with its own header and footer."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        sheet = browser.new_page()
        made = {}
        for name, text in texts.items():
            source = Path(folder, "page.html")
            source.write_bytes(page(text))
            sheet.goto(source.as_uri())
            margin = "1cm"
            made[name] = sheet.pdf(
                display_header_footer=True,
                margin={"top": margin, "bottom": margin, "left": margin, "right": margin},
            )
        browser.close()
    return made


def converted(texts: Mapping[str, str], ending: str) -> dict[str, bytes]:
    """Texts as files that LibreOffice writes: pdf, doc, rtf, odt, html."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{name}.txt") for name in texts]
        for source, text in zip(sources, texts.values(), strict=True):
            source.write_text(text, encoding="utf-8")
        target = "pdf:writer_pdf_Export" if ending == "pdf" else ending
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += [
            "--infilter=Text (encoded):UTF8,LF,,,",
            "--convert-to",
            target,
            "--outdir",
            f"{folder}/out",
        ]
        subprocess.run([*command, *map(str, sources)], capture_output=True, check=True, timeout=300)
        return {name: Path(folder, "out", f"{name}.{ending}").read_bytes() for name in texts}


needs_font = pytest.mark.skipif(not has_font(), reason="no font with Chinese characters is installed")
