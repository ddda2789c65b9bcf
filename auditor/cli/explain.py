"""``auditor explain``: the documentation of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from auditor.cli._base import Command
from auditor.cli._options import config_options, say, setup, width_option
from auditor.patterns import compiled

if TYPE_CHECKING:
    from auditor.registry import Rule

_WITHIN = compiled(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")  # a line's end within a paragraph in Chinese


@click.command(cls=Command, short_help="显示规则的说明、正反例和依据")
@click.argument("rules", nargs=-1, required=True, metavar="规则...")
@config_options
@width_option
def command(rules: Sequence[str], **given: object) -> None:
    """显示规则的说明：检查什么、为什么、反例、正例、依据。

    规则可以写编号（C101）、名称（count-mismatch）或编号的开头（C，显示整组）。
    """
    registry = setup().plan("-").registry
    chosen = dict.fromkeys(rule for selector in rules for rule in registry.matching(selector))
    say("\n\n".join(map(_page, chosen)))


def _page(rule: Rule) -> str:
    from auditor.presentation.website import website
    from auditor.presentation.wording import level

    profiles = f"，只用于 {'、'.join(rule.profiles)}" if rule.profiles else ""
    head = f"{rule.id} {rule.title}（{rule.name}）\n级别：{level(rule.severity, rule.up_to)}，始于 {rule.since}{profiles}"
    if address := website(rule.page):
        head += f"\n网页：{address}"
    return "\n\n".join([head, *_body(rule.doc.partition("\n")[2].strip())])


def _body(doc: str) -> Iterator[str]:
    """The paragraphs, each a line, so that they are broken as wide as the terminal is; examples stay as they are."""
    from auditor.registry import SECTIONS

    section = ""
    for paragraph in doc.split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if head.rstrip("：:") in (*SECTIONS, "参数"):
            section = head.rstrip("：:")
        else:
            head, rest = "", paragraph
        if section not in ("反例", "正例"):
            rest = _WITHIN.sub("", rest)
        yield f"{head}\n{rest}" if head else rest
