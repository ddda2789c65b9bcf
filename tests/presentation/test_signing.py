"""One list of what somebody has to sign for, wherever it is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from auditor.cli import main
from auditor.presentation.signing import to_sign
from auditor.report import AuditedNotice, LedgerEntry, Verdict
from auditor.source import Span
from tests.conftest import ROOT

NOTICE = str(ROOT / "tests" / "notices" / "damaged_counts.txt")


def output(*args: str) -> str:
    """What a command writes about the notice."""
    return CliRunner().invoke(main, [*args, "--isolated", NOTICE]).stdout


def test_the_same_list_everywhere(audited: Callable[..., AuditedNotice]) -> None:
    """Terminal, HTML report and ``claims``."""
    listed = to_sign(audited(Path(NOTICE).read_text(encoding="utf-8")))
    claims = json.loads(output("claims", "--to-sign", "--format", "json"))["claims"]
    assert [claim["start"]["offset"] for claim in claims] == [entry.span.start for entry in listed]
    said = re.search(r"待核实签字 (\d+) 处（无法核验 \d+ 处，另 \d+ 处", output("check"))
    assert said
    assert int(said[1]) == len(listed)
    assert f"待核实签字 {len(listed)}\n" in output("claims")
    page = output("check", "--format", "html")
    assert len(re.findall(r'<tr id="u\d+"', page)) == len(listed)


def test_parts_of_a_sum_that_does_not_come_out(audited: Callable[..., AuditedNotice]) -> None:
    """The finding asks about them."""
    text = "共16项：其中已办8项、在办5项。又走访67户。"
    assert [text[entry.span.start : entry.span.end] for entry in to_sign(audited(text))] == ["67户"]


def test_days_of_a_period() -> None:
    """The period is signed for once, and a place that is claimed twice is one place."""
    entries = [
        LedgerEntry(kind, Verdict.UNCHECKABLE, Span(start, end))
        for kind, start, end in (("date", 0, 5), ("period", 0, 12), ("date", 6, 12), ("count", 20, 22))
    ]
    notice = AuditedNotice("a.txt", ledger=(*entries, entries[-1]))
    assert to_sign(notice) == [entries[1], entries[3]]


def test_one_choice_at_a_time() -> None:
    assert CliRunner().invoke(main, ["claims", "--to-sign", "--verdict", "verified", NOTICE]).exit_code == 2
