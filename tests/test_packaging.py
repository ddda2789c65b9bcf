"""The wheel: built from a clean copy, installed alone, used from another folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from auditor import __version__
from auditor.registry import Registry

ROOT = Path(__file__).parents[1]
SHIPPED = ("auditor", "grammar", "rules", "reports", "pyproject.toml", "LICENSE", "README.md")
NOTICE = "关于整改情况的通报\n一、总体情况\n反馈问题共5个，其中已完成3个，正在推进2个。\n"


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    return subprocess.run(args, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_wheel(tmp_path: Path) -> None:
    """It brings one package name, all rules, grammars and data, and a command that works anywhere."""
    if not shutil.which("uv"):
        pytest.skip("uv is not installed (pip install uv)")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checkout, env, elsewhere = tmp_path / "checkout", tmp_path / "env", tmp_path / "elsewhere"
    checkout.mkdir()
    elsewhere.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, checkout / name)

    run("uv", "venv", "--python", sys.executable, env, cwd=tmp_path)
    (site,) = env.glob("lib/python*/site-packages")
    python = env / "bin" / "python"
    needed = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    got = run("uv", "pip", "install", "--python", python, *needed, cwd=tmp_path)
    if got.returncode:
        pytest.skip(f"no package index to install the dependencies from: {got.stderr.strip()[-200:]}")
    before = set(os.listdir(site))

    built = run(
        "uv", "build", "--wheel", "--no-build-isolation", "--python", python, "--out-dir", tmp_path, cwd=checkout
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    wheel = tmp_path / f"notice_auditor-{__version__}-py3-none-any.whl"
    installed = run("uv", "pip", "install", "--offline", "--no-deps", "--python", python, wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    assert set(os.listdir(site)) - before == {"auditor", f"notice_auditor-{__version__}.dist-info"}

    (elsewhere / "a.txt").write_text(NOTICE, encoding="utf-8")
    checked = run(env / "bin" / "auditor", "check", "a.txt", "--format", "json", cwd=elsewhere)
    report = json.loads(checked.stdout)
    assert report["summary"]["checked"] == 1
    assert report["tool"]["rules"] == len(Registry.builtin())
    assert checked.returncode in (0, 1), checked.stderr


def test_lock_file_is_for_everybody() -> None:
    """uv.lock names the public index only, no folder or mirror of somebody's machine."""
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"source = \{ (.*?) \}", lock)) == {
        'registry = "https://pypi.org/simple"',
        'editable = "."',
    }
    assert set(re.findall(r'url = "(https?://[^/"]*|[^"]*)', lock)) == {"https://files.pythonhosted.org"}


def test_version_is_the_packages() -> None:
    """The version is written in two places; they agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_every_package_is_listed() -> None:
    """A folder with modules that pyproject.toml does not list works in a checkout and is missing from the wheel."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    places = setuptools["package-dir"]
    listed = {places.get(name, name.replace(".", "/")) for name in setuptools["packages"]}
    folders = [
        file.parent
        for top in ("auditor", "grammar", "rules", "reports")
        for file in ROOT.glob(f"{top}/**/*.py")
    ]
    assert {folder.relative_to(ROOT).as_posix() for folder in folders} == listed


def test_module_runs() -> None:
    """``python -m auditor`` is the command."""
    done = run(sys.executable, "-m", "auditor", "--version", cwd=ROOT)
    assert done.stdout.strip() == f"auditor {__version__}"
