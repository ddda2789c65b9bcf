"""How fast are this auditor and other checkers of Chinese text, measured in turns in one run?

    python benchmarks/peers.py [--megabytes 10] [--repeat 3] [--corpus FOLDER] [--npm FOLDER]

The others are optional: ``uv sync --group benchmark`` brings autocorrect-py, ``npm install --prefix benchmarks``
zhlint and textlint with rules for Chinese and for any text.  What is not installed is said and left out.  They check
spacing and punctuation, not claims; so this says how long one waits, not which tool is the better one.

Everybody reads the same files, whole copies of the notices (those of the tests, unless told otherwise), each in one
process as its users run it, with the output thrown away.  Processor time (user and system) of whole processes,
median of the runs.  A speed is what the files beyond the first one take, so that start-up, which is one run over one
notice, is told once and apart.  With less text zhlint and textlint look slower than they are: Node.js warms up over
some megabytes.  The floor is what reading takes, ``floor`` of benchmarks/throughput.py; its start-up is mostly that
of the auditor's modules.

Copies are kind to a program that remembers: the auditor, which keeps what it read a numeral as, was a tenth slower
over copies that each had other digits.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from math import nan
from pathlib import Path
from statistics import median

from attrs import frozen

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # to be run as a file, from anywhere

from benchmarks.texts import NOTICES
from benchmarks.throughput import steps

HERE = Path(__file__).parent
# Small, so that the memory it reports is that of the command: a process starts with the peak of the one that forked it.
_RUN = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
_, status, used = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet), 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
_FLOOR = """
from pathlib import Path
from benchmarks.throughput import floor
files = sorted(Path().glob("*.txt"))
floor(files)
print(*files)
"""
_AUTOCORRECT = """
from pathlib import Path
from autocorrect_py import lint_for
for file in sorted(Path().glob("*.txt")):
    print(file)
    for found in lint_for(file.read_text(encoding="utf-8"), file.name).lines:
        print(found.line, found.col, found.old, found.new)
"""


@frozen
class Tool:
    """A checker: its command, run in the folder of the notices."""

    name: str
    command: tuple[str, ...]


@frozen
class Run:
    """Processor seconds and peak memory in MB of one process."""

    cpu: float
    peak: float


@frozen
class Corpus:
    """Notices in a folder, one per file."""

    folder: Path
    size: int
    notices: int


@frozen
class Row:
    """What one tool took for many notices and for one (its start-up)."""

    name: str
    corpus: Corpus
    one: Corpus
    cpu: float
    start: float
    peak: float

    @property
    def seconds(self) -> float:
        """Seconds after start-up; no number where there was too little text to tell the two apart."""
        return self.cpu - self.start if self.cpu > self.start else nan

    @property
    def rate(self) -> float:
        """MB/s after start-up."""
        return (self.corpus.size - self.one.size) / 1e6 / self.seconds

    @property
    def notices(self) -> float:
        """Notices per second after start-up."""
        return (self.corpus.notices - self.one.notices) / self.seconds


def write(folder: Path, texts: Sequence[bytes], megabytes: float) -> Corpus:
    """Write whole copies of some notices, up to a size but at least one copy."""
    folder.mkdir()
    copies = max(1, round(megabytes * 1e6 / sum(map(len, texts))))
    for i, text in enumerate([*texts] * copies):
        (folder / f"{i:06d}.txt").write_bytes(text)
    return Corpus(folder, copies * sum(map(len, texts)), copies * len(texts))


def tools(npm: Path) -> list[Tool]:
    """The checkers that are installed, this one first; says which are not."""
    found = [
        Tool(
            "this auditor",
            (sys.executable, *["-m", "auditor", "check", ".", "--format", "jsonl", "--jobs", "1"]),
        ),
        Tool("floor", (sys.executable, "-c", _FLOOR)),
    ]
    if find_spec("autocorrect_py"):
        name = f"autocorrect-py {version('autocorrect-py')}"
        found.append(Tool(name, (sys.executable, "-c", _AUTOCORRECT)))
    else:
        print("autocorrect-py: not installed: pip install autocorrect-py")
    modules = npm / "node_modules"
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    rules = [name for name in wanted if "textlint-rule-" in name and (modules / name).is_dir()]
    commands = {
        "zhlint": ["*.txt"],
        "textlint": ["--no-textlintrc", "--rules-base-directory", str(modules), "--format", "json"]
        + [word for rule in rules for word in ("--rule", rule)]
        + ["*.txt"],
    }
    for name, arguments in commands.items():
        command = modules / ".bin" / name
        if not shutil.which("node"):
            print(f"{name}: not installed: it needs Node.js")
        elif not command.exists() or (name == "textlint" and not rules):
            print(f"{name}: not installed: npm install --prefix {os.path.relpath(HERE)}")
        else:
            package = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
            title = f"{name} {package['version']}" + (f", {len(rules)} rules" if name == "textlint" else "")
            found.append(Tool(title, (str(command), *arguments)))
    return found


def environment() -> dict[str, str]:
    """For all commands: this checkout, and compiled modules as an installed package has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(HERE.parent)}


def rehearse(tool: Tool, one: Corpus) -> None:
    """Run once unmeasured, which fills the caches, and see that the tool really reads the notice."""
    done = subprocess.run(
        tool.command, cwd=one.folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1) or "000000.txt" not in done.stdout:
        sys.exit(f"{tool.name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def measure(command: Sequence[str], folder: Path) -> Run:
    """One run of a command in a folder; statuses above 1 are not about what was found."""
    launch = [sys.executable, "-I", "-S", "-c", _RUN, *command]
    done = subprocess.run(
        launch, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    status, cpu, peak = done.stdout.split()
    if status not in ("0", "1"):
        sys.exit(f"{command[0]} ended with {status}")
    return Run(float(cpu), float(peak))


def compare(found: Sequence[Tool], one: Corpus, many: Corpus, repeat: int) -> list[Row]:
    """All tools in turns, so that what else the machine does troubles them alike."""
    for tool in found:
        rehearse(tool, one)
    starts: dict[Tool, list[Run]] = {tool: [] for tool in found}
    whole: dict[Tool, list[Run]] = {tool: [] for tool in found}
    for _ in range(repeat):
        for tool in found:
            starts[tool].append(measure(tool.command, one.folder))
            whole[tool].append(measure(tool.command, many.folder))
    return [
        Row(
            tool.name,
            many,
            one,
            median(run.cpu for run in whole[tool]),
            median(run.cpu for run in starts[tool]),
            max(run.peak for run in whole[tool]),
        )
        for tool in found
    ]


def table(rows: Sequence[Row]) -> list[str]:
    """The rows as lines; the first one is what the others are compared with."""
    lines = [
        f"{'':<28}{'MB read':>9}{'cpu s':>8}{'MB/s':>8}{'notices/s':>11}{'start ms':>10}{'peak MB':>9}{'ratio':>8}"
    ]
    for row in rows:
        lines.append(
            f"{row.name:<28}{row.corpus.size / 1e6:>9.2f}{row.cpu:>8.2f}{row.rate:>8.2f}{row.notices:>11.0f}"
            f"{row.start * 1e3:>10.0f}{row.peak:>9.0f}{row.rate / rows[0].rate:>8.2f}"
        )
    return lines


def shares(times: Mapping[str, float]) -> dict[str, float]:
    """Per cent of an audit with its JSON, from the ``steps`` of benchmarks/throughput.py."""
    whole = times["whole audit and JSON"]
    parts = {name: times[name] for name in ("parse", "claims", "rules, ledger")}
    return {
        name: 100 * time / whole for name, time in {**parts, "JSON": whole - times["whole audit"]}.items()
    }


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--megabytes", type=float, default=10, metavar="MB", help="copies up to this size")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each; the median counts")
    parser.add_argument("--corpus", type=Path, default=NOTICES, metavar="FOLDER", help="notices (*.txt)")
    parser.add_argument(
        "--npm",
        type=Path,
        default=HERE if (HERE / "node_modules").is_dir() else Path(),
        metavar="FOLDER",
        help="where node_modules is; default: benchmarks, else the current folder",
    )
    given = parser.parse_args()
    files = sorted(given.corpus.glob("*.txt"))
    if not files:
        parser.error(f"no *.txt in {given.corpus}")
    texts = [file.read_bytes() for file in files]
    found = tools(given.npm.resolve())
    with tempfile.TemporaryDirectory() as name:
        one = write(Path(name, "one"), texts[:1], 0)
        many = write(Path(name, "many"), texts, given.megabytes)
        if many.notices == 1:
            parser.error("one notice only: more --megabytes, please")
        print(f"{len(files)} notices, copied to {many.notices} files; median of {given.repeat} runs in turns")
        print("MB/s, notices/s and ratio (to this auditor, more is faster) after start-up\n")
        print(*table(compare(found, one, many, given.repeat)), sep="\n")
    parts = shares(steps(files[:: len(files) // 20 + 1], 30))
    print("\nthis auditor's time: " + "; ".join(f"{name} {part:.0f} %" for name, part in parts.items()))
    print(f"load of the machine while measuring: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
