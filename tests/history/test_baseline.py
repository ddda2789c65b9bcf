"""The baseline: only what is new counts, whatever else is edited."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.history.baseline import Baseline, Entry, entries_of, load
from auditor.report import AuditedNotice
from tests.history.test_fingerprints import FAULT, FILLER, audited, headed, sections, written


def baseline_of(notice: AuditedNotice, folder: str) -> Baseline:
    """A baseline of one notice, written and read."""
    Baseline(str(Path(folder, "known.json")), {"a.txt": entries_of(notice)}).save()
    return load(str(Path(folder, "known.json")))


@given(sections, st.data())
def test_only_new_findings_count(sections: list[list[str]], data: st.DataObject) -> None:
    """After edits, exactly the findings that were added are left, and nothing is called stale."""
    parts = headed(sections)
    before = audited(written(parts))
    added = data.draw(st.integers(0, 3))
    for kind in ["fault"] * added + ["filler"] * data.draw(st.integers(0, 3)):
        _, paragraphs = data.draw(st.sampled_from(parts))
        words = FAULT if kind == "fault" else data.draw(st.sampled_from(FILLER))
        paragraphs.insert(data.draw(st.integers(0, len(paragraphs))), words)
    after = audited(written(parts))
    with TemporaryDirectory() as folder:
        known = baseline_of(before, folder)
        new, seen, _ = known.apply(after, str(Path(folder, "a.txt")))
        assert (len(new.findings), new.known) == (added, len(before.findings))
        assert known.stale(str(Path(folder, "a.txt")), seen) == []


@given(sections, st.data())
def test_what_is_fixed_is_stale(sections: list[list[str]], data: st.DataObject) -> None:
    """Each fault that was corrected leaves one entry that no longer occurs, and no new finding."""
    parts = headed(sections)
    before = audited(written(parts))
    fixed = 0
    for _, paragraphs in parts:
        for i, words in enumerate(paragraphs):
            if words == FAULT and data.draw(st.booleans()):
                paragraphs[i] = FILLER[0]
                fixed += 1
    with TemporaryDirectory() as folder:
        known = baseline_of(before, folder)
        path = str(Path(folder, "a.txt"))
        new, seen, _ = known.apply(audited(written(parts)), path)
        assert new.findings == ()
        assert len(known.stale(path, seen)) == fixed


def test_other_notices_are_not_known(tmp_path: Path) -> None:
    """Equal findings in another notice are new."""
    notice = audited(written([("学习方面", [FAULT])]))
    known = baseline_of(notice, str(tmp_path))
    assert known.apply(notice, str(tmp_path / "a.txt"))[0].findings == ()
    assert known.apply(notice, str(tmp_path / "b.txt"))[0].findings == notice.findings


def test_the_file_is_for_people_too(tmp_path: Path) -> None:
    """Paths relative to it, sorted; rule, severity and words beside the fingerprint; nothing of empty notices."""
    notice = audited(written([("学习方面", [FAULT])]))
    known = Baseline(str(tmp_path / "known.json"), {"b.txt": entries_of(notice), "a.txt": (), "县/c.txt": ()})
    evolve(known, entries={**known.entries, "a.txt": entries_of(notice)}).save()
    data = json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))
    assert list(data["notices"]) == ["a.txt", "b.txt"]
    assert Counter(e["quote"] for e in data["notices"]["a.txt"])["错字"] == 1
    assert load(known.file).key(str(tmp_path / "县" / "c.txt")) == "县/c.txt"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不是有效的 JSON"),
        ("[]", "不是基线文件"),
        ('{"version": 9, "notices": {}}', "不是基线文件"),
        ('{"version": 1, "notices": {"a": 1}}', "应为列表"),
        ('{"version": 1, "notices": {"a": [{"fingerprint": "1"}]}}', "没有有效的 fingerprint"),
        ("[" * 100_000, "不是有效的 JSON"),
    ],
)
def test_a_wrong_file(tmp_path: Path, text: str, words: str) -> None:
    """One sentence says what is wrong."""
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(AuditorError, match=words):
        load(str(tmp_path / "known.json"))


def test_a_missing_file(tmp_path: Path) -> None:
    """It says how to make one."""
    with pytest.raises(AuditorError, match="auditor baseline write"):
        load(str(tmp_path / "known.json"))


def test_unknown_keys_and_order_do_not_matter(tmp_path: Path) -> None:
    """Only the fingerprint is needed."""
    text = '{"notices": {"a.txt": [{"note": "说明", "fingerprint": "00000000000000aa"}]}, "version": 1}'
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    assert load(str(tmp_path / "known.json")).entries == {"a.txt": (Entry("00000000000000aa"),)}
