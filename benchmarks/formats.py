"""Do the findings depend on the file format, and what does reading each format cost?

    python benchmarks/formats.py [--notices FOLDER] [--repeat 5]

Every notice (tests/notices, or the .txt files of a folder) is written to each format and read again.  Prints how many
notices have the same findings (rule and quote, blanks aside) as their text, and the speed of reading side by side with
plain text.  A format whose writer is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

from auditor.pipeline import audit_source
from auditor.readers import read_bytes
from auditor.registry import Registry, Rule
from auditor.source import Source

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import notices
from tests.readers import papers
from tests.readers.word import numbered_docx, plain_docx

Write = Callable[[dict[str, str]], dict[str, bytes]]

SLOW = ("LibreOffice, .doc", "LibreOffice, .odt")  # a run of LibreOffice for each reading


def each(write: Callable[[str], bytes]) -> Write:
    """A writer of one text as a writer of many."""
    return lambda texts: {name: write(text) for name, text in texts.items()}


def writers() -> dict[str, Write]:
    """How texts are written to each format."""
    found = {
        "text, UTF-8": each(str.encode),
        "text, GB18030": each(partial(str.encode, encoding="gb18030")),
        "Word": each(plain_docx),
        "Word, numbered": each(lambda text: numbered_docx(text)[0]),
        "web page, UTF-8": each(papers.page),
        "web page, GB18030": each(partial(papers.page, charset="gb2312")),
        "saved page, .mht": each(lambda text: papers.mht(papers.page(text), "utf-8")),
        "OFD": each(papers.ofd),
        "PDF": each(papers.pdf),
    }
    if shutil.which("soffice"):
        found |= {
            f"LibreOffice, .{end}": partial(papers.converted, ending=end) for end in ("pdf", "doc", "odt")
        }
    else:
        print("LibreOffice is not installed: its formats are left out")
    if papers.chromium():
        found["Chromium, .pdf"] = papers.printed
    else:
        print("Chromium is not installed: its PDFs are left out")
    return found


def findings(source: Source, rules: list[Rule]) -> Counter[tuple[str, str]]:
    """Rule and quote (without blanks) of each finding."""
    audited = audit_source(source, rules)
    return Counter((each.rule, "".join(source.quote(each.span).split())) for each in audited.findings)


def read_all(files: dict[str, bytes]) -> None:
    """Read some files by name."""
    for name, data in files.items():
        read_bytes(data, name)


def best(repeat: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds by the clock: some formats are read by other processes."""
    times = []
    for _ in range(repeat):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def texts(folder: str | None) -> dict[str, str]:
    """The notices by name."""
    if folder is None:
        return notices()
    return {
        path.stem: read_bytes(path.read_bytes(), str(path)).text
        for path in sorted(Path(folder).glob("*.txt"))
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--notices", metavar="FOLDER", help="read the .txt files of this folder instead")
    parser.add_argument(
        "--repeat", type=int, default=5, metavar="N", help="readings of each; the best one counts"
    )
    options = parser.parse_args()
    given = texts(options.notices)
    rules = list(Registry.builtin())
    expected = {name: findings(Source(name, text), rules) for name, text in given.items()}
    characters = sum(map(len, given.values()))
    print(
        f"{len(given)} notices, {characters} characters, {sum(map(Counter.total, expected.values()))} findings"
    )
    print(
        f"{'format':18} {'same':>5} {'missing':>8} {'added':>6} {'bytes':>9} {'chars/s':>10} {'ms each':>8}"
    )
    for form, write in writers().items():
        files = write(given)
        found = {name: findings(read_bytes(data, name), rules) for name, data in files.items()}
        missing = sum((expected[name] - found[name]).total() for name in given)
        added = sum((found[name] - expected[name]).total() for name in given)
        time = best(1 if form in SLOW else options.repeat, partial(read_all, files))
        same = sum(expected[name] == found[name] for name in given)
        size = sum(map(len, files.values()))
        print(
            f"{form:18} {same:>2}/{len(given):<2} {missing:>8} {added:>6} {size:>9} {characters / time:>10.0f} "
            f"{time / len(given) * 1e3:>8.2f}"
        )


if __name__ == "__main__":
    main()
