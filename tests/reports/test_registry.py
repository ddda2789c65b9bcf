"""How output formats are found."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from auditor import reporting
from auditor.errors import AuditorError
from auditor.report import Report
from auditor.reporting import Format


def test_each_module_is_a_format() -> None:
    """The names come from the files of reports/; each has a Chinese title."""
    found = reporting.formats()
    assert list(found) == reporting.names()
    assert {"rich", "plain", "json"} <= set(found)
    assert all(format.title for format in found.values())


def test_an_unknown_format_gets_a_hint() -> None:
    """A slip of the pen is answered with what was meant."""
    with pytest.raises(AuditorError, match="是不是 json？"):
        reporting.get("jsno")
    with pytest.raises(AuditorError, match=r"可用的有 .*plain"):
        reporting.get("…")


def test_a_format_is_loaded_alone() -> None:
    """json does not pay for rich."""
    code = "import sys; from auditor import reporting; reporting.get('json'); sys.exit('rich.console' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@reporting.output_format("shout", title="测试用")
def shout(report: Report, out: object, options: object) -> None:
    """A format as another package would declare it."""


NOT_A_FORMAT = "text"


def points(monkeypatch: pytest.MonkeyPatch, *values: str) -> None:
    """Pretend that another package brings these entry points."""
    module = sys.modules[__name__]
    monkeypatch.setitem(sys.modules, "some_plugin", module)
    found = [EntryPoint(f"p{i}", value, reporting.GROUP) for i, value in enumerate(values)]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: found if group == reporting.GROUP else []
    )


def test_a_plugin_is_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of another package is used like a built-in one."""
    points(monkeypatch, "some_plugin:shout")
    assert isinstance(reporting.get("shout"), Format)
    assert "shout" not in reporting.formats()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["some_plugin:missing"], "无法加载"),
        (["some_plugin:NOT_A_FORMAT"], "不是用 @output_format 声明的"),
        (["some_plugin:shout", "some_plugin:shout"], "'shout' 被定义了两次"),
    ],
)
def test_a_broken_plugin_is_named(monkeypatch: pytest.MonkeyPatch, values: list[str], message: str) -> None:
    """A plugin that cannot be used is an error that names it, not a missing format."""
    points(monkeypatch, *values)
    with pytest.raises(AuditorError, match=message):
        reporting.get("shout")
