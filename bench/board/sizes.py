"""Sizes: a page of a pipeline of 500,000 beside one of 1,000, in the same tables."""

import uuid
from datetime import UTC, datetime

import asyncpg

from bench.board.scene import Scene, beside, board_of, drop_indexes
from bench.figures import Figure, point
from bench.ground import BenchError
from jobcenter.applicants.facts import drift
from jobcenter.demo.agency.copying import trust_references
from jobcenter.kit.db import make_engine, reading

SMALL, LARGE = 1_000, 500_000
QUICK_SMALL, QUICK_LARGE = 150, 1_500

MAKE_JOB = """
    WITH made AS (
        INSERT INTO jobs (id, company_id, title, status, opened_at)
        SELECT gen_random_uuid(), company_id, $2, 'open', $3 FROM jobs WHERE id = $1 RETURNING id
    ), staged AS (
        INSERT INTO job_stages (id, job_id, name, kind, position)
        SELECT gen_random_uuid(), made.id, s.name, s.kind, s.position FROM made, job_stages s WHERE s.job_id = $1
    )
    SELECT id FROM made
"""
MORE_PEOPLE = """
    INSERT INTO candidates (id, name, name_key, email, headline, title, location, employer, employer_id)
    SELECT gen_random_uuid(), name, name_key, 'second.' || email, headline, title, location, employer, employer_id
    FROM candidates LIMIT $1
"""
# Nobody has been mailed, met or sent to the client yet: the facts that follow from such stay empty, and so they are
# true. People are taken in an order that says nothing of where they lie, so that the small pipeline is as scattered.
FILL = """
    WITH people AS (
        SELECT *, row_number() OVER () AS n FROM (SELECT * FROM candidates ORDER BY hashtext(id::text), id LIMIT $2) c
    ), stages AS (
        SELECT *, row_number() OVER (ORDER BY position) - 1 AS n, count(*) OVER () AS of
        FROM job_stages WHERE job_id = $1 AND kind IN ('sourced', 'contacted', 'qualified')
    ), made AS (
        INSERT INTO applicants (id, job_id, candidate_id, stage_id, added_by, stage_kind, stage_rank, name_key, words,
            employer_id, protected_until, stage_since, added_at, updated_at)
        SELECT gen_random_uuid(), $1, p.id, s.id, (SELECT id FROM users ORDER BY id LIMIT 1), s.kind, s.position,
            p.name_key, lower(concat_ws(' ', p.name, p.headline, p.employer, p.email)), p.employer_id,
            (SELECT max(protected_until) FROM placements WHERE candidate_id = p.id),
            $3::timestamptz + p.n * interval '1 second', $3::timestamptz + p.n * interval '1 second',
            $3::timestamptz + p.n * interval '1 second'
        FROM people p JOIN stages s ON s.n = p.n % s.of RETURNING id, stage_id, added_at
    )
    INSERT INTO applicant_history (applicant_id, at, by, to_stage, to_kind)
    SELECT made.id, made.added_at, 'the bench', s.name, s.kind FROM made JOIN job_stages s ON s.id = made.stage_id
"""
OPENED = datetime(2026, 1, 1, tzinfo=UTC)


async def measure(scene: Scene) -> list[Figure]:
    """Add two jobs of very different size, and ask for the first page of each in turn."""
    small, large = (QUICK_SMALL, QUICK_LARGE) if scene.quick else (SMALL, LARGE)
    connection = scene.parts.connection
    async with connection.transaction():
        jobs = await _added(connection, scene.job, (small, large))
    await connection.execute("VACUUM (ANALYZE) candidates, jobs, job_stages, applicants, applicant_history")
    await _check(scene, jobs[0])
    ratios = await beside(scene, board_of(jobs[1]), board_of(jobs[0]), samples=scene.samples)
    return [
        Figure(
            f"a page of a pipeline of {large:,} over one of {small:,}",
            point(ratios, 0.5),
            "x",
            ratios,
            aim=1.3,
            hindrance="what the two pages show lies in memory or not",
        )
    ]


async def _added(connection: asyncpg.Connection, like: uuid.UUID, sizes: tuple[int, ...]) -> list[uuid.UUID]:
    """Jobs with the stages of another and so many applicants, filled without indexes, which come again at the end."""
    await trust_references(connection)
    missing = max(sizes) - await connection.fetchval("SELECT count(*) FROM candidates")
    await connection.execute(MORE_PEOPLE, max(0, missing))
    definitions = await drop_indexes(connection, ["applicants"])
    jobs = []
    for size in sizes:
        job = await connection.fetchval(MAKE_JOB, like, f"A pipeline of {size:,}", OPENED)
        await connection.execute(FILL, job, size, OPENED)
        jobs.append(job)
    await connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for definition in definitions:
        await connection.execute(definition)
    return jobs


async def _check(scene: Scene, job: uuid.UUID) -> None:
    """The kept facts of what was added are true, as `jobcenter facts check` sees it.

    Raises:
        BenchError: one is not.
    """
    engine = make_engine(scene.parts.settings, pool_size=0)
    try:
        async with reading(engine) as session:
            found = await drift(session, job_id=job)
    finally:
        await engine.dispose()
    if found:
        raise BenchError(f"{len(found)} facts of the added applicants are not true, such as {found[0]}")
