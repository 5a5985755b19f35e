"""What waits for whoever asks: whose it is, what is told of it, what it costs, and what it stops at."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from tests.interviews.pipelines import agency, who

from jobcenter.applicants import facts
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing

__all__ = ["agency", "who"]
PARTS = ("replies", "interviews", "without_outcome", "stuck", "guarantees", "failed_runs", "paused_schedules")
NOW = datetime.now(UTC)
DAY = timedelta(days=1)
RUN = """
    INSERT INTO scrape_runs (id, run_id, trigger, status, site_name, payload, message, created_at)
    VALUES (:id, :name, 'manual', :status, 'lever', '{}', 'It broke.', now())
"""
MANY = """
    WITH person AS (
        INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Bo ' || n, 'bo'
        FROM generate_series(1, :count) AS n RETURNING id
    ), entered AS (
        INSERT INTO applicants (
            id, job_id, candidate_id, stage_id, stage_kind, stage_rank, stage_since, name_key, words, replied_at
        )
        SELECT gen_random_uuid(), :job, id, :stage, 'interview', 5, now() - interval '40 days', 'bo', 'bo',
            now() - interval '1 day' FROM person RETURNING id, candidate_id
    ), met AS (
        INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), id, now() + at FROM entered, unnest(ARRAY[interval '1 day', interval '-1 day']) at
    )
    INSERT INTO placements (id, applicant_id, candidate_id, start_date, guarantee_days)
    SELECT gen_random_uuid(), id, candidate_id, current_date - 80, 90 FROM entered
"""


@pytest.fixture
def waits(api, who):
    """What waits for one of `who`, part by part."""

    async def waits(name, **params):
        answer = await api.get("/api/today", params=params, headers=who.headers[name])
        assert answer.status_code == 200, answer.text
        return answer.json()

    return waits


def counted(found):
    return {part: len(found[part]["items"]) for part in PARTS}


async def in_charge(agency, client, user):
    await agency.run("UPDATE jobs SET manager_id = :user WHERE id = :job", user=user, job=client.job)


async def mailed(agency, engine, applicant, *mails):
    for direction, days in mails:
        await agency.run(
            "INSERT INTO mails (id, applicant_id, direction, subject, at, logged_by)"
            " VALUES (:id, :applicant, :direction, 'Hello', :at, 'test')",
            id=new_id(),
            applicant=applicant,
            direction=direction,
            at=NOW - days * DAY,
        )
    async with writing(engine) as session:
        await facts.keep(session, [applicant])


async def meets(agency, applicant, days, interviewer=None, status="scheduled"):
    await agency.run(
        "INSERT INTO interviews (id, applicant_id, scheduled_at, interviewer_id, status)"
        " VALUES (:id, :applicant, :at, :interviewer, :status)",
        id=new_id(),
        applicant=applicant,
        at=NOW + days * DAY,
        interviewer=interviewer,
        status=status,
    )


async def quiet(agency, applicant, days):
    await agency.run("UPDATE applicants SET stage_since = :since WHERE id = :id", id=applicant, since=NOW - days * DAY)


async def test_what_is_mine_waits_for_me_and_not_for_a_colleague(agency, engine, who, waits):
    await in_charge(agency, agency.acme, who.ada)
    await in_charge(agency, agency.rival, who.bob)
    answered, written, old = [await agency.applicant(agency.acme, "contacted", sent=False) for _ in range(3)]
    await mailed(agency, engine, answered, ("out", 3), ("in", 1))
    await mailed(agency, engine, written, ("in", 3), ("out", 1))
    await mailed(agency, engine, old, ("out", 90), ("in", 80))
    still, fresh, hired = [await agency.applicant(agency.acme, kind) for kind in ("qualified", "offer", "hired")]
    for applicant, days in ((still, 20), (fresh, 3), (hired, 90)):
        await quiet(agency, applicant, days)
    await meets(agency, fresh, 2)
    await meets(agency, fresh, 9)
    await meets(agency, fresh, -2)
    await meets(agency, fresh, -3, status="passed")
    other = await agency.applicant(agency.rival, "interview")
    await meets(agency, other, 3, interviewer=who.ada)  # held by ada, in a job of bob's
    await agency.run(
        "INSERT INTO placements (id, applicant_id, candidate_id, start_date, guarantee_days, placed_by)"
        " SELECT :id, id, candidate_id, current_date - 80, 90, :bob FROM applicants WHERE id = :hired",
        id=new_id(),
        bob=who.bob,
        hired=hired,
    )

    found = await waits("ada")
    assert [one["applicant_id"] for one in found["replies"]["items"]] == [str(answered)]
    assert [one["applicant_id"] for one in found["interviews"]["items"]] == [str(fresh), str(other)]
    assert [one["applicant_id"] for one in found["without_outcome"]["items"]] == [str(fresh)]
    (one,) = found["stuck"]["items"]
    assert (one["applicant_id"], one["job"], one["stage"]) == (str(still), "Welder", "Qualified")
    assert [one["applicant_id"] for one in found["guarantees"]["items"]] == [str(hired)]
    assert counted(await waits("ada", quiet_days=2))["stuck"] == 2

    bobs = counted(await waits("bob"))
    assert bobs == dict.fromkeys(PARTS, 0) | {"interviews": 1, "guarantees": 1}
    assert counted(await waits("bob", whose="everyone"))["replies"] == 1
    assert counted(await waits("root"))["replies"] == 0
    await agency.run("UPDATE jobs SET manager_id = NULL")
    assert counted(await waits("root"))["replies"] == 1  # nobody's is everybody's
    await agency.run("UPDATE jobs SET status = 'on_hold'")
    assert counted(await waits("root", whose="everyone"))["replies"] == 0


async def test_a_clients_manager_is_told_of_the_own_company_alone(agency, engine, waits):
    sent, unsent = [await agency.applicant(agency.acme, "interview", sent=is_sent) for is_sent in (True, False)]
    foreign = await agency.applicant(agency.rival, "interview")
    for applicant in (sent, unsent, foreign):
        await mailed(agency, engine, applicant, ("in", 1))
        await quiet(agency, applicant, 30)
        await meets(agency, applicant, 1)
        await agency.run(
            "INSERT INTO placements (id, applicant_id, candidate_id, start_date, guarantee_days)"
            " SELECT gen_random_uuid(), id, candidate_id, current_date - 80, 90 FROM applicants WHERE id = :id",
            id=applicant,
        )
    await agency.run(RUN, id=new_id(), name="manual_1", status="failed")
    for whose in ("mine", "everyone"):
        found = await waits("manager", whose=whose)
        assert counted(found) == dict.fromkeys(PARTS, 0) | {"interviews": 1, "stuck": 1}
        assert {one["applicant_id"] for part in PARTS for one in found[part]["items"]} == {str(sent)}


async def test_what_failed_since_yesterday_is_told_and_what_is_older_is_not(agency, waits):
    await agency.run(RUN, id=new_id(), name="manual_1", status="failed")
    await agency.run(RUN, id=new_id(), name="manual_2", status="succeeded")
    old = int((NOW - 2 * DAY).timestamp() * 1000) << 80
    await agency.run(RUN, id=type(new_id())(int=old), name="manual_3", status="failed")
    await agency.run(
        "INSERT INTO site_schedules (id, name, site_name, paused_because)"
        " VALUES (gen_random_uuid(), 'hourly', 'lever', 'the board is gone'),"
        " (gen_random_uuid(), 'daily', 'lever', NULL)"
    )
    found = await waits("ada")
    assert [(one["run_id"], one["message"]) for one in found["failed_runs"]["items"]] == [("manual_1", "It broke.")]
    assert [one["name"] for one in found["paused_schedules"]["items"]] == ["hourly"]


async def test_many_cost_what_few_cost_and_twenty_are_told(agency, engine, waits, statements_sent):
    given = {"job": agency.acme.job, "stage": agency.acme.stages["interview"]}
    seen = []
    for count in (10, 1000):
        async with engine.begin() as connection:
            await connection.execute(text(MANY), given | {"count": count})
        statements_sent.clear()
        found = await waits("ada")
        seen.append((len(statements_sent), counted(found), found["stuck"]["has_more"]))
    parts = ("replies", "interviews", "without_outcome", "stuck", "guarantees")
    nothing = dict.fromkeys(PARTS, 0)
    (few, first, _), (many, second, more) = seen
    assert few == many <= 12
    assert (first, second) == (nothing | dict.fromkeys(parts, 10), nothing | dict.fromkeys(parts, 20))
    assert more


async def test_a_key_is_nobody_for_whom_something_waits(api, who):
    answer = await api.get("/api/today", headers=who.headers["recruiting:read"])
    assert (answer.status_code, "sign-in" in answer.json()["detail"]) == (403, True)
