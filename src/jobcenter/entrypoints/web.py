"""The API: every slice's routes behind one door, closed by default."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobcenter import __version__
from jobcenter.accounts.access import check_every_route
from jobcenter.accounts.api import router as accounts
from jobcenter.accounts.limits import Limits
from jobcenter.accounts.oidc import provider_in
from jobcenter.applicants.api import router as applicants
from jobcenter.board.api import router as board
from jobcenter.campaigns.api import router as campaigns
from jobcenter.candidates.api import router as candidates
from jobcenter.companies.api import router as companies
from jobcenter.dossier.api import router as dossier
from jobcenter.entrypoints.freshness import freshen
from jobcenter.entrypoints.pages import router as pages
from jobcenter.entrypoints.start import check_schema, refuse, serve_metrics, start
from jobcenter.entrypoints.status import router as status
from jobcenter.imports.api import router as imports
from jobcenter.interviews.api import router as interviews
from jobcenter.jobs.api import router as jobs
from jobcenter.kit import http, logs
from jobcenter.kit.cache import Cache
from jobcenter.kit.db import make_engine
from jobcenter.kit.openapi import Described
from jobcenter.kit.replica import Replica
from jobcenter.kit.settings import Settings
from jobcenter.offlimits.api import router as offlimits
from jobcenter.placements.api import router as placements
from jobcenter.postings.api import router as postings
from jobcenter.scraping.api import router as scraping
from jobcenter.today.api import router as today
from jobcenter.work.outbox import emitted
from jobcenter.work.queue import Bell

SHORTEST_SECRET = 32
GRACEFUL_SECONDS = 5
KEEP_ALIVE_SECONDS = 75  # longer than proxies and clients keep what lies idle: who closes first cannot be asked again

REQUESTS = Counter("jobcenter_requests_total", "Answered requests", ["method", "route", "status"])
SECONDS = Histogram("jobcenter_request_seconds", "Time to the answer's first byte", ["method", "route"])

log = logs.log(__name__)


def make_app(settings: Settings) -> FastAPI:
    """The application. It does not start when a route has no access rule."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.engine = make_engine(app.state.settings, name="jobcenter-api")
        app.state.bell = Bell(app.state.settings)
        app.state.stopping = asyncio.Event()
        app.state.limits = Limits(app.state.settings)
        app.state.oidc = provider_in(app.state.settings)
        app.state.replica = Replica(app.state.settings, app.state.engine)
        app.state.cache = Cache(app.state.settings)
        app.state.after_write = lambda session, position: freshen(app.state.cache, emitted(session), position)
        yield
        await app.state.cache.close()
        await app.state.replica.close()
        await app.state.limits.close()
        if app.state.oidc is not None:
            await app.state.oidc.close()
        await app.state.engine.dispose()

    app = Described(
        title="Job Center",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    for router in (
        board,
        accounts,
        scraping,
        postings,
        companies,
        offlimits,
        jobs,
        candidates,
        applicants,
        interviews,
        placements,
        campaigns,
        imports,
        today,
        dossier,
        status,
        pages,
    ):
        app.include_router(router)
    # A route of an included router knows its own path alone; its whole one is known from here on.
    app.add_middleware(
        Measure, patterns={id(one.original_route): one.path_format for one in iter_route_contexts(app.routes)}
    )
    http.install(app)
    check_every_route(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


class Measure:
    """Counts and times every answer, by the route's pattern and never by its values."""

    def __init__(self, app: ASGIApp, patterns: Mapping[int, str | None]) -> None:
        self.app = app
        self.patterns = patterns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note when its answer begins."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = asyncio.get_running_loop().time()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = self.patterns.get(id(scope.get("route"))) or "none"
                REQUESTS.labels(scope["method"], route, message["status"]).inc()
                SECONDS.labels(scope["method"], route).observe(asyncio.get_running_loop().time() - began)
            await send(message)

        await self.app(scope, receive, noting)


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    settings = start("api", "database_url", "secret_key")
    if len(settings.secret_key) < SHORTEST_SECRET:
        refuse(
            f"JOBCENTER_SECRET_KEY is too short: it needs at least {SHORTEST_SECRET} characters that nobody can guess."
        )
    check_schema(settings)
    serve_metrics(settings, "api")
    server = _Server(make_app(settings), settings)
    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:  # uvloop, where it is to be had
        runner.run(server.serve())
    if not server.started:
        refuse(f"the API cannot listen on {settings.host}:{settings.port}. Set JOBCENTER_PORT to a free port.")


class _Server(uvicorn.Server):
    """uvicorn, telling open streams to end when it is asked to stop."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                loop="uvloop",
                http="httptools",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,  # whom to believe is said by JOBCENTER_TRUSTED_PROXIES alone
                timeout_graceful_shutdown=GRACEFUL_SECONDS,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
            )
        )
        self._app = app

    def handle_exit(self, sig: int, frame: Any) -> None:  # noqa: ANN401 - a signal handler's frame
        """Stop: first the streams, then the server; Ctrl-C is a clean end."""
        self._app.state.stopping.set()
        super().handle_exit(signal.SIGTERM if sig == signal.SIGINT else sig, frame)
