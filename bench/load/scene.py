"""What there is to ask for in the agency, and who asks: signed-in people of every role, and programs with keys."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import asyncpg

from bench.clients import Brings
from bench.ground import BenchError
from jobcenter.accounts.actions import create_key, create_user, sign_in
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import Settings

MOVABLE = ("sourced", "contacted", "qualified", "sent_to_manager", "interview")
"""Kinds of stages between which the agency's people move here; the others ask for more than a stage."""

OF_CLIENTS = ("sent_to_manager", "interview", "offer")
"""Kinds of stages in which applicants of the large job are left to its client's managers."""

OTHERS = 100
"""How many jobs are asked for beside the large one."""

_LARGEST = "SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC, job_id LIMIT $1"
_COMPANY = (
    "SELECT company_id FROM jobs WHERE id = (SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)"
)
_ADDER = "SELECT added_by FROM applicants WHERE job_id = $1 AND added_by IS NOT NULL LIMIT 1"
_STAGES = "SELECT id, name, kind FROM job_stages WHERE job_id = $1 ORDER BY position"
_ROWS = (
    "SELECT id, candidate_id, stage_id, stage_kind, sent_to_manager_at, replied_at FROM applicants WHERE job_id = $1"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: `is_client` is a client's manager, who sees less; `brings` says how positions are brought along."""

    authorization: str
    is_client: bool
    brings: Brings


@dataclass(slots=True)
class Row:
    """An applicant."""

    id: str
    candidate_id: str


@dataclass(slots=True)
class Job:
    """A job, its stages by which people are moved, and its applicants: the agency's to move, and the client's."""

    id: str
    stages: dict[str, str]
    kinds: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    of_client: list[Row] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    replied: set[str] = field(default_factory=set)

    @property
    def board(self) -> str:
        """The board's path."""
        return f"/api/jobs/{self.id}/board"

    def stages_of(self, kinds: Sequence[str]) -> list[str]:
        """The ids of its stages of these kinds."""
        return [stage for stage, kind in self.kinds.items() if kind in kinds]


@dataclass(slots=True)
class Scene:
    """The large job, some others, and who asks."""

    large: Job
    others: list[Job]
    people: list[Person]
    adder: str

    @property
    def staff(self) -> list[Person]:
        """The agency's own, and its programs."""
        return [one for one in self.people if not one.is_client]


async def find_scene(url: str, people: list[Person]) -> Scene:
    """The agency in a database as it stands now, for these people to work in.

    Raises:
        BenchError: it is too small.
    """
    connection = await asyncpg.connect(url, server_settings={"application_name": "bench"})
    try:
        ids = [row["job_id"] for row in await connection.fetch(_LARGEST, OTHERS + 1)]
        jobs = [await _job(connection, job_id) for job_id in ids]
        adder = await connection.fetchval(_ADDER, ids[0])
    finally:
        await connection.close()
    others = [job for job in jobs[1:] if job.rows]
    if not (jobs[0].rows and jobs[0].of_client and others):
        raise BenchError("this agency is too small to work in: it needs a large job and others, all with applicants")
    return Scene(jobs[0], others, people, str(adder))


async def _job(connection: asyncpg.Connection, job_id: uuid.UUID) -> Job:
    stages = await connection.fetch(_STAGES, job_id)
    job = Job(
        str(job_id),
        {str(one["id"]): one["name"] for one in stages},
        {str(one["id"]): one["kind"] for one in stages},
    )
    job.counts = dict.fromkeys(job.stages, 0)
    for row in await connection.fetch(_ROWS, job_id):
        job.counts[str(row["stage_id"])] += 1
        if row["replied_at"] is not None:
            job.replied.add(str(row["id"]))
        if row["stage_kind"] in OF_CLIENTS and row["sent_to_manager_at"] is not None:
            job.of_client.append(Row(str(row["id"]), str(row["candidate_id"])))
        elif row["stage_kind"] in MOVABLE:
            job.rows.append(Row(str(row["id"]), str(row["candidate_id"])))
    return job


async def take_on(settings: Settings, many: int) -> list[Person]:
    """New people: of eight one is a manager of the large job's client, one a program; the first is an admin."""
    connection = await asyncpg.connect(settings.database_url, server_settings={"application_name": "bench"})
    company = await connection.fetchval(_COMPANY)
    await connection.close()
    people: list[Person] = []
    brought: list[Brings] = ["cookie", "header", "nothing"]
    engine = make_engine(settings, pool_size=0)
    async with writing(engine) as session:
        for number in range(many):
            brings = brought[number % 3]
            if number % 8 == 3:
                scopes = ["recruiting:read", "recruiting:write"]
                _, token = await create_key(session, name=f"program {number}", scopes=scopes, actor="bench")
                people.append(Person(f"Bearer {token}", is_client=False, brings=brings))
                continue
            role: Literal["admin", "manager", "recruiter"] = (
                "admin" if number == 0 else "manager" if number % 8 == 7 else "recruiter"
            )
            place: dict[str, Any] = {"company_id": company} if role == "manager" else {}
            user = await create_user(
                session,
                email=f"client-{number}@bench.example",
                name=f"Client {number}",
                role=role,
                password=None,
                actor="bench",
                **place,
            )
            tokens = await sign_in(session, settings, user_id=user.id, proven_hash=None, by="bench")
            assert tokens is not None
            people.append(Person(f"Bearer {tokens.access_token}", is_client=role == "manager", brings=brings))
    await engine.dispose()
    return people
