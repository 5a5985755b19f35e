"""A stage is taken away while somebody is on the way into it: one of both waits, and is told in words."""

import asyncio

import pytest

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.adding import add_applicants
from jobcenter.applicants.changing import change_applicant
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.tables import job_stages

ADMIN = Caller(kind="key", id=new_id(), name="test", role="admin", scopes=frozenset(), user_id=None)


@pytest.fixture
def into_offer(api, agency):
    """Ways into the stage of offers, each as a request that is not sent yet."""

    async def into_offer():
        people = [str(one) for one in await agency.people(2)]
        stage = str(agency.stages["offer"])
        first = await api.post(f"/api/jobs/{agency.job}/applicants", json={"candidate_ids": people[:1]})
        there = first.json()["rows"][0]["applicant_id"]
        return {
            "added": lambda: api.post(
                f"/api/jobs/{agency.job}/applicants", json={"candidate_ids": people[1:], "stage_id": stage}
            ),
            "moved": lambda: api.patch(f"/api/applicants/{there}", json={"stage_id": stage}),
        }

    return into_offer


async def waits(sql, task):
    """Wait until somebody waits for a lock."""
    while not await sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert not task.done(), task.result()


@pytest.mark.parametrize("way", ["added", "moved"])
async def test_who_comes_while_the_stage_goes_is_told_that_there_is_none(into_offer, agency, engine, sql, *, way):
    ask = (await into_offer())[way]
    gone = agency.stages["offer"]
    async with writing(engine) as session:
        await session.execute(job_stages.select().where(job_stages.c.id == gone).with_for_update())
        await session.execute(job_stages.delete().where(job_stages.c.id == gone))
        asking = asyncio.create_task(ask())
        await waits(sql, asking)
    answer = await asking
    assert (answer.status_code, f"has no stage {gone}" in answer.json()["detail"]) == (422, True)


@pytest.mark.parametrize("way", ["added", "moved"])
async def test_a_stage_into_which_somebody_comes_stays(agency, api, engine, sql, *, way):
    stages = (await api.get(f"/api/jobs/{agency.job}/stages")).json()["stages"]
    kept = [{name: one[name] for name in ("id", "name", "kind")} for one in stages if one["kind"] != "offer"]
    first, second = await agency.people(2)
    offer = agency.stages["offer"]
    async with writing(engine) as session:
        there = (await add_applicants(session, ADMIN, agency.job, [first]))["rows"][0]["applicant_id"]
    async with writing(engine) as session:
        if way == "added":
            await add_applicants(session, ADMIN, agency.job, [second], stage_id=offer)
        else:
            await change_applicant(session, ADMIN, there, {"stage_id": offer})
        removing = asyncio.create_task(api.put(f"/api/jobs/{agency.job}/stages", json={"stages": kept}))
        await waits(sql, removing)
    refused = await removing
    assert (refused.status_code, "'Offer' has 1" in refused.json()["detail"]) == (409, True)
