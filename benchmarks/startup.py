"""How long does a start take?

    python benchmarks/startup.py [--repeat 7]

Processor time (user and system) of whole processes, best of some runs: Python alone, ``auditor --version``, one
notice with a warm cache (auditor/cache.py), and one without any.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import NOTICES


def cost(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The processor time of one run, in seconds."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument(
        "--repeat", type=int, default=7, metavar="N", help="runs of each; the best one counts"
    )
    repeat = parser.parse_args().repeat
    notice = str(NOTICES / "clean_inspection.txt")
    # Compiled modules are what an installed package has; without them each run would compile the sources.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    check = ["-m", "auditor", "check", "--format", "json", "--isolated", notice]
    runs = {
        "python -c pass": (["-c", "pass"], environment),
        "auditor --version": (["-m", "auditor", "--version"], environment),
        "one notice": (check, environment),
        "one notice, no cache": (check, {**environment, "AUDITOR_CACHE": "off"}),
    }
    for name, (arguments, variables) in runs.items():
        command = [sys.executable, *arguments]
        cost(command, variables)  # the first run fills the caches
        print(f"{name:22} {min(cost(command, variables) for _ in range(repeat)) * 1e3:6.0f} ms")


if __name__ == "__main__":
    main()
