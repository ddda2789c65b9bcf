"""The application: a start page with a form, the results of a request, each notice's report, and downloads."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar, TypeVarTuple
from urllib.parse import quote

import anyio.to_thread
from attrs import field
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from auditor import reporting
from auditor.annotation import annotate, annotates, notes
from auditor.configuration.plan import Setup
from auditor.errors import AuditorError
from auditor.history.waivers import Waivers
from auditor.inputs import Input
from auditor.pipeline import describe
from auditor.records import frozen
from auditor.report import Report
from auditor.reporting import Options
from auditor.running.batch import Job
from auditor.web import pages
from auditor.web.guard import Guard
from auditor.web.intake import MOST_BYTES, documents
from auditor.web.shelf import Result, Shelf

T = TypeVar("T")
Given = TypeVarTuple("Given")

_REPORT_POLICY = "frame-ancestors 'none'"
"""A report carries its own policy, which is stricter than ours."""


@frozen
class Desk:
    """What the pages work with: setups by profile ("" is none), the waivers, the shelf, and a key to the machine."""

    setups: Mapping[str, Setup]
    profile: str
    waivers: Waivers
    shelf: Shelf = field(factory=Shelf)
    busy: anyio.CapacityLimiter = field(factory=lambda: anyio.CapacityLimiter(1))

    async def start(self, request: Request) -> Response:
        """The form."""
        return HTMLResponse(pages.start(self.profile))

    async def audit(self, request: Request) -> Response:
        """Audit what the form brings, then lead to the results."""
        try:
            inputs, profile = await documents(request)
            setup = self.setups.get(profile)
            if setup is None:
                raise AuditorError(f"没有文种 {profile!r}")
            result = await anyio.to_thread.run_sync(self._examine, inputs, setup, limiter=self.busy)
        except AuditorError as error:
            return HTMLResponse(pages.start(self.profile, trouble=str(error)), 400)
        place = f"/results/{self.shelf.put(result)}"
        return RedirectResponse(f"{place}/1" if len(inputs) == 1 else place, 303)

    def _examine(self, inputs: list[Input], setup: Setup) -> Result:
        plans = setup.plans(inputs)
        rules = {rule.id: rule for plan in plans.values() for rule in plan.rules}
        job = Job(setup, waivers=self.waivers, whole=True, light=True)
        outcomes = [job.audit(number, each).audited for number, each in enumerate(inputs)]
        return Result(
            tuple(inputs),
            tuple(each for each in outcomes if isinstance(each, bytes)),
            setup,
            tuple(describe(rules[id]) for id in sorted(rules)),
        )

    async def results(self, request: Request) -> Response:
        """All notices of a request, a row for each."""
        name, result = self._asked(request)
        if result is None:
            return _gone()
        return HTMLResponse(await self._slowly(pages.results, name, result))

    async def report(self, request: Request) -> Response:
        """The report of one notice."""
        name, result = self._asked(request)
        number = request.path_params["number"]
        if result is None or not 1 <= number <= len(result.inputs):
            return _gone()
        page = await self._slowly(self._report, name, result, number)
        return HTMLResponse(page, headers={"Content-Security-Policy": _REPORT_POLICY})

    def _report(self, name: str, result: Result, number: int) -> str:
        place = f"/results/{name}"
        beside = [("新的审核", "/")]
        if len(result.inputs) > 1:
            beside.append(("本次全部通报", place))
        if annotates(result.inputs[number - 1].data or b""):
            beside.append(("下载带批注的原文档", f"{place}/{number}/annotated"))
        beside += [
            (f"下载{title}", f"{place}/{number}/{key}") for key, (title, _, _) in pages.DOWNLOADS.items()
        ]
        beside.append(("忘掉本次结果", f"{place}/forget"))
        return self._rendered("html", result, number, Options(beside=tuple(beside)))

    async def download(self, request: Request) -> Response:
        """A notice, or all of them, in a format to take along."""
        _, result = self._asked(request)
        number, kind = request.path_params.get("number", 0), request.path_params["kind"]
        if result is None or kind not in pages.DOWNLOADS or number > len(result.inputs):
            return _gone()
        _, file, media = pages.DOWNLOADS[kind]
        text = await self._slowly(self._rendered, kind, result, number, Options())
        return _attachment(text.encode("utf-8", "backslashreplace"), file, f"{media}; charset=utf-8")

    def _rendered(self, kind: str, result: Result, number: int, options: Options) -> str:
        """The notice with a number from 1 in a format; all notices for 0."""
        chosen = [result.notice(number - 1)] if number else list(result.notices())
        out = io.StringIO(newline="")
        reporting.get(kind).render(Report(chosen, result.rules), out, options)
        return out.getvalue()

    async def annotated(self, request: Request) -> Response:
        """The document itself with the findings as comments."""
        _, result = self._asked(request)
        number = request.path_params["number"]
        if result is None or not 1 <= number <= len(result.inputs):
            return _gone()
        one = result.inputs[number - 1]
        try:
            data = await self._slowly(_annotated, result, number)
        except AuditorError as error:
            return PlainTextResponse(f"{error}\n", 400)
        return _attachment(data, f"批注_{one.name}", "application/octet-stream")

    async def forget(self, request: Request) -> Response:
        """Ask whether to forget a result (GET), or forget it (POST)."""
        name, result = self._asked(request)
        if result is None:
            return _gone()
        if request.method != "POST":
            return HTMLResponse(pages.forget(name, len(result.inputs)))
        self.shelf.forget(name)
        return RedirectResponse("/", 303)

    def _asked(self, request: Request) -> tuple[str, Result | None]:
        name = request.path_params["name"]
        return name, self.shelf.get(name)

    async def _slowly(self, function: Callable[[*Given], T], *given: *Given) -> T:
        """What takes a while, one at a time, while other requests are answered."""
        return await anyio.to_thread.run_sync(function, *given, limiter=self.busy)


def application(desk: Desk, hosts: Collection[str]) -> Starlette:
    """The pages of a desk, for a browser that calls this machine by one of ``hosts`` (names with the port)."""
    routes = [
        Route("/", desk.start),
        Route("/audit", desk.audit, methods=["POST"]),
        Route("/assets/{name}", _asset),
        Route("/results/{name}", desk.results),
        Route("/results/{name}/forget", desk.forget, methods=["GET", "POST"]),
        Route("/results/{name}/all/{kind}", desk.download),
        Route("/results/{name}/{number:int}", desk.report),
        Route("/results/{name}/{number:int}/annotated", desk.annotated),
        Route("/results/{name}/{number:int}/{kind}", desk.download),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts, most=MOST_BYTES)],
        exception_handlers={404: _missing, 405: _missing},
    )


def _annotated(result: Result, number: int) -> bytes:
    one, audited = result.inputs[number - 1], result.notice(number - 1)
    rules = result.setup.plan_of(one).rules
    return annotate(one.data or b"", audited, notes(audited, rules))


async def _asset(request: Request) -> Response:
    found = pages.asset(request.path_params["name"])
    return Response(found[0], media_type=found[1]) if found else _gone()


async def _missing(request: Request, error: Exception) -> Response:
    return _gone()


def _gone() -> Response:
    return HTMLResponse(pages.gone(), 404)


def _attachment(data: bytes, file: str, media: str) -> Response:
    """A download; the name as RFC 6266 and RFC 8187 want it."""
    return Response(
        data,
        media_type=media,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file, safe='')}"},
    )
