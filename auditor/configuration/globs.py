"""Globs for paths, as configuration files and waivers write them."""

from __future__ import annotations

import os
import re
from functools import cache

_PARTS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def fits(glob: str, path: str, folder: str) -> bool:
    """Whether a glob, relative to ``folder``, names the file at an absolute path."""
    relative = below(path, folder)
    return relative is not None and compiled(glob).fullmatch(relative) is not None


def below(path: str, folder: str) -> str | None:
    """A path relative to a folder, with slashes; None if it is on another drive."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return None


@cache
def compiled(glob: str) -> re.Pattern[str]:
    """``*`` and ``?`` stay within a folder, ``**`` does not; a folder stands for all below it.

    A glob without a slash fits a name in any folder.
    """
    plain = glob.strip("/").removeprefix("./")
    parts = (_PARTS.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", plain))
    anywhere = "" if "/" in glob.rstrip("/") else "(?:.*/)?"
    return re.compile(f"{anywhere}{''.join(parts)}(?:/.*)?", re.DOTALL)
