"""Signing in and out, and one's own profile, password and sign-ins."""

from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Request, Response

from jobcenter.accounts import actions, cookie, passwords, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow, provider_of, public
from jobcenter.accounts.actions.attempts import FORGOTTEN, Attempt
from jobcenter.accounts.actions.users import tidy_email
from jobcenter.accounts.addresses import address_of, program_of
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import ConflictError, InvalidError, NotSignedInError, TooManyRequestsError
from jobcenter.kit.headers import Limit, never_kept
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, engine_of, problems
from jobcenter.kit.metrics import Count
from jobcenter.kit.paging import PageOf
from jobcenter.kit.settings import Settings
from jobcenter.kit.wire import Listing

router = APIRouter(route_class=AskingFirst)

Own = Annotated[Caller, allow(rules.OWN)]

REFUSED = Count("jobcenter_sign_ins_refused_total", "Passwords that were refused, by why", "why")

DOORS = problems(401, 422, 429, 503)
ELSEWHERE = "You signed in at a provider, and not here: sign out there. Its access token ends by itself."
NOTHING_TO_REFRESH = (
    "There is no refresh token: send it as refresh_token, or, where a cookie keeps it, X-Refresh-Token: cookie."
)


@router.get("/sign-in", dependencies=[public], responses=problems(422, 503))
async def ways_to_sign_in(request: Request) -> schemas.WaysIn:
    """How people sign in here: with a password, at a provider (`GET /api/accounts/oidc/start`), or either."""
    provider = provider_of(request)
    there = provider is not None and provider.settings.oidc_client_id
    return schemas.WaysIn(password=True, provider=urlsplit(provider.issuer).hostname if provider and there else None)


@router.post("/sign-in", dependencies=[public, never_kept], responses=DOORS)
async def sign_in(
    request: Request,
    response: Response,
    given: schemas.SignInGiven,
    settings: SettingsOf,
    keeping: cookie.Keeping = None,
) -> schemas.TokensShown:
    """Sign in with e-mail and password; after some failures the next try must wait, longer each time."""
    refused = NotSignedInError("The e-mail or the password is wrong, or this user is not active.")
    engine = engine_of(request)
    email = tidy_email(given.email)
    attempt = await _attempt(request, settings, email)
    async with reading(engine) as session:
        known = await queries.find_credentials(session, email)
    if not await passwords.matches(given.password, known.password_hash if known else None) or known is None:
        REFUSED.add(why="wrong")
        raise refused
    async with writing(engine) as session:
        tokens = await actions.sign_in(
            session, settings, user_id=known.id, proven_hash=known.password_hash, user_agent=program_of(request)
        )
        if tokens is not None:
            await actions.end_well(session, attempt)
    if tokens is None:
        raise refused
    _show_limit(request, attempt.limit, attempt.limit)
    return cookie.kept(response, settings, tokens, keeping)


@router.post("/refresh", dependencies=[public, never_kept], responses=problems(401, 422, 503))
async def refresh(
    request: Request,
    response: Response,
    given: schemas.RefreshGiven,
    settings: SettingsOf,
    keeping: cookie.Keeping = None,
) -> schemas.TokensShown:
    """Exchange a refresh token for new tokens; a token that is used twice ends its sign-in.

    A browser's cookie is forgiven for half a minute: a page that is reloaded never sees the answer it asked for.
    """
    token = given.refresh_token or (request.cookies.get(cookie.NAME) if keeping else None)
    if token is None:
        raise NotSignedInError(NOTHING_TO_REFRESH)
    # A session of its own: a refusal may end the sign-in, and that must be committed although the answer is an error.
    async with writing(engine_of(request)) as session:
        outcome = await actions.refresh(session, settings, token=token, answer_may_be_lost=given.refresh_token is None)
    if isinstance(outcome, str):
        raise NotSignedInError(outcome)
    return cookie.kept(response, settings, outcome, keeping)


@router.post("/sign-out", status_code=204, responses=EVERY_ROUTE | problems(409))
async def sign_out(caller: Own, response: Response, session: Db) -> None:
    """End this sign-in, with all its tokens."""
    if caller.sign_in_id is None:
        raise ConflictError(ELSEWHERE)
    await actions.sign_out(session, sign_in_id=caller.sign_in_id, actor=caller.label)
    cookie.forget(response)


@router.get("/me", responses=EVERY_ROUTE)
async def me(caller: Own, session: ReadDb) -> schemas.UserShown:
    """Who is signed in."""
    user = await queries.find_user(session, caller.id)
    if user is None:
        raise NotSignedInError("This user does not exist any more.")
    return schemas.UserShown.model_validate(user)


@router.get("/me/sign-ins", responses=EVERY_ROUTE)
async def list_own_sign_ins(caller: Own, session: ReadDb, page: PageOf) -> Listing[schemas.SignInShown]:
    """One's own sign-ins that go on, newest first: where one is signed in."""
    found = await queries.list_sign_ins(
        session, user_id=caller.id, this=caller.sign_in_id, limit=page.wanted, before_id=page.start("sign-ins")
    )
    return page.listing("sign-ins", found, schemas.SignInShown)


@router.delete("/me/sign-ins/{sign_in_id}", status_code=204, responses=EVERY_ROUTE | problems(404))
async def end_own_sign_in(caller: Own, session: Db, sign_in_id: UUID) -> None:
    """End one of one's own sign-ins, wherever it is: its tokens stop at once."""
    await actions.end_own_sign_in(session, user_id=caller.id, sign_in_id=sign_in_id, actor=caller.label)


@router.post("/me/password", status_code=204, responses=EVERY_ROUTE)
async def change_password(caller: Own, request: Request, settings: SettingsOf, given: schemas.OwnPasswordGiven) -> None:
    """Change one's own password; every other sign-in of this user ends."""
    wrong = InvalidError("current_password: this is not your current password.")
    assert caller.email is not None
    engine = engine_of(request)
    # Whoever found an open sign-in may not guess the password here faster than at the door.
    attempt = await _attempt(request, settings, caller.email)
    async with reading(engine) as session:
        known = await queries.find_credentials(session, caller.email)
    if known is None or not await passwords.matches(given.current_password, known.password_hash):
        raise wrong
    async with writing(engine) as session:
        await actions.end_well(session, attempt)
        changed = await actions.change_own_password(
            session,
            user_id=caller.id,
            sign_in_id=caller.sign_in_id,
            proven_hash=known.password_hash,
            new=given.new_password,
            actor=caller.label,
        )
    if not changed:
        raise wrong


async def _attempt(request: Request, settings: Settings, email: str) -> Attempt:
    try:
        async with writing(engine_of(request)) as session:
            attempt = await actions.begin_attempt(session, settings, email=email, address=address_of(request))
    except TooManyRequestsError as error:
        REFUSED.add(why="too many")
        _show_limit(request, settings.sign_in_failures, 0, int(error.headers["Retry-After"]))
        raise
    _show_limit(request, attempt.limit, attempt.left)
    return attempt


def _show_limit(request: Request, limit: int, left: int, reset: int = int(FORGOTTEN.total_seconds())) -> None:
    request.state.limit = Limit(limit=limit, remaining=left, reset=reset)
