"""What every route stands on: sessions that are committed before the answer leaves, problems a person can read."""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Annotated, Any, cast

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.exceptions import HTTPException

from jobcenter.kit import logs, replica
from jobcenter.kit.clock import short_id
from jobcenter.kit.db import ReadSession, Session, is_away, is_in_its_way, reading, writing
from jobcenter.kit.errors import JobCenterError, UnavailableError
from jobcenter.kit.headers import CORRELATION_HEADER, told_always
from jobcenter.kit.openapi import PROBLEM_TYPE
from jobcenter.kit.settings import Settings

LONGEST_CORRELATION_ID = 64
MOST_BODY_BYTES = 1024 * 1024

log = logs.log(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Problem(BaseModel):
    """An error as RFC 9457 has it; `detail` is written for the person who reads it."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    correlation_id: str = Field(
        description="Quote this when you ask for help: every log line of the request carries it."
    )


RETRY_AFTER: dict[str, Any] = {
    "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": {"type": "integer", "minimum": 0}}
}
PROBLEM_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"description": "Always `Bearer`.", "required": True, "schema": {"type": "string"}}},
    429: RETRY_AFTER,
    503: RETRY_AFTER,
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of a route, for the OpenAPI document."""
    return {status: {"model": Problem, "headers": PROBLEM_HEADERS.get(status, {})} for status in statuses}


def tagged(status: int = 200) -> dict[int | str, dict[str, Any]]:
    """For the OpenAPI document: this answer carries an `ETag`, to be sent back as `If-Match`."""
    header = {"description": "Send it back as `If-Match`.", "required": True, "schema": {"type": "string"}}
    return {status: {"headers": {"ETag": header}}}


EVERY_ROUTE = problems(401, 403, 422, 429, 503)
"""The error answers that every guarded route may give."""


def settings_of(request: Request) -> Settings:
    """The settings that this application was made with."""
    return cast("Settings", request.app.state.settings)


async def _settings(request: Request) -> Settings:
    return settings_of(request)


def engine_of(request: Request) -> AsyncEngine:
    """The application's database engine."""
    return cast("AsyncEngine", request.app.state.engine)


async def _read_engine(request: Request) -> AsyncIterator[AsyncEngine]:
    async with _where_to_read(request) as engine:
        yield engine
        request.state.position = await _replica_of(request).note_read(_who_asks(request), None, engine)


async def _read_session(request: Request) -> AsyncIterator[ReadSession]:
    async with _where_to_read(request) as engine, reading(engine) as session:
        yield session
        request.state.position = await _replica_of(request).note_read(_who_asks(request), session, engine)


@asynccontextmanager
async def _where_to_read(request: Request) -> AsyncIterator[AsyncEngine]:
    """The replica, if it is far enough for this caller, or else the primary."""
    told, replicated = request.headers.get(replica.HEADER) or request.cookies.get(replica.COOKIE), _replica_of(request)
    is_again = getattr(request.state, "on_primary", False)
    engine = replicated.primary if is_again else await replicated.engine_for(_who_asks(request), told)
    request.state.seen, life = replicated.seen(engine), replicated.life
    try:
        yield engine
        replicated.check_life(engine, life)
    except Exception as error:
        if is_away(error):
            replicated.note_fault(engine)
        raise


async def _session(request: Request) -> AsyncIterator[Session]:
    after = AfterCommit()
    request.state.after_commit = after
    session: Session | None = None
    try:
        async with writing(engine_of(request)) as session:
            yield session
        request.state.position = await _replica_of(request).note_write(_who_asks(request))
    except Exception as error:
        if session is not None and is_away(error):  # it may be committed, although nobody can be told so
            await request.app.state.after_write(session, replica.BEYOND)
        raise
    await request.app.state.after_write(session, request.state.position)
    for step in after.steps:
        await step()


def _replica_of(request: Request) -> replica.Replica:
    return cast("replica.Replica", request.app.state.replica)


def _who_asks(request: Request) -> str | None:
    """The caller's id, where the route's door has found out who it is."""
    caller = getattr(request.state, "caller", None)
    return None if caller is None else str(caller.id)


class AfterCommit:
    """What to do once the request's writes are safe; a step that fails must be harmless: the outbox repeats it."""

    def __init__(self) -> None:
        self.steps: list[Callable[[], Awaitable[None]]] = []


def after_commit(request: Request, step: Callable[[], Awaitable[None]]) -> None:
    """Run `step` right after this request's commit."""
    cast("AfterCommit", request.state.after_commit).steps.append(step)


ReadEngine = Annotated[AsyncEngine, Depends(_read_engine, scope="function")]
"""Where this caller reads now, for what opens no session of its own."""
ReadDb = Annotated[ReadSession, Depends(_read_session, scope="function")]
Db = Annotated[Session, Depends(_session, scope="function")]
SettingsOf = Annotated[Settings, Depends(_settings)]


def answer_problem(
    status: int, title: str, detail: str, *, headers: dict[str, str] | None = None, **extra: object
) -> JSONResponse:
    """A problem document as an answer."""
    content = {
        **extra,
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "correlation_id": logs.correlation_id() or "",
    }
    return JSONResponse(content, status_code=status, media_type=PROBLEM_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Give an application its error handlers and the correlation id."""
    app.state.after_write = _nothing
    app.add_exception_handler(JobCenterError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_middleware(CorrelationMiddleware)


async def _nothing(_session: Session, _position: str | None) -> None:
    """What follows a commit, where nobody has said otherwise."""


async def _tell(_request: Request, error: Exception) -> JSONResponse:
    known = cast("JobCenterError", error)
    return answer_problem(known.status, known.title, known.detail, headers=known.headers, **known.extra)


async def _tell_invalid(_request: Request, error: Exception) -> JSONResponse:
    faults = [
        {"where": ".".join(str(part) for part in one["loc"]), "what": str(one["msg"]).removeprefix("Value error, ")}
        for one in cast("RequestValidationError", error).errors()
    ]
    detail = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults[:5])
    return answer_problem(422, "Invalid request", detail, errors=faults)


async def _tell_http(request: Request, error: Exception) -> JSONResponse:
    known = cast("HTTPException", error)
    if known.status_code == 400:  # noqa: PLR2004 - FastAPI's word for bytes that are no text, and for endless nesting
        return answer_problem(422, "Invalid request", "body: cannot be read; it must be JSON in UTF-8.")
    details = {
        404: "There is nothing at this address.",
        405: "This address does not take that method.",
        413: f"The body is larger than {_most_body_bytes(request)} bytes. Send less at once.",
    }
    headers = dict(known.headers) if known.headers else None
    if known.status_code == 405:  # noqa: PLR2004 - the framework names the methods of one route, and there may be more
        headers = {"Allow": ", ".join(sorted(_methods_at(request)))}
    detail = details.get(known.status_code, str(known.detail))
    return answer_problem(known.status_code, str(known.detail), detail, headers=headers)


def take_large_body(request: Request, most_bytes: int) -> None:
    """Let this request's body be larger than others': for a route that knows who asks, and streams it to a disk."""
    request.state.most_body_bytes = most_bytes


def _most_body_bytes(request: Request) -> int:
    return int(getattr(request.state, "most_body_bytes", MOST_BODY_BYTES))


def _methods_at(request: Request) -> set[str]:
    found: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        pattern = getattr(route, "path_regex", None)
        if pattern is not None and pattern.match(request.url.path):
            found |= route.methods or set()
    return found


class CorrelationMiddleware:
    """Gives each request a correlation id (the caller's, where it is well formed) and turns a lost database into a 503.

    It also refuses NUL bytes in addresses, which PostgreSQL's text cannot hold, and bodies that would fill the memory.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        correlation = _given_id(scope) or short_id()
        logs.forget()
        logs.bind(correlation_id=correlation)
        started = False
        received = 0

        async def receive_some() -> MutableMapping[str, Any]:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > scope.get("state", {}).get("most_body_bytes", MOST_BODY_BYTES):
                raise HTTPException(413)
            return message

        async def send_with_id(message: MutableMapping[str, Any]) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *told_always(scope, message, correlation)]
            await send(message)

        if b"%00" in scope["query_string"] or "\x00" in scope["path"]:
            await answer_problem(
                422, "Invalid request", "The address holds a NUL character (%00), which no value may have."
            )(scope, receive, send_with_id)
            return
        untouched = dict(scope)
        try:
            await self.app(scope, receive_some, send_with_id)
        except Exception as error:
            if started:
                raise
            if _has_read_a_replica(scope) and (is_away(error) or is_in_its_way(error)):
                scope["state"]["on_primary"] = True
                await self(untouched | {"state": scope["state"]}, receive, send)
                return
            await _answer_fault(error)(scope, receive, send_with_id)


def _has_read_a_replica(scope: Scope) -> bool:
    """Whether this request only read, and read a replica: then it can begin anew on the primary."""
    state = scope.get("state", {})
    return scope["method"] == "GET" and state.get("seen") is not None and not state.get("on_primary")


def _answer_fault(error: Exception) -> JSONResponse:
    if isinstance(error, PoolTimeoutError) or is_away(error):
        log.warning("database away", error=str(error)[:300])
        away = UnavailableError(
            "The database cannot be reached, or is too busy, right now. Try again in a few seconds."
        )
        return answer_problem(away.status, away.title, away.detail, headers=away.headers)
    log.error("unexpected error", exc_info=error)
    return answer_problem(
        500, "Internal error", "Something broke inside Job Center. It was logged; quote the correlation id."
    )


def _given_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == CORRELATION_HEADER.lower().encode():
            text = value.decode("latin-1")
            if (
                0 < len(text) <= LONGEST_CORRELATION_ID
                and text.replace("-", "").replace("_", "").isalnum()
                and text.isascii()
            ):
                return str(text)
    return None
