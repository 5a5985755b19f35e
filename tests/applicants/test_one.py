"""One applicant: added, moved, rejected with a reason, its history; by whom, and from two hands at once."""

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import event

from jobcenter.applicants.facts import drift
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading

HISTORY = "SELECT from_kind, to_kind, note FROM applicant_history ORDER BY id"


@pytest.fixture
def add(api, agency):
    """Adds people to the job; gives the answer's rows, or the answer where it is refused."""

    async def add(*people, headers=None, job=None, **more):
        given = {"candidate_ids": [str(one) for one in people], **more}
        answer = await api.post(f"/api/jobs/{job or agency.job}/applicants", json=given, headers=headers)
        return answer.json()["rows"] if answer.status_code == 200 else answer

    return add


@pytest.fixture
async def mine(add, agency):
    """The address of an applicant at the first stage."""
    (row,) = await add(await agency.person())
    return f"/api/applicants/{row['applicant_id']}"


@pytest.fixture
def move(api, agency):
    """Moves an applicant to the stage of a kind; gives the answer."""

    async def move(address, kind, headers=None, **more):
        return await api.patch(address, json={"stage_id": str(agency.stages[kind]), **more}, headers=headers)

    return move


async def no_drift(engine):
    async with reading(engine) as session:
        return await drift(session) == []


async def test_people_are_added_each_with_an_outcome(add, agency, engine, api, sql):
    harbour = await agency.company("Harbour")
    await agency.off_limits(harbour)
    ada, barred, nobody = await agency.person(), await agency.person(employer_id=harbour), new_id()
    rows = await add(ada, barred, nobody, ada)
    assert [one["outcome"] for one in rows] == ["added", "off_limits", "no_such_candidate"]
    assert rows[1]["detail"] == "off limits: their own people until 2099-12-31"
    assert [one["applicant_id"] is None for one in rows] == [False, True, True]
    again = await add(ada, barred, override_off_limits=True, stage_id=str(agency.stages["sent_to_manager"]))
    assert [one["outcome"] for one in again] == ["already_there", "added"]
    assert again[0]["applicant_id"] == rows[0]["applicant_id"]
    assert await no_drift(engine)
    assert [one["to_kind"] for one in await sql(HISTORY)] == ["sourced", "sent_to_manager"]
    audited = await sql("SELECT after FROM audit_log WHERE action = 'add applicants' ORDER BY id")
    assert [one["after"].get("off_limits_overridden") for one in audited] == [None, [str(barred)]]
    shown = (await api.get(f"/api/applicants/{again[1]['applicant_id']}")).json()
    assert (shown["stage_kind"], shown["sent_to_manager_at"]) == ("sent_to_manager", shown["stage_since"])


async def test_who_cannot_be_added(add, agency, person):
    ada, stages, job = await agency.person(), agency.stages, agency.job
    assert (await add(ada, headers=await person(), override_off_limits=True)).status_code == 403
    rejected = await add(ada, stage_id=str(stages["rejected"]))
    assert (rejected.status_code, "reject with a reason" in rejected.json()["detail"]) == (422, True)
    await agency.open_job()
    foreign = await add(ada, job=job, stage_id=str(agency.stages["sourced"]))
    assert (foreign.status_code, "has no stage" in foreign.json()["detail"]) == (422, True)
    assert (await add(ada, job=new_id())).status_code == 404
    assert (await add()).status_code == 422


async def test_the_same_people_added_at_once_and_again_are_added_once(add, agency, engine, sql):
    people = await agency.people(200)
    answers = await asyncio.gather(*(add(*dice) for dice in (people, people[::-1], people[50:150])))
    assert sum(one["outcome"] == "added" for rows in answers for one in rows) == 200
    assert (await sql("SELECT count(*) AS n FROM applicant_history"))[0]["n"] == 200
    ada, headers = await agency.person(), {"Idempotency-Key": "k"}
    first, second = await add(ada, headers=headers), await add(ada, headers=headers)
    assert (first, first[0]["outcome"]) == (second, "added")
    assert await no_drift(engine)


async def test_a_move_is_written_told_and_audited(move, mine, api, *, sql, engine):
    sent = await move(mine, "sent_to_manager", note="for Monday", headers={"If-Match": '"1"'})
    assert (sent.status_code, sent.headers["etag"]) == (200, '"2"')
    shown = sent.json()
    assert (shown["changed"], shown["told"]) == (True, "Moved from Sourced to Sent To Manager.")
    assert shown["sent_to_manager_at"] == shown["stage_since"] > shown["added_at"]
    assert {**shown, "changed": 0, "told": 0} == {**(await api.get(mine)).json(), "changed": 0, "told": 0}
    back = (await move(mine, "contacted")).json()
    again = (await move(mine, "sent_to_manager")).json()
    assert again["sent_to_manager_at"] == back["sent_to_manager_at"] == shown["sent_to_manager_at"]
    hired = (await move(mine, "hired")).json()
    assert (hired["stage"], hired["version"]) == ("Hired", 5)
    history = (await api.get(f"{mine}/history", params={"limit": 2})).json()
    rest = (await api.get(f"{mine}/history", params={"after": history["next"]})).json()
    told = [(one["from_kind"], one["to_kind"]) for one in history["items"] + rest["items"]]
    assert told[0] == ("sent_to_manager", "hired")
    assert (len(told), told[-1], rest["items"][1]["note"]) == (5, (None, "sourced"), "for Monday")
    events = [one["event"] for one in await sql("SELECT event FROM outbox ORDER BY id")]
    assert events == ["applicant_added", *["applicant_moved"] * 4, "applicant_hired"]
    (first, *_) = await sql("SELECT before, after FROM audit_log WHERE thing = 'applicant' ORDER BY id")
    assert (first["before"]["stage_kind"], first["after"]["stage_kind"]) == ("sourced", "sent_to_manager")
    assert await no_drift(engine)


async def test_what_is_no_move(move, mine, api, agency, sql):
    same = await move(mine, "sourced", note="x")
    assert (same.status_code, same.json()["changed"], same.json()["version"]) == (200, False, 1)
    assert same.json()["told"] == "The applicant stands in Sourced already: nothing was changed."
    late = await move(mine, "contacted", headers={"If-Match": '"7"'})
    assert (late.status_code, late.json()["current"]["version"]) == (412, 1)
    for wrong in ({}, {"stage_id": None}, {"note": "x"}, {"reject_reason": "x"}, {"stage_id": str(new_id())}):
        assert (await api.patch(mine, json=wrong)).status_code == 422, wrong
    assert (await api.patch(mine, json={"round_id": str(new_id())})).status_code == 422
    own = agency.stages
    await agency.open_job()
    assert (await move(mine, "contacted")).status_code == 422
    agency.stages = own
    assert (await move(f"/api/applicants/{new_id()}", "contacted")).status_code == 404
    assert len(await sql(HISTORY)) == 1


async def test_a_rejection_has_a_reason_and_nothing_else_has(move, mine, api, sql):
    bare = await move(mine, "rejected")
    assert (bare.status_code, "needs a reason" in bare.json()["detail"]) == (422, True)
    assert (await move(mine, "offer", reject_reason="x")).status_code == 422
    assert (await move(mine, "rejected", reject_reason=" too dear ")).json()["reject_reason"] == "too dear"
    better = await api.patch(mine, json={"reject_reason": "too far away"})
    assert (better.json()["reject_reason"], better.json()["version"]) == ("too far away", 3)
    assert (await move(mine, "contacted")).json()["reject_reason"] is None
    assert [one["event"] for one in await sql("SELECT event FROM outbox WHERE event = 'applicant_rejected'")] == [
        "applicant_rejected"
    ]


async def test_an_interview_round_of_the_jobs_company(mine, api, sql):
    (row,) = await sql(
        "INSERT INTO interview_rounds (id, company_id, name, position)"
        " SELECT gen_random_uuid(), company_id, 'First', 1 FROM jobs RETURNING id"
    )
    given = await api.patch(mine, json={"round_id": str(row["id"])})
    assert (given.json()["round_id"], given.json()["version"]) == (str(row["id"]), 2)
    assert (await api.patch(mine, json={"round_id": str(row["id"])})).json()["changed"] is False
    assert (await api.patch(mine, json={"round_id": None})).json()["round_id"] is None


async def test_a_clients_manager(move, mine, api, *, person, agency, sql):
    (job,) = await sql("SELECT company_id FROM jobs")
    own = await person("manager", company_id=job["company_id"])
    other = await person("manager", company_id=await agency.company("Other"))
    assert [(await api.get(mine, headers=one)).status_code for one in (own, other)] == [404, 404]
    await move(mine, "contacted", note="the agency's own")
    await move(mine, "sent_to_manager", note="not for them")
    await sql("UPDATE applicants SET last_mail_at = now(), replied_at = now(), protected_until = '2030-01-01'")
    assert [(await api.get(mine, headers=one)).status_code for one in (own, other)] == [200, 404]
    seen = (await api.get(mine, headers=own)).json()
    assert [seen[name] for name in ("email", "last_mail_at", "replied_at", "protected_until")] == [None] * 4
    told = (await api.get(f"{mine}/history", headers=own)).json()["items"]
    assert [(one["from_stage"], one["to_kind"], one["note"]) for one in told] == [(None, "sent_to_manager", None)]
    assert (await move(mine, "interview", headers=other)).status_code == 404
    invited = await move(mine, "interview", headers=own, note="Friday")
    assert (invited.status_code, invited.json()["email"]) == (200, (await api.get(mine)).json()["email"])
    for kind in ("hired", "contacted"):
        refused = await move(mine, kind, headers=own)
        assert (refused.status_code, "Ask the agency" in refused.json()["detail"]) == (403, True)
    assert (await move(mine, "rejected", headers=own, reject_reason="no")).status_code == 200
    assert (await api.get(f"{mine}/history", headers=own)).json()["items"][1]["note"] == "Friday"
    bulk = {"filter": {}, "to_stage_id": str(agency.stages["interview"])}
    assert (await api.post(f"/api/jobs/{agency.job}/applicants/move", json=bulk, headers=own)).status_code == 403


async def test_a_move_takes_few_statements(move, mine, app):
    sent = []
    engine = app.state.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note := lambda *given: sent.append(given[2]))
    counts = {}
    for kind, more in (("contacted", {}), ("rejected", {"reject_reason": "no"})):
        sent.clear()
        assert (await move(mine, kind, **more)).status_code == 200
        first = next(place for place, one in enumerate(sent) if "job_stages" in one)
        counts[kind] = len(sent) - first
    event.remove(engine, "before_cursor_execute", note)
    assert counts == {"contacted": 5, "rejected": 6}


async def test_two_hands_on_one_applicant(move, mine, engine, sql):
    """Of moves at once that all saw the same version one is made, and the others are told how it stands now."""
    kinds = ("contacted", "qualified", "interview", "offer", "hired")
    answers = await asyncio.gather(*(move(mine, kind, headers={"If-Match": '"1"'}) for kind in kinds))
    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412, 412]
    await asyncio.gather(*(move(mine, kind) for kind in kinds * 3))
    told = await sql(HISTORY)
    assert all(before["to_kind"] == after["from_kind"] for before, after in pairwise(told))
    assert await no_drift(engine)
