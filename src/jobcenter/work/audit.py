"""The audit log: who changed what, from what to what; it can only grow."""

from typing import Any

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
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one entry, in the transaction of the change itself.

    `actor` is a caller's label such as `user:ada@example.com`; `before` and `after` hold what changed, as JSON, and no
    secret.
    """
    await session.execute(
        insert(audit_log).values(
            actor=actor,
            action=action,
            thing=thing,
            thing_id=thing_id,
            before=before,
            after=after,
            correlation_id=logs.correlation_id(),
        )
    )
