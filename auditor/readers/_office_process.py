"""Documents converted by LibreOffice, which runs without a window, with a profile of its own in a temporary folder, and
for a limited time.  It does not run macros, and what it may want to fetch from the network it does not get.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from auditor.errors import UncheckedError
from auditor.readers._docx_reading import read_docx
from auditor.readers._limits import limits
from auditor.readers.office import ending
from auditor.source import Source

_DEAD_PROXY = "http://127.0.0.1:9"  # the discard port: a request ends at once


def soffice() -> str | None:
    """LibreOffice's command, None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def _profile(process: int) -> tempfile.TemporaryDirectory[str]:
    """A profile for this process, gone when it ends; two LibreOffices can't share one."""
    return tempfile.TemporaryDirectory(prefix="auditor-office-")


def read_office(data: bytes, name: str) -> Source:
    """The text of a document.  Raises UncheckedError if LibreOffice can't convert it in the time allowed."""
    allowed = limits().seconds
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        given = Path(folder, "document" + ending(data))
        given.write_bytes(data)
        made = Path(folder, "out", "document.docx")
        if not _convert(given, made.parent, allowed):
            raise UncheckedError(f"LibreOffice 在 {allowed} 秒内没有转换完", name)
        try:
            converted = made.read_bytes()
        except OSError as error:
            raise UncheckedError("LibreOffice 无法转换这个文件，可能已损坏或设有密码", name) from error
    return read_docx(converted, name)


def _convert(given: Path, folder: Path, seconds: int) -> bool:
    """Run LibreOffice; False if the time is up."""
    profile = Path(_profile(os.getpid()).name).as_uri()
    arguments = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir"]
    command = [
        soffice() or "soffice",
        f"-env:UserInstallation={profile}",
        *arguments,
        str(folder),
        str(given),
    ]
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _DEAD_PROXY)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env={**os.environ, **proxies},
        start_new_session=True,  # so that what LibreOffice starts can be ended with it
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it has started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
