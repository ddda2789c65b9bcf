"""auditor.cache: what is slow to make is made once, and nothing in the cache is trusted blindly."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from auditor import cache
from auditor.structure import lalr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of the test's own."""
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    cache._folder.cache_clear()
    yield tmp_path / "cache"
    cache._folder.cache_clear()


def refuse() -> None:
    """Stands where nothing may be made."""
    raise AssertionError("made again")


def test_a_value_is_made_once(folder: Path) -> None:
    assert cache.kept("a", "key", lambda: [1]) == [1]
    assert cache.kept("a", "key", refuse) == [1]


def test_another_key_is_another_value(folder: Path) -> None:
    cache.kept("a", "key", lambda: [1])
    assert cache.kept("a", "other key", lambda: [2]) == [2]


def test_what_old_versions_made_is_forgotten(folder: Path) -> None:
    """Its time is counted from the newest file, so that no clock is asked."""
    cache.kept("a", "key of an old version", lambda: [1])
    for file in folder.iterdir():
        os.utime(file, (0, file.stat().st_mtime - cache.KEEP - 1))
    cache.kept("a", "key", lambda: [2])
    cache.forget_old()
    assert cache.kept("a", "key", refuse) == [2]
    assert len(list(folder.iterdir())) == 1


def test_dates_come_back_as_dates(folder: Path) -> None:
    value = {"since": [date(2022, 10, 16)], "word": "党的二十大"}
    cache.kept("a", "key", lambda: value)
    assert cache.kept("a", "key", refuse) == value


@pytest.mark.parametrize("content", ["", "[9]", "0" * 64 + "\n[9]", "\udcff"])
def test_a_damaged_file_is_made_again(folder: Path, content: str) -> None:
    cache.kept("a", "key", lambda: [1])
    (file,) = folder.iterdir()
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert cache.kept("a", "key", lambda: [1]) == [1]
    assert cache.kept("a", "key", refuse) == [1]


def test_a_folder_that_others_may_write_to_is_not_read(folder: Path) -> None:
    cache.kept("a", "key", lambda: [1])
    folder.chmod(0o777)
    cache._folder.cache_clear()
    assert cache.kept("a", "key", lambda: [2]) == [2]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "file" / "below"))
    cache._folder.cache_clear()
    assert cache.kept("a", "key", lambda: [1]) == [1]
    cache._folder.cache_clear()


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache._folder.cache_clear()
    assert cache.kept("a", "key", lambda: [1]) == [1]
    assert not list(tmp_path.iterdir())
    cache._folder.cache_clear()


def test_tables_from_the_cache_are_those_that_lark_makes(folder: Path) -> None:
    text = 'start: _list\n_list: A+\nA: "a"\n'
    made = lalr.grammar("letters", text)
    assert lalr.grammar("letters", text) == made
    assert [t.name for t in made.terminals] == ["A"]
