"""A client's interview rounds, put whole: named, and in their order."""

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import Text, cast, delete, func, insert, select, union_all, update

from jobcenter.companies.actions.holding import lock_company
from jobcenter.companies.queries import ROUND
from jobcenter.companies.schemas import RoundGiven
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ConflictError, NotFoundError
from jobcenter.tables import applicants, interview_rounds, interviews
from jobcenter.work.audit import record


async def put_rounds(
    session: Session, company_id: uuid.UUID, wanted: Collection[RoundGiven], *, actor: str
) -> list[dict[str, Any]]:
    """Make a company's interview rounds these, in this order: with an id kept, without one made, missing ones deleted.

    Raises:
        NotFoundError: there is no such company, or it has no round of an id that is given.
        ConflictError: a round that is missing is one that applicants or interviews stand in.
    """
    await lock_company(session, company_id)
    mine = interview_rounds.c.company_id == company_id
    # Locked against those who would refer to a round: who came first is counted below, who comes later waits.
    held = select(*ROUND).where(mine).order_by(interview_rounds.c.position, interview_rounds.c.id).with_for_update()
    before = [dict(row) for row in (await session.execute(held)).mappings()]
    names = {row["id"]: row["name"] for row in before}
    kept = [one.id for one in wanted if one.id is not None]
    for round_id in kept:
        if round_id not in names:
            raise NotFoundError(f"The company {company_id} has no interview round {round_id}. Leave its id out.")
    gone = set(names) - set(kept)
    after = [{"id": one.id or new_id(), "name": one.name, "position": position} for position, one in enumerate(wanted)]
    if after == before:
        return after
    await _refuse_in_use(session, {round_id: names[round_id] for round_id in gone})
    if gone:
        await session.execute(delete(interview_rounds).where(interview_rounds.c.id.in_(gone)))
    if kept:
        # Names are unique: two rounds that change names would meet half-way, so all step aside first.
        await session.execute(update(interview_rounds).where(mine).values(name=cast(interview_rounds.c.id, Text)))
    for row, one in zip(after, wanted, strict=True):
        values = {"name": row["name"], "position": row["position"]}
        if one.id is None:
            await session.execute(insert(interview_rounds).values(id=row["id"], company_id=company_id, **values))
        else:
            await session.execute(update(interview_rounds).where(interview_rounds.c.id == one.id).values(**values))
    was, now = [row["name"] for row in before], [row["name"] for row in after]
    await record(
        session,
        actor=actor,
        action="change",
        thing="interview rounds",
        thing_id=str(company_id),
        before={"rounds": was},
        after={"rounds": now},
    )
    return after


async def _refuse_in_use(session: Session, names: dict[uuid.UUID, str]) -> None:
    if not names:
        return
    standing = [
        select(table.c.round_id, func.count().label("how_many")).where(table.c.round_id.in_(names)).group_by("round_id")
        for table in (applicants, interviews)
    ]
    used = union_all(*standing).subquery()
    found = (
        await session.execute(
            select(used.c.round_id, func.sum(used.c.how_many)).group_by(used.c.round_id).order_by(used.c.round_id)
        )
    ).first()
    if found is not None:
        round_id, how_many = found
        raise ConflictError(
            f"The round {names[round_id]!r} cannot go: {how_many} applicants or interviews stand in it. "
            "Give them another round first, or keep it under another name.",
            extra={"round_id": str(round_id)},
        )
