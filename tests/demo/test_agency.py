"""A made-up agency: the same for the same seed, whole, true to its own facts, and never poured over real people."""

import asyncio
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count

import asyncpg
import pytest
from tests.conftest import TEMPLATE

from jobcenter.accounts.passwords import matches
from jobcenter.applicants.facts import drift
from jobcenter.demo.agency import Wanted, fill, filling
from jobcenter.demo.agency.copying import LOADERS
from jobcenter.kit.db import make_engine, reading
from jobcenter.kit.errors import ConflictError, InvalidError
from jobcenter.kit.settings import load_settings

PASSWORD = "correct horse battery"
NOW = datetime(2026, 3, 4, tzinfo=UTC)
NOT_OF_THE_SEED = {("users", "password_hash")}  # salted anew each time

numbers = count(1)


@contextmanager
def database(servers):
    """A fresh, migrated database: its address."""
    name = f"agency_{next(numbers)}"
    servers.administer(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
    try:
        yield servers.database(name)
    finally:
        servers.administer(f"DROP DATABASE {name} WITH (FORCE)")


async def filled(url, *, pipeline=60, applicants=600, seed=1, add=False):
    engine = make_engine(load_settings({"DATABASE_URL": url}), pool_size=1)
    try:
        wanted = Wanted(pipeline=pipeline, applicants=applicants, seed=seed, now=NOW)
        return await fill(engine, wanted, password=PASSWORD, actor="test", tell=lambda *_: None, add=add)
    finally:
        await engine.dispose()


async def rows_of(url, query):
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(query)
    finally:
        await connection.close()


async def everything(url):
    """Every row of every table that an agency fills."""
    connection = await asyncpg.connect(url)
    try:
        whole = {}
        for table in LOADERS:
            found = await connection.fetch(f"SELECT * FROM {table}")
            whole[table] = sorted(
                repr([(name, value) for name, value in row.items() if (table, name) not in NOT_OF_THE_SEED])
                for row in found
            )
        return whole
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def agency(servers):
    """A small agency that tests only read from: its address, and what was told of it."""
    with database(servers) as url:
        yield url, servers.runner.run(filled(url))


@pytest.fixture
def ask(agency, servers):
    return lambda query: servers.runner.run(rows_of(agency[0], query))


def test_the_same_seed_makes_the_same_agency_and_another_seed_another(agency, servers):
    first = servers.runner.run(everything(agency[0]))
    with database(servers) as url:
        servers.runner.run(filled(url))
        again = servers.runner.run(everything(url))
    with database(servers) as url:
        servers.runner.run(filled(url, seed=2))
        other = servers.runner.run(everything(url))
    assert again == first
    assert [table for table, rows in first.items() if not rows] == []
    assert [table for table, rows in other.items() if set(rows) & set(first[table])] == []


def test_what_the_applicants_rows_keep_is_true(agency, servers):
    async def found():
        engine = make_engine(load_settings({"DATABASE_URL": agency[0]}), pool_size=1)
        async with reading(engine) as session:
            drifted = await drift(session)
        await engine.dispose()
        return drifted

    assert servers.runner.run(found()) == []


def test_everything_that_is_referred_to_is_there(ask):
    references = ask(
        "SELECT conrelid::regclass AS here, a.attname AS held, confrelid::regclass AS there FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] WHERE contype = 'f'"
    )
    mine = [one for one in references if one["here"] in LOADERS]
    assert len(mine) > 25
    orphans = " UNION ALL ".join(
        f"SELECT '{one['here']}.{one['held']}' FROM {one['here']} h WHERE {one['held']} IS NOT NULL "
        f"AND NOT EXISTS (SELECT FROM {one['there']} t WHERE t.id = h.{one['held']})"
        for one in mine
    )
    assert ask(orphans) == []


NEVER = {
    "a history that does not lead to the stage": """
        SELECT a.id FROM applicants a JOIN job_stages s ON s.id = a.stage_id JOIN LATERAL (SELECT * FROM
        applicant_history h WHERE h.applicant_id = a.id ORDER BY at DESC LIMIT 1) h ON true
        WHERE (h.to_stage, h.to_kind, h.at) IS DISTINCT FROM (s.name, s.kind, a.stage_since)""",
    "a history with a gap": """
        SELECT * FROM (SELECT applicant_id, at, from_stage, lag(to_stage) OVER w AS before, lag(at) OVER w AS earlier
        FROM applicant_history WINDOW w AS (PARTITION BY applicant_id ORDER BY at)) h
        WHERE from_stage IS DISTINCT FROM before OR at = earlier""",
    "a history that does not begin with the adding": """
        SELECT a.id FROM applicants a JOIN (SELECT applicant_id, min(at) AS at FROM applicant_history GROUP BY 1) h
        ON h.applicant_id = a.id WHERE h.at <> a.added_at""",
    "a stage of another job": """
        SELECT a.id FROM applicants a JOIN job_stages s ON s.id = a.stage_id WHERE s.job_id <> a.job_id""",
    "something in the future that has happened": """
        SELECT at FROM applicant_history WHERE at > '2026-03-04' UNION ALL SELECT at FROM mails WHERE at > '2026-03-04'
        UNION ALL SELECT at FROM mail_events WHERE at > '2026-03-04' UNION ALL SELECT created_at FROM candidate_notes
        WHERE created_at > '2026-03-04' UNION ALL SELECT scheduled_at FROM interviews
        WHERE status <> 'scheduled' AND scheduled_at > '2026-03-04'""",
    "an interview to come in the past": """
        SELECT * FROM interviews WHERE status = 'scheduled' AND scheduled_at < '2026-03-04'""",
    "an answer before its mail": """
        SELECT r.id FROM mails r JOIN mails m ON m.id = r.parent_id
        WHERE r.at <= m.at OR r.direction <> 'in' OR m.direction <> 'out' OR r.applicant_id <> m.applicant_id""",
    "an answer to no mail": "SELECT id FROM mails WHERE direction = 'in' AND parent_id IS NULL",
    "a mail whose newest event is another": """
        SELECT m.id FROM mails m LEFT JOIN LATERAL (SELECT event, at FROM mail_events e WHERE e.mail_id = m.id
        ORDER BY at DESC, id DESC LIMIT 1) e ON true WHERE (m.event, m.event_at) IS DISTINCT FROM (e.event, e.at)""",
    "a hire without a placement, or the other way round": """
        SELECT a.id FROM applicants a FULL JOIN placements p ON p.applicant_id = a.id
        WHERE (a.stage_kind = 'hired') IS DISTINCT FROM (p.id IS NOT NULL)""",
    "a start before the hire": """
        SELECT p.id FROM placements p JOIN applicants a ON a.id = p.applicant_id WHERE start_date <= a.stage_since""",
    "more hires than openings": """
        SELECT j.id FROM jobs j JOIN placements p ON true JOIN applicants a ON a.id = p.applicant_id AND a.job_id = j.id
        GROUP BY j.id HAVING count(*) > openings_count""",
    "notes that are counted otherwise": """
        SELECT c.id FROM candidates c LEFT JOIN candidate_notes n ON n.candidate_id = c.id GROUP BY c.id
        HAVING count(n.id) <> c.notes_count""",
    "an address of somebody real": r"""
        SELECT email FROM (SELECT email FROM candidates UNION ALL SELECT email FROM users UNION ALL
        SELECT email FROM company_contacts UNION ALL SELECT value FROM candidate_contacts) e
        WHERE email !~ '@([a-z]+\.)?example\.(com|org)$'""",
    "a mail of another job's campaign": """
        SELECT m.id FROM mails m JOIN applicants a ON a.id = m.applicant_id JOIN campaigns c ON c.id = m.campaign_id
        WHERE c.job_id <> a.job_id""",
}


@pytest.mark.parametrize("query", NEVER.values(), ids=NEVER)
def test_there_never_is(ask, query):
    assert ask(query) == []


def test_the_numbers_are_those_that_were_asked_for(agency, ask):
    made = agency[1]
    [found] = ask(
        f"SELECT (SELECT count(*) FROM applicants WHERE job_id = '{made.job_id}') AS pipeline, "
        "(SELECT count(*) FROM applicants) AS applicants, (SELECT count(*) FROM candidates) AS candidates, "
        "(SELECT count(*) FROM applicant_history) AS history, (SELECT count(*) FROM mails) AS mails, "
        "(SELECT count(*) FROM mails WHERE direction = 'in') AS answers, "
        "(SELECT count(DISTINCT stage_kind) >= 6 FROM applicants) AS various, "
        "(SELECT count(*) FROM interviews WHERE status = 'scheduled') AS upcoming"
    )
    assert (found["pipeline"], found["applicants"], found["candidates"]) == (60, 600, 240)
    assert 3.6 < found["history"] / 600 < 4.4
    assert 1.6 < found["mails"] / 600 < 2.1
    assert 0.08 < found["answers"] / (found["mails"] - found["answers"]) < 0.17
    assert found["various"]
    assert found["upcoming"]
    assert made.rows["applicant_history"] == found["history"]


def test_its_people_may_sign_in_and_the_manager_sees_one_client(agency, ask):
    made = agency[1]
    [manager] = ask("SELECT u.*, c.name AS client FROM users u JOIN companies c ON c.id = u.company_id")
    assert (manager["email"], manager["client"]) == (made.manager, made.client)
    hashes = {row["email"]: row["password_hash"] for row in ask("SELECT * FROM users")}
    assert set(hashes) == {made.manager, *made.recruiters}
    assert asyncio.run(matches(PASSWORD, hashes[made.manager]))


async def test_real_people_are_left_alone(database_url, sql):
    await sql("INSERT INTO candidates (id, name, name_key) VALUES (gen_random_uuid(), 'Ada', 'ada')")
    with pytest.raises(ConflictError, match=r"holds candidates already \(1\).*--add"):
        await filled(database_url, pipeline=3, applicants=12)
    await filled(database_url, pipeline=3, applicants=12, add=True)
    with pytest.raises(ConflictError, match=r"of the seed 1 is here already.*--seed 2"):
        await filled(database_url, pipeline=3, applicants=12, add=True)
    await filled(database_url, pipeline=3, applicants=12, add=True, seed=2)
    assert await sql("SELECT count(*) FROM applicants") == [{"count": 24}]


async def test_indexes_that_were_set_aside_are_there_again(database_url, sql, monkeypatch):
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
    before = await sql(indexes)
    meanwhile = []

    async def looked(connection, *others):
        meanwhile.append(await connection.fetchval("SELECT count(*) FROM pg_indexes WHERE tablename = 'applicants'"))
        await store(connection, *others)

    store = filling.store
    monkeypatch.setattr(filling, "store", looked)
    monkeypatch.setattr(filling, "MANY", 1)
    await filled(database_url, pipeline=3, applicants=12)
    assert set(meanwhile) == {1}  # the key alone
    assert await sql(indexes) == before


def test_an_agency_that_cannot_be_is_refused():
    with pytest.raises(InvalidError, match="--pipeline 10, --applicants 9"):
        Wanted(pipeline=10, applicants=9, seed=1, now=NOW)
