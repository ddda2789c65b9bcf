"""Who may ask: the browser of this machine, from our own pages, and nobody through it.

Any web page can send requests to a port of the machine that it is shown on, and by a name that it lets lead here even
read the answers (DNS rebinding).  So the host must be called what we call it, and a request that a browser says to
come from another site is refused; see the Fetch Metadata specification (Sec-Fetch-Site) and RFC 6454 (Origin).
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says unless its page says otherwise."""
_OWN_SITES = ("same-origin", "none")
"""From our own page, or from nobody's: typed by the user."""


class Guard:
    """Lets through what comes from our own pages, and adds :data:`HEADERS`; ``hosts`` are our names with the port.

    A request body is cut off beyond ``most`` bytes: the answer is 413.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], most: int) -> None:
        self._app, self._hosts, self._most = app, frozenset(hosts), most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    given.setdefault(name, value)
            await send(message)

        status, words = self._refusal(scope, headers)
        if words:
            await PlainTextResponse(words + "\n", status)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str]:
        """Why a request is refused; no words if it is not."""
        if headers.get("host", "").lower() not in self._hosts:
            return 421, "只能用本机地址访问"
        start = (
            scope["method"] == "GET" and scope["path"] == "/"
        )  # a link from elsewhere may lead to the start
        if headers.get("sec-fetch-site", "none") not in _OWN_SITES and not start:
            return 403, "请求来自别的网站，已拒绝"
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://").lower() not in self._hosts:
            return 403, "请求来自别的网站，已拒绝"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most:
            return 413, "一次提交的内容太大"
        return 0, ""
