"""What changes invitations: links that work once, for a new person or a forgotten password."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from jobcenter.accounts import passwords, tokens
from jobcenter.accounts.actions.sign_ins import Tokens, end_sign_ins, sign_in
from jobcenter.accounts.actions.users import check_place, tidy_email, tidy_name, told
from jobcenter.accounts.queries import INVITATION_COLUMNS, Invitation, find_invitation, find_user
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError, NotFoundError
from jobcenter.kit.settings import Settings
from jobcenter.tables import invitations, users
from jobcenter.work import audit

OPEN = invitations.c.accepted_at.is_(None), invitations.c.revoked_at.is_(None)


async def invite(
    session: Session,
    settings: Settings,
    *,
    email: str,
    name: str,
    role: str,
    company_id: UUID | None = None,
    actor: str,
) -> tuple[Invitation, str]:
    """Invite a person; an earlier invitation of the same e-mail stops working.

    A user who was shut out may be invited, and is let in again by accepting.

    Returns:
        The stored invitation, and its token, which nobody can see again.

    Raises:
        InvalidError: a value is not allowed.
        ConflictError: there is an active user with this e-mail, or two invite the same person at once.
    """
    values: dict[str, Any] = {"email": tidy_email(email), "name": tidy_name(name), "role": role}
    await check_place(session, role=role, company_id=company_id)
    if company_id is not None:
        values["company_id"] = company_id
    await _refuse_active(session, values["email"])
    invitation, token = await _make_link(session, settings, values, actor)
    await audit.record(
        session, actor=actor, action="invite", thing="invitation", thing_id=str(invitation.id), after=told(values)
    )
    return invitation, token


async def make_reset_link(session: Session, settings: Settings, *, user_id: UUID, actor: str) -> tuple[Invitation, str]:
    """Make a link by which an active user chooses a new password; an earlier one stops working.

    The password that is there and the sign-ins stay until the link is used.

    Returns:
        The stored invitation, which names the user, and its token, which nobody can see again.

    Raises:
        NotFoundError: there is no such user.
        ConflictError: the user is inactive, or two make one at once.
    """
    user = await find_user(session, user_id)
    if user is None:
        raise NotFoundError(f"There is no user {user_id}.")
    if not user.is_active:
        raise ConflictError(f"{user.email} is inactive. Make the user active first, or invite this person anew.")
    values = {name: getattr(user, name) for name in ("email", "name", "role", "company_id")} | {"user_id": user_id}
    invitation, token = await _make_link(session, settings, values, actor)
    await audit.record(session, actor=actor, action="make reset link", thing="user", thing_id=str(user_id))
    return invitation, token


async def _make_link(
    session: Session, settings: Settings, values: dict[str, Any], actor: str
) -> tuple[Invitation, str]:
    await session.execute(
        update(invitations).where(invitations.c.email == values["email"], *OPEN).values(revoked_at=func.now())
    )
    token = tokens.make_secret()
    made = await session.execute(
        insert(invitations)
        .values(
            id=new_id(),
            token_hash=tokens.digest(token),
            invited_by=actor,
            expires_at=now() + timedelta(days=settings.invitation_days),
            **values,
        )
        .on_conflict_do_nothing(index_elements=["email"], index_where=OPEN[0] & OPEN[1])
        .returning(*INVITATION_COLUMNS)
    )
    row = made.one_or_none()
    if row is None:
        raise ConflictError(
            f"Somebody else has just invited {values['email']}. GET /api/accounts/invitations shows it."
        )
    return Invitation(*row), token


def link_of(settings: Settings, token: str) -> str:
    """The link that is handed to the person; the token stands where no server's log sees it."""
    return f"{settings.own_url}/app/invitation#token={token}"


async def revoke_invitation(session: Session, *, invitation_id: UUID, actor: str) -> Invitation:
    """Take an invitation back; doing so twice changes nothing.

    Raises:
        NotFoundError: there is no such invitation.
        ConflictError: it was accepted: the user is to be made inactive instead.
    """
    mine = invitations.c.id == invitation_id
    found = (await session.execute(select(*INVITATION_COLUMNS).where(mine).with_for_update())).one_or_none()
    if found is None:
        raise NotFoundError(f"There is no invitation {invitation_id}.")
    if found.accepted_at is not None:
        raise ConflictError(f"{found.email} has accepted this invitation. Make the user inactive instead.")
    if found.revoked_at is not None:
        return Invitation(*found)
    revoked = await session.execute(
        update(invitations).where(mine).values(revoked_at=func.now()).returning(*INVITATION_COLUMNS)
    )
    await audit.record(session, actor=actor, action="revoke", thing="invitation", thing_id=str(invitation_id))
    return Invitation(*revoked.one())


async def accept(
    session: Session, settings: Settings, *, token: str, password: str, user_agent: str | None = None
) -> Tokens:
    """Make the invited user (or let one in again who was shut out) with this password, and sign in.

    A reset link gives its user the password, and ends the sign-ins that were.

    Raises:
        NotFoundError: the invitation is unknown, used, taken back, or too old.
        InvalidError: the password is not good enough; the invitation may be used again.
        ConflictError: there is an active user with this e-mail meanwhile.
    """
    hashed = tokens.digest(token)
    invited = await find_invitation(session, hashed)
    if invited is None or invited.status != "open":
        raise _no_longer(invited)
    password_hash = await passwords.hashed(password, own=(invited.email, invited.name))
    # Only now is the row locked, for hashing takes its time; of two who accept at once the second finds it accepted.
    won = await session.scalar(
        update(invitations)
        .where(invitations.c.id == invited.id, *OPEN, invitations.c.expires_at > func.now())
        .values(accepted_at=func.now())
        .returning(invitations.c.id)
    )
    if won is None:
        raise _no_longer(await find_invitation(session, hashed))
    if invited.user_id is not None:
        return await _reset(session, settings, invited, password_hash, user_agent)
    await _refuse_active(session, invited.email)
    given = {"name": invited.name, "role": invited.role, "company_id": invited.company_id}
    made = await session.execute(
        insert(users)
        .values(id=new_id(), email=invited.email, password_hash=password_hash, **given)
        .on_conflict_do_update(
            index_elements=["email"],
            set_={**given, "password_hash": password_hash, "is_active": True, "updated_at": func.now()},
            where=~users.c.is_active,
        )
        .returning(users.c.id)
    )
    user_id = made.scalar_one_or_none()
    if user_id is None:
        raise _active(invited.email)
    await session.execute(update(invitations).where(invitations.c.id == invited.id).values(user_id=user_id))
    await audit.record(
        session,
        actor=f"user:{invited.email}",
        action="accept",
        thing="invitation",
        thing_id=str(invited.id),
        after=told({**given, "user_id": user_id}),
    )
    signed_in = await sign_in(
        session, settings, user_id=user_id, proven_hash=None, by="invitation", user_agent=user_agent
    )
    assert signed_in is not None  # the user was made active in this very transaction
    return signed_in


async def _reset(
    session: Session, settings: Settings, invited: Invitation, password_hash: str, user_agent: str | None
) -> Tokens:
    user_id = invited.user_id
    assert user_id is not None
    await end_sign_ins(session, user_id=user_id, reason="the password was reset")
    await session.execute(
        update(users).where(users.c.id == user_id).values(password_hash=password_hash, updated_at=func.now())
    )
    signed_in = await sign_in(
        session, settings, user_id=user_id, proven_hash=None, by="reset link", user_agent=user_agent
    )
    if signed_in is None:
        raise ConflictError(f"{invited.email} was made inactive meanwhile. Ask an admin to make the user active again.")
    await audit.record(
        session, actor=f"user:{invited.email}", action="reset password", thing="user", thing_id=str(user_id)
    )
    return signed_in


async def _refuse_active(session: Session, email: str) -> None:
    if await session.scalar(select(users.c.id).where(users.c.email == email, users.c.is_active)) is not None:
        raise _active(email)


def _active(email: str) -> ConflictError:
    return ConflictError(f"There is an active user with the e-mail {email} already. Change that one instead.")


def _no_longer(invited: Invitation | None) -> NotFoundError:
    if invited is None:
        return NotFoundError("This invitation is unknown. Check that the link was copied whole, or ask for a new one.")
    return NotFoundError(f"This invitation is {invited.status} and works no longer. Ask an admin for a new one.")
