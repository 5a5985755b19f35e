"""What is kept of a board is fresh after every write: at once by who wrote, and once more by the outbox."""

import uuid

import pytest
from prometheus_client import REGISTRY

from jobcenter.accounts.actions import create_user
from jobcenter.entrypoints.freshness import MAKING_OLD, once_more
from jobcenter.entrypoints.reactions import REACTIONS, with_more
from jobcenter.kit.db import writing
from jobcenter.work.outbox import relay

PASSWORD = "correct horse battery staple"


@pytest.fixture
async def pipeline(api):
    """A client's open job with three people in it; gives ids."""

    async def make(path, **body):
        answer = await api.post(path, json=body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    client = await make("/api/companies", name="Harbour Bakery", is_client=True)
    job = await make("/api/jobs", company_id=client["id"], title="Baker", status="open")
    people = [(await make("/api/candidates", name=f"Ada {n}", employer="Mill Lane Foods"))["id"] for n in range(3)]
    added = await make(f"/api/jobs/{job['id']}/applicants", candidate_ids=people)
    stages = (await api.get(f"/api/jobs/{job['id']}/stages")).json()["stages"]
    return {
        "client": client["id"],
        "job": job["id"],
        "applicants": [row["applicant_id"] for row in added["rows"]],
        "stages": {one["kind"]: one["id"] for one in stages},
        "employer": (await api.get(f"/api/candidates/{people[0]}")).json()["employer_id"],
    }


@pytest.fixture
def counted(api, pipeline):
    """Gives the summary's counts by kind of stage."""

    async def counted(**filters):
        answer = await api.get(f"/api/jobs/{pipeline['job']}/board/summary", params=filters)
        assert answer.status_code == 200, answer.text
        return {one["kind"]: one["count"] for one in answer.json()["stages"] if one["count"]}

    return counted


@pytest.fixture
def person(api, engine):
    """Signs somebody in; gives the headers to send along."""

    async def person(role, company_id=None):
        email = f"{role}@example.com"
        async with writing(engine) as session:
            await create_user(
                session, email=email, name="Mia", role=role, password=PASSWORD, company_id=company_id, actor="test"
            )
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return person


def hits():
    labels = {"kind": "board_summary", "outcome": "hit"}
    return REGISTRY.get_sample_value("jobcenter_cache_asked_total", labels) or 0


async def test_a_summary_is_read_once_and_anew_after_each_write(api, pipeline, counted):
    assert await counted() == {"sourced": 3}
    before = hits()
    assert await counted() == {"sourced": 3}
    assert hits() == before + 1
    moved = await api.patch(
        f"/api/applicants/{pipeline['applicants'][0]}", json={"stage_id": pipeline["stages"]["contacted"]}
    )
    assert moved.status_code == 200, moved.text
    assert await counted() == {"sourced": 2, "contacted": 1}


async def test_what_follows_from_other_tables_is_fresh_too(api, pipeline, counted):
    assert await counted(replied="true") == {}
    mails = f"/api/applicants/{pipeline['applicants'][0]}/mails"
    sent = await api.post(mails, json={"direction": "out", "subject": "Hello", "at": "2026-01-02T10:00:00Z"})
    assert sent.status_code == 201, sent.text
    answer = {"direction": "in", "subject": "Yes", "at": "2026-01-03T10:00:00Z", "parent_id": sent.json()["id"]}
    assert (await api.post(mails, json=answer)).status_code == 201
    assert await counted(replied="true") == {"sourced": 1}


async def test_a_rule_on_an_employer_is_fresh_at_once(api, pipeline, counted, person):
    assert await counted(off_limits="true") == {}
    contract = await api.post(
        f"/api/companies/{pipeline['client']}/contracts", json={"title": "2026", "starts_on": "2026-01-01"}
    )
    api.headers |= await person("admin")
    rule = {"contract_id": contract.json()["id"], "company_id": pipeline["employer"], "reason": "a partner"}
    made = await api.post(f"/api/companies/{pipeline['client']}/off-limits", json=rule)
    assert made.status_code == 201, made.text
    assert await counted(off_limits="true") == {"sourced": 3}


async def test_an_agency_and_its_client_are_not_answered_alike(api, pipeline, counted, person):
    assert await counted() == {"sourced": 3}
    headers = await person("manager", uuid.UUID(pipeline["client"]))
    answer = await api.get(f"/api/jobs/{pipeline['job']}/board/summary", headers=headers)
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


async def test_the_outbox_repeats_what_a_crash_left_undone(app, api, pipeline, counted, *, engine, monkeypatch):
    assert await counted() == {"sourced": 3}

    async def crashed(_session, _position):
        return None

    monkeypatch.setattr(app.state, "after_write", crashed)
    await api.patch(f"/api/applicants/{pipeline['applicants'][0]}", json={"stage_id": pipeline["stages"]["contacted"]})
    assert await counted() == {"sourced": 3}  # what nobody has told the cache
    await relay(engine, with_more(REACTIONS, once_more(app.state.cache)))
    assert await counted() == {"sourced": 2, "contacted": 1}


def test_every_event_that_makes_old_is_repeated(app):
    assert set(once_more(app.state.cache)) == set(MAKING_OLD)
