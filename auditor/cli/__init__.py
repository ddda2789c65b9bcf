"""The command line: ``auditor``.  One command is one module of this package; each loads what it needs when it runs."""

from __future__ import annotations

import click

from auditor import __version__
from auditor.cli._base import LazyGroup

_EPILOG = """
退出状态：0 没有达到 --fail-on 级别的问题；1 有；2 用法、配置或程序错误（包括规则运行失败）；3 有输入未能检查；
130 被 Ctrl-C 中断；141 输出的读者已关闭。同时出现时 2 先于 1，1 先于 3。
"""


@click.version_option(__version__, message="auditor %(version)s", help="显示版本")
@click.group("auditor", cls=LazyGroup, epilog=_EPILOG)
def main() -> None:
    """核对整改通报：逐条跟踪文中的数字、日期、名称和编号，指出前后不一致之处。"""
