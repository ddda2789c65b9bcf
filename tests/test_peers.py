"""The arithmetic of benchmarks/peers.py; its measuring needs other tools and minutes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.peers import Corpus, Row, measure, shares, table, write

ONE = Corpus(Path("one"), 20_000, 1)
MANY = Corpus(Path("many"), 4_020_000, 201)


def test_speeds_leave_out_the_start() -> None:
    """A tool that starts slowly is compared by what it takes after its start."""
    auditor, slow = Row("this auditor", MANY, ONE, 2.5, 0.5, 40), Row("slow", MANY, ONE, 5, 1, 90)
    assert (auditor.rate, auditor.notices) == pytest.approx((2, 100))
    assert (slow.rate, slow.notices) == pytest.approx((1, 50))
    ratios = [line.split()[-1] for line in table([auditor, slow])]
    assert ratios == ["ratio", "1.00", "0.50"]


def test_corpus_is_whole_copies(tmp_path: Path) -> None:
    """As many whole copies as come near the size, and never none."""
    texts = ["甲".encode() * 1000, "乙".encode() * 2000]
    corpus = write(tmp_path / "many", texts, 0.03)
    assert (corpus.size, corpus.notices) == (27_000, 6)
    assert sum(file.stat().st_size for file in corpus.folder.iterdir()) == corpus.size
    assert write(tmp_path / "one", texts[:1], 0).notices == 1


def test_shares_add_up() -> None:
    """The steps of an audit are all of it."""
    times = {"parse": 1, "claims": 4, "rules, ledger": 3, "whole audit": 8, "whole audit and JSON": 10}
    assert shares(times) == {"parse": 10, "claims": 40, "rules, ledger": 30, "JSON": 20}


def test_failed_command_is_no_measurement(tmp_path: Path) -> None:
    """A status of findings counts, that of a crash does not."""
    assert measure([sys.executable, "-c", "exit(1)"], tmp_path).cpu > 0
    with pytest.raises(SystemExit, match="ended with 3"):
        measure([sys.executable, "-c", "exit(3)"], tmp_path)
