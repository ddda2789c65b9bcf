"""A notice has the same findings in whatever format it comes.

What may differ, and why:

- Findings on the blanks of scanned texts, and those that need them (O101, O102, O103), in PDFs of programs that write a
  blank as a mere gap: browsers do, and LibreOffice does with some fonts.  A gap is no blank, since word processors
  leave one between Chinese and Western characters too.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.pipeline import audit_source
from auditor.readers import read_bytes
from auditor.registry import Registry
from auditor.source import Source
from tests.readers import papers

Findings = Counter[tuple[str, str]]
BLANKS = ("O101", "O102", "O103")

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"
)
needs_browser = pytest.mark.skipif(not papers.chromium(), reason="Chromium is not installed")


def findings(source: Source, registry: Registry) -> Findings:
    """Rule and quote, blanks aside."""
    audited = audit_source(source, list(registry))
    return Counter((each.rule, "".join(source.quote(each.span).split())) for each in audited.findings)


@pytest.fixture(scope="module", params=["own notices", "real notices"])
def texts(request: pytest.FixtureRequest, own_notices: dict[str, str]) -> dict[str, str]:
    if request.param == "own notices":
        return {Path(name).stem: text for name, text in own_notices.items()}
    folder: Path = request.getfixturevalue("sample_notices")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


@pytest.fixture(scope="module")
def expected(texts: dict[str, str], registry: Registry) -> dict[str, Findings]:
    return {name: findings(Source(name, text), registry) for name, text in texts.items()}


def compare(
    files: dict[str, bytes], expected: dict[str, Findings], registry: Registry, ignored: tuple[str, ...] = ()
) -> None:
    """Fail with what is missing and what is added."""
    differences = {}
    for name, data in files.items():
        found = findings(read_bytes(data, name), registry)
        pairs = ((expected[name] - found, "missing"), (found - expected[name], "added"))
        for difference, kind in pairs:
            if kept := [each for each in difference if each[0] not in ignored]:
                differences[name, kind] = kept
    assert differences == {}


WRITERS: dict[str, Callable[[str], bytes]] = {
    "text, GB18030": lambda text: text.encode("gb18030"),
    "web page, UTF-8": lambda text: papers.page(text),
    "web page, GB18030": lambda text: papers.page(text, charset="gb2312"),
    "single-file web page": lambda text: papers.mht(papers.page(text, charset="gbk"), "gb2312"),
    "PDF": lambda text: papers.pdf(text, header="内部资料"),
    "OFD": papers.ofd,
}


@pytest.mark.parametrize("form", WRITERS)
def test_written_here(
    form: str, texts: dict[str, str], expected: dict[str, Findings], registry: Registry
) -> None:
    compare({name: WRITERS[form](text) for name, text in texts.items()}, expected, registry)


@needs_office
def test_pdf_of_libreoffice(texts: dict[str, str], expected: dict[str, Findings], registry: Registry) -> None:
    compare(papers.converted(texts, "pdf"), expected, registry, ignored=BLANKS)


@needs_browser
@papers.needs_font
def test_pdf_of_chromium(texts: dict[str, str], expected: dict[str, Findings], registry: Registry) -> None:
    compare(papers.printed(texts), expected, registry, ignored=BLANKS)


@needs_office
@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_old_formats(
    ending: str, own_notices: dict[str, str], expected: dict[str, Findings], registry: Registry
) -> None:
    """One notice each: every file is a run of LibreOffice."""
    if "damaged_counts" not in expected:
        pytest.skip("the conversion is tested with our own notices")
    files = papers.converted({"damaged_counts": own_notices["damaged_counts.txt"]}, ending)
    compare(files, expected, registry)
