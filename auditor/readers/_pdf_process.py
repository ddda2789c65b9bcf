"""pdfium in a process of its own: what a PDF does to it (time, memory, a crash) it does not do to the audit.

The process is started for the first PDF and kept for the next ones; it ends with this one.
"""

from __future__ import annotations

import atexit
import marshal
import os
import subprocess
import sys
from functools import cache
from threading import Lock, Thread
from typing import Any

from attrs import field

from auditor.readers._limits import Limits
from auditor.readers._pdf_glyphs import Page, PdfError
from auditor.records import define

_CODE = "from auditor.readers._pdf_glyphs import serve; serve()"
_MB = 1024 * 1024


@define
class _Server:
    """The process, started when it is needed and after it has ended."""

    _process: subprocess.Popen[bytes] | None = None
    _lock: Any = field(factory=Lock)

    def pages(self, data: bytes, allowed: Limits) -> list[Page]:
        """The pages of a PDF; raises PdfError if it can't be read within the limits."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = _start()
            answer: list[Any] = []
            worker = Thread(target=_ask, args=(self._process, data, allowed, answer), daemon=True)
            worker.start()
            worker.join(allowed.seconds)
            late = worker.is_alive()
            if late or not answer:
                self._stop()
                worker.join()
        if late:
            raise PdfError(f"PDF 在 {allowed.seconds} 秒内没有读完，可能已损坏或是恶意文件")
        if not answer:
            raise PdfError("PDF 无法读取：解析时出错或内存超过上限，文件可能已损坏或是恶意文件")
        kind, content = answer[0]
        if kind == "reason":
            raise PdfError(content)
        return [Page.unpack(each) for each in content]

    def _stop(self) -> None:
        if self._process is not None:
            _end(self._process)
            self._process = None


@cache
def _server(process: int) -> _Server:
    return _Server()


def pages(data: bytes, allowed: Limits) -> list[Page]:
    """The pages of a PDF; raises PdfError if it can't be read within the limits."""
    return _server(os.getpid()).pages(data, allowed)


def _start() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def _ask(process: subprocess.Popen[bytes], data: bytes, allowed: Limits, answer: list[Any]) -> None:
    """Send a PDF and put what comes back into ``answer``; nothing if the process has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    numbers = (len(data), allowed.pages, allowed.memory * _MB)
    try:
        process.stdin.write(b"".join(number.to_bytes(8, "big") for number in numbers))
        process.stdin.write(data)
        process.stdin.flush()
        head = process.stdout.read(8)
        content = process.stdout.read(int.from_bytes(head, "big")) if len(head) == 8 else b""
    except (OSError, ValueError):  # the process has ended, or was ended
        return
    if content:
        answer.append(marshal.loads(content))
