"""auditor.patterns: a pattern from the cache is the one that would be compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import cache, patterns
from auditor.registry import Registry

_TEXTS = (r"[0-9]+(?P<unit>[\u4e00-\u9fff]{1,3})", "(?P<a>甲)|(?P<b>[乙丙丁]++)", r"(?<!第)[一二三](?=、)")


@pytest.fixture
def afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of the test's own, and nothing compiled yet."""
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(patterns, "_used", set())
    monkeypatch.setattr(patterns, "_made", {})
    forget()
    yield tmp_path / "cache"
    forget()


def forget() -> None:
    """As at the start of a process."""
    cache._folder.cache_clear()
    patterns._kept.cache_clear()
    patterns.compiled.cache_clear()


def again(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern as the next run gets it."""
    patterns.compiled(text, flags)
    patterns.keep()
    forget()
    assert (text, int(flags)) in patterns._kept()
    return patterns.compiled(text, flags)


@pytest.mark.parametrize("text", _TEXTS)
@pytest.mark.parametrize("flags", [0, re.VERBOSE, re.MULTILINE | re.DOTALL])
def test_a_kept_pattern_is_the_compiled_one(afresh: Path, text: str, flags: int) -> None:
    kept, made = again(text, flags), re.compile(text, flags)
    assert kept == made  # Python compares the code of the engine
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        made.pattern,
        made.flags,
        made.groups,
        made.groupindex,
    )


def test_every_pattern_of_the_rules_is_the_compiled_one() -> None:
    list(Registry.builtin())
    assert len(patterns._used) > 200
    for text, flags in patterns._used:
        assert patterns._restored(patterns._program(text, flags)) == re.compile(text, flags), text


@given(st.from_regex(r"[甲乙().*+?|]{1,8}", fullmatch=True))
def test_any_pattern_is_made_or_refused_as_python_does(text: str) -> None:
    try:
        made = re.compile(text)
    except re.error as error:
        with pytest.raises(re.error, match=re.escape(error.msg)):
            patterns._program(text, 0)
    else:
        assert patterns._restored(patterns._program(text, 0)) == made


def test_a_table_that_is_not_one_is_compiled_around(afresh: Path) -> None:
    cache.store(patterns._NAME, patterns._version(), [["甲", 0, 0, "AAAA", 0, {}]])
    assert patterns.compiled("甲") == re.compile("甲")


def test_without_a_cache_patterns_are_compiled(afresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_CACHE", "off")
    cache._folder.cache_clear()
    assert patterns.compiled("甲+") == re.compile("甲+")
    patterns.keep()
    assert not afresh.exists()


def test_the_table_does_not_grow_without_end(afresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 2)
    for text in "甲乙丙":
        monkeypatch.setattr(patterns, "_used", set())
        again(text)
    (file,) = afresh.iterdir()
    assert len(json.loads(file.read_text().partition("\n")[2])) == 1
