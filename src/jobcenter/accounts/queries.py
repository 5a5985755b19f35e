"""Reads of accounts: users, keys, the audit log, and who is behind a token."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from jobcenter.kit.db import ReadSession
from jobcenter.tables import api_keys, audit_log, sign_ins, users


@dataclass(frozen=True)
class User:
    """A person who may sign in; `role` is admin, recruiter or manager; times are aware, in UTC."""

    id: UUID
    email: str
    name: str
    role: str
    is_active: bool
    created_at: datetime
    last_sign_in_at: datetime | None


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


USER_COLUMNS = [users.c[name] for name in User.__dataclass_fields__]
KEY_COLUMNS = [api_keys.c[name] for name in Key.__dataclass_fields__]
AUDIT_COLUMNS = [audit_log.c[name] for name in AuditEntry.__dataclass_fields__]


async def list_users(session: ReadSession, *, limit: int = 100, after_email: str | None = None) -> list[User]:
    """Users by e-mail, at most `limit`, those after `after_email`."""
    wanted = select(*USER_COLUMNS).order_by(users.c.email).limit(limit)
    if after_email is not None:
        wanted = wanted.where(users.c.email > after_email)
    return [User(*row) for row in await session.execute(wanted)]


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


async def list_audit(session: ReadSession, *, limit: int = 100, before_id: int | None = None) -> list[AuditEntry]:
    """The audit log, newest first, at most `limit`, entries older than `before_id`."""
    wanted = select(*AUDIT_COLUMNS).order_by(audit_log.c.id.desc()).limit(limit)
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


async def find_sign_in(session: ReadSession, *, user_id: UUID, sign_in_id: UUID) -> Row[*tuple[Any, ...]] | None:
    """The user behind a sign-in (`email`, `name`, `role`, `is_active`, `company_id`); its `ended_at`, `expires_at`."""
    wanted = (
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
        .where(sign_ins.c.id == sign_in_id, users.c.id == user_id)
    )
    return (await session.execute(wanted)).one_or_none()


async def find_key(session: ReadSession, prefix: str) -> Row[*tuple[Any, ...]] | None:
    """A key by its prefix: its own columns, and `owner_role`, `owner_is_active` of its owner (None without one)."""
    wanted = (
        select(
            *KEY_COLUMNS,
            api_keys.c.key_hash,
            users.c.role.label("owner_role"),
            users.c.is_active.label("owner_is_active"),
        )
        .outerjoin(users, users.c.id == api_keys.c.owner_id)
        .where(api_keys.c.prefix == prefix)
    )
    return (await session.execute(wanted)).one_or_none()
