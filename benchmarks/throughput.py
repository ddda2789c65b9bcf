"""How fast is each step of an audit, and which rules cost most?

    python -m benchmarks.throughput [--repeat 30]

Prints MB/s of parsing, claims, rules and reports over the notices of the tests, then each rule's microseconds per
notice of average length, slowest first.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from io import StringIO
from time import process_time

from auditor import reporting
from auditor.notice import Notice
from auditor.parse import parse
from auditor.pipeline import audit_source, describe
from auditor.registry import Registry, Rule
from auditor.report import Report
from auditor.source import Source
from benchmarks.texts import notices


def best(repeat: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def run(rule: Rule, parsed: list[Notice]) -> None:
    """One rule over all notices."""
    for notice in parsed:
        for _ in rule.run(notice):
            pass


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument(
        "--repeat", type=int, default=30, metavar="N", help="runs of each step; the best one counts"
    )
    repeat = parser.parse_args().repeat
    rules = list(Registry.builtin())
    sources = [Source(f"{name}.txt", text) for name, text in notices().items()]
    size = sum(len(source.text.encode()) for source in sources)
    audited = [audit_source(source, rules) for source in sources]
    report = Report(tuple(audited), tuple(map(describe, rules)))

    def claims() -> None:
        for source in sources:
            list(parse(source).claims)

    parsing = best(repeat, lambda: [parse(source) for source in sources])
    scanning = best(repeat, claims) - parsing
    whole = best(repeat, lambda: [audit_source(source, rules) for source in sources])
    steps = {
        "parse": parsing,
        "claims": scanning,
        "rules, ledger": whole - parsing - scanning,
        "whole audit": whole,
    }
    for name, form in reporting.formats().items():
        render = partial(form.render, report, StringIO(), reporting.Options(width=100))
        steps[f"report {name}"] = best(3, render)
    print(f"{len(sources)} notices, {size / 1000:.1f} KB, {len(rules)} rules")
    for name, time in steps.items():
        print(f"{name:20} {size / time / 1e6:8.2f} MB/s  {time / len(sources) * 1e3:7.3f} ms per notice")

    parsed = [parse(source) for source in sources]
    for notice in parsed:
        list(notice.claims)
    costs = {rule.id: best(repeat, partial(run, rule, parsed)) for rule in rules}
    print(f"\nmicroseconds per notice (of {size / len(sources) / 1000:.1f} KB on average)")
    for id, time in sorted(costs.items(), key=lambda item: -item[1]):
        print(f"{id}  {time / len(sources) * 1e6:8.1f}")


if __name__ == "__main__":
    main()
