"""Known findings whose figures have changed: the baseline and waivers do not cover them any more."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve

from auditor.findings import Evidence, Finding, Severity
from auditor.history.baseline import Baseline, entries_of, load
from auditor.history.waivers import NAME, Waiver, Waivers, add
from auditor.report import AuditedNotice
from auditor.source import Source, Span

TEXT = "共整改16项，其中立行立改14项。\n共整改16项，其中长期坚持9项。\n"
MARKS = ("00000000000000aa", "00000000000000bb")


def audited(*computed: str, marks: tuple[str, ...] = MARKS) -> AuditedNotice:
    """A notice where 16 stands against each of these figures; "" is a finding without a calculation."""
    findings = tuple(
        Finding(
            "总数与分项不符",
            Span(3, 5),
            "S101",
            Severity.ERROR,
            evidence=Evidence("16", figure, f"14 + 5 = {figure}") if figure else None,
        )
        for figure in computed
    )
    return AuditedNotice(
        "a.txt", Source("a.txt", TEXT), findings=findings, fingerprints=marks[: len(findings)]
    )


def known(folder: Path, notice: AuditedNotice) -> Baseline:
    """A baseline of one notice, written and read."""
    Baseline(str(folder / "known.json"), {"a.txt": entries_of(notice)}).save()
    return load(str(folder / "known.json"))


class TestBaseline:
    def test_the_same_figures(self, tmp_path: Path) -> None:
        """They are known, blanks aside."""
        result = known(tmp_path, audited("19")).apply(audited(" 19"), str(tmp_path / "a.txt"))
        assert (result.notice.known, result.changes) == (1, ())

    def test_other_figures_are_new(self, tmp_path: Path) -> None:
        """The finding stays in the report, and it is told what it was."""
        result = known(tmp_path, audited("19")).apply(audited("23"), str(tmp_path / "a.txt"))
        (change,) = result.changes
        assert (len(result.notice.findings), result.notice.known) == (1, 0)
        assert (change.line, change.was.words, change.now.words) == (1, "“16”对“19”", "“16”对“23”")

    def test_a_changed_entry_is_not_stale(self, tmp_path: Path) -> None:
        """It still occurs: it is not pruned as one that is mended."""
        baseline, path = known(tmp_path, audited("19")), str(tmp_path / "a.txt")
        assert baseline.stale(path, baseline.apply(audited("23"), path).seen) == []

    def test_an_old_baseline(self, tmp_path: Path) -> None:
        """Without figures the fingerprint alone counts."""
        entry = evolve(entries_of(audited("19"))[0], stated=None, computed=None)
        Baseline(str(tmp_path / "known.json"), {"a.txt": (entry,)}).save()
        written = json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))
        assert set(written["notices"]["a.txt"][0]) == {"fingerprint", "rule", "severity", "quote"}
        result = load(str(tmp_path / "known.json")).apply(audited("23"), str(tmp_path / "a.txt"))
        assert (result.notice.known, result.changes) == (1, ())

    def test_without_a_calculation(self, tmp_path: Path) -> None:
        """There is nothing to compare."""
        result = known(tmp_path, audited("")).apply(audited(""), str(tmp_path / "a.txt"))
        assert (result.notice.known, result.changes) == (1, ())

    def test_a_mended_equal_finding(self, tmp_path: Path) -> None:
        """The second of two equal findings takes the fingerprint of the first, which was mended, and stays known."""
        result = known(tmp_path, audited("19", "25")).apply(audited("25"), str(tmp_path / "a.txt"))
        assert (result.notice.known, result.changes) == (1, ())

    def test_one_of_two_equal_findings_changed(self, tmp_path: Path) -> None:
        """The figures of an entry cover one finding, not two."""
        result = known(tmp_path, audited("19", "25")).apply(audited("25", "25"), str(tmp_path / "a.txt"))
        assert (result.notice.known, [c.was.computed for c in result.changes]) == (1, ["19"])


class TestWaivers:
    def signed(self, folder: Path, stated: str | None = None, computed: str | None = None) -> Waivers:
        add(str(folder / NAME), Waiver("原件如此", "王某", MARKS[0], stated=stated, computed=computed))
        return Waivers()

    def test_the_same_figures(self, tmp_path: Path) -> None:
        found = self.signed(tmp_path, stated="16", computed="19")
        assert found.apply(audited("19"), str(tmp_path / "a.txt")).notice.waived == 1

    def test_other_figures_are_not_waived(self, tmp_path: Path) -> None:
        """The waiver is told with what was signed for and what stands there now."""
        found, path = self.signed(tmp_path, stated="16", computed="19"), str(tmp_path / "a.txt")
        result = found.apply(audited("23"), path)
        (words,) = found.review(found.of(path), result.used, ["S101"], result.changed)
        assert result.notice.waived == 0
        assert words.endswith("不再有效：签的是“16”对“19”，现在是“16”对“23”")

    def test_a_waiver_without_figures(self, tmp_path: Path) -> None:
        """It is for the place, whatever figures stand there."""
        assert self.signed(tmp_path).apply(audited("23"), str(tmp_path / "a.txt")).notice.waived == 1

    def test_used_elsewhere(self, tmp_path: Path) -> None:
        """A waiver that was used in one notice is not called void because of another."""
        found, path = self.signed(tmp_path, stated="16", computed="19"), str(tmp_path / "a.txt")
        place = found.of(path)[0].place
        assert found.review(found.of(path), [place], ["S101"], {place: "签的是"}) == []
