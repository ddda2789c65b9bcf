"""Writes the pages of docs/ that are generated: the rules, the commands and the picture of the report.

``python docs/generate.py`` writes them; ``tests/test_docs.py`` fails if one of them is out of date.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import chdir
from itertools import groupby
from pathlib import Path

import click
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from auditor.cli import main
from auditor.presentation.wording import DEMANDS, level
from auditor.registry import SECTIONS, Registry, Rule
from auditor.reporting import formats

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
EXAMPLE = "docs/examples/notice.txt"
PICTURE = "docs/images/report.svg"
_CELLS = 96
_CELL = 12.2  # rich's width of a cell in the picture
_CODE = re.compile(r"（(\w+)）")
_TEXT = re.compile(
    r'<text class="(?P<kind>report-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+">(?P<text>[^<]*)</text>'
)
_MARKED = "<!-- made by python docs/generate.py -->\n"

FAMILIES = {
    "C": "数目：所称的个数与列出的项数",
    "D": "日期：先后、天数、星期、名称的年代",
    "E": "名称：单位、文件和附件在全文中的写法",
    "K": "联系方式：电话、地址、邮编、邮箱",
    "N": "序号：缺号、重号、次序、层级",
    "O": "扫描识别：字符损坏、缺字、断行",
    "P": "占位：未填、未删、遮盖不全",
    "Q": "标点：引号、书名号、括号配对",
    "R": "比率：百分比、完成率、增减",
    "S": "合计：分项与总数、计量单位、表格",
    "T": "结构：标题、落款、日期、联系段、附件",
    "U": "重复：段落、句子、列举项",
    "V": "隐私：证件号、银行卡、手机号、姓名",
    "W": "用词：固定表述、自相矛盾、错别字",
}
"""The families of rules, by the first letter of their ids."""

_THEME = TerminalTheme(
    (250, 250, 248),
    (36, 41, 47),
    [
        (36, 41, 47), (179, 29, 40), (17, 99, 41), (125, 78, 0),
        (5, 80, 174), (102, 57, 186), (3, 105, 115), (87, 96, 106),
    ],
)  # fmt: skip
# rich's own frame fetches a font from the network; this one takes what the reader's machine has.
_SVG = """\
<svg class="report" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="auditor check notice.txt">
<style>
.{unique_id}-matrix {{
  font-family: Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "PingFang SC", "Microsoft YaHei",
    "Noto Sans CJK SC", monospace;
  font-size: {char_height}px;
}}
.wide {{ font-size: 22px; }}
.{unique_id}-title {{ font: bold 16px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


_WIDTHS = """## 输出宽度

给人看的文字（`check` 的 rich 报告、`claims`、`timeline`、`tree`、`why`、`explain`、`selftest`、`baseline check`）都按同一个宽度折行，
依次取：选项 `--width`，环境变量 `COLUMNS`，终端的宽度；不是终端（管道、写入文件）则为 100 个字符格，一个汉字占两格。
折行不丢字；`tree` 每个标题一行，放不下的截断并加“…”。
每条一行的格式（`check`、`claims`、`timeline` 的 plain，`diff`，`rules`）和机器读的格式（json、sarif 等）从不折行；`--format rich=文件` 只看 `--width`，不看终端和 `COLUMNS`。

## 输出编码

输出一律是 UTF-8，不看系统的编码，也不看环境变量 `PYTHONIOENCODING`，好让同一份通报在每台机器上得到同样的字节。
Windows 的控制台窗口直接显示正常；重定向到文件（`> 结果.txt`）后按 UTF-8 打开；PowerShell 把输出接给别的命令时，先执行
`[Console]::OutputEncoding = [Text.Encoding]::UTF8`。用 `--format csv=结果.csv` 写的表格带字节序标记，Excel、WPS 能直接打开。
"""


def pages() -> dict[str, str]:
    """Everything that is generated: the text of each file by its path from the project's root."""
    rules = list(Registry.builtin())
    made = {PICTURE: picture(), "docs/commands.md": _commands(), "docs/rules/index.md": _index(rules)}
    for letter, family in groupby(rules, key=lambda rule: rule.id[0]):
        made[f"docs/rules/{letter.lower()}.md"] = _family(letter, list(family))
    return made


def run(*args: str) -> str:
    """What a command writes when it is run in the project's root, whatever its exit status."""
    with chdir(ROOT):
        return CliRunner(env={"COLUMNS": "80"}).invoke(main, args, prog_name="auditor").output


def picture() -> str:
    """The terminal report of the example notice as SVG."""
    report = run("check", EXAMPLE, "--isolated", "--color", "always", "--width", str(_CELLS)).rstrip()
    console = Console(record=True, width=_CELLS, file=io.StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(report), soft_wrap=True)
    svg = console.export_svg(
        title="auditor check notice.txt", theme=_THEME, code_format=_SVG, unique_id="report"
    )
    return re.sub(r"[ \t]+$", "", _on_grid(svg), flags=re.MULTILINE)


def _on_grid(svg: str) -> str:
    """The picture with every character in its cell; rich takes a Chinese character to be one cell wide."""

    def placed(found: re.Match[str]) -> str:
        x, out = float(found["x"]), []
        for wide, run in groupby(html.unescape(found["text"]), key=lambda char: cell_len(char) == 2):
            letters = "".join(run)
            step = _CELL * (2 if wide else 1)
            at = [f"{x + step * n:.1f}".removesuffix(".0") for n in range(len(letters))]
            x += step * len(letters)
            if letters.strip("\u00a0 "):
                kind = f"{found['kind']} wide" if wide else found["kind"]
                words = html.escape(letters, quote=False)
                out.append(f'<text class="{kind}" x="{" ".join(at)}" y="{found["y"]}">{words}</text>')
        return "".join(out)

    svg = re.sub(r' clip-path="url\(#report-line-\d+\)"', "", svg)
    svg = re.sub(r'<clipPath id="report-line-\d+">\s*<rect [^>]*/>\s*</clipPath>\s*', "", svg)
    return _TEXT.sub(placed, svg)


def _index(rules: Sequence[Rule]) -> str:
    lines = [f"# 规则（{len(rules)} 条）\n", _MARKED]
    lines += ["编号发布后不变。在终端上看一条规则的说明：`auditor explain C101`。\n"]
    for letter, family in groupby(rules, key=lambda rule: rule.id[0]):
        page = f"{letter.lower()}.md"
        lines += [
            f"## {letter} {FAMILIES[letter]}\n",
            "| 规则 | 查什么 | 级别 | 名称 |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{r.id}]({page}#{r.id.lower()}) | {_plain(r.title)} | {_levels(r)} | `{r.name}` |"
            for r in family
        ]
        lines.append("")
    return "\n".join(lines)


def _levels(rule: Rule) -> str:
    return DEMANDS[rule.severity] + (f"，确凿时{DEMANDS[rule.up_to]}" if rule.up_to else "")


def _family(letter: str, rules: Sequence[Rule]) -> str:
    head = [f"# {letter} {FAMILIES[letter]}\n", _MARKED]
    return "\n".join([*head, *("\n".join(_rule(each)) for each in rules)])


def _rule(rule: Rule) -> Iterator[str]:
    only = f"，只用于 {'、'.join(rule.profiles)}" if rule.profiles else ""
    # an anchor that every renderer of Markdown keeps
    yield f'<a id="{rule.id.lower()}"></a>\n'
    yield f"## {rule.id} {_plain(rule.title)}\n"
    levels = _CODE.sub(r"（`\1`）", level(rule.severity, rule.up_to))
    yield f"`{rule.name}` · 级别 {levels}· 始于 {rule.since}{only}\n"
    sections = rule.sections
    for head in (*SECTIONS[:-1], "参数", SECTIONS[-1]):
        if head not in sections:
            continue
        yield f"**{head}**\n"
        if head in ("反例", "正例"):
            yield "```text\n" + "\n----\n".join(rule.examples(head)) + "\n```\n"
        else:
            yield _plain(sections[head]) + "\n"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is; items of a list stay items, other lines of a paragraph are joined."""
    text = re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", text)  # a newline would become a blank
    return re.sub(r"([\\`*_<>\[\]|#~])", r"\\\1", text)


def _commands() -> str:
    lines = ["# 命令和输出格式\n", _MARKED, "```text", run("--help").rstrip(), "```\n"]
    for path, _ in _walk(main, ()):
        lines += [f"## {' '.join(('auditor', *path))}\n", "```text", run(*path, "--help").rstrip(), "```\n"]
    lines += [_WIDTHS]
    lines += ["## 输出格式\n", "| 名称 | 用途 | 可写成文件夹 |", "| --- | --- | --- |"]
    lines += [f"| `{f.name}` | {f.title} | {'是' if f.folder else ''} |" for f in formats().values()]
    return "\n".join(lines) + "\n"


def _walk(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _walk(command, (*path, name))
        elif command is not None:
            yield (*path, name), command


def write() -> None:
    """Write what is generated; remove pages of families that are no more."""
    made = pages()
    for old in (DOCS / "rules").glob("*.md"):
        if f"docs/rules/{old.name}" not in made:
            old.unlink()
    for path, text in made.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
