"""Many processes: the same report as from one, what a rule or a signal may do to a worker, progress, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor import reporting
from tests.cli.conftest import write
from tests.conftest import ROOT

RULE = '''
"""A rule for tests."""
import os
import time
from pathlib import Path
from auditor.findings import Finding, Severity
from auditor.registry import rule


@rule("Z901", name="misbehaving", severity=Severity.ERROR, since="0.1")
def misbehaving(notice):
    """行为不端的规则。"""
    if "退出" in notice.text:
        os._exit(9)
    if "等待" in notice.text:
        Path(notice.source.path + ".pid").write_text(str(os.getpid()))
        time.sleep(60)
    if "离开" in notice.text:
        raise SystemExit(0)
    yield Finding("有问题", notice.span(0, 1))
'''


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 30 notices and a rule that misbehaves when a notice says so."""
    monkeypatch.chdir(tmp_path)
    write("rules/z901_misbehaving.py", RULE)
    for i in range(30):
        write(f"通报/{i:02d}.txt", f"第{i}份通报。\n")
    return tmp_path


def start(*args: str, **streams: int) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "auditor",
        "check",
        "通报",
        "--rules-dir",
        "rules",
        "--select",
        "Z901",
        *args,
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen(command, text=True, env=env, encoding="utf-8", **streams)  # type: ignore[call-overload,no-any-return]


def statuses(output: str) -> dict[str, str]:
    notices = [json.loads(line) for line in output.splitlines()]
    return {n["path"]: n["reason"] for n in notices if n["type"] == "notice" and n["reason"]}


@pytest.mark.usefixtures("many")
class TestManyProcesses:
    def test_same_bytes(self) -> None:
        """--jobs 2 writes what --jobs 1 writes, in every format."""
        names = [name for name in reporting.names() if name != "html"]
        for jobs in ("1", "2"):
            Path(jobs).mkdir()
            targets = [word for name in names for word in ("--format", f"{name}={jobs}/{name}")]
            start(*targets, "--jobs", jobs).communicate()
        assert len(names) > 10
        for name in names:
            assert Path("1", name).read_bytes() == Path("2", name).read_bytes()
            assert Path("1", name).stat().st_size > 300

    def test_a_rule_that_ends_the_process(self) -> None:
        """One notice is unchecked, all others are there, in their order; 1 comes before 3."""
        write("通报/11.txt", "退出")
        process = start("--format", "jsonl", "--jobs", "2")
        output, _ = process.communicate()
        assert statuses(output) == {"通报/11.txt": "审核进程意外终止（退出状态 9）"}
        assert [json.loads(line).get("path") for line in output.splitlines()[:-1]] == [
            f"通报/{i:02d}.txt" for i in range(30)
        ]
        assert process.returncode == 1

    def test_a_rule_that_exits(self) -> None:
        """SystemExit from a rule is a crash of the rule, with and without processes."""
        write("通报/11.txt", "离开")
        for jobs in ("1", "2"):
            process = start("--format", "plain", "--jobs", jobs)
            assert "规则 Z901 运行失败" in process.communicate()[1]
            assert process.returncode == 2

    def test_a_rule_that_hangs(self) -> None:
        """--timeout ends it."""
        write("通报/11.txt", "等待")
        output, _ = start("--format", "jsonl", "--jobs", "2", "--timeout", "1").communicate()
        assert statuses(output) == {"通报/11.txt": "审核超过 1 秒仍未完成，已终止"}

    def test_timeout_with_one_process(self) -> None:
        """--timeout holds for a single notice as well."""
        write("通报/11.txt", "等待")
        output, _ = start("--format", "jsonl", "--jobs", "1", "--timeout", "1").communicate()
        assert len(statuses(output)) == 1

    def test_progress(self) -> None:
        """On a terminal a bar with files per second and the remaining time; the report comes whole after it."""
        pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
        plain = start("--format", "plain").communicate()[0]
        leader, follower = pty.openpty()
        process = start("--format", "plain", stdout=follower, stderr=follower)
        os.close(follower)
        shown = b""
        while True:
            try:
                shown += os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
        process.wait()
        os.close(leader)
        text = shown.decode().replace("\r\n", "\n")
        assert re.search(r"审核 .*\d/30.* 份/秒  剩余", text)
        assert text.endswith(plain)

    def wait_for(self, file: Path) -> int:
        for _ in range(300):
            if file.exists() and (text := file.read_text()):
                return int(text)
            time.sleep(0.1)
        raise AssertionError("the worker did not come to this notice")

    def test_killing_a_worker(self) -> None:
        """A worker killed by its id in the middle loses nothing but its notice."""
        write("通报/11.txt", "等待")
        process = start("--format", "jsonl", "--jobs", "2")
        os.kill(self.wait_for(Path("通报/11.txt.pid")), signal.SIGKILL)
        output, _ = process.communicate()
        assert statuses(output) == {"通报/11.txt": "审核进程意外终止（信号 9）"}
        assert json.loads(output.splitlines()[-1])["checked"] == 29

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_ctrl_c(self, jobs: str) -> None:
        """130; the report is whole and holds what was done."""
        write("通报/11.txt", "等待")
        process = start("--format", "json", "--jobs", jobs)
        self.wait_for(Path("通报/11.txt.pid"))
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate()
        assert process.returncode == 130
        done = [n["path"] for n in json.loads(output)["notices"]]
        assert done == [f"通报/{i:02d}.txt" for i in range(len(done))]
        assert len(done) <= 12 if jobs == "2" else len(done) == 11
        assert f"已中断：已审核 {len(done)} 份，共 30 份" in errors
