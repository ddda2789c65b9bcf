"""Options that several commands share, and what they say about the place of output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from auditor.cli._types import OneOf, Size, Whole, Words
from auditor.readers import MAX_SIZE

if TYPE_CHECKING:
    from auditor.configuration.plan import Plan, Setup
    from auditor.reporting import Options
    from auditor.source import Source

WIDTH = 100
"""Cells of a line where nobody says how wide it may be."""
NARROWEST = 20

F = TypeVar("F", bound=Callable[..., Any])


def combined(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator."""
    return lambda function: reduce(lambda inner, option: option(inner), reversed(options), function)


def flatten(ctx: click.Context, param: click.Parameter, value: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words of an option that may be given several times."""
    return tuple(word for words in value for word in words)


def force_option(function: F) -> F:
    """``--force`` of the commands that write reports."""
    return click.option("--force", is_flag=True, help="报告的文件已经有了，又不是本程序写的报告时，也覆盖它")(
        function
    )


def input_options(function: F) -> F:
    """``--stdin-filename`` and ``--max-size``."""
    return combined(
        click.option("--stdin-filename", metavar="名称", help="从标准输入（-）读取时，报告中使用的文件名"),
        click.option("--max-size", type=Size(), default=MAX_SIZE, help="单个文件的上限，默认 20MB"),
    )(function)


def config_options(function: F) -> F:
    """Where the configuration and further rules come from; :func:`setup` reads these, no command gets them."""
    return combined(
        click.option("--config", metavar="文件", expose_value=False, callback=_keep, help="只用这份配置文件"),
        click.option("--isolated", is_flag=True, expose_value=False, callback=_keep, help="不读任何配置文件"),
        click.option(
            "--rules-dir",
            metavar="文件夹",
            multiple=True,
            expose_value=False,
            callback=_keep,
            help="加用这个文件夹里的规则（*.py）和词表（*.toml）；可写多次",
        ),
        click.option(
            "--plugins/--no-plugins",
            default=None,
            expose_value=False,
            callback=_keep,
            help="用或不用已安装的规则插件，默认不用",
        ),
    )(function)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Keep an option's value for :func:`setup`."""
    ctx.meta[f"auditor.{param.name}"] = value
    return value


def rule_options(function: F) -> F:
    """``--select``, ``--ignore`` and ``--profile``; and :func:`config_options`."""
    return combined(
        config_options,
        click.option(
            "--select",
            type=Words(),
            multiple=True,
            callback=flatten,
            help="只用这些规则：编号、编号开头或名称",
        ),
        click.option("--ignore", type=Words(), multiple=True, callback=flatten, help="不用这些规则"),
        click.option(
            "--profile", metavar="文种", help="指定文种，不自动识别（inspection、audit、general 等）"
        ),
    )(function)


def gate_options(function: F) -> F:
    """What fails a run, and what a person has signed for."""
    return combined(
        click.option("--max-warnings", type=Whole(0), help="警告超过这个数时退出状态为 1，默认不限"),
        waivers_option,
        click.option("--strict-waivers", is_flag=True, help="有到期或没有用到的豁免时退出状态为 1"),
    )(function)


def waivers_option(function: F) -> F:
    """``--waivers``."""
    words = "只用这份豁免文件，默认用离通报最近的 auditor.waivers.toml"
    return click.option("--waivers", metavar="文件", help=words)(function)


def width_option(function: F) -> F:
    """``--width``."""
    words = f"输出宽度（字符格）；默认取环境变量 COLUMNS，没有则取终端宽度，不是终端则为 {WIDTH}"
    return click.option("--width", type=Whole(NARROWEST), callback=_width, help=words)(function)


def _width(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
    """Keep the option's value for :func:`width`."""
    return cast("int | None", _keep(ctx, param, value))


def width() -> int:
    """How many cells wide words for people are on stdout, for every command: as ``--width`` says, else the environment's
    ``COLUMNS``, else the terminal, else 100."""
    given = click.get_current_context().meta.get("auditor.width")
    if isinstance(given, int):
        return given
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return max(NARROWEST, int(columns))
    if not sys.stdout.isatty():
        return WIDTH
    from shutil import get_terminal_size  # takes a while to import, and only terminals need it

    return max(NARROWEST, get_terminal_size((WIDTH, 24)).columns)


def say(words: str) -> None:
    """Print words for people, broken into lines by :func:`width`."""
    from auditor.presentation.wrapping import fold

    for line in fold(words, width()):
        click.echo(line)


def display_options(function: F) -> F:
    """``--width`` and ``--color``."""
    return combined(
        width_option,
        click.option(
            "--color",
            type=OneOf(["auto", "always", "never"]),
            default="auto",
            help="颜色：auto 只在终端上使用；环境变量 NO_COLOR 关闭颜色",
        ),
    )(function)


def display(color: str) -> Options:
    """What reports need to know of stdout."""
    from auditor.reporting import Options

    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Options(width(), color == "always" or (color == "auto" and terminal and not plain))


def setup(**given: Any) -> Setup:
    """The configuration of a run: the files, and on top what the command line says.

    ``given`` are values of options; those that were not on the command line do not count.
    """
    from auditor.configuration.plan import Setup

    context = click.get_current_context()
    stated = {name: value for name, value in given.items() if _on_command_line(context, name)}
    if "profile" in stated:
        known_profile(stated["profile"])
    if "config" in (kept := _kept(context)) and "isolated" in kept:
        raise click.UsageError("--config 和 --isolated 不能同时用", context)
    for name in ("rules_dir", "plugins"):
        if name in kept:
            stated[name] = kept[name]
    if "rules_dir" in stated:
        stated["rules_dir"] = tuple(map(os.path.abspath, stated["rules_dir"]))
    values: dict[tuple[str, ...], Any] = {(name.replace("_", "-"),): value for name, value in stated.items()}
    return Setup(values, file=kept.get("config"), isolated="isolated" in kept)


def isolated() -> bool:
    """Whether no configuration file is to be read."""
    return "isolated" in _kept(click.get_current_context())


def _kept(context: click.Context) -> dict[str, Any]:
    """The values of :func:`config_options` that were given."""
    kept = {
        name: context.meta.get(f"auditor.{name}") for name in ("config", "isolated", "rules_dir", "plugins")
    }
    return {name: value for name, value in kept.items() if _on_command_line(context, name)}


def _on_command_line(context: click.Context, name: str) -> bool:
    return context.get_parameter_source(name) not in (None, click.core.ParameterSource.DEFAULT)


def plan_for(path: str, stdin_filename: str | None, **given: Any) -> Plan:
    """How the one notice that a command is about is to be audited; ``given`` as in :func:`setup`."""
    return setup(**given).plan((stdin_filename or "<stdin>") if path == "-" else path)


def known_profile(profile: str | None) -> str | None:
    """The profile if there is such a one; raises click.BadParameter otherwise."""
    from auditor.profiles import PROFILES

    if profile is not None and profile not in PROFILES:
        OneOf(list(PROFILES)).convert(profile, _option("profile"), click.get_current_context())
    return profile


def read_one(path: str, stdin_filename: str | None, max_size: int) -> Source:
    """The one document that a command is about; raises UncheckedError if it can't be read."""
    from auditor.inputs import STDIN, Input

    refuse_stdin_filename(stdin_filename, [path])
    return Input(path, (stdin_filename or "<stdin>") if path == STDIN else path).read(max_size)


def refuse_stdin_filename(name: str | None, paths: Sequence[str]) -> None:
    """Raise click.UsageError if a name is given to a standard input that is not read."""
    if name and "-" not in paths:
        raise click.UsageError("--stdin-filename 只用于标准输入（-）", click.get_current_context())


def _option(name: str) -> click.Parameter | None:
    return next((p for p in click.get_current_context().command.params if p.name == name), None)
