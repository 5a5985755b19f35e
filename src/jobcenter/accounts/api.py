"""The routes of accounts: signing in and out, one's own profile, users, API keys, the audit log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request

from jobcenter.accounts import actions, passwords, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow, public
from jobcenter.accounts.actions.users import tidy_email
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import ForbiddenError, NotSignedInError
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, engine_of, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

router = APIRouter(prefix="/api/accounts", tags=["accounts"], route_class=AskingFirst)

Own = Annotated[Caller, allow(rules.OWN)]
UsersAdmin = Annotated[Caller, allow(rules.USERS)]
KeyHolder = Annotated[Caller, allow(rules.API_KEYS)]
Auditor = Annotated[Caller, allow(rules.AUDIT)]

DOORS = problems(401, 422, 503)


@router.post("/sign-in", dependencies=[public], responses=DOORS)
async def sign_in(request: Request, given: schemas.SignInGiven, settings: SettingsOf) -> schemas.TokensShown:
    """Sign in with e-mail and password."""
    refused = NotSignedInError("The e-mail or the password is wrong, or this user is not active.")
    engine = engine_of(request)
    email = tidy_email(given.email)
    async with reading(engine) as session:
        known = await queries.find_credentials(session, email)
    if not await passwords.matches(given.password, known.password_hash if known else None) or known is None:
        raise refused
    async with writing(engine) as session:
        tokens = await actions.sign_in(session, settings, user_id=known.id, proven_hash=known.password_hash)
    if tokens is None:
        raise refused
    return schemas.TokensShown.model_validate(tokens)


@router.post("/refresh", dependencies=[public], responses=DOORS)
async def refresh(request: Request, given: schemas.RefreshGiven, settings: SettingsOf) -> schemas.TokensShown:
    """Exchange a refresh token for new tokens; a token that is used twice ends its sign-in."""
    # A session of its own: a refusal may end the sign-in, and that must be committed although the answer is an error.
    async with writing(engine_of(request)) as session:
        outcome = await actions.refresh(session, settings, token=given.refresh_token)
    if isinstance(outcome, str):
        raise NotSignedInError(outcome)
    return schemas.TokensShown.model_validate(outcome)


@router.post("/sign-out", status_code=204, responses=EVERY_ROUTE)
async def sign_out(caller: Own, session: Db) -> None:
    """End this sign-in, with all its tokens."""
    assert caller.sign_in_id is not None
    await actions.sign_out(session, sign_in_id=caller.sign_in_id, actor=caller.label)


@router.get("/me", responses=EVERY_ROUTE)
async def me(caller: Own, session: ReadDb) -> schemas.UserShown:
    """Who is signed in."""
    user = await queries.find_user(session, caller.id)
    if user is None:
        raise NotSignedInError("This user does not exist any more.")
    return schemas.UserShown.model_validate(user)


@router.post("/me/password", status_code=204, responses=EVERY_ROUTE)
async def change_password(caller: Own, session: Db, given: schemas.OwnPasswordGiven) -> None:
    """Change one's own password; every other sign-in of this user ends."""
    assert caller.sign_in_id is not None
    await actions.change_own_password(
        session,
        user_id=caller.id,
        sign_in_id=caller.sign_in_id,
        current=given.current_password,
        new=given.new_password,
        actor=caller.label,
    )


@router.get("/users", responses=EVERY_ROUTE)
async def list_users(_caller: UsersAdmin, session: ReadDb, page: PageOf) -> Listing[schemas.UserShown]:
    """All users, by e-mail."""
    found = await queries.list_users(session, limit=page.wanted, after_email=page.start("users"))
    return page.listing("users", found, schemas.UserShown, "email")


@router.post("/users", status_code=201, responses=EVERY_ROUTE | problems(409))
async def create_user(caller: UsersAdmin, session: Db, given: schemas.UserGiven) -> schemas.UserShown:
    """Make a user."""
    user = await actions.create_user(
        session, email=given.email, name=given.name, role=given.role, password=given.password, actor=caller.label
    )
    return schemas.UserShown.model_validate(user)


@router.patch("/users/{user_id}", responses=EVERY_ROUTE | problems(404, 409))
async def change_user(caller: UsersAdmin, session: Db, user_id: UUID, given: schemas.UserChanges) -> schemas.UserShown:
    """Change a user's name or role, or make it inactive, which ends all its sign-ins."""
    user = await actions.change_user(
        session, user_id=user_id, name=given.name, role=given.role, is_active=given.is_active, actor=caller.label
    )
    return schemas.UserShown.model_validate(user)


@router.get("/keys", responses=EVERY_ROUTE)
async def list_keys(caller: KeyHolder, session: ReadDb, page: PageOf) -> Listing[schemas.KeyShown]:
    """All API keys for an admin, one's own for a recruiter; oldest first."""
    owner = _only_own(caller)
    found = await queries.list_keys(session, owner_id=owner, limit=page.wanted, after_id=page.start("keys"))
    return page.listing("keys", found, schemas.KeyShown)


@router.post("/keys", status_code=201, responses=EVERY_ROUTE)
async def create_key(caller: KeyHolder, session: Db, given: schemas.KeyGiven) -> schemas.NewKeyShown:
    """Make an API key of one's own; the answer is the only one that shows it."""
    reach = rules.reach_of_key(given.role, given.scopes, caller.role)
    if reach != (given.role, frozenset(given.scopes)):
        allowed = ", ".join(sorted(rules.SCOPES_IN_REACH.get(caller.role or "", frozenset())))
        raise ForbiddenError(f"A {caller.role} may only make keys with these scopes: {allowed}. Ask an admin for more.")
    key, whole = await actions.create_key(
        session,
        name=given.name,
        role=given.role,
        scopes=given.scopes,
        owner_id=caller.user_id,
        expires_at=given.expires_at,
        actor=caller.label,
    )
    shown = schemas.KeyShown.model_validate(key)
    return schemas.NewKeyShown(**shown.model_dump(), key=whole)


@router.delete("/keys/{key_id}", status_code=204, responses=EVERY_ROUTE | problems(404))
async def revoke_key(caller: KeyHolder, session: Db, key_id: UUID) -> None:
    """Revoke an API key for good: any for an admin, one's own for a recruiter."""
    await actions.revoke_key(session, prefix_or_id=str(key_id), owner_id=_only_own(caller), actor=caller.label)


@router.get("/audit", responses=EVERY_ROUTE)
async def list_audit(_caller: Auditor, session: ReadDb, page: PageOf) -> Listing[schemas.AuditEntryShown]:
    """Who changed what, newest first."""
    found = await queries.list_audit(session, limit=page.wanted, before_id=page.start("audit"))
    return page.listing("audit", found, schemas.AuditEntryShown)


def _only_own(caller: Caller) -> UUID | None:
    return None if caller.role == "admin" else caller.id
