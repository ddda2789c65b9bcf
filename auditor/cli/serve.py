"""``auditor serve``: a local web page for people who'd rather drop a document into a browser."""

from __future__ import annotations

import errno
import socket
from collections.abc import Sequence

import click

from auditor.cli._base import Command
from auditor.cli._options import isolated, rule_options, setup, waivers_option
from auditor.cli._types import Size, Whole
from auditor.errors import EXIT_OK, AuditorError
from auditor.readers import MAX_SIZE, needs

PORT = 8765
_HOST = "127.0.0.1"
_PORTS = 65535
_PATIENCE = 2
"""Seconds that open connections have to end after Ctrl-C."""


@click.command(cls=Command, short_help="在本机打开审核网页：拖入文档，下载批注")
@click.option("--port", type=Whole(0), default=PORT, help=f"端口，默认 {PORT}；0 为任意空闲端口")
@click.option("--open", "opens", is_flag=True, help="同时打开浏览器")
@click.option("--max-size", type=Size(), default=MAX_SIZE, help="单个文件的上限，默认 20MB")
@waivers_option
@rule_options
def command(
    port: int,
    opens: bool,
    max_size: int,
    waivers: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: str | None,
) -> int:
    """在本机开一个审核网页：把 Word、PDF、文本拖进去或粘贴正文，看报告，下载带批注的原文档。

    只有本机的浏览器能访问。文档和结果只在内存里，不写入磁盘，一小时后或程序结束时忘掉；不访问网络。
    文件按当前文件夹里的配置和豁免审核。按 Ctrl-C 结束。需要组件 web。
    """
    if missing := needs("web", "jinja2", "python_multipart", "starlette", "uvicorn")():
        raise AuditorError(f"auditor serve {missing}")
    import uvicorn

    from auditor.history.waivers import Waivers
    from auditor.profiles import PROFILES
    from auditor.web.app import Desk, application

    if port > _PORTS:
        raise click.UsageError(f"--port 最大为 {_PORTS}", click.get_current_context())
    setups = {
        each: setup(select=select, ignore=ignore, profile=each or profile, max_size=max_size)
        for each in ("", *PROFILES)
    }
    signed = Waivers(waivers, isolated=isolated())
    setups[""].plan("通报")  # a mistake in the configuration is told now, and not to the first who asks
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        desk = Desk(setups, profile or "", signed)
        app = application(desk, [f"{name}:{port}" for name in (_HOST, "localhost")])
        config = uvicorn.Config(
            app, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=_PATIENCE
        )
        address = f"http://{_HOST}:{port}/"
        click.echo(f"auditor: 审核网页在 {address} ，按 Ctrl-C 结束", err=True)
        if opens:
            click.launch(address)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:  # that is how it is meant to end
            click.echo("auditor: 已结束", err=True)
    return EXIT_OK


def _listening(port: int) -> socket.socket:
    """A socket of this machine only; raises AuditorError if the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        why = {
            errno.EADDRINUSE: "已被别的程序占用（也许已经开着一个审核网页）",
            errno.EACCES: "没有权限使用",
        }
        words = why.get(error.errno or 0, error.strerror or str(error))
        raise AuditorError(f"端口 {port} {words}；可用 --port 换一个") from error
    return listener
