"""Reading the profiles of a candidate."""

import uuid
from typing import Any

from sqlalchemy import select

from jobcenter.accounts.rules import Caller
from jobcenter.candidates.queries import check_visible, visible
from jobcenter.candidates.rules import shaped
from jobcenter.kit.db import ReadSession
from jobcenter.tables import candidates, profiles


async def profiles_of(
    session: ReadSession, caller: Caller, candidate_id: uuid.UUID, *, after: uuid.UUID | None = None, limit: int
) -> list[dict[str, Any]]:
    """A candidate's profiles in the order in which they were first read, as far as the caller may see.

    Raises:
        NotFoundError: there is no such candidate, or the caller may not see it.
    """
    kinds = await check_visible(session, caller, candidate_id)
    statement = (
        select(profiles)
        .join(candidates, candidates.c.id == profiles.c.candidate_id)
        .where(profiles.c.candidate_id == candidate_id, visible(caller))
        .order_by(profiles.c.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(profiles.c.id > after)
    return [shaped(dict(row), caller, stage_kinds=kinds) for row in (await session.execute(statement)).mappings()]
