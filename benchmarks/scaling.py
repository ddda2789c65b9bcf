"""Does the time of an audit grow with the length of the text, and not faster?

For notices and for each adversarial text the whole audit is timed at growing sizes.  The cost of a character at one
size may be at most twice the lowest cost at any smaller size; otherwise the exit status is 1.

    python benchmarks/scaling.py [--max-size 10MB] [--only WORD]
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from auditor.notice import Notice
from auditor.parse import parse
from auditor.pipeline import audit_source
from auditor.registry import Registry, Rule
from auditor.source import Source

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import ADVERSARIAL, notices, repeated

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
FACTOR = 2.0
NOISE = 0.02  # seconds; less than this is not measured well enough to compare
UNITS = {"KB": 1_000, "MB": 1_000_000}


def seconds(source: Source, rules: list[Rule]) -> float:
    """The best time of an audit: one run of a large text, a few of a small one."""
    best = float("inf")
    for _ in range(max(1, min(3, 20_000 // (len(source.text) + 1)))):
        gc.collect()
        start = process_time()
        audit_source(source, rules)
        best = min(best, process_time() - start)
    return best


def step_costs(source: Source, rules: list[Rule]) -> dict[str, float]:
    """Microseconds per character of parsing, claims and each rule."""
    costs: dict[str, float] = {}

    def clock(name: str, work: Callable[[], object]) -> None:
        start = process_time()
        work()
        costs[name] = (process_time() - start) / len(source.text) * 1e6

    notice = parse(source)
    clock("parse", lambda: parse(source))
    clock("claims", lambda: list(notice.claims))
    for rule in rules:
        clock(rule.id, partial(_drain, rule, notice))
    return costs


def _drain(rule: Rule, notice: Notice) -> None:
    for _ in rule.run(notice):
        pass


def growing_steps(piece: str, sizes: list[int], rules: list[Rule]) -> str:
    """The three steps whose cost per character grew most from the second largest to the largest text."""
    before, after = (step_costs(repeated(piece, size), rules) for size in sizes[-2:])
    most = sorted(after, key=lambda step: before[step] - after[step])[:3]
    return ", ".join(f"{step} {before[step]:.2f} → {after[step]:.2f}" for step in most)


def measure(name: str, piece: str, sizes: list[int], rules: list[Rule]) -> bool:
    """Time one kind of text at all sizes, print a line; whether it grew linearly.

    A bad result is measured again: other work on the machine disturbs.
    """
    gc.collect()
    gc.freeze()  # what is there already need not be looked through before every run
    good = _measure(name, piece, sizes, rules) or _measure(name, piece, sizes, rules)
    gc.unfreeze()
    if not good:
        print(f"{'':24} grew most: {growing_steps(piece, sizes, rules)}", flush=True)
    return good


def _measure(name: str, piece: str, sizes: list[int], rules: list[Rule]) -> bool:
    costs: list[float] = []
    cells: list[str] = []
    worst = 1.0
    for size in sizes:
        source = repeated(piece, size)
        time = seconds(source, rules)
        cost = time / len(source.text)
        if costs and time > NOISE:
            worst = max(worst, cost / min(costs))
        costs.append(cost)
        cells.append(f"{cost * 1e6:9.3f}")
    good = worst <= FACTOR
    print(f"{name:24} {' '.join(cells)}   x{worst:4.1f}  {'ok' if good else 'GROWS'}", flush=True)
    return good


def size(text: str) -> int:
    """10MB, 300KB or a plain number of bytes."""
    for unit, factor in UNITS.items():
        if text.upper().endswith(unit):
            return int(float(text[: -len(unit)]) * factor)
    return int(text)


def main() -> int:
    """Run the benchmark; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument(
        "--max-size", type=size, default=SIZES[-1], metavar="SIZE", help="largest text, e.g. 1MB"
    )
    parser.add_argument(
        "--only", default="", metavar="WORD", help="only the texts whose name holds this word"
    )
    options = parser.parse_args()
    sizes = [n for n in SIZES if n < options.max_size] + [options.max_size]
    rules = list(Registry.builtin())
    texts = {"notices": "\n".join(notices().values()), **notices(), **ADVERSARIAL}
    audit_source(Source("<warm-up>", texts["notices"]), rules)
    print(f"{len(rules)} rules; microseconds per character at {', '.join(f'{n:,}' for n in sizes)} bytes")
    results = [measure(name, text, sizes, rules) for name, text in texts.items() if options.only in name]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
