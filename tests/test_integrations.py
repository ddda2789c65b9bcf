"""The files that other systems run us by: pre-commit hooks, the GitHub action, the GitLab template, the Dockerfile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from auditor.not_notices import is_project_file
from tests.conftest import ROOT

yaml = pytest.importorskip("yaml", reason="PyYAML (it comes with pre-commit) is not installed")

CLEAN = (ROOT / "tests" / "notices" / "clean_inspection.txt").read_text(encoding="utf-8")
FAULTY = (ROOT / "tests" / "notices" / "damaged_counts.txt").read_text(encoding="utf-8")


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A repository of notices whose pre-commit configuration uses our hook.

    The hooks come from a repository with our own hook file, less the installation: what is tested runs offline and is
    the auditor of this checkout.
    """
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    hooks, place = tmp_path / "hooks", tmp_path / "notices"
    for folder in (hooks, place):
        folder.mkdir()
        git(folder, "init", "-q", "-b", "main")
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert text.count("language: python") == text.count("- id:")
    text = text.replace("language: python", "language: system")
    text = re.sub(r"^ +additional_dependencies: .*\n", "", text, flags=re.MULTILINE)
    (hooks / ".pre-commit-hooks.yaml").write_text(text, encoding="utf-8")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-qm", "hooks")
    (place / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {git(hooks, 'rev-parse', 'HEAD')}\n  hooks:\n  - id: auditor\n",
        encoding="utf-8",
    )
    return place


def pre_commit(place: Path, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    tools = tmp_path / "bin"
    tools.mkdir(exist_ok=True)
    tool = tools / "auditor"
    tool.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m auditor "$@"\n', encoding="utf-8"
    )
    tool.chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }
    git(place, "add", "-A")
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=place, env=env, capture_output=True, text=True, check=False)


class TestPreCommit:
    def test_a_clean_notice_passes(self, notices: Path, tmp_path: Path) -> None:
        (notices / "a.txt").write_text(CLEAN, encoding="utf-8")
        done = pre_commit(notices, tmp_path, "run", "--all-files")
        assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr

    def test_an_error_stops_the_commit(self, notices: Path, tmp_path: Path) -> None:
        """The findings are shown, in all files that are committed, and in no others."""
        (notices / "a.txt").write_text(FAULTY, encoding="utf-8")
        (notices / "b b.txt").write_text(FAULTY, encoding="gb18030")
        (notices / "c.py").write_text(FAULTY, encoding="utf-8")
        done = pre_commit(notices, tmp_path, "run", "--all-files")
        assert (done.returncode, "exit code: 1" in done.stdout) == (1, True), done.stdout + done.stderr
        assert re.search(r"^a\.txt:\d+:\d+: error ", done.stdout, re.MULTILINE)
        assert re.search(r"^b b\.txt:\d+:\d+: error ", done.stdout, re.MULTILINE)
        assert "c.py" not in done.stdout

    def test_project_files_do_not_stop_it(self, notices: Path, tmp_path: Path) -> None:
        """What every repository has beside its notices is left out."""
        for name in ("README.md", "requirements-dev.txt", "CHANGELOG.md"):
            (notices / name).write_text(FAULTY, encoding="utf-8")
        done = pre_commit(notices, tmp_path, "run", "--all-files")
        assert (done.returncode, "no files to check" in done.stdout) == (0, True), done.stdout + done.stderr

    @pytest.mark.parametrize("name", ["README.md", "Readme.zh.md", "LICENSE", "requirements.txt", "Makefile"])
    def test_the_same_files_as_in_folders(self, name: str) -> None:
        """The hooks leave out what `auditor check FOLDER` leaves out, and no more."""
        for hook in load(".pre-commit-hooks.yaml"):
            assert is_project_file(name)
            assert re.search(hook["exclude"], f"docs/{name}")
            for other in ("README_整改通报.md", "notice.txt", "整改readme.md"):
                assert not is_project_file(other)
                assert not re.search(hook["exclude"], f"docs/{other}")

    def test_the_hook_file_is_valid(self, tmp_path: Path) -> None:
        """By pre-commit's own schema."""
        pytest.importorskip("pre_commit", reason="pre-commit is not installed")
        command = [
            sys.executable,
            "-m",
            "pre_commit",
            "validate-manifest",
            str(ROOT / ".pre-commit-hooks.yaml"),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


class TestAction:
    def script(self) -> str:
        (step,) = [step for step in load("action.yml")["runs"]["steps"] if step.get("id") == "audit"]
        assert set(step["env"]) == {"PATHS", "FAIL_ON", "SINCE", "BASELINE", "SARIF", "ARGS"}
        script: str = step["run"]
        return script

    def test_inputs_are_never_pasted_into_a_script(self) -> None:
        """A branch name could be a command."""
        for step in load("action.yml")["runs"]["steps"]:
            assert "${{" not in step.get("run", "")

    @pytest.mark.parametrize(("text", "status"), [(CLEAN, 0), (FAULTY, 1)])
    def test_its_script_runs(self, tmp_path: Path, text: str, status: int) -> None:
        """The script of the action, run as GitHub runs it: annotations, summary, SARIF, and the exit status."""
        if (bash := shutil.which("bash")) is None:
            pytest.skip("bash is not installed")
        (tmp_path / "通报").mkdir()
        (tmp_path / "通报" / "a.txt").write_text(text, encoding="utf-8")
        (tmp_path / "auditor").write_text(
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m auditor "$@"\n', encoding="utf-8"
        )
        (tmp_path / "auditor").chmod(0o755)
        env = {
            **os.environ,
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "PATHS": "通报",
            "FAIL_ON": "error",
            "SINCE": "",
            "BASELINE": "",
            "SARIF": "out.sarif",
            "ARGS": "--ignore K105",
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        }
        command = [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", self.script()]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        assert (tmp_path / "output").read_text() == f"status={status}\n"
        assert "## 通报审核" in (tmp_path / "summary").read_text(encoding="utf-8")
        assert (tmp_path / "out.sarif").stat().st_size > 100
        assert ("::error file=通报/a.txt" in done.stdout) == bool(status)


def test_gitlab_template() -> None:
    """It is YAML, uses options that exist, and names the reports that it writes."""
    job = load("docs/ci/gitlab.yml")["auditor"]
    script = " ".join(job["script"])
    for target in re.findall(r"--format [a-z]+=(\S+)", script):
        assert target in job["artifacts"]["reports"].values()
    assert_options_exist(script)


def test_documented_commands_exist() -> None:
    """Options in the pages about pipelines are options of ``auditor check``."""
    for line in (ROOT / "docs" / "ci" / "index.md").read_text(encoding="utf-8").splitlines():
        if "auditor check" in line:
            assert_options_exist(line)


def assert_options_exist(script: str) -> None:
    from auditor import reporting
    from auditor.cli.check import command

    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    script = script.split("auditor check", 1)[1]
    for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", script):
        assert option in known
    for name in re.findall(r"--format ([a-z]+)", script):
        assert reporting.get(name)


def test_dockerfile() -> None:
    """It is not built here; but the extras it installs exist."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for extras in re.findall(r"\[([a-z,]+)\]\"", lines):
        assert set(extras.split(",")) <= set(project["optional-dependencies"])
    assert f'"{project["name"]}[' in lines
    assert 'ENTRYPOINT ["auditor"]' in lines
