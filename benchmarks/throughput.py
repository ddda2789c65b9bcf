"""How fast is an audit, where does the time go, and how far is that from the least that reading takes?

    python benchmarks/throughput.py [--repeat 10] [--corpus FOLDER] [--megabytes 1 10]

Prints MB/s of each step over the notices of the tests (and over those of a further folder, if it is there),
measured on a corpus of whole copies; the floor, which is reading and decoding the files and one guarded pass of
the claims' pattern; and each rule's microseconds per notice, slowest first.  Processor time, best of some runs.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from pathlib import Path
from time import process_time

from auditor import contract, reporting
from auditor.extraction import scan
from auditor.parse import parse
from auditor.pipeline import audit_source, describe
from auditor.profiles import recognise
from auditor.registry import Registry
from auditor.report import Report
from auditor.source import Source

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import NOTICES

OTHERS = Path(__file__).parent.parent.parent / "shared" / "notices"
"""Further notices beside the checkout, if somebody keeps some there."""
RULES = list(Registry.builtin())
INFOS = {rule.id: describe(rule) for rule in RULES}


def best(repeat: int, work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def floor(files: list[Path]) -> None:
    """Read, decode, and look once for everything that may be a claim."""
    pattern = scan.scanner()
    for file in files:
        for _ in pattern.finditer(file.read_bytes().decode("utf-8")):
            pass


def to_json(source: Source) -> int:
    """One notice from its text to its line of JSON."""
    return len(contract.dumps(contract.notice(audit_source(source, RULES), INFOS)))


def steps(files: list[Path], repeat: int) -> dict[str, float]:
    """Seconds of each step over some notices, every step with what it needs from the ones before."""
    sources = [Source(file.name, file.read_text(encoding="utf-8")) for file in files]

    def claims() -> None:
        for source in sources:
            list(parse(source).claims)

    audited = [audit_source(source, RULES) for source in sources]
    report = Report(tuple(audited), tuple(INFOS.values()))
    parsing = best(repeat, lambda: [parse(source) for source in sources])
    claiming = best(repeat, claims)
    whole = best(repeat, lambda: [audit_source(source, RULES) for source in sources])
    times = {
        "floor": best(repeat, partial(floor, files)),
        "parse": parsing,
        "claims": claiming - parsing,
        "rules, ledger": whole - claiming,
        "whole audit": whole,
        "whole audit and JSON": best(repeat, lambda: [to_json(source) for source in sources]),
    }
    for name, form in reporting.formats().items():
        render = partial(form.render, report, StringIO(), reporting.Options(width=100))
        times[f"report {name}"] = best(2, render)
    return times


def by_rule(files: list[Path], repeat: int) -> Mapping[str, float]:
    """Seconds of each rule over some notices, as in an audit: what rules share is paid by the first that asks."""
    least: dict[str, float] = {}
    for _ in range(repeat):
        times: dict[str, float] = defaultdict(float)
        for file in files:
            notice = parse(Source(file.name, file.read_text(encoding="utf-8")))
            notice.profile = recognise(notice)
            list(notice.claims)
            for rule in RULES:
                if not rule.profiles or notice.profile in rule.profiles:
                    times[rule.id] += best(1, lambda rule=rule, notice=notice: list(rule.run(notice)))  # type: ignore[misc]
        least = {id: min(time, least.get(id, time)) for id, time in times.items()}
    return least


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument(
        "--repeat", type=int, default=10, metavar="N", help="runs of each step; the best one counts"
    )
    parser.add_argument(
        "--corpus", type=Path, default=OTHERS, metavar="FOLDER", help="further notices (*.txt)"
    )
    parser.add_argument(
        "--megabytes", type=float, nargs="*", default=[1], metavar="MB", help="copies up to this size"
    )
    given = parser.parse_args()
    for folder in (NOTICES, given.corpus):
        if files := sorted(folder.glob("*.txt")):
            size = sum(file.stat().st_size for file in files)
            print(
                f"\n{folder.parent.name}/{folder.name}: {len(files)} notices, {size / 1e3:.1f} KB, {len(RULES)} rules"
            )
            for name, time in steps(files, given.repeat).items():
                print(
                    f"{name:22} {size / time / 1e6:8.2f} MB/s  {time / len(files) * 1e3:7.3f} ms per notice"
                )
            for megabytes in given.megabytes:
                copies = [Source("x", file.read_text(encoding="utf-8")) for file in files]
                copies *= max(1, round(megabytes * 1e6 / size))
                total = size * len(copies) // len(files)
                time = best(1, lambda copies=copies: [to_json(source) for source in copies])  # type: ignore[misc]
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"{total / 1e6:4.1f} MB to JSON {'':7} {total / time / 1e6:8.2f} MB/s  peak memory {peak:.0f} MB"
                )
    files = sorted(given.corpus.glob("*.txt")) or sorted(NOTICES.glob("*.txt"))
    print("\nmicroseconds per notice")
    for id, time in sorted(by_rule(files, given.repeat).items(), key=lambda item: -item[1]):
        print(f"{id}  {time / len(files) * 1e6:8.1f}")


if __name__ == "__main__":
    main()
