"""Interviews: put down, changed by two people, kept on the board, and written by managers as far as they may."""

import asyncio
from datetime import UTC, datetime

import asyncpg
import pytest
from tests.interviews.pipelines import NOWHERE, pages

from jobcenter.applicants import facts
from jobcenter.interviews.loading import load_interviews
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing

WHEN = "2026-03-01T10:00:00Z"


@pytest.fixture
async def applicant(agency):
    return await agency.applicant(agency.acme)


@pytest.fixture
def put(api):
    async def put(applicant, **given):
        answer = await api.post(f"/api/applicants/{applicant}/interviews", json={"scheduled_at": WHEN, **given})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return put


async def test_an_interview_from_its_plan_to_its_outcome(api, agency, applicant, who):
    given = {
        "scheduled_at": WHEN,
        "round_id": str(agency.acme.rounds["Phone"]),
        "interviewer_id": str(who.manager),
        "note": " bring a helmet ",
    }
    made = await api.post(f"/api/applicants/{applicant}/interviews", json=given)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    told = made.json()
    assert (told["round"], told["interviewer"], told["status"]) == ("Phone", "Manager", "scheduled")
    assert (told["candidate"], told["job"], told["note"]) == ("Zoë Ångström", "Welder", "bring a helmet")
    kept = await agency.kept(applicant)
    assert (kept["next_interview_at"], kept["next_interviewer"]) == (datetime.fromisoformat(WHEN), "Manager")
    address = f"/api/interviews/{told['id']}"
    changes = {"status": "passed", "scheduled_at": "2026-03-02T10:00:00Z", "round_id": None}
    changed = await api.patch(address, json=changes, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["round"]) == (200, '"2"', None)
    late = await api.patch(address, json={"status": "failed"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    assert (await api.get(address)).json() == changed.json()
    kept = await agency.kept(applicant)
    assert (kept["next_interview_at"], kept["last_outcome"]) == (None, "passed")
    assert (await api.patch(address, json={"status": "passed"})).json()["version"] == 2
    created, changed = await agency.audited("interview")
    assert (created["action"], created["after"]["applicant_id"]) == ("create", str(applicant))
    assert (changed["before"]["status"], changed["after"]["status"]) == ("scheduled", "passed")
    assert set(changed["after"]) == set(changes)


async def test_what_cannot_be_put_down_is_refused_in_words(api, agency, applicant, who):
    refused = {
        "round_id: ": {"round_id": str(agency.rival.rounds["Phone"])},
        "no active user who could hold": {"interviewer_id": str(who.rival)},
        "body.interviewer": {"interviewer": "  "},
        "body.status": {"status": "Passed"},
        "time in ISO 8601": {"scheduled_at": 1790000000},
    }
    for said, given in refused.items():
        answer = await api.post(f"/api/applicants/{applicant}/interviews", json={"scheduled_at": WHEN, **given})
        assert (answer.status_code, said in answer.json()["detail"]) == (422, True), answer.text
    assert await agency.run("SELECT 1 FROM interviews") == []


async def test_one_key_puts_one_interview_down_and_is_bound_to_its_applicant(api, agency, applicant):
    headers = {"Idempotency-Key": "k"}
    address = f"/api/applicants/{applicant}/interviews"
    answers = await asyncio.gather(*(api.post(address, json={"scheduled_at": WHEN}, headers=headers) for _ in "123"))
    assert len({answer.text for answer in answers}) == 1
    other = await agency.applicant(agency.acme)
    elsewhere = await api.post(f"/api/applicants/{other}/interviews", json={"scheduled_at": WHEN}, headers=headers)
    assert elsewhere.status_code == 422


async def test_the_calendar_and_an_applicants_own_list(api, agency, applicant, put):
    days = ["2026-03-03", "2026-03-01", "2026-03-02", "2026-03-02"]
    made = [await put(applicant, scheduled_at=f"{day}T10:00:00Z") for day in days]
    await put(await agency.applicant(agency.rival), scheduled_at="2026-03-05T10:00:00Z")
    mine = await pages(api, f"/api/applicants/{applicant}/interviews")
    assert [one["id"] for one in mine] == [made[number]["id"] for number in (0, 3, 2, 1)]
    asked = {"from": "2026-03-01T11:00:00Z", "to": "2026-03-05T10:00:00Z"}
    found = await pages(api, "/api/interviews", params=asked)
    assert [one["id"] for one in found] == [made[number]["id"] for number in (2, 3, 0)]
    assert len(await pages(api, "/api/interviews")) == 5


async def test_two_at_once_leave_true_facts(agency, applicant, put):
    await asyncio.gather(*(put(applicant, scheduled_at=f"2026-03-0{day}T10:00:00Z") for day in range(1, 6)))
    assert (await agency.kept(applicant))["next_interview_at"] == datetime.fromisoformat("2026-03-01T10:00:00Z")


async def test_many_interviews_are_loaded_at_once(agency, applicant, database_url, engine):
    held = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 6)]
    connection = await asyncpg.connect(database_url)
    try:
        rows = [(new_id(), applicant, None, at, "Eve", None, "passed", None, at, at) for at in held]
        await load_interviews(connection, rows)
    finally:
        await connection.close()
    async with writing(engine) as session:
        assert await facts.keep(session, [applicant]) == 1
    assert (await agency.kept(applicant))["last_interview_at"] == held[-1]


async def test_managers_see_their_companys_and_write_the_outcome_of_their_own(api, agency, applicant, put, who):
    own = await put(applicant, interviewer_id=str(who.manager), note="for the manager")
    anothers = await put(applicant, interviewer="Eve", note="of the agency")
    unsent = await put(await agency.applicant(agency.acme, "qualified", sent=False))
    foreign = await put(await agency.applicant(agency.rival), interviewer_id=str(who.rival))
    manager = who.headers["manager"]
    seen = await pages(api, "/api/interviews", headers=manager)
    assert {one["id"]: one["note"] for one in seen} == {own["id"]: "for the manager", anothers["id"]: None}
    for hidden in (unsent, foreign):
        for asked in (
            api.get(f"/api/interviews/{hidden['id']}", headers=manager),
            api.patch(f"/api/interviews/{hidden['id']}", json={"status": "passed"}, headers=manager),
            api.get(f"/api/applicants/{hidden['applicant_id']}/interviews", headers=manager),
            api.post(
                f"/api/applicants/{hidden['applicant_id']}/interviews", json={"scheduled_at": WHEN}, headers=manager
            ),
        ):
            assert (await asked).status_code == 404
    written = await api.patch(
        f"/api/interviews/{own['id']}", json={"status": "passed", "note": "good"}, headers=manager
    )
    assert (written.status_code, written.json()["status"], written.json()["note"]) == (200, "passed", "good")
    for interview, given in (
        (own, {"scheduled_at": WHEN}),
        (own, {"status": "cancelled"}),
        (own, {"interviewer_id": None}),
        (anothers, {"status": "failed"}),
    ):
        answer = await api.patch(f"/api/interviews/{interview['id']}", json=given, headers=manager)
        assert (answer.status_code, "gency" in answer.json()["detail"]) == (403, True), given
    planned = await api.post(f"/api/applicants/{applicant}/interviews", json={"scheduled_at": WHEN}, headers=manager)
    assert planned.status_code == 403
    assert (await api.get(f"/api/applicants/{NOWHERE}/interviews")).status_code == 404
