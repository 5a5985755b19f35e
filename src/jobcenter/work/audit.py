"""The audit log: who changed what, from what to what; it can only grow."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import insert

from jobcenter.kit import logs
from jobcenter.kit.db import Session
from jobcenter.tables import audit_log


async def record(
    session: Session,
    *,
    actor: str,
    action: str,
    thing: str,
    thing_id: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write one entry, in the transaction of the change itself.

    `actor` is a caller's label such as `user:ada@example.com`; `before` and `after` hold what changed, and no secret;
    ids, times and amounts are kept as text.
    """
    await session.execute(
        insert(audit_log).values(
            actor=actor,
            action=action,
            thing=thing,
            thing_id=thing_id,
            before=msgspec.to_builtins(before),
            after=msgspec.to_builtins(after),
            correlation_id=logs.correlation_id(),
        )
    )
