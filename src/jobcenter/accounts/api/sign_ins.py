"""Signing in and out, and one's own profile and password."""

from typing import Annotated

from fastapi import APIRouter, Request

from jobcenter.accounts import actions, passwords, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow, public
from jobcenter.accounts.actions.attempts import FORGOTTEN, Attempt
from jobcenter.accounts.actions.users import tidy_email
from jobcenter.accounts.addresses import address_of
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import ConflictError, InvalidError, NotSignedInError, TooManyRequestsError
from jobcenter.kit.headers import Limit, never_kept
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, engine_of, problems
from jobcenter.kit.metrics import Count
from jobcenter.kit.settings import Settings

router = APIRouter(route_class=AskingFirst)

Own = Annotated[Caller, allow(rules.OWN)]

REFUSED = Count("jobcenter_sign_ins_refused_total", "Passwords that were refused, by why", "why")

DOORS = problems(401, 422, 429, 503)
ELSEWHERE = "You signed in at a provider, and not here: sign out there. Its access token ends by itself."


@router.post("/sign-in", dependencies=[public, never_kept], responses=DOORS)
async def sign_in(request: Request, given: schemas.SignInGiven, settings: SettingsOf) -> schemas.TokensShown:
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
        tokens = await actions.sign_in(session, settings, user_id=known.id, proven_hash=known.password_hash)
        if tokens is not None:
            await actions.end_well(session, attempt)
    if tokens is None:
        raise refused
    _show_limit(request, attempt.limit, attempt.limit)
    return schemas.TokensShown.model_validate(tokens)


@router.post("/refresh", dependencies=[public, never_kept], responses=problems(401, 422, 503))
async def refresh(request: Request, given: schemas.RefreshGiven, settings: SettingsOf) -> schemas.TokensShown:
    """Exchange a refresh token for new tokens; a token that is used twice ends its sign-in."""
    # A session of its own: a refusal may end the sign-in, and that must be committed although the answer is an error.
    async with writing(engine_of(request)) as session:
        outcome = await actions.refresh(session, settings, token=given.refresh_token)
    if isinstance(outcome, str):
        raise NotSignedInError(outcome)
    return schemas.TokensShown.model_validate(outcome)


@router.post("/sign-out", status_code=204, responses=EVERY_ROUTE | problems(409))
async def sign_out(caller: Own, session: Db) -> None:
    """End this sign-in, with all its tokens."""
    if caller.sign_in_id is None:
        raise ConflictError(ELSEWHERE)
    await actions.sign_out(session, sign_in_id=caller.sign_in_id, actor=caller.label)


@router.get("/me", responses=EVERY_ROUTE)
async def me(caller: Own, session: ReadDb) -> schemas.UserShown:
    """Who is signed in."""
    user = await queries.find_user(session, caller.id)
    if user is None:
        raise NotSignedInError("This user does not exist any more.")
    return schemas.UserShown.model_validate(user)


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
