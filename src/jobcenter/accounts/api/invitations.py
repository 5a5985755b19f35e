"""Invitations: an admin hands over a link, and whoever follows it chooses a password."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from jobcenter.accounts import actions, cookie, queries, rules, schemas
from jobcenter.accounts.access import AskingFirst, Caller, allow, public
from jobcenter.accounts.addresses import program_of
from jobcenter.kit.db import writing
from jobcenter.kit.headers import never_kept
from jobcenter.kit.http import EVERY_ROUTE, Db, ReadDb, SettingsOf, engine_of, problems
from jobcenter.kit.paging import PageOf
from jobcenter.kit.wire import Listing

router = APIRouter(prefix="/invitations", route_class=AskingFirst)

UsersAdmin = Annotated[Caller, allow(rules.USERS)]


@router.get("", responses=EVERY_ROUTE)
async def list_invitations(_caller: UsersAdmin, session: ReadDb, page: PageOf) -> Listing[schemas.InvitationShown]:
    """All invitations, newest first."""
    found = await queries.list_invitations(session, limit=page.wanted, before_id=page.start("invitations"))
    return page.listing("invitations", found, schemas.InvitationShown)


@router.post("", status_code=201, responses=EVERY_ROUTE | problems(409), dependencies=[never_kept])
async def invite(
    caller: UsersAdmin, session: Db, settings: SettingsOf, given: schemas.InvitationGiven
) -> schemas.NewInvitationShown:
    """Invite a person by a link that the answer alone shows; an earlier link for the same e-mail stops working."""
    invitation, token = await actions.invite(session, settings, **given.model_dump(), actor=caller.label)
    shown = schemas.InvitationShown.model_validate(invitation)
    return schemas.NewInvitationShown(**shown.model_dump(), token=token, link=actions.link_of(settings, token))


@router.post("/accept", responses=problems(404, 409, 422, 503), dependencies=[public, never_kept])
async def accept_invitation(
    request: Request,
    response: Response,
    given: schemas.AcceptGiven,
    settings: SettingsOf,
    keeping: cookie.Keeping = None,
) -> schemas.TokensShown:
    """Accept an invitation: choose a password, and be signed in."""
    async with writing(engine_of(request)) as session:
        tokens = await actions.accept(
            session, settings, token=given.token, password=given.password, user_agent=program_of(request)
        )
    return cookie.kept(response, settings, tokens, keeping)


@router.delete("/{invitation_id:uuid}", status_code=204, responses=EVERY_ROUTE | problems(404, 409))
async def revoke_invitation(caller: UsersAdmin, session: Db, invitation_id: UUID) -> None:
    """Take an invitation back."""
    await actions.revoke_invitation(session, invitation_id=invitation_id, actor=caller.label)
