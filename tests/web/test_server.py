"""``auditor serve`` as a process: it says where it is, answers on this machine only, and ends with Ctrl-C."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_LIMIT = 60
"""Seconds after which something hangs."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The server at a free port, in an empty folder."""
    command = [sys.executable, "-m", "auditor", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, encoding="utf-8") as run:
        yield run
        run.kill()


def _address(run: subprocess.Popen[str]) -> str:
    assert run.stderr
    found = re.search(r"http://127\.0\.0\.1:[0-9]+/", run.stderr.readline())
    assert found
    return found[0]


def test_ends_with_ctrl_c(server: subprocess.Popen[str], tmp_path: Path) -> None:
    """With status 0, as that is how it is meant to end; it has written nothing."""
    with urllib.request.urlopen(_address(server), timeout=_LIMIT) as answer:
        assert "发布之前" in answer.read().decode()
    server.send_signal(signal.SIGINT)
    _, words = server.communicate(timeout=_LIMIT)
    assert (server.returncode, words) == (0, "auditor: 已结束\n")
    assert list(tmp_path.iterdir()) == []


def test_open_connections_do_not_keep_it(server: subprocess.Popen[str]) -> None:
    """A browser that keeps its connection open does not keep the server from ending."""
    port = int(_address(server).rsplit(":", 1)[-1].strip("/"))
    with socket.create_connection(("127.0.0.1", port), timeout=_LIMIT) as left_open:
        left_open.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert left_open.recv(12) == b"HTTP/1.1 200"
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=_LIMIT) == 0


def test_taken_port() -> None:
    """One sentence, which says what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _ended("--port", str(port))
    assert done.returncode == 2
    assert (
        done.stderr
        == f"auditor: 端口 {port} 已被别的程序占用（也许已经开着一个审核网页）；可用 --port 换一个\n"
    )


def test_mistaken_configuration(tmp_path: Path) -> None:
    """It is told at the start, and not to the first who asks."""
    Path(tmp_path, "auditor.toml").write_text("fail-on = 3\n", encoding="utf-8")
    done = _ended("--port", "0", folder=tmp_path)
    assert done.returncode == 2
    assert "auditor.toml" in done.stderr


def _ended(*options: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A server that is to end at once."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", "serve", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LIMIT,
        check=False,
        cwd=folder,
    )
