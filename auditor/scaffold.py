"""New rules to begin with: a rule file, or a word list, that works and passes its own examples."""

from __future__ import annotations

import os
from string import Template

from auditor.errors import AuditorError, unwritable
from auditor.patterns import compiled
from auditor.registry import ID, Registry

FAMILY = "X"
"""The letter of ids that no built-in rule uses."""
_NAME = compiled(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_RULE = Template('''"""$id: 一句话说明这条规则。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.registry import rule

_WORD = re.compile(r"示例词")


@rule("$id", name="$name", severity=Severity.WARNING, since="0.1")
def $function(notice: Notice) -> Iterator[Finding | Tie]:
    """规则的中文名称。

    检查什么
    文中是否出现“示例词”。

    为什么
    说明它为什么是问题。

    反例
    - 文中有示例词。
    - 又一处示例词，也应指出。

    正例
    - 文中没有这个词。
    - 示例文字中的词语。
    - 示范词不是它。

    依据
    写明法规、标准或者约定的出处。
    """
    # notice.text 是连好行、去掉杂散空格的全文；notice.span 换算成原文位置。
    for match in _WORD.finditer(notice.text):
        yield Finding(f"出现“{match[0]}”，请核实", notice.span(*match.span()))
''')

_WORDS = Template("""id = "$id"
name = "$name"
title = "词表的中文名称"
severity = "warning"  # error、warning、info
since = "0.1"
why = "说明这些词为什么是问题。"
basis = "写明法规、标准或者约定的出处。"

# 含有词语而本身正确的说法，不指出。
allow = ["旧名称一览表"]

# 反例必须指出，正例不得指出；auditor test 逐条运行。
bad = ["会议由旧名称召开。", "旧名称整改办公室"]
good = ["会议由新名称召开。", "见旧名称一览表。", "老名称"]

[[term]]
word = "旧名称"
suggestion = "新名称"  # 可以不写
note = "2021年更名"  # 可以不写
""")


def write(name: str, folder: str, registry: Registry, *, id: str | None = None, words: bool = False) -> str:
    """Write a new rule, or a word list, and return its path.

    ``id`` is by default the first free one of the family X.  Raises AuditorError for a bad name or id, one that is
    taken, a file that is there already or that cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise AuditorError(f"名称 {name!r} 无效：应为小写英文，用连字符连接，例如 local-names")
    id = id or _free(registry, folder)
    if not ID.fullmatch(id):
        raise AuditorError(f"规则编号 {id!r} 无效：应为一个大写字母加三位数字，例如 {FAMILY}101")
    for other in registry:
        if id == other.id or name == other.name:
            raise AuditorError(f"编号或名称与 {other.id} {other.name} 重复（{other.file}）")
    stem = name.replace("-", "_")
    path = os.path.join(folder, f"{id.lower()}_{stem}{'.toml' if words else '.py'}")
    text = (_WORDS if words else _RULE).substitute(id=id, name=name, function=f"check_{stem}")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise AuditorError(f"{path} 已经存在，未改动") from error
    except OSError as error:
        raise AuditorError(f"不能写入 {path}：{unwritable(error)}") from error
    return path


def _free(registry: Registry, folder: str) -> str:
    """The first id of the family X that no rule has, nor a file in the folder by its name."""
    taken = {rule.id for rule in registry}
    if os.path.isdir(folder):
        taken |= {name[:4].upper() for name in os.listdir(folder)}
    free = (id for n in range(101, 1000) if (id := f"{FAMILY}{n}") not in taken)
    if (first := next(free, None)) is None:
        raise AuditorError(f"{FAMILY} 开头的编号已用完；请用 --id 指定")
    return first
