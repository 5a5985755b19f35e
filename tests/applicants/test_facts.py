"""Kept facts are what the tables say: each of them, drift named and mended, at a constant cost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, insert

from jobcenter.applicants.facts import FACTS, drift, keep, keep_candidates, keep_job
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading, writing
from jobcenter.tables import applicant_history, applicants, interviews, mails, placements


def day(number):
    return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=number)


@pytest.fixture
def stand(agency):
    """Puts people into the job by hand, their facts untrue; gives the applicants' ids."""

    async def stand(*people, kind="sourced"):
        rows = [
            {
                "id": new_id(),
                "job_id": agency.job,
                "candidate_id": one,
                "stage_id": agency.stages[kind],
                "stage_kind": "hired",
                "stage_rank": 99,
                "name_key": "",
                "words": "",
            }
            for one in people
        ]
        async with writing(agency.engine) as session:
            await session.execute(insert(applicants), rows)
        return [row["id"] for row in rows]

    return stand


def kept(engine, ids):
    async def ask():
        async with writing(engine) as session:
            return await keep(session, ids)

    return ask()


async def differences(engine, **asked):
    async with reading(engine) as session:
        return await drift(session, **asked)


async def test_what_each_fact_is(agency, engine, stand, sql):
    employer = await agency.company("Harbour")
    ada = await agency.person("Zoë Å", employer_id=employer, email="zoe@example.com")
    (mine,) = await stand(ada, kind="interview")
    rows = {
        interviews: [
            {"scheduled_at": day(n), "status": status, "interviewer": f"i{n}", "applicant_id": mine}
            for n, status in enumerate(("passed", "no_show", "cancelled", "cancelled", "scheduled", "scheduled"))
        ],
        mails: [
            {"at": day(1), "direction": "out", "event": "sent"},
            {"at": day(2), "direction": "out", "event": "opened"},
            {"at": day(3), "direction": "in", "event": None},
        ],
        placements: [{"candidate_id": ada, "applicant_id": mine, "start_date": date(2030, 1, 1), "guarantee_days": 10}],
    }
    async with writing(engine) as session:
        for table, given in rows.items():
            for row in given:
                more = {"subject": "s", "logged_by": "test"} if table is mails else {}
                await session.execute(insert(table).values(id=new_id(), **{"applicant_id": mine} | row | more))
        for at in (day(7), day(5)):
            told = {"to_stage": "Sent", "to_kind": "sent_to_manager", "by": "test"}
            await session.execute(insert(applicant_history).values(applicant_id=mine, at=at, **told))
    assert {one.fact for one in await differences(engine)} == set(FACTS)
    assert [await kept(engine, [mine]), await kept(engine, [mine])] == [1, 0]
    assert await differences(engine) == []
    (row,) = await sql("SELECT * FROM applicants")
    assert {name: row[name] for name in FACTS} == {
        "stage_kind": "interview",
        "stage_rank": 4,
        "name_key": "zoe a",
        "words": "zoë å welder of ships harbour zoe@example.com",
        "employer_id": employer,
        "sent_to_manager_at": day(5),
        "last_interview_at": day(1),
        "last_interviewer": "i1",
        "last_outcome": "no_show",
        "next_interview_at": day(4),
        "next_interviewer": "i4",
        "last_mail_at": day(2),
        "last_mail_event": "opened",
        "replied_at": day(3),
        "protected_until": date(2030, 1, 11),
    }
    assert row["version"] == 1  # nobody who edits this row is told that another did


async def test_drift_is_named_and_mended_by_job(agency, engine, stand, sql):
    await stand(*await agency.people(5))
    first = agency.job
    await agency.open_job(await agency.company("Other"))
    await stand(*await agency.people(5))
    ids, after = [], None
    while True:
        async with writing(engine) as session:
            batch, changed = await keep_job(session, first, after=after, limit=2)
        assert changed == len(batch)
        ids += batch
        if not batch:
            break
        after = batch[-1]
    assert len(set(ids)) == 5
    assert await differences(engine, job_id=first) == []
    assert len({one.applicant_id for one in await differences(engine)}) == 5
    await sql("UPDATE applicants SET words = 'x' WHERE id = :id", id=ids[0])
    (one,) = await differences(engine, job_id=first)
    assert (one.applicant_id, one.fact, one.kept, one.true[:6]) == (ids[0], "words", "x", "person")


async def test_keeping_costs_as_many_statements_for_a_thousand_as_for_one(agency, engine, stand):
    ids = await stand(*await agency.people(1000))
    counts = []
    for some in (ids[:1], ids):
        sent = []
        event.listen(engine.sync_engine, "before_cursor_execute", note := lambda *given, sent=sent: sent.append(given))
        assert await kept(engine, some) == (1 if len(some) == 1 else 999)
        event.remove(engine.sync_engine, "before_cursor_execute", note)
        counts.append(len(sent))
    assert counts == [3, 3]


async def test_a_placement_protects_wherever_the_person_applied(agency, engine, stand):
    ada = await agency.person()
    (mine,) = await stand(ada)
    await agency.open_job(await agency.company("Other"))
    await stand(ada)
    async with writing(engine) as session:
        values = {"id": new_id(), "candidate_id": ada, "applicant_id": mine, "start_date": date(2030, 1, 1)}
        await session.execute(insert(placements).values(**values))
        assert await keep_candidates(session, [ada]) == 2
    assert await differences(engine) == []
