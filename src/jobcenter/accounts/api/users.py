"""Users, for admins; and the audit log."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from jobcenter.accounts import actions, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow
from jobcenter.kit.errors import InvalidError
from jobcenter.kit.headers import never_kept
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

router = APIRouter(route_class=AskingFirst)

UsersAdmin = Annotated[Caller, allow(rules.USERS)]
Auditor = Annotated[Caller, allow(rules.AUDIT)]


@router.get("/users", responses=EVERY_ROUTE)
async def list_users(_caller: UsersAdmin, session: ReadDb, page: PageOf) -> Listing[schemas.UserShown]:
    """All users, by e-mail."""
    found = await queries.list_users(session, limit=page.wanted, after_email=page.start("users"))
    return page.listing("users", found, schemas.UserShown, "email")


@router.post("/users", status_code=201, responses=EVERY_ROUTE | problems(409))
async def create_user(caller: UsersAdmin, session: Db, given: schemas.UserGiven) -> schemas.UserShown:
    """Make a user; one without a password signs in at the OpenID Connect provider alone."""
    user = await actions.create_user(session, **given.model_dump(), actor=caller.label)
    return schemas.UserShown.model_validate(user)


@router.patch("/users/{user_id}", responses=EVERY_ROUTE | problems(404, 409))
async def change_user(caller: UsersAdmin, session: Db, user_id: UUID, given: schemas.UserChanges) -> schemas.UserShown:
    """Change a user's name, role or company, or make it inactive, which ends all its sign-ins."""
    user = await actions.change_user(session, user_id=user_id, **given.model_dump(), actor=caller.label)
    return schemas.UserShown.model_validate(user)


@router.post(
    "/users/{user_id}/reset-link",
    status_code=201,
    responses=EVERY_ROUTE | problems(404, 409),
    dependencies=[never_kept],
)
async def make_reset_link(
    caller: UsersAdmin, session: Db, settings: SettingsOf, user_id: UUID
) -> schemas.NewInvitationShown:
    """Make a link by which a user chooses a new password; the answer alone shows it, and an earlier one stops working.

    It is used as an invitation's link is; the sign-ins that were end then.
    """
    invitation, token = await actions.make_reset_link(session, settings, user_id=user_id, actor=caller.label)
    shown = schemas.InvitationShown.model_validate(invitation)
    return schemas.NewInvitationShown(**shown.model_dump(), token=token, link=actions.link_of(settings, token))


@router.delete("/users/{user_id}/sign-ins", status_code=204, responses=EVERY_ROUTE | problems(404))
async def end_sign_ins(caller: UsersAdmin, session: Db, user_id: UUID) -> None:
    """End all sign-ins of a user, who may sign in again."""
    await actions.end_every_sign_in(session, user_id=user_id, actor=caller.label)


@router.delete("/users/{user_id}/identities", status_code=204, responses=EVERY_ROUTE | problems(404))
async def forget_identities(caller: UsersAdmin, session: Db, user_id: UUID) -> None:
    """Untie a user from whom it is at the provider; the next visit with the same verified e-mail ties it anew."""
    await actions.forget_identities(session, user_id=user_id, actor=caller.label)


@router.get("/audit", responses=EVERY_ROUTE)
async def list_audit(
    _caller: Auditor,
    session: ReadDb,
    page: PageOf,
    actor: Annotated[
        str | None, Query(max_length=300, description="Who: `user:ada@example.com`, `key:reports`.")
    ] = None,
    thing: Annotated[
        str | None, Query(max_length=100, description="Only this kind of thing, such as `company`.")
    ] = None,
    thing_id: Annotated[
        str | None, Query(max_length=100, description="Only the one with this id; needs `thing`.")
    ] = None,
) -> Listing[schemas.AuditEntryShown]:
    """Who changed what, newest first."""
    if thing_id is not None and thing is None:
        raise InvalidError("thing_id: name the thing as well, such as thing=company.")
    found = await queries.list_audit(
        session, actor=actor, thing=thing, thing_id=thing_id, limit=page.wanted, before_id=page.start("audit")
    )
    return page.listing("audit", found, schemas.AuditEntryShown)
