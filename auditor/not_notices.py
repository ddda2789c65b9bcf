"""Files beside the notices that are none, by which a folder of notices is not to fail.

They are reports that this program wrote, which say so in their first lines, and files that a repository has under
names of its own (README, LICENSE, requirements.txt …).  A file that is named on the command line is audited whatever
it is.
"""

from __future__ import annotations

import os
import re

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
_OWN_HEADS = tuple(
    re.compile(pattern.encode())
    for pattern in (
        r'\{"schema_version":',  # json
        r'\{"type":"(?:notice","path"|summary","schema_version")',  # jsonl
        r'\{"\$schema":"[^"]{0,200}sarif',
        r'\{"source": \{"name": "auditor"\}',  # rdjson
        r'\[\n(?:\{"description":|\n\])',  # gitlab
        r'<\?xml [^>]{0,99}>\n(?:<testsuites name="auditor"|<checkstyle )',
        "\ufeff路径,(?:行,列|标题),",  # csv, overview
        "(?:[^\n]{0,500}\n){0,4}?结论：(?:未检查|[^\n]{0,200}（必改)",  # rich
        "合计 0 份 ━",
    )
)
_OWN_TAIL = re.compile(
    "(?:^|\n)共 [0-9]+ 份[^\n]{0,400}；必改 [0-9]+[^\n]{0,900}\n\\Z".encode()
)  # plain, github


def is_project_file(name: str) -> bool:
    """Whether a file's name is one that every repository may have."""
    return _PROJECT.fullmatch(name.lower()) is not None


def is_own_report(path: str) -> bool:
    """Whether a file is a report that this program wrote; a file that cannot be read is none."""
    if not path.lower().endswith(_MARKED):
        return False
    try:
        with open(path, "rb") as stream:
            return _is_marked(stream.read(_HEAD))
    except OSError:
        return False


def _is_marked(head: bytes) -> bool:
    """Whether a file that begins so says that it is a report of this program."""
    markdown, page = _MARKS
    return head.startswith(markdown) or (head.lstrip().startswith(b"<!DOCTYPE html>") and page in head)


def may_be_replaced(path: str) -> bool:
    """Whether a new report may be written over what stands at a path: nothing, no file proper, an empty file, or a
    report that this program wrote, in whichever format."""
    if not os.path.isfile(path):
        return True
    try:
        with open(path, "rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(max(0, os.path.getsize(path) - _HEAD))
            tail = stream.read()
    except OSError:
        return True  # the attempt to write will say what is wrong
    ours = _is_marked(head) or any(own.match(head) for own in _OWN_HEADS) or _OWN_TAIL.search(tail)
    return not head or bool(ours)


def why_skipped(path: str) -> str:
    """Why a file of a folder is not audited, in a word or two; "" if it is."""
    if is_project_file(os.path.basename(path)):
        return "项目文件"
    return "本程序写的报告" if is_own_report(path) else ""
