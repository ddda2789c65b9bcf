"""Files beside the notices that are none, by which a folder of notices is not to fail.

They are reports that this program wrote, which say so in their first lines, and files that a repository has under
names of its own (README, LICENSE, requirements.txt …).  A file that is named on the command line is audited whatever
it is.
"""

from __future__ import annotations

import os

from auditor.patterns import compiled

_PROJECT = compiled(
    r"(?:readme|changelog|changes|contributing|code_of_conduct|security|licen[cs]e|copying|authors|codeowners"
    r"|requirements|constraints|makefile|dockerfile|jenkinsfile|procfile|gemfile|cmakelists|robots)"
    r"(?:[._-][a-z0-9._-]{0,40})?"
)
"""Names in lower case; .pre-commit-hooks.yaml excludes the same ones.  Chinese words make a name that of a notice."""
_MARKED = (".md", ".markdown", ".html", ".htm")
_MARKS = (b"<!-- generator: notice-auditor -->", b'<meta name="generator" content="notice-auditor">')
_HEAD = 2000  # bytes in which a report names its generator


def is_project_file(name: str) -> bool:
    """Whether a file's name is one that every repository may have."""
    return _PROJECT.fullmatch(name.lower()) is not None


def is_own_report(path: str) -> bool:
    """Whether a file is a report that this program wrote; a file that cannot be read is none."""
    if not path.lower().endswith(_MARKED):
        return False
    try:
        with open(path, "rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    markdown, page = _MARKS
    return head.startswith(markdown) or (head.lstrip().startswith(b"<!DOCTYPE html>") and page in head)


def why_skipped(path: str) -> str:
    """Why a file of a folder is not audited, in a word or two; "" if it is."""
    if is_project_file(os.path.basename(path)):
        return "项目文件"
    return "本程序写的报告" if is_own_report(path) else ""
