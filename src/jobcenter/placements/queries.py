"""Reading placements: of an applicant, and all by the end of their guarantee; fees only for whom they are meant."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select, tuple_

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.queries import visible
from jobcenter.applicants.rules import is_client
from jobcenter.kit.db import ReadSession
from jobcenter.kit.errors import ForbiddenError, NotFoundError
from jobcenter.placements.rules import as_seen
from jobcenter.tables import applicants, candidates, jobs, placements


async def list_placements(
    session: ReadSession, *, caller: Caller, after: uuid.UUID | None, limit: int
) -> list[dict[str, Any]]:
    """Placements, in the order they were put down."""
    statement = _shown(caller).order_by(placements.c.id).limit(limit)
    if after is not None:
        statement = statement.where(placements.c.id > after)
    return await _rows(session, statement, caller)


async def ending(
    session: ReadSession,
    *,
    caller: Caller,
    since: date | None,
    before: date,
    after: tuple[str, uuid.UUID] | None,
    limit: int,
) -> list[dict[str, Any]]:
    """Placements whose guarantee ends before a day (and not before `since`), the earliest end first.

    `ending` of a row is that end as ISO 8601, which with the id is the place in the list.

    Raises:
        ForbiddenError: the caller is a client's manager, who does not see guarantees.
    """
    if is_client(caller):
        raise ForbiddenError(
            "Guarantees are not shown to managers of clients. Leave ending_before and ending_from out."
        )
    by = placements.c.protected_until, placements.c.id
    shown = _shown(caller).add_columns(func.to_char(placements.c.protected_until, "YYYY-MM-DD").label("ending"))
    statement = shown.where(placements.c.protected_until < before).order_by(*by).limit(limit)
    if since is not None:
        statement = statement.where(placements.c.protected_until >= since)
    if after is not None:
        place = literal(date.fromisoformat(after[0])), literal(after[1])
        statement = statement.where(tuple_(*by) > tuple_(*place))
    return await _rows(session, statement, caller)


async def placement_of(session: ReadSession, placement_id: uuid.UUID, *, caller: Caller) -> dict[str, Any]:
    """One placement.

    Raises:
        NotFoundError: there is none of that id, or the caller may not see it.
    """
    rows = await _rows(session, _shown(caller).where(placements.c.id == placement_id), caller)
    if not rows:
        raise NotFoundError(f"There is no placement {placement_id}.")
    return rows[0]


async def placement_of_applicant(session: ReadSession, applicant_id: uuid.UUID, *, caller: Caller) -> dict[str, Any]:
    """An applicant's placement.

    Raises:
        NotFoundError: there is no such applicant, it has no placement, or the caller may not see it.
    """
    rows = await _rows(session, _shown(caller).where(placements.c.applicant_id == applicant_id), caller)
    if not rows:
        raise NotFoundError(f"There is no placement of an applicant {applicant_id}.")
    return rows[0]


async def _rows(session: ReadSession, statement: Select[Any], caller: Caller) -> list[dict[str, Any]]:
    return [as_seen(caller, dict(row)) for row in (await session.execute(statement)).mappings()]


def _shown(caller: Caller) -> Select[Any]:
    return (
        select(
            placements,
            applicants.c.job_id,
            jobs.c.title.label("job"),
            candidates.c.name.label("candidate"),
        )
        .join(applicants, applicants.c.id == placements.c.applicant_id)
        .join(jobs, jobs.c.id == applicants.c.job_id)
        .join(candidates, candidates.c.id == placements.c.candidate_id)
        .where(visible(caller))
    )
