"""Reads of accounts: users, keys, the audit log, and who is behind a token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.kit.bare import bare, text_of
from jobcenter.kit.clock import now
from jobcenter.kit.db import ReadSession
from jobcenter.tables import api_keys, audit_log, identities, invitations, sign_ins, users


@dataclass(frozen=True)
class User:
    """A person who may sign in; `role` is admin, recruiter or manager; times are aware, in UTC.

    `company_id` is the client that a manager works for; a manager without one sees nothing.
    """

    id: UUID
    email: str
    name: str
    role: str
    is_active: bool
    created_at: datetime
    last_sign_in_at: datetime | None
    company_id: UUID | None = None

    @property
    def remark(self) -> str | None:
        """What whoever made this user should know; None where all is well."""
        return NO_COMPANY if self.role == "manager" and self.company_id is None else None


@dataclass(frozen=True)
class Invitation:
    """An invitation of a person who is no user yet, or was shut out; it works once, until `expires_at`."""

    id: UUID
    email: str
    name: str
    role: str
    company_id: UUID | None
    invited_by: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None
    user_id: UUID | None = None
    """Whom it made or let in; of one that is not accepted yet, whose password it resets."""

    @property
    def status(self) -> str:
        """`accepted`, `revoked`, `expired`, or `open`."""
        if self.accepted_at is not None:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expires_at <= now() else "open"

    @property
    def remark(self) -> str | None:
        """What whoever invited should know; None where all is well."""
        return NO_COMPANY if self.role == "manager" and self.company_id is None else None


@dataclass(frozen=True)
class Key:
    """An API key without its secret; it has either a role or scopes."""

    id: UUID
    name: str
    prefix: str
    role: str | None
    scopes: Sequence[str]
    owner_id: UUID | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True)
class SignIn:
    """A sign-in that goes on: since when, when it was used last (to some minutes), and by which program."""

    id: UUID
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime
    user_agent: str | None
    is_this_one: bool


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit log: who did what to which thing, and the values it changed."""

    id: int
    at: datetime
    actor: str
    action: str
    thing: str
    thing_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    correlation_id: str | None


NO_COMPANY = "A manager without a company sees nothing. Name the client company that this person works for."

USER_COLUMNS = [users.c[name] for name in User.__dataclass_fields__]
INVITATION_COLUMNS = [invitations.c[name] for name in Invitation.__dataclass_fields__]
KEY_COLUMNS = [api_keys.c[name] for name in Key.__dataclass_fields__]
SIGN_IN_COLUMNS = [sign_ins.c[name] for name in SignIn.__dataclass_fields__ if name != "is_this_one"]
AUDIT_COLUMNS = [audit_log.c[name] for name in AuditEntry.__dataclass_fields__]


async def list_users(session: ReadSession, *, limit: int = 100, after_email: str | None = None) -> list[User]:
    """Users by e-mail, at most `limit`, those after `after_email`."""
    wanted = select(*USER_COLUMNS).order_by(users.c.email).limit(limit)
    if after_email is not None:
        wanted = wanted.where(users.c.email > after_email)
    return [User(*row) for row in await session.execute(wanted)]


async def list_invitations(
    session: ReadSession, *, limit: int = 100, before_id: UUID | None = None
) -> list[Invitation]:
    """Invitations, newest first, at most `limit`, those made before `before_id`."""
    wanted = select(*INVITATION_COLUMNS).order_by(invitations.c.id.desc()).limit(limit)
    if before_id is not None:
        wanted = wanted.where(invitations.c.id < before_id)
    return [Invitation(*row) for row in await session.execute(wanted)]


async def find_invitation(session: ReadSession, token_hash: str) -> Invitation | None:
    """The invitation behind a token's hash."""
    wanted = select(*INVITATION_COLUMNS).where(invitations.c.token_hash == token_hash)
    row = (await session.execute(wanted)).one_or_none()
    return Invitation(*row) if row else None


async def find_identity(session: ReadSession, *, issuer: str, subject: str) -> User | None:
    """The user who is `subject` at the provider `issuer`."""
    wanted = (
        select(*USER_COLUMNS)
        .join(identities, identities.c.user_id == users.c.id)
        .where(identities.c.issuer == issuer, identities.c.subject == subject)
    )
    row = (await session.execute(wanted)).one_or_none()
    return User(*row) if row else None


async def list_keys(
    session: ReadSession, *, owner_id: UUID | None = None, limit: int = 100, after_id: UUID | None = None
) -> list[Key]:
    """API keys, oldest first, at most `limit`, those after `after_id`; only those of `owner_id` if it is given."""
    wanted = select(*KEY_COLUMNS).order_by(api_keys.c.id).limit(limit)
    if owner_id is not None:
        wanted = wanted.where(api_keys.c.owner_id == owner_id)
    if after_id is not None:
        wanted = wanted.where(api_keys.c.id > after_id)
    return [Key(*row) for row in await session.execute(wanted)]


async def list_sign_ins(
    session: ReadSession, *, user_id: UUID, this: UUID | None, limit: int = 100, before_id: UUID | None = None
) -> list[SignIn]:
    """A user's sign-ins that go on, newest first, at most `limit`, those begun before `before_id`; `this` is asking."""
    told = [*SIGN_IN_COLUMNS, (sign_ins.c.id == this).label("is_this_one")]
    wanted = (
        select(*told)
        .where(sign_ins.c.user_id == user_id, sign_ins.c.ended_at.is_(None), sign_ins.c.expires_at > func.now())
        .order_by(sign_ins.c.id.desc())
        .limit(limit)
    )
    if before_id is not None:
        wanted = wanted.where(sign_ins.c.id < before_id)
    return [SignIn(*row) for row in await session.execute(wanted)]


async def list_audit(
    session: ReadSession,
    *,
    actor: str | None = None,
    thing: str | None = None,
    thing_id: str | None = None,
    limit: int = 100,
    before_id: int | None = None,
) -> list[AuditEntry]:
    """The audit log, newest first, at most `limit`, entries older than `before_id`; of an actor, a thing, or one."""
    wanted = select(*AUDIT_COLUMNS).order_by(audit_log.c.id.desc()).limit(limit)
    for column, value in ((audit_log.c.actor, actor), (audit_log.c.thing, thing), (audit_log.c.thing_id, thing_id)):
        if value is not None:
            wanted = wanted.where(column == value)
    if before_id is not None:
        wanted = wanted.where(audit_log.c.id < before_id)
    return [AuditEntry(*row) for row in await session.execute(wanted)]


async def find_user(session: ReadSession, user_id: UUID) -> User | None:
    """The user with this id."""
    row = (await session.execute(select(*USER_COLUMNS).where(users.c.id == user_id))).one_or_none()
    return User(*row) if row else None


async def find_credentials(session: ReadSession, email: str) -> Row[*tuple[Any, ...]] | None:
    """`id` and `password_hash` of the active user with this e-mail."""
    wanted = select(users.c.id, users.c.password_hash).where(users.c.email == email, users.c.is_active)
    return (await session.execute(wanted)).one_or_none()


async def find_sign_in(engine: AsyncEngine, *, user_id: UUID, sign_in_id: UUID) -> Mapping[str, Any] | None:
    """The user behind a sign-in (`email`, `name`, `role`, `is_active`, `company_id`); its `ended_at`, `expires_at`."""
    async with bare(engine) as connection:
        return cast("Mapping[str, Any] | None", await connection.fetchrow(_SIGN_IN, sign_in_id, user_id))


async def find_key(engine: AsyncEngine, prefix: str) -> Mapping[str, Any] | None:
    """A key by its prefix: its own columns, and `owner_role`, `owner_is_active` of its owner (None without one)."""
    async with bare(engine) as connection:
        return cast("Mapping[str, Any] | None", await connection.fetchrow(_KEY, prefix))


# Every request asks one of these first: their text is made once.
_SIGN_IN, _ = text_of(
    select(
        users.c.email,
        users.c.name,
        users.c.role,
        users.c.is_active,
        users.c.company_id,
        sign_ins.c.ended_at,
        sign_ins.c.expires_at,
    )
    .join(users, users.c.id == sign_ins.c.user_id)
    .where(sign_ins.c.id == bindparam("sign_in_id"), users.c.id == bindparam("user_id"))
)
_KEY, _ = text_of(
    select(
        *KEY_COLUMNS,
        api_keys.c.key_hash,
        users.c.role.label("owner_role"),
        users.c.is_active.label("owner_is_active"),
    )
    .outerjoin(users, users.c.id == api_keys.c.owner_id)
    .where(api_keys.c.prefix == bindparam("prefix"))
)
