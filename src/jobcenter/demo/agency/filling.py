"""Filling a database with a made-up agency, batch by batch, the same for the same seed."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import asyncpg
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from jobcenter.accounts import passwords
from jobcenter.demo.agency.copying import LOADERS, Tables, store, trust_references, without_indexes
from jobcenter.demo.agency.firms import Ground, make_ground
from jobcenter.demo.agency.hours import Hours, midnight
from jobcenter.demo.agency.people import Crowd
from jobcenter.demo.agency.pipelines import Pipelines
from jobcenter.demo.agency.planning import make_plan
from jobcenter.demo.agency.vacancies import Job, keep_jobs, make_jobs
from jobcenter.kit.db import Session, writing
from jobcenter.kit.errors import ConflictError, InvalidError
from jobcenter.tables import candidates, users
from jobcenter.work import audit

BATCH: Final = 20_000
MANY: Final = 50_000
"""So many applicants are worth setting indexes aside."""

MOST: Final = 20_000_000
APPLICANTS_OF_A_PIPELINE: Final = 25
_SHORT, _LONG = 250, 1_000
_ONE_AT_A_TIME: Final = 7_302_114_504  # an advisory lock's number: any constant of our own

Telling = Callable[[str, int, int], None]
"""Is told what is done now, how much of it, of how much."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What agency to make: its large pipeline, all applicants together, the seed, and the day that is its today.

    Raises:
        InvalidError: these numbers make no agency.
    """

    pipeline: int
    applicants: int
    seed: int
    now: datetime

    def __post_init__(self) -> None:
        if self.pipeline < 1 or self.applicants < self.pipeline or self.applicants > MOST:
            raise InvalidError(
                f"--pipeline {self.pipeline}, --applicants {self.applicants}: the pipeline needs at least one "
                f"applicant, and all applicants together are at least those of the pipeline and at most {MOST:,}."
            )


@dataclass(frozen=True, slots=True)
class Made:
    """An agency that was made: the job with the large pipeline, whom to sign in as, and rows of each table."""

    job_id: str
    job_title: str
    client: str
    recruiters: list[str]
    manager: str
    rows: dict[str, int] = field(default_factory=dict)


async def fill(
    engine: AsyncEngine, wanted: Wanted, *, password: str, actor: str, tell: Telling, add: bool = False
) -> Made:
    """Make an agency in one transaction: a database that fails half-way is as it was.

    `password` opens every user that is made. Where there are candidates already, nothing is done without `add`.

    Raises:
        ConflictError: there are candidates, or an agency of the same seed.
        InvalidError: the password is too short.
    """
    password_hash = await passwords.hashed(password)
    hours = Hours(midnight(wanted.now), _LONG if wanted.applicants >= MANY else _SHORT)
    rows = Tables()
    ground = make_ground(wanted.seed, wanted.applicants, hours, password_hash, rows)
    async with writing(engine) as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})
        await _check(session, wanted, ground, add=add)
        connection = await _driver(session)
        made = await _load(connection, wanted, ground, hours=hours, rows=rows, tell=tell)
        after = {"seed": wanted.seed, "pipeline": wanted.pipeline, "applicants": wanted.applicants}
        await audit.record(
            session, actor=actor, action="create", thing="made-up agency", thing_id=str(wanted.seed), after=after
        )
    tell("looking over the tables", 0, 1)
    # Index-only scans need to know which pages everybody may see, and the planner what is in the tables.
    async with engine.connect() as outside:
        alone = await outside.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text(f"VACUUM (ANALYZE) {', '.join(LOADERS)}"))
    return made


@contextmanager
def _no_collector() -> Iterator[None]:
    """Millions of rows come and go and none refers to itself: looking for such would take half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


async def _driver(session: Session) -> asyncpg.Connection:
    """The driver's own connection, within the session's transaction: only it can COPY."""
    raw = await (await session.connection()).get_raw_connection()
    connection = raw.driver_connection
    assert isinstance(connection, asyncpg.Connection)
    return connection


async def _check(session: Session, wanted: Wanted, ground: Ground, *, add: bool) -> None:
    emails = [user.email for user in (*ground.recruiters, ground.manager)]
    there = await session.scalar(select(users.c.email).where(users.c.email.in_(emails)).limit(1))
    if there is not None:
        raise ConflictError(
            f"An agency of the seed {wanted.seed} is here already ({there} is one of its people). "
            "Give another one, such as --seed 2, together with --add; or use an empty database."
        )
    if not add and await session.scalar(select(candidates.c.id).limit(1)) is not None:
        count = await session.scalar(select(func.count()).select_from(candidates))
        raise ConflictError(
            f"This database holds candidates already ({count:,}). Made-up people do not belong among real ones: use an "
            "empty database, or say --add where these are made up as well."
        )


async def _load(
    connection: asyncpg.Connection, wanted: Wanted, ground: Ground, *, hours: Hours, rows: Tables, tell: Telling
) -> Made:
    counts: dict[str, int] = {}
    tell("planning who applies where", 0, wanted.applicants)
    jobs = make_jobs(wanted.seed, (wanted.pipeline, wanted.applicants), hours, ground, rows)
    plan = make_plan(wanted.seed, jobs, hours)
    keep_jobs(wanted.seed, jobs, hours, ground, rows)
    known = {name for (name,) in await connection.fetch("SELECT name FROM stage_templates")}
    rows["stage_templates"] = [template for template in rows["stage_templates"] if template[1] not in known]
    async with AsyncExitStack() as stack:
        stack.enter_context(_no_collector())
        await trust_references(connection)
        if wanted.applicants >= MANY:
            await stack.enter_async_context(without_indexes(connection))
        people = len(plan.first_seen)
        crowd = Crowd(wanted.seed, plan, ground, hours)
        for first in range(0, people, BATCH):
            tell("candidates", first, people)
            crowd.make(first, min(people, first + BATCH), rows)
            await store(connection, rows, counts)
        pipelines = Pipelines(wanted.seed, plan, jobs, crowd.known, ground=ground, hours=hours, rows=rows)
        for first in range(0, wanted.applicants, BATCH):
            tell("applicants", first, wanted.applicants)
            pipelines.make(first, min(wanted.applicants, first + BATCH))
            await store(connection, rows, counts)
        tell("making indexes", 0, 1)
    return _made(ground, jobs[0], counts)


def _made(ground: Ground, job: Job, counts: dict[str, int]) -> Made:
    return Made(
        job_id=str(job.id),
        job_title=job.title,
        client=job.client.name,
        recruiters=[user.email for user in ground.recruiters],
        manager=ground.manager.email,
        rows=counts,
    )
