"""``auditor annotate``, ``auditor text`` and ``check --list-formats``."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest

from auditor.readers import Reader, needs, readers
from tests.cli.conftest import Run
from tests.readers.word import paragraph, plain_docx, raw_docx

pytestmark = pytest.mark.usefixtures("few_rules")


@pytest.fixture
def document(run: Run) -> str:
    Path("稿.docx").write_bytes(plain_docx("整改情况\n这里有错误。\n那里有警告和提示。\n"))
    return "稿.docx"


def comments(path: str) -> list[str]:
    return [each.text.split("\n")[0] for each in docx.Document(BytesIO(Path(path).read_bytes())).comments]


class TestAnnotate:
    def test_writes_comments(self, run: Run, document: str) -> None:
        """All findings are written; the status is 0, for the document is what was asked for."""
        before = Path(document).read_bytes()
        result = run("annotate", document, "-o", "批.docx")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "已写入 批.docx：3 条批注（必改 1，建议 1，请核 1）\n"
        assert [line[:4] for line in comments("批.docx")] == ["【必改·", "【建议·", "【请核·"]
        assert Path(document).read_bytes() == before
        assert sorted(path.name for path in Path().iterdir()) == ["批.docx", "稿.docx"]

    def test_severity(self, run: Run, document: str) -> None:
        run("annotate", document, "-o", "批.docx", "--severity", "warning")
        assert len(comments("批.docx")) == 2

    def test_rules(self, run: Run, document: str) -> None:
        """The rules are chosen like those of check."""
        assert "没有要批注的问题" in run("annotate", document, "-o", "批.docx", "--select", "Y101").stderr

    def test_again(self, run: Run, document: str) -> None:
        """The result can be annotated again: the same bytes."""
        run("annotate", document, "-o", "一.docx")
        run("annotate", "一.docx", "-o", "二.docx")
        assert Path("一.docx").read_bytes() == Path("二.docx").read_bytes()

    def test_never_the_original(self, run: Run, document: str) -> None:
        result = run("annotate", document, "-o", f"./{document}")
        assert result.exit_code == 2
        assert "覆盖原文档" in result.stderr

    def test_an_existing_file_is_kept(self, run: Run, document: str) -> None:
        Path("批.docx").write_bytes(b"mine")
        result = run("annotate", document, "-o", "批.docx")
        assert result.exit_code == 2
        assert "批.docx 已经有了；换一个文件名，或用 --force 覆盖" in result.stderr
        assert Path("批.docx").read_bytes() == b"mine"

    def test_force(self, run: Run, document: str) -> None:
        Path("批.docx").write_bytes(b"mine")
        assert run("annotate", document, "-o", "批.docx", "--force").exit_code == 0
        assert len(comments("批.docx")) == 3

    def test_never_the_original_even_with_force(self, run: Run, document: str) -> None:
        assert run("annotate", document, "-o", document, "--force").exit_code == 2

    @pytest.mark.parametrize("name", ["批.pdf", "批", "批.docm"])
    def test_another_ending(self, run: Run, document: str, name: str) -> None:
        """A Word document would not open under such a name."""
        result = run("annotate", document, "-o", name)
        assert result.exit_code == 2
        assert (
            "稿.docx 是 Word 文档（.docx），批注后仍是这种格式：-o 的文件名应以 .docx 结尾" in result.stderr
        )
        assert not Path(name).exists()

    def test_a_document_under_a_foreign_name(self, run: Run, document: str) -> None:
        """What has no ending of its own may take any of its format."""
        Path(document).rename("稿")
        assert run("annotate", "稿", "-o", "批.docx").exit_code == 0

    def test_no_output(self, run: Run, document: str) -> None:
        assert "缺少 --output" in run("annotate", document).stderr

    def test_format_without_comments(self, run: Run) -> None:
        Path("a.txt").write_text("有错误。", encoding="utf-8")
        result = run("annotate", "a.txt", "-o", "b.txt")
        assert result.exit_code == 3
        assert "这种格式不能写入批注；可以写入的有：Word 文档（.docx）、PDF（.pdf）" in result.stderr
        assert not Path("b.txt").exists()

    def test_unreadable(self, run: Run) -> None:
        Path("a.docx").write_bytes(raw_docx("<w:p></w:r>"))
        assert run("annotate", "a.docx", "-o", "b.docx").exit_code == 3
        assert run("annotate", "missing.docx", "-o", "b.docx").exit_code == 3

    def test_output_that_cannot_be_written(self, run: Run, document: str) -> None:
        """One sentence, and nothing is left behind."""
        result = run("annotate", document, "-o", "没有/批.docx")
        assert result.exit_code == 2
        assert "不能写入 没有/批.docx" in result.stderr

    def test_crashed_rule(self, run: Run) -> None:
        """The comments are written, and that they are not all is said."""
        Path("a.docx").write_bytes(raw_docx(paragraph("崩溃和错误")))
        result = run("annotate", "a.docx", "-o", "b.docx")
        assert result.exit_code == 2
        assert "Y101 运行失败" in result.stderr
        assert len(comments("b.docx")) == 1


class TestText:
    def test_document(self, run: Run, document: str) -> None:
        """The text to which lines and columns refer."""
        assert run("text", document).stdout == "整改情况\n这里有错误。\n那里有警告和提示。\n\n"

    def test_ends_with_a_newline(self, run: Run) -> None:
        assert run("text", "-", input="整改").stdout == "整改\n"

    def test_unreadable(self, run: Run) -> None:
        assert run("text", "missing.docx").exit_code == 3


class TestFormats:
    def test_list(self, run: Run) -> None:
        """Formats with what they lack; no path is needed."""
        result = run("check", "--list-formats")
        assert result.exit_code == 0
        assert "Word 文档（.docx）" in result.stdout
        assert "纯文本（.txt）" in result.stdout

    def test_missing_library(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is missing is said in the list and as the reason of the unchecked input, with how to install it."""
        word = next(each for each in readers() if each.name == "docx")
        lacking = Reader(
            "x", 5, frozenset(), word.recognises, word.read, " X 文档", needs("x", "no_such_module")
        )
        monkeypatch.setattr("auditor.readers.readers", lambda: (lacking, word))
        Path("a.docx").write_bytes(raw_docx(paragraph("甲")))
        install = "需要另装组件：pip install 'notice-auditor[x]'"
        assert f"X 文档              {install}" in run("check", "--list-formats").stdout
        (notice,) = json.loads(run("check", "--format", "json", "a.docx").stdout)["notices"]
        assert notice["reason"].startswith(f"检查 X 文档{install}")

    def test_places(self, run: Run, document: str) -> None:
        """The JSON says where in the document a quote stands."""
        (notice,) = json.loads(run("check", "--format", "json", document).stdout)["notices"]
        assert [(each["paragraph"], each["run"]) for each in notice["findings"]] == [(2, 1), (3, 1), (3, 1)]
