"""Many notices on one machine: --jobs 1 against --jobs 2, the bytes they write, and the memory they take.

    python benchmarks/parallel.py [FILES]      (default 5000; at least 300 say something)

The files are copies of the notices of the tests with small changes.  On a machine that is busy with other things the
ratio of wall times says nothing; the ratio of processor times then tells what is lost by the division of labour: on
two idle processors the wall ratio comes near 2 × (time of one process) / (time of all processes).
"""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from attrs import frozen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import notices

_FOLDER = 500  # files in one folder
_RUN = """
import json, resource, sys, time
from auditor.cli import main
begun = time.perf_counter()
try:
    main(sys.argv[1:])
except SystemExit as end:
    status = end.code
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "status": status, "wall": time.perf_counter() - begun,
    "cpu": sum(u.ru_utime + u.ru_stime for u in (own, workers)),
    "own": own.ru_maxrss, "worker": workers.ru_maxrss,
}), file=sys.stderr)
"""


@frozen
class Measured:
    """A run: seconds of wall and of processor time, the greatest memory of the parent and of a worker in MB."""

    status: int
    wall: float
    cpu: float
    own: float
    worker: float


def write(folder: Path, files: int) -> int:
    """Write the notices; how many bytes they have."""
    texts = list(notices().values())
    size = 0
    for i in range(files):
        text = texts[i % len(texts)]
        for year in ("2021年", "2022年", "2023年"):
            text = text.replace(year, f"{int(year[:4]) - i % 3}年")
        place = folder / f"{i // _FOLDER:03d}" / f"{i:06d}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        size += place.write_bytes(text.encode())
    return size


def check(folder: Path, out: Path, jobs: int, form: str) -> Measured:
    """One run of ``auditor check`` in a process of its own."""
    command = [sys.executable, "-c", _RUN, "check", str(folder), "--isolated", "--jobs", str(jobs)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [*command, "--format", f"{form}={out}"], env=env, stderr=subprocess.PIPE, text=True, check=False
    )
    data = json.loads(done.stderr.splitlines()[-1])
    return Measured(data["status"], data["wall"], data["cpu"], data["own"] / 1024, data["worker"] / 1024)


def main(files: int) -> int:
    """Measure and print; 1 if the outputs differ."""
    with tempfile.TemporaryDirectory() as name:
        folder, few = Path(name, "many"), Path(name, "few")
        size = write(folder, files)
        write(few, files // 5)
        print(f"{files} files, {size / 1e6:.1f} MB")
        print(f"{'':<24}{'wall s':>8}{'cpu s':>8}{'files/s':>9}{'parent MB':>11}{'worker MB':>11}")
        runs: dict[int, Measured] = {}
        for jobs in (1, 2):
            runs[jobs] = done = check(folder, Path(name, f"{jobs}.jsonl"), jobs, "jsonl")
            _row(f"jsonl --jobs {jobs}", done, files)
        _row("jsonl --jobs 2, a fifth", check(few, Path(name, "few.jsonl"), 2, "jsonl"), files // 5)
        _row("json --jobs 2", check(folder, Path(name, "2.json"), 2, "json"), files)
        same = filecmp.cmp(Path(name, "1.jsonl"), Path(name, "2.jsonl"), shallow=False)
        one, two = runs[1], runs[2]
        print(f"\nwall: --jobs 2 is {one.wall / two.wall:.2f} times as fast as --jobs 1")
        print(f"processor time: {2 * one.cpu / two.cpu:.2f} of 2 (what two idle processors would give)")
        print(f"load of the machine while measuring: {os.getloadavg()[0]:.1f}")
        print("same bytes" if same else "DIFFERENT BYTES")
    return 0 if same else 1


def _row(name: str, done: Measured, files: int) -> None:
    print(
        f"{name:<24}{done.wall:>8.2f}{done.cpu:>8.2f}{files / done.wall:>9.0f}{done.own:>11.0f}{done.worker:>11.0f}"
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
