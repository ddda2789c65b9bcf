"""One width for all commands: ``--width``, else COLUMNS, else the terminal, else 100; nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from .conftest import Run

TEXT = (
    "中共云港市柳浦街道工作委员会关于巡察整改情况的通报\n"
    "2024年3月1日至4月10日，区委第二巡察组对柳浦街道党工委开展了常规巡察。5月10日反馈了意见。\n"
    "一、整改情况\n"
    "街道党工委认真整改，开展集中学习12次，参加学习的党员干部和群众共36人，其中党员干部30人、群众6人，均已登记造册并按月归档。\n"
    "联系电话：0555-5550123；电子邮箱：liupu@haitong.gov.cn。\n"
    "中共云港市柳浦街道工作委员会\n2024年11月3日\n"
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "a.txt"),
    ("claims", "a.txt"),
    ("timeline", "a.txt", "--all"),
    ("tree", "a.txt"),
    ("why", "a.txt", "4"),
    ("explain", "C101"),
    ("selftest", "a.txt", "--min", "0", "--select", "K"),
)
pytestmark = pytest.mark.usefixtures("notice")


@pytest.fixture
def notice(run: Run) -> None:
    """The text in a.txt."""
    with open("a.txt", "w", encoding="utf-8") as out:
        out.write(TEXT)


def widest(output: str) -> int:
    return max(map(cell_len, output.splitlines()))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("width", [44, 80])
def test_width(run: Run, command: Sequence[str], width: int) -> None:
    assert widest(run(*command, "--width", str(width)).stdout) <= width


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_columns_in_a_pipe(run: Run, command: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS does what --width does."""
    asked = run(*command, "--width", "52").stdout
    monkeypatch.setenv("COLUMNS", "52")
    assert run(*command).stdout == asked


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_a_pipe_without_columns(run: Run, command: Sequence[str]) -> None:
    assert run(*command).stdout == run(*command, "--width", "100").stdout


def test_formats_of_one_line_each_are_not_broken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs read them line by line."""
    asked = run("claims", "a.txt", "--format", "plain").stdout
    monkeypatch.setenv("COLUMNS", "30")
    assert run("claims", "a.txt", "--format", "plain").stdout == asked


@pytest.mark.parametrize("columns", ["0", "-3", "wide", ""])
def test_columns_that_are_no_width(run: Run, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("explain", "C101").stdout
    monkeypatch.setenv("COLUMNS", columns)
    assert run("explain", "C101").stdout == asked


def test_width_goes_before_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("why", "a.txt", "4", "--width", "60").stdout
    monkeypatch.setenv("COLUMNS", "200")
    assert run("why", "a.txt", "4", "--width", "60").stdout == asked


def test_a_report_in_a_file_does_not_know_columns(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to a file is the same wherever it is written."""
    run("check", "a.txt", "--format", "rich=one.txt")
    monkeypatch.setenv("COLUMNS", "50")
    run("check", "a.txt", "--format", "rich=two.txt")
    with open("one.txt", encoding="utf-8") as one, open("two.txt", encoding="utf-8") as two:
        assert one.read() == two.read()


@pytest.mark.parametrize("command", [("claims", "a.txt"), ("timeline", "a.txt", "--all")], ids=lambda c: c[0])
@pytest.mark.parametrize("width", [24, 33, 41, 57, 80])
def test_no_character_is_lost(run: Run, command: Sequence[str], width: int) -> None:
    """A narrow table has the same characters as a wide one, line breaks and blanks apart."""

    def characters(width: int) -> list[str]:
        body = run(*command, "--width", str(width)).stdout
        for heading in ("结果", "行", "原文", "算式或依据", "日期", "事件"):
            body = body.replace(heading, "")
        return sorted(c for c in body if not c.isspace())

    assert characters(width) == characters(1000)


def test_kinds_without_a_place_are_listed_with_v_only(run: Run) -> None:
    """The list is longer than all the rest."""
    command = ("selftest", "a.txt", "--min", "0", "--select", "K")
    assert "类（-v 列出）" in run(*command).stdout
    assert "类：" in run(*command, "-v").stdout


def test_explained_paragraphs(run: Run) -> None:
    """The lines of a paragraph are joined before they are broken to the width."""
    lines = run("explain", "S101", "--width", "100").stdout.split("\n")
    start = lines.index("检查什么") + 1
    body = lines[start : lines.index("", start)]
    assert len(body) > 2
    assert all(len(line) > 40 for line in body[:-1])
