"""The documentation says what is so: generated pages are up to date, commands run, links and tests exist."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner

from auditor.cli import main
from auditor.history import waivers
from auditor.plugins import in_folder
from auditor.registry import Registry
from auditor.testing import problems

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLE = DOCS / "examples" / "notice.txt"
WRITTEN = sorted(
    [
        ROOT / "README.md",
        ROOT / "README.zh.md",
        *(
            page
            for page in DOCS.glob("**/*.md")
            if page.parent.name != "rules" and page.name != "commands.md"
        ),
    ]
)
ALL = sorted([*WRITTEN, DOCS / "commands.md", *DOCS.glob("rules/*.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s]+)\)")


def generator() -> ModuleType:
    """docs/generate.py."""
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a shell block that call the auditor, each as its words."""
    for line in text.splitlines():
        for part in line.partition("#")[0].split(";"):
            for command in re.split(r"&&|\|", part):
                words = shlex.split(command.removeprefix("uv run "))
                if words and words[0] == "auditor":
                    yield words[1:]


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def test_generated_pages_are_up_to_date() -> None:
    """`python docs/generate.py` would change nothing."""
    made = generator().pages()
    stale = [path for path, text in made.items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert stale == [], "run: python docs/generate.py"
    assert {f"docs/rules/{page.name}" for page in DOCS.glob("rules/*.md")} <= set(made)


def test_picture_fetches_nothing() -> None:
    """Pictures refer to nothing outside."""
    for picture in DOCS.glob("images/*.svg"):
        addresses = set(re.findall(r"https?://[^\s\"'<)]+", picture.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, picture


@pytest.mark.parametrize("page", ALL, ids=names(ALL))
def test_links(page: Path) -> None:
    """Links lead to files of the project, and their anchors to rules that are there."""
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), link
        if anchor:
            assert f'<a id="{anchor}"></a>' in file.read_text(encoding="utf-8"), link


OTHER = [
    ROOT / name
    for name in (
        "Dockerfile",
        "action.yml",
        ".pre-commit-hooks.yaml",
        "pyproject.toml",
        ".ci/run",
        "docs/ci/gitlab.yml",
    )
]
_OWN = re.compile(r"(?<![\w./-])((?:docs|tests|auditor|rules|reports|grammar|benchmarks)/[\w./-]*\w)")


@pytest.mark.parametrize("file", OTHER, ids=names(OTHER))
def test_files_named_elsewhere_exist(file: Path) -> None:
    """Files of the project that are named in files which are not Markdown are there."""
    text = file.read_text(encoding="utf-8")
    assert [path for path in _OWN.findall(text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_extras_advertised_bring_something(page: Path) -> None:
    """What a page tells to install has extras that exist and are not empty."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    for found in re.findall(r"(?:notice-auditor|\.whl|'\.)\[([a-z,]+)\]", page.read_text(encoding="utf-8")):
        assert all(extras.get(name) for name in found.split(",")), found


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "docs/index.md"])
def test_the_installation_shown_works_in_a_checkout(name: str) -> None:
    """The package is on no index, so a page for who has a checkout installs the checkout, with the extras it uses."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "pip install '.[html,pdf]'" in text
    assert "uv sync --all-extras" in text
    assert not re.search(r"pip install '?notice-auditor", text)


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_commands_exist(page: Path) -> None:
    """Commands and options that are named anywhere on a page are there."""
    text = page.read_text(encoding="utf-8")
    spans = re.findall(r"`(auditor [^`\n]+)`", text)
    found = [command for span in spans for command in commands(span.replace("\\|", "|").replace("…", ""))]
    found += [command for block in blocks(page, "bash") for command in commands(block)]
    for words in found:
        command: click.Command = main
        rest = list(words)
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            inner = command.get_command(click.Context(command), rest.pop(0))
            assert inner is not None, words
            command = inner
        options = {
            name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
        }
        given = {word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"}
        assert given <= options | {"--help"}, words


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the pages speak of."""
    for name in ("NOTICE", "OLD", "NEW", "通报.txt", "旧稿.txt", "新稿.txt"):
        shutil.copy(EXAMPLE, tmp_path / name)
    for folder in ("notices", "FOLDER"):
        (tmp_path / folder).mkdir()
        for name in ("a.txt", "b.txt"):
            shutil.copy(EXAMPLE, tmp_path / folder / name)
    document = pytest.importorskip("docx", reason="python-docx is not installed").Document()
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "通报.docx"))
    shutil.copy(tmp_path / "通报.docx", tmp_path / "DRAFT.docx")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "notices"]):
        subprocess.run([*git, *step], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_commands_run(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page tells to type runs as it stands, in its order; it may find something, but nothing goes wrong."""
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)  # it would serve until Ctrl-C
    monkeypatch.setattr("click.launch", lambda address: 0)
    with chdir(desk):
        for block in blocks(page, "bash"):
            for words in commands(block):
                result = CliRunner().invoke(main, words)
                assert result.exit_code in (0, 1), (words, result.output)


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_settings_shown_are_right(page: Path, tmp_path: Path) -> None:
    """Configurations, waivers and word lists that a page shows are read without complaint."""
    CliRunner().invoke(
        main, ["new", "rule", "filler", "--id", "Z999", "--dir", str(tmp_path / "house_rules")]
    )
    for number, text in enumerate(blocks(page, "toml")):
        if "entry-points" in text:  # of somebody's package
            continue
        if "[[waiver]]" in text:
            (tmp_path / "waivers.toml").write_text(text, encoding="utf-8")
            assert waivers.load(str(tmp_path / "waivers.toml"))
        elif "[[term]]" in text:
            (tmp_path / "house_rules" / f"{number}.toml").write_text(text, encoding="utf-8")
            result = CliRunner().invoke(main, ["test", str(tmp_path / "house_rules")])
            assert result.exit_code == 0, result.output
        else:
            (tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
            result = CliRunner().invoke(main, ["config", "show", str(tmp_path / "a.txt")])
            assert result.exit_code == 0, result.output


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_rules_shown_work(page: Path, tmp_path: Path) -> None:
    """A rule that a page shows passes its own examples."""
    for number, code in enumerate(code for code in blocks(page, "python") if "@rule(" in code):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "x101_shown.py").write_text(code, encoding="utf-8")
        assert [problem for rule in in_folder(str(folder)) for problem in problems(rule)] == []


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_python_shown_runs(page: Path) -> None:
    """Other code that a page shows runs from the project's root."""
    for code in blocks(page, "python"):
        if "@rule(" not in code:
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("page", WRITTEN, ids=names(WRITTEN))
def test_tests_named_exist(page: Path) -> None:
    """A test that proves a sentence is there."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"`(tests/[\w/]+\.py)((?:::\w+)*)`", text)
    found += [("tests/cli/test_check.py", f"::{name}") for name in re.findall(r"`(Test\w+::test_\w+)`", text)]
    for named in found:
        path, parts = named
        body: list[ast.stmt] = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        for part in filter(None, parts.split("::")):
            inside = [s for s in body if isinstance(s, ast.ClassDef | ast.FunctionDef) and s.name == part]
            assert inside, named
            body = inside[0].body


def test_every_family_is_in_the_readme() -> None:
    """The table of families has each letter once, and the generator its name."""
    letters = {rule.id[0] for rule in Registry.builtin()}
    table = re.findall(
        r"^\| \[([A-Z])\]\(docs/rules/", (ROOT / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert sorted(table) == sorted(letters)
    assert set(generator().FAMILIES) == letters


def test_every_command_is_in_the_readme() -> None:
    """The README shows each command at least once."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in main.list_commands(click.Context(main))
        if not re.search(rf"\bauditor {name}\b", text)
    ]
    assert missing == []


def test_every_key_of_the_json_is_documented() -> None:
    """docs/json.md names all keys of a report with findings, claims and an unchecked input."""
    damaged = ROOT / "tests" / "notices" / "damaged_counts.txt"
    result = CliRunner().invoke(
        main, ["check", "--isolated", "--format", "json", str(damaged), "missing.txt"]
    )
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    assert keys(json.loads(result.stdout)) <= set(re.findall(r"`([a-z_]+)`", text))


def keys(data: Any) -> set[str]:
    """The keys of all objects in some JSON."""
    if isinstance(data, dict):
        return set(data).union(*map(keys, data.values()))
    return set().union(*map(keys, data)) if isinstance(data, list) else set()


def test_site_builds(tmp_path: Path) -> None:
    """The documentation site builds without a warning, and every rule has its anchor where it says."""
    zensical = pytest.importorskip("zensical", reason="zensical (dependency group docs) is not installed")
    assert zensical
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    shutil.copytree(DOCS, tmp_path / "docs")
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for rule in Registry.builtin():
        page, _, anchor = rule.page.partition("#")
        assert f'id="{anchor}"' in (tmp_path / "site" / page).read_text(encoding="utf-8"), rule.id
