"""Errors a user may see; each knows its exit status (the statuses are documented in the README)."""

from __future__ import annotations

import errno

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_UNCHECKED = 3
EXIT_INTERRUPTED = 130
"""Ctrl-C, as shells say it: 128 + SIGINT."""
EXIT_BROKEN_PIPE = 141
"""The reader of our output went away (``auditor check … | head``): 128 + SIGPIPE."""


_UNWRITABLE = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "没有这个文件夹",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "文件系统是只读的",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENAMETOOLONG: "路径太长",
    errno.ELOOP: "符号链接循环",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过磁盘配额",
    errno.EFBIG: "文件太大",
}


def unwritable(error: OSError) -> str:
    """Why something could not be written, in Chinese where we have the words."""
    return _UNWRITABLE.get(error.errno or 0, error.strerror or str(error))


class AuditorError(Exception):
    """A usage, configuration or internal error: one clear sentence, exit status 2."""

    exit_code = EXIT_ERROR


class UncheckedError(AuditorError):
    """One input could not be read; the others are still audited.  Exit status 3.

    ``reason`` is a sentence without the path; the error's own words begin with the path, if it is known.
    """

    exit_code = EXIT_UNCHECKED

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{path}：{reason}" if path else reason)
        self.reason = reason
        self.path = path
