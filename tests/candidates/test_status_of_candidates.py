"""The computed status: which holds before which, and as many statements for a thousand people as for ten."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from jobcenter.candidates.rules import StatusFacts, standing_of
from jobcenter.kit.clock import new_id

CANDIDATES = "/api/candidates"
TODAY = date(2030, 1, 31)
ALL = {"is_off_limits": True, "off_limits_reason": "r", "protected_until": TODAY + timedelta(1), "open_jobs": 2}


def test_which_holds_before_which():
    def kinds(**facts):
        return [one.kind for one in standing_of(StatusFacts(**facts), TODAY)]

    weightiest_first = {"is_off_limits": "off_limits", "protected_until": "placed", "open_jobs": "active"}
    facts, left = dict(ALL), list(weightiest_first.values())
    for fact in weightiest_first:
        assert kinds(**facts) == left
        del facts[fact], left[0]
    assert kinds() == kinds(protected_until=TODAY) == ["available"]


@pytest.fixture
def forbid(sql):
    """A rule in force for a company's people."""

    async def forbid(company_id, client, reason, ends_on):
        contract = new_id()
        await sql(
            "INSERT INTO contracts (id, company_id, title, starts_on) VALUES (:id, :client, 'c', '2020-01-01')",
            id=contract,
            client=client.id,
        )
        await sql(
            "INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, ends_on, made_by)"
            " VALUES (gen_random_uuid(), :contract, :company, :reason, '2020-01-01', :ends_on, 'test')",
            contract=contract,
            company=company_id,
            reason=reason,
            ends_on=ends_on,
        )

    return forbid


async def test_a_status_is_shown_with_its_reason(api, add, client, apply, move, *, sql, forbid, make_key):
    ada = await add(employer="Birch")
    address = f"{CANDIDATES}/{ada['id']}"

    async def status(headers=None):
        shown = (await api.get(address, headers=headers)).json()["status"]
        assert (await api.get(CANDIDATES, headers=headers)).json()["items"][0]["status"] == shown
        return tuple(shown.values())

    acme, held = await client(), await client("Held", status="on_hold")
    await apply(ada["id"], held, "interview")
    applicant = await apply(ada["id"], acme, "sourced")
    assert await status() == ("active", "In the pipeline of 1 open job.", None)
    for kind in ("hired", "rejected"):
        await move(applicant, kind)
        assert await status() == ("available", None, None)
    today = datetime.now(UTC).date()
    await sql(
        "INSERT INTO placements (id, applicant_id, candidate_id, start_date, guarantee_days)"
        " VALUES (gen_random_uuid(), :applicant, :id, :today, 30)",
        applicant=applicant,
        id=ada["id"],
        today=today,
    )
    assert await status() == ("placed", "Placed by us, and within the guarantee.", str(today + timedelta(30)))
    ends = today + timedelta(9)
    await forbid(ada["employer_id"], acme, "They are our client.", ends)
    assert await status() == ("off_limits", "They are our client.", str(ends))
    await apply(ada["id"], await client("Third"), "sourced")
    kinds = [one["kind"] for one in (await api.get(address)).json()["standing"]]
    assert kinds == ["off_limits", "placed", "active"]
    program = await make_key(scopes=("recruiting:read",))
    assert await status(program) == ("off_limits", "Not to be approached.", None)


FILL = """
    WITH people AS (
        INSERT INTO candidates (id, name, name_key, employer_id)
        SELECT gen_random_uuid(), 'Ada', 'ada', :company FROM generate_series(1, CAST(:count AS integer)) RETURNING id
    ), tags AS (INSERT INTO candidate_tags SELECT id, 'java' FROM people)
    INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words,
        sent_to_manager_at) SELECT gen_random_uuid(), :job, id, :stage, 'interview', 1, '', '', now() FROM people
"""


async def test_a_page_makes_as_many_statements_at_a_thousand_people_as_at_ten(api, app, client, person, sql):
    acme, stage = await client(), new_id()
    mona = await person("mona@example.com", "manager", acme)
    await sql(
        "INSERT INTO job_stages (id, job_id, name, kind, position) VALUES (:id, :job, 's', 'interview', 1)",
        id=stage,
        job=acme.job_id,
    )
    await api.get(CANDIDATES)  # the first use of a key is noted, which is a statement more
    sent = []
    event.listen(app.state.engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    counts = []
    for count, expected in ((10, 10), (990, 200)):
        await sql(FILL, company=acme.id, job=acme.job_id, stage=stage, count=count)
        asked = ({}, None), ({"q": "ad", "tag": "java", "employer_id": str(acme.id)}, None), ({}, mona)
        for params, headers in asked:
            sent.clear()
            page = (await api.get(CANDIDATES, params={"limit": 200, **params}, headers=headers)).json()
            assert len(page["items"]) == expected
            counts.append(len(sent))
    assert counts[:3] == counts[3:]
    assert 0 < max(counts) <= 6
