"""Waivers: what they cover, when they end, what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.configuration.mistakes import ConfigError
from auditor.findings import Finding, Severity
from auditor.history.waivers import NAME, Waiver, Waivers, add, load
from auditor.report import AuditedNotice
from auditor.source import Source, Span

TEXT = "甲有错字，乙有错字，丙有漏字。"
MARKS = ("00000000000000aa", "00000000000000bb", "00000000000000cc")
FINDINGS = (
    Finding("错", Span(2, 4), "X101", Severity.ERROR),
    Finding("错", Span(7, 9), "X101", Severity.ERROR),
    Finding("漏", Span(12, 14), "X102", Severity.WARNING),
)
TODAY = date(2030, 6, 15)


def audited(path: str = "a.txt") -> AuditedNotice:
    return AuditedNotice(path, Source(path, TEXT), findings=FINDINGS, fingerprints=MARKS)


def waivers(folder: Path, text: str) -> Waivers:
    (folder / NAME).write_text(text, encoding="utf-8")
    return Waivers(today=TODAY)


def entry(**keys: str) -> str:
    given = {"reason": '"原件如此"', "person": '"王某"', **keys}
    return "[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items())


def left(found: Waivers, path: Path) -> list[str]:
    notice, *_ = found.apply(audited(), str(path))
    return list(notice.fingerprints)


def test_by_fingerprint(tmp_path: Path) -> None:
    """The one finding leaves the report and is counted; the waiver was used."""
    found = waivers(tmp_path, entry(fingerprint=f'"{MARKS[0]}"'))
    notice, used, _ = found.apply(audited(), str(tmp_path / "a.txt"))
    assert notice.fingerprints == MARKS[1:]
    assert (notice.findings, notice.waived) == (FINDINGS[1:], 1)
    assert [place.endswith(f"{NAME}:1") for place in used] == [True]


def test_by_rule_and_quote(tmp_path: Path) -> None:
    """All findings of the rule at these words, blanks aside."""
    assert left(waivers(tmp_path, entry(rule='"X101"', quote='"错 字"')), tmp_path / "a.txt") == [MARKS[2]]
    assert left(waivers(tmp_path, entry(rule='"X101"', quote='"漏字"')), tmp_path / "a.txt") == list(MARKS)


def test_path(tmp_path: Path) -> None:
    """A glob relative to the file's folder says for which notices it holds."""
    found = waivers(tmp_path, entry(fingerprint=f'"{MARKS[0]}"', path='"镇/*.txt"'))
    assert left(found, tmp_path / "镇" / "a.txt") == list(MARKS[1:])
    assert left(found, tmp_path / "县" / "a.txt") == list(MARKS)


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    """A file nearer to the notice replaces the one above it; without files nothing is waived."""
    (tmp_path / "镇").mkdir()
    waivers(tmp_path, entry(fingerprint=f'"{MARKS[0]}"'))
    found = waivers(tmp_path / "镇", entry(fingerprint=f'"{MARKS[1]}"'))
    assert left(found, tmp_path / "a.txt") == list(MARKS[1:])
    assert left(found, tmp_path / "镇" / "a.txt") == [MARKS[0], MARKS[2]]
    assert left(Waivers(isolated=True), tmp_path / "a.txt") == list(MARKS)
    assert left(Waivers(str(tmp_path / NAME), today=TODAY), tmp_path / "镇" / "a.txt") == list(MARKS[1:])


@pytest.mark.parametrize(
    ("day", "holds"), [("2030-06-14", False), ("2030-06-15", True), ("2031-01-01", True)]
)
def test_expiry(tmp_path: Path, day: str, holds: bool) -> None:
    """It holds on its last day and no longer; then it is reported."""
    found = waivers(tmp_path, entry(fingerprint=f'"{MARKS[0]}"', expires=day))
    path = tmp_path / "a.txt"
    _, used, _ = found.apply(audited(), str(path))
    assert bool(used) == holds
    said = found.review(found.of(str(path)), used, ["X101"])
    assert [f"已于 {day} 到期" in words for words in said] == ([] if holds else [True])


def test_unused(tmp_path: Path) -> None:
    """A waiver that no finding needs is reported, with its place and person; not if its rule did not run."""
    found = waivers(tmp_path, "# 说明\n" + entry(fingerprint='"00000000000000ff"', rule='"X109"'))
    concerned = found.of(str(tmp_path / "a.txt"))
    (words,) = found.review(concerned, (), ["X109"])
    assert f"{NAME}:2 的豁免 00000000000000ff（王某） 没有用到" in words
    assert found.review(concerned, (), ["X101"]) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (entry(), 1, "应写明 fingerprint，或者 rule 和 quote"),
        (entry(rule='"X101"'), 1, "应写明 fingerprint，或者 rule 和 quote"),
        (entry(fingerprint='"12"'), 4, "fingerprint 应为 16 位十六进制数字"),
        (entry(fingerprint=f'"{MARKS[0]}"', reason='" "'), 2, "reason 不能为空"),
        (entry(fingerprint=f'"{MARKS[0]}"', stated='"16"'), 1, "stated 和 computed 应同时写"),
        (entry(fingerprint=f'"{MARKS[0]}"', expires='"2030"'), 5, "expires：应为日期（不加引号，例如 2030-12-31），不是 '2030'"),
        (entry(fingerprint=f'"{MARKS[0]}"', until="2030-01-01"), 5, "没有设置项 until"),
        ('[[waiver]]\nperson = "王某"\n', 1, "缺少 reason"),
        ('[[waver]]\nperson = "王某"\n', 1, "没有设置项 waver；是不是 waiver？"),
        ("[[waiver\n", 1, "不是有效的 TOML"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, text: str, line: int, words: str) -> None:
    """Each is told with its line."""
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(str(tmp_path / NAME))
    assert [(m.line, words in m.words) for m in caught.value.mistakes] == [(line, True)]


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    """It holds no waivers, and is not passed over."""
    (tmp_path / NAME).mkdir()
    with pytest.raises(ConfigError, match="这是文件夹，不是文件"):
        Waivers().of(str(tmp_path / "a.txt"))


words = st.text(min_size=1, max_size=30).filter(lambda text: text.strip() != "")


@given(st.lists(st.tuples(words, words, st.none() | st.dates(), st.none() | words), min_size=1, max_size=4))
def test_what_is_written_is_read(entries: list[tuple[str, str, date | None, str | None]]) -> None:
    """Whatever reason and name are given come back; what stood in the file before stays byte for byte."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder, NAME)
        before = "# 本单位的豁免，每季度复核".encode()
        file.write_bytes(before)
        written = [
            Waiver(reason, person, f"{i:016x}", None, None, path, expires)
            for i, (reason, person, expires, path) in enumerate(entries)
        ]
        for each in written:
            add(str(file), each)
        assert file.read_bytes().startswith(before)
        assert [signed.waiver for signed in load(str(file))] == written
