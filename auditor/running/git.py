"""Which files git says have changed since a revision: for a gate that looks at what a change touches."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable

from auditor.errors import AuditorError
from auditor.inputs import STDIN, Input

_PATIENCE = 60  # seconds for one git command


def only_changed(inputs: Iterable[Input], revision: str) -> list[Input]:
    """The inputs whose file differs from ``revision`` (from where the current branch left it) or is not yet in git.

    Standard input and what cannot be read at all are kept: neither has a history.  Raises AuditorError outside of a
    git repository, for an unknown revision, or if there is no git.
    """
    roots: dict[str, str] = {}
    changed: dict[str, frozenset[str]] = {}
    kept: list[Input] = []
    for each in inputs:
        if each.path == STDIN or (file := _file(each.path)) is None:
            kept.append(each)
            continue
        root = _root(os.path.dirname(file), roots)
        if root not in changed:
            changed[root] = changed_files(root, revision)
        if file in changed[root]:
            kept.append(each)
    return kept


def changed_files(root: str, revision: str) -> frozenset[str]:
    """The absolute paths of the files that were changed or added since a revision, untracked ones included."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise AuditorError(
            f"--changed：仓库 {root} 中没有版本 {revision!r}（浅克隆请先取回历史；尚无提交时不能比较）"
        )
    base = commit.strip().decode()
    # What the other branch has gained since is none of ours; without a common ancestor all that differs counts.
    base = (_git(root, "merge-base", base, "HEAD") or base.encode()).strip().decode()
    differing = _git(root, "diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", base, "--")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--")
    if differing is None or untracked is None:
        raise AuditorError(f"--changed：git 不能比较仓库 {root} 与版本 {revision!r}")
    names = {name for listing in (differing, untracked) for name in listing.split(b"\0") if name}
    return frozenset(os.path.join(root, os.fsdecode(name)) for name in names)


def _file(path: str) -> str | None:
    """The real file that an input is read from, which may be an archive around it; None if there is none."""
    path = os.path.realpath(path)
    while not os.path.isfile(path):
        above = os.path.dirname(path)
        if above == path or os.path.isdir(path):
            return None
        path = above
    return path


def _root(folder: str, known: dict[str, str]) -> str:
    """The top folder of the repository that holds a folder."""
    passed: list[str] = []
    here = folder
    while here not in known:
        passed.append(here)
        if os.path.exists(os.path.join(here, ".git")):
            known[here] = here
            break
        above = os.path.dirname(here)
        if above == here:
            raise AuditorError(f"--changed 只能用在 git 仓库里：{folder} 不在仓库中")
        here = above
    for each in passed:
        known[each] = known[here]
    return known[here]


def _git(root: str, *arguments: str) -> bytes | None:
    """What a git command says; None if it failed."""
    command = ["git", "-C", root, "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
    except FileNotFoundError as error:
        raise AuditorError("--changed 需要 git，没有找到 git 命令") from error
    except subprocess.TimeoutExpired as error:
        raise AuditorError(f"--changed：git {arguments[0]} 超过 {_PATIENCE} 秒没有结束") from error
    return done.stdout if done.returncode == 0 else None
