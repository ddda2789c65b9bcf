"""What all commands share: they are found by walking the package, speak Chinese, and never show a traceback.

Errors are one sentence on stderr and an exit status of :mod:`auditor.errors`.  ``AUDITOR_DEBUG=1`` shows the
traceback as well.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

import click

from auditor import patterns
from auditor.cli._help import Formatter, sentence
from auditor.errors import EXIT_BROKEN_PIPE, EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK, AuditorError, unwritable

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why standard output takes no more."""
_LOADING = 50_000
"""New objects after which the collector looks for cycles.  What a command loads stays to its end: with Python's 700
a twentieth of a short run went into looking through it."""


class Context(click.Context):
    """A context whose help is laid out for Chinese."""

    formatter_class = Formatter


class _OutputClosedError(Exception):
    """The reader of our output went away."""


class _Chinese(click.Command):
    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # the parser leaves it out
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本帮助"
        return option


class Command(_Chinese):
    """A command.  Its callback returns the exit status, or None for 0."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # click would complain in English
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(f"多余的参数 {' '.join(rest)}", ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
            patterns.keep()
        except BrokenPipeError:  # click would exit with 1, which means findings
            raise _OutputClosedError from None
        return status


class Group(_Chinese, click.Group):
    """A command that has commands of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]...")
        super().__init__(*args, **kwargs)


class LazyGroup(Group):
    """The commands of the ``auditor.cli`` package, each imported only when it is used or listed.

    A module ``auditor/cli/new_name.py`` is the command ``new-name``; it holds it as ``command``.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        package = import_module("auditor.cli")
        return sorted(
            info.name.replace("_", "-")
            for info in iter_modules(package.__path__)
            if not info.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"auditor.cli.{cmd_name.replace('-', '_')}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:  # click does not know the lazy commands
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        def run() -> Any:
            return super(LazyGroup, self).main(
                args,
                prog_name or "auditor",
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )

        return _guarded(run) if standalone_mode else run()


def _guarded(run: Callable[[], int | None]) -> NoReturn:
    """Run and exit with a status, whatever happens."""
    gc.set_threshold(_LOADING)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # UTF-8 in every locale; a path that is not text is shown with escapes.
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(run() or EXIT_OK)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _fail(sentence(error), error.exit_code)
    except AuditorError as error:
        _fail(str(error), error.exit_code)
    except click.Abort:
        _fail("已中断", EXIT_INTERRUPTED)
    except _OutputClosedError:
        # Python would flush stdout once more at its end and complain; nobody is listening.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_BROKEN_PIPE)
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            _unexpected(error)
        # Python would write what is left once more at its end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail(f"不能写入标准输出：{unwritable(error)}", EXIT_ERROR)
    except Exception as error:  # noqa: BLE001 - the last resort: a user never sees a traceback
        _unexpected(error)


def _unexpected(error: Exception) -> NoReturn:
    _fail(f"程序内部错误（{type(error).__name__}: {error}）；设 AUDITOR_DEBUG=1 可看详情", EXIT_ERROR)


def _fail(words: str, status: int) -> NoReturn:
    if os.environ.get("AUDITOR_DEBUG"):
        traceback.print_exc()
    click.echo(f"auditor: {words}", err=True)
    sys.exit(status)
