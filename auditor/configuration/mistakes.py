"""What users got wrong in files they wrote: every mistake with file, line and what was meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from auditor.errors import AuditorError
from auditor.records import frozen

_MOST = 100  # mistakes shown; what comes after so many is of no use to anybody


@frozen
class Mistake:
    """One thing wrong in a file: the line (from 1; None if none is to blame), what is wrong, and the line's text."""

    file: str
    line: int | None
    words: str
    text: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}：{self.words}" + (f"\n    {self.line} | {self.text}" if self.text else "")


class ConfigError(AuditorError):
    """Files that users wrote are wrong; all mistakes are listed.  Exit status 2."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(dict.fromkeys(mistakes))
        head = f"配置有 {len(self.mistakes)} 处错误：\n" if len(self.mistakes) > 1 else ""
        more = f"\n……另有 {len(self.mistakes) - _MOST} 处" if len(self.mistakes) > _MOST else ""
        super().__init__(head + "\n".join(map(str, self.mistakes[:_MOST])) + more)


def shown(path: str) -> str:
    """A path as a user likes to read it: relative if it lies below the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith("..") else relative


def meant(word: str, known: Sequence[str]) -> str:
    """“；是不是 select？”, or “；可用的有 …” for a short list, if no known word is like it."""
    close = get_close_matches(word, known, n=1, cutoff=0.5) or get_close_matches(
        word.lower(), known, n=1, cutoff=0.5
    )
    if close:
        return f"；是不是 {close[0]}？"
    return f"；可用的有 {'、'.join(known)}" if 0 < len(known) <= 20 else ""
