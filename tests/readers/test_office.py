"""Old and foreign formats: LibreOffice converts them."""

from __future__ import annotations

import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

import pytest

from auditor.errors import UncheckedError
from auditor.readers import read_bytes
from tests.readers import papers

NOTICE = "关于巡察整改情况的通报\n一、总体情况\n共完成整改3项，朱镕同志参加。"
RTF = b"{\\rtf1\\ansi\\ansicpg936 {\\b a}\\par b\\par}"
needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"
)


@needs_office
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_text(ending: str) -> None:
    data = papers.converted({"a": NOTICE}, ending)["a"]
    assert read_bytes(data, f"a.{ending}").text.split() == NOTICE.split()


@needs_office
def test_damaged() -> None:
    """What LibreOffice can't open has a reason."""
    with pytest.raises(UncheckedError, match=r"无法转换|没有文字"):
        read_bytes(
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le"), "a.doc"
        )


def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UncheckedError, match=r"需要另装 LibreOffice.*另存为 \.docx"):
        read_bytes(RTF, "a.rtf")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def _is_gone(process: int) -> bool:
    """Whether a process has ended, or does so within seconds of having been told to."""
    status = Path(f"/proc/{process}/stat")
    for _ in range(100):
        with suppress(OSError):  # it may end between the two looks
            if not status.exists() or status.read_text().split()[2] == "Z":
                return True
        time.sleep(0.05)
    return not status.exists()


def test_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversion that does not end is ended, with all that it has started."""
    command = tmp_path / "soffice"
    command.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/pid\nwait\n")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("AUDITOR_MAX_SECONDS", "1")
    begun = time.perf_counter()
    with pytest.raises(UncheckedError, match="在 1 秒内没有转换完"):
        read_bytes(RTF, "a.rtf")
    assert time.perf_counter() - begun < 10
    child = int((tmp_path / "pid").read_text())
    assert _is_gone(child)
