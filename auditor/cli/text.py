"""``auditor text``: the text of a document as the auditor reads it."""

from __future__ import annotations

import sys

import click

from auditor.cli._base import Command
from auditor.cli._options import input_options, read_one


@click.command(cls=Command, short_help="显示从文档中读出的文字")
@click.argument("notice", metavar="通报")
@input_options
def command(notice: str, stdin_filename: str | None, max_size: int) -> None:
    """显示从一份文档（Word、PDF、网页等）中读出的文字，按原样输出。

    报告中的行号和列号都按这份文字计算。
    """
    text = read_one(notice, stdin_filename, max_size).text
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
