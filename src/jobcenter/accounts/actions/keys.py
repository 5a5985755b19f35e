"""What changes API keys: making and revoking them, and the note of when they were used."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, insert, select, update

from jobcenter.accounts import tokens
from jobcenter.accounts.queries import KEY_COLUMNS, Key
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import Session
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.tables import api_keys
from jobcenter.tables.accounts import SCOPES
from jobcenter.work import audit

KEY_ROLES = ("admin", "recruiter")
LONGEST_NAME = 200
NOTED_EVERY: Final = timedelta(minutes=10)
"""So old the note of a key's last use may become: a busy program would write a row with every request."""
PREFIX = re.compile(r"(?:jc_)?([0-9a-f]{12})(?:_.*)?")


async def create_key(
    session: Session,
    *,
    name: str,
    role: str | None = None,
    scopes: Iterable[str] = (),
    owner_id: UUID | None = None,
    expires_at: datetime | None = None,
    actor: str,
) -> tuple[Key, str]:
    """Make an API key with either a role or scopes; one with an owner never does more than its owner could give.

    Returns:
        The stored key, and the key itself, which nobody can see again.

    Raises:
        InvalidError: a value is not allowed.
    """
    tidied, given = name.strip(), sorted(set(scopes))
    if not 1 <= len(tidied) <= LONGEST_NAME or not tidied.isprintable():
        raise InvalidError(f"name: must have 1 to {LONGEST_NAME} printable characters.")
    if (role is None) == (not given):
        raise InvalidError("role, scopes: give either a role or at least one scope, and not both.")
    if role is not None and role not in KEY_ROLES:
        raise InvalidError(f"role: a key cannot have the role {role[:80]!r}; allowed are {', '.join(KEY_ROLES)}.")
    if unknown := [scope for scope in given if scope not in SCOPES]:
        raise InvalidError(f"scopes: there is no scope {unknown[0][:80]!r}; allowed are {', '.join(SCOPES)}.")
    if expires_at is not None and (expires_at.tzinfo is None or expires_at <= now()):
        raise InvalidError("expires_at: must be a time in the future, with its time zone, such as 2030-01-31T00:00Z.")
    prefix, key_hash, whole = tokens.make_key()
    values = {"name": tidied, "prefix": prefix, "role": role, "scopes": given}
    made = await session.execute(
        insert(api_keys)
        .values(id=new_id(), key_hash=key_hash, owner_id=owner_id, expires_at=expires_at, **values)
        .returning(*KEY_COLUMNS)
    )
    key = Key(*made.one())
    told = {**values, "expires_at": expires_at.isoformat() if expires_at else None}
    await audit.record(session, actor=actor, action="create", thing="API key", thing_id=str(key.id), after=told)
    return key, whole


async def revoke_key(session: Session, *, prefix_or_id: str, owner_id: UUID | None = None, actor: str) -> Key:
    """Revoke an API key for good, by its id or prefix; revoking it twice changes nothing.

    With `owner_id` only that owner's keys are seen.

    Raises:
        NotFoundError: there is no such key.
    """
    wanted = select(*KEY_COLUMNS).with_for_update()
    if by_prefix := PREFIX.fullmatch(prefix_or_id):
        wanted = wanted.where(api_keys.c.prefix == by_prefix[1])
    else:
        wanted = wanted.where(api_keys.c.id == _id_of(prefix_or_id))
    if owner_id is not None:
        wanted = wanted.where(api_keys.c.owner_id == owner_id)
    found = (await session.execute(wanted)).one_or_none()
    if found is None:
        raise _no_such_key(by_prefix[1] if by_prefix else prefix_or_id)
    if found.revoked_at is not None:
        return Key(*found)
    revoked = await session.execute(
        update(api_keys).where(api_keys.c.id == found.id).values(revoked_at=func.now()).returning(*KEY_COLUMNS)
    )
    key = Key(*revoked.one())
    await audit.record(
        session, actor=actor, action="revoke", thing="API key", thing_id=str(key.id), before={"name": key.name}
    )
    return key


async def note_use(session: Session, *, key_id: UUID) -> None:
    """Note that a key is used now, unless somebody did so within the last ten minutes."""
    is_old = api_keys.c.last_used_at.is_(None) | (api_keys.c.last_used_at < func.now() - NOTED_EVERY)
    await session.execute(update(api_keys).where(api_keys.c.id == key_id, is_old).values(last_used_at=func.now()))


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        # What was given is not repeated: a whole key may have been pasted here, and its secret belongs into no answer.
        raise _no_such_key("of this name") from None


def _no_such_key(which: str) -> NotFoundError:
    return NotFoundError(f"There is no API key {which}. Name it by its id, or by the 12 characters after jc_.")
