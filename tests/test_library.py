"""``import auditor``: what is promised to other programs."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import auditor
from auditor.report import AuditedNotice

FAULTY = "现将整改情况通报如下。\n联系电话：0571-8812；邮政编码：31000。\n"


def test_the_public_names() -> None:
    """Everything in __all__ is there and says what it is; adding is fine, taking away breaks others."""
    assert set(auditor.__all__) >= {"AuditedNotice", "Finding", "Report", "Severity", "audit", "__version__"}
    assert isinstance(auditor.__version__, str)
    for name in set(auditor.__all__) - {"__version__"}:
        assert getattr(auditor, name).__doc__
    with pytest.raises(AttributeError):
        _ = auditor.no_such_name


def test_importing_does_nothing() -> None:
    """No module of ours but the package itself, nothing printed, no thread, no file read but code."""
    code = (
        "import sys, threading, auditor;"
        "print([m for m in sys.modules if m.startswith('auditor.')], threading.active_count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[] 1\n", "")


def test_text_and_path(tmp_path: Path) -> None:
    """A str is the text itself, a Path is read; the findings are the same."""
    path = tmp_path / "a.txt"
    path.write_text(FAULTY, encoding="gb18030")
    text, file = auditor.audit(FAULTY), auditor.audit(path)
    assert isinstance(text, AuditedNotice)
    assert [f.rule for f in text.findings] == [f.rule for f in file.findings] != []
    assert text.fingerprints == file.fingerprints


def test_the_types_of_results_are_public() -> None:
    """What stands in a result can be named by who uses it."""
    audited = auditor.audit(FAULTY)
    found = {type(f.span) for f in audited.findings} | {type(entry) for entry in audited.ledger}
    assert found == {auditor.Span, auditor.LedgerEntry}
    assert {"Evidence", "Label", "LedgerEntry", "Span"} <= set(auditor.__all__)


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_text_is_unchecked(text: str) -> None:
    """It is not clean."""
    with pytest.raises(auditor.UncheckedError, match="没有正文"):
        auditor.audit(text)


@pytest.mark.parametrize("name", ["nope.txt", "通报/整改通报.docx", " a.PDF "])
def test_a_file_name_is_no_text(name: str) -> None:
    """A name that is audited as a text would pass as clean."""
    with pytest.raises(auditor.AuditorError, match="像是文件名"):
        auditor.audit(name)


def test_a_path_that_exists_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(auditor.AuditorError, match=r"请传 Path\("):
        auditor.audit(str(tmp_path))


@pytest.mark.parametrize(
    "text", ["整改情况通报", "全文见网站，地址：www.example.cn/a.html", "整改通报.txt\n已整改3个问题。"]
)
def test_a_text_of_one_line_is_a_text(text: str) -> None:
    assert auditor.audit(text).checked


@pytest.mark.parametrize("wrong", [b"abc", None, 3, ["a"]])
def test_other_types_are_refused_at_the_door(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"str（正文）或 Path（文件），不是 \w+"):
        auditor.audit(wrong)  # type: ignore[arg-type]


def test_selection() -> None:
    """A single word is a selector as well as a list of them."""
    assert {f.rule for f in auditor.audit(FAULTY, select="K103").findings} == {"K103"}
    assert {f.rule for f in auditor.audit(FAULTY, select=["K103"]).findings} == {"K103"}
    assert "K103" not in {f.rule for f in auditor.audit(FAULTY, ignore="K103").findings}


def test_errors(tmp_path: Path) -> None:
    """They are the package's own, with one clear sentence."""
    with pytest.raises(auditor.UncheckedError, match="找不到"):
        auditor.audit(tmp_path / "no.txt")
    for wrong in ({"select": "X999"}, {"profile": "novel"}, {"config": tmp_path / "no.toml"}):
        with pytest.raises(auditor.AuditorError):
            auditor.audit("甲", **wrong)


def test_no_configuration_is_looked_for(tmp_path: Path) -> None:
    """Unless it is named."""
    (tmp_path / "auditor.toml").write_text('ignore = ["K103"]', encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(FAULTY, encoding="utf-8")
    assert "K103" in {f.rule for f in auditor.audit(path).findings}
    named = auditor.audit(path, config=tmp_path / "auditor.toml")
    assert "K103" not in {f.rule for f in named.findings}


def test_threads(own_notices: dict[str, str]) -> None:
    """Threads that audit at once get what each would get alone, from the first call on."""
    code = """
import sys, threading, auditor
texts = sys.stdin.read().split("\\x00")
alone, found = [], {}
barrier = threading.Barrier(len(texts))
def run(i):
    barrier.wait()
    for _ in range(2):
        a = auditor.audit(texts[i])
        found.setdefault(i, []).append((a.findings, a.fingerprints, a.ledger))
threads = [threading.Thread(target=run, args=(i,)) for i in range(len(texts))]
[t.start() for t in threads]; [t.join() for t in threads]
for i, text in enumerate(texts):
    a = auditor.audit(text)
    assert found[i] == [(a.findings, a.fingerprints, a.ledger)] * 2, i
print("same")
"""
    texts = "\0".join(list(own_notices.values())[:6])
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=texts,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.stdout, done.stderr) == ("same\n", "")


def test_threads_share_rules(own_notices: dict[str, str]) -> None:
    """Many audits on a pool of threads: as one after the other."""
    texts = list(own_notices.values())[:4] * 3
    with ThreadPoolExecutor(4) as pool:
        together = [audited.fingerprints for audited in pool.map(auditor.audit, texts)]
    assert together == [auditor.audit(text).fingerprints for text in texts]
