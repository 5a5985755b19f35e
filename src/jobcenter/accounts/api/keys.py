"""API keys: all of them for an admin, one's own for a recruiter."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from jobcenter.accounts import actions, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow
from jobcenter.kit.errors import ForbiddenError
from jobcenter.kit.headers import never_kept
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

router = APIRouter(route_class=AskingFirst)

KeyHolder = Annotated[Caller, allow(rules.API_KEYS)]


@router.get("/keys", responses=EVERY_ROUTE)
async def list_keys(caller: KeyHolder, session: ReadDb, page: PageOf) -> Listing[schemas.KeyShown]:
    """All API keys for an admin, one's own for a recruiter; oldest first."""
    owner = _only_own(caller)
    found = await queries.list_keys(session, owner_id=owner, limit=page.wanted, after_id=page.start("keys"))
    return page.listing("keys", found, schemas.KeyShown)


@router.post("/keys", status_code=201, responses=EVERY_ROUTE, dependencies=[never_kept])
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


def _only_own(caller: Caller) -> UUID | None:
    return None if caller.role == "admin" else caller.id
