"""The door of every route: reads who is asking from the primary, and lets in whom the route's rule allows."""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast, get_args

from fastapi import Depends, FastAPI, Request, Response, params
from fastapi.dependencies.models import Dependant
from fastapi.openapi.models import HTTPBearer
from fastapi.routing import APIRoute, APIRouter, RouteContext, iter_route_contexts
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from jobcenter.accounts import oidc, queries, tokens
from jobcenter.accounts.actions import note_use, recognise
from jobcenter.accounts.actions.keys import NOTED_EVERY
from jobcenter.accounts.limits import Limits
from jobcenter.accounts.rules import PUBLIC, Caller, Rule, allows, reach_of_key, what_is_needed
from jobcenter.kit.asked import known_parameters, refuse_unknown
from jobcenter.kit.clock import now
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import ForbiddenError, NotSignedInError, TooManyRequestsError, UnavailableError
from jobcenter.kit.http import Db, ReadDb, engine_of, settings_of

__all__ = ["Access", "AskingFirst", "Caller", "SliceRouter", "allow", "check_every_route", "public", "visitor"]

BEARER = HTTPBearer(description="An access token from `POST /api/accounts/sign-in`, or an API key (`jc_…`).")
NOBODY = (
    "This needs a sign-in: send `Authorization: Bearer <token>` with an access token from "
    "POST /api/accounts/sign-in, or with an API key."
)
SESSIONS = frozenset(get_args(marked)[1].dependency for marked in (ReadDb, Db))


async def _who(request: Request) -> Caller:
    known = getattr(request.state, "caller", None)
    if known is None:
        known = await _find_out(request)
        request.state.limit = await limits_of(request).count(f"{known.kind}:{known.id}")
        request.state.caller = known
    return cast("Caller", known)


def limits_of(request: Request) -> Limits:
    """The application's count of everybody's requests."""
    return cast("Limits", request.app.state.limits)


async def _find_out(request: Request) -> Caller:
    scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
    if scheme.lower() != BEARER.scheme or not token:
        raise NotSignedInError(NOBODY)
    if token.startswith("jc_"):
        return await _who_by_key(engine_of(request), token)
    provider = provider_of(request)
    if provider is not None and not oidc.is_ours(token):
        return await _who_by_provider(engine_of(request), provider, token)
    return await _who_by_sign_in(request, token)


async def _who_by_sign_in(request: Request, token: str) -> Caller:
    user_id, sign_in_id = tokens.read_access_token(settings_of(request), token)
    found = await queries.find_sign_in(engine_of(request), user_id=user_id, sign_in_id=sign_in_id)
    if found is None or found["ended_at"] is not None or found["expires_at"] <= now():
        raise NotSignedInError("This sign-in has ended. Sign in again at POST /api/accounts/sign-in.")
    if not found["is_active"]:
        raise NotSignedInError("This user has been made inactive. Ask an admin to make it active again.")
    return Caller(
        kind="user",
        id=user_id,
        name=found["name"],
        role=found["role"],
        scopes=frozenset(),
        user_id=user_id,
        email=found["email"],
        sign_in_id=sign_in_id,
        company_id=found["company_id"],
    )


async def _who_by_provider(engine: AsyncEngine, provider: oidc.Provider, token: str) -> Caller:
    """Whom an access token of the provider names: a user of ours, who may do here what our own table says."""
    person = await oidc.read_access_token(provider, token)
    async with reading(engine) as session:
        user = await queries.find_identity(session, issuer=person.issuer, subject=person.subject)
    if user is None or not user.is_active:
        async with writing(engine) as session:
            found = await recognise(session, issuer=person.issuer, subject=person.subject, email=person.email)
        if isinstance(found, str):
            raise NotSignedInError(found)
        user = found
    return Caller(
        kind="user",
        id=user.id,
        name=user.name,
        role=user.role,
        scopes=frozenset(),
        user_id=user.id,
        email=user.email,
        company_id=user.company_id,
    )


def provider_of(request: Request) -> oidc.Provider | None:
    """The provider that people may sign in at; None where there is none."""
    return cast("oidc.Provider | None", request.app.state.oidc)


async def _who_by_key(engine: AsyncEngine, key: str) -> Caller:
    unknown = NotSignedInError("This API key is unknown. Check that it was copied whole; keys look like jc_…_….")
    parts = tokens.split_key(key)
    if parts is None:
        raise unknown
    found = await queries.find_key(engine, parts[0])
    if found is None or not tokens.is_secret_of(parts[1], found["key_hash"]):
        raise unknown
    if found["revoked_at"] is not None:
        raise NotSignedInError(f"The API key {found['prefix']} has been revoked. Use another one.")
    if found["expires_at"] is not None and found["expires_at"] <= now():
        raise NotSignedInError(f"The API key {found['prefix']} has expired. Make a new one.")
    if found["owner_is_active"] is False:
        raise NotSignedInError(f"The owner of the API key {found['prefix']} has been made inactive. Use another key.")
    if found["last_used_at"] is None or found["last_used_at"] < now() - NOTED_EVERY:
        async with writing(engine) as session:
            await note_use(session, key_id=found["id"])
    role, scopes = reach_of_key(found["role"], found["scopes"], found["owner_role"])
    return Caller(kind="key", id=found["id"], name=found["name"], role=role, scopes=scopes, user_id=found["owner_id"])


class Asking(SecurityBase):
    """A dependency that finds out who is asking, and so is documented as what needs a bearer token."""

    model = BEARER
    scheme_name = "bearer"


class Access(Asking):
    """A route's rule as a dependency: gives the caller, or refuses.

    Raises:
        NotSignedInError: there is no valid token.
        ForbiddenError: the caller is known, and the rule does not let it in.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    # It depends on the request alone: FastAPI walks through what a dependency depends on each time it meets it.
    async def __call__(self, request: Request) -> Caller:
        """The caller, if the rule lets it in."""
        caller = await _who(request)
        if not allows(self.rule, caller):
            raise ForbiddenError(what_is_needed(self.rule))
        return caller


@dataclass(frozen=True)
class Open:
    """The mark of a route that is open to anyone: it asks nothing, and reads nothing."""

    rule: Rule = PUBLIC

    async def __call__(self) -> None:
        """Let everybody in."""


class Visitor(Asking):
    """The mark of an open route that tells more to those who are signed in: gives the caller, or None.

    Who cannot be told for now, since the provider is away, is a visitor too, and so is who asked too often.
    """

    rule: Rule = PUBLIC

    async def __call__(self, request: Request) -> Caller | None:
        """The caller if a valid token came with the request; a bad token is a visitor without one."""
        try:
            return await _who(request)
        except (NotSignedInError, TooManyRequestsError, UnavailableError):
            return None


class AskingFirst(APIRoute):
    """A route that asks who is there before it reads the body, so that no stranger learns how a body must look."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, behind the door."""
        handle = super().get_route_handler()
        door = next((call for call in _calls(self.dependant) if isinstance(call, Access)), None)
        if door is None:
            return handle

        known = known_parameters(self.dependant)

        async def asking_first(request: Request) -> Response:
            await door(request)
            refuse_unknown(request, known)
            return await handle(request)

        return asking_first


class SliceRouter(APIRouter):
    """All routes of a slice, to be included by the application itself: passed over at once by what begins otherwise.

    FastAPI tries every route of every router in turn; here a request tries those of its own beginning alone.
    """

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - whatever FastAPI's router takes
        super().__init__(route_class=AskingFirst, **given)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether one of the routes takes this request."""
        if not scope["path"].removeprefix(scope.get("root_path", "")).startswith(self.beginnings):
            return Match.NONE, {}
        return super().matches(scope)

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How its paths begin, as far as they are fixed; all routes are there by the first request."""
        return tuple({(one.path or "").partition("{")[0] for one in iter_route_contexts(self.routes)})


def allow(rule: Rule) -> params.Depends:
    """A rule as a marker of a route: in `Annotated[Caller, …]` for a parameter, or in `dependencies=[…]`."""
    return cast("params.Depends", Depends(Access(rule)))


public = cast("params.Depends", Depends(Open()))
visitor = cast("params.Depends", Depends(Visitor()))


def check_every_route(app: FastAPI) -> None:
    """Refuse to start an application that has a route without an access rule.

    Raises:
        RuntimeError: naming each such route, and each that opens its database session before it has asked who is
            there (which would hold two connections at once, and one for strangers).
    """
    own = {app.openapi_url, app.docs_url, app.redoc_url, app.swagger_ui_oauth2_redirect_url}
    faults = list(_faults(app.routes, "", frozenset(path for path in own if path)))
    if faults:
        raise RuntimeError("\n".join(faults))


def _faults(routes: Any, above: str, documents: frozenset[str]) -> Iterator[str]:  # noqa: ANN401 - routes of any kind
    for context in iter_route_contexts(routes):
        path = f"{above}{context.path or ''}"
        if path in documents:
            continue
        route = context.route
        if isinstance(route, Mount):
            if not isinstance(route.app, StaticFiles):
                yield from _faults(route.routes, path, frozenset()) if route.routes else [_unruled("MOUNT", path)]
            continue
        yield from _faults_of(context, path)


def _faults_of(context: RouteContext, path: str) -> Iterator[str]:
    verbs = ",".join(sorted(context.methods or {"ANY"}))
    dependant = getattr(context, "dependant", None)
    called = [] if dependant is None else list(_calls(dependant))
    ruled = next((place for place, call in enumerate(called) if isinstance(call, Access | Open | Visitor)), None)
    if ruled is None:
        yield _unruled(verbs, path)
    elif any(call in SESSIONS for call in called[:ruled]):
        yield f"A route asks who is there before it opens a session: put the caller first in {verbs} {path}"


def _unruled(verbs: str, path: str) -> str:
    return f"A route without an access rule does not start: {verbs} {path}"


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any]]:
    for inner in dependant.dependencies:
        yield from _calls(inner)
        if inner.call is not None:
            yield inner.call
