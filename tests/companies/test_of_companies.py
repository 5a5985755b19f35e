"""What belongs to a company: contacts, interview rounds in their order, contracts."""

import asyncio

import pytest

from jobcenter.kit.clock import new_id


@pytest.fixture
async def acme(make):
    """The address of a company."""
    return f"/api/companies/{(await make('Acme'))['id']}"


async def test_contacts_are_made_changed_and_deleted(api, acme, make, sql):
    made = await api.post(f"{acme}/contacts", json={"name": "Cy", "email": " cy@acme.example ", "phone": ""})
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert (made.json()["email"], made.json()["phone"]) == ("cy@acme.example", None)
    address = f"{acme}/contacts/{made.json()['id']}"
    changed = await api.patch(address, json={"email": None, "title": "CTO"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["email"], changed.json()["title"]) == (200, None, "CTO")
    late = await api.patch(address, json={"title": "CEO"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    assert (await api.get(f"{acme}/contacts")).json() == {"items": [changed.json()], "next": None}
    other = f"/api/companies/{(await make('Other'))['id']}/contacts/{made.json()['id']}"
    assert [(await api.patch(other, json={})).status_code, (await api.delete(other)).status_code] == [404, 404]
    assert (await api.post(f"{acme}/contacts", json={"name": "Di", "email": "nobody"})).status_code == 422
    assert [(await api.delete(address)).status_code, (await api.delete(address)).status_code] == [204, 404]
    entries = await sql("SELECT action, before FROM audit_log WHERE thing = 'contact' ORDER BY id")
    assert [one["action"] for one in entries] == ["create", "change", "delete"]
    assert entries[2]["before"]["title"] == "CTO"


async def test_one_key_makes_one_contact_of_one_company(api, acme, make):
    other = f"/api/companies/{(await make('Other'))['id']}"
    first, again, foreign = [
        await api.post(f"{one}/contacts", json={"name": "Cy"}, headers={"Idempotency-Key": "k"})
        for one in (acme, acme, other)
    ]
    assert again.json() == first.json()
    assert (foreign.status_code, "another request" in foreign.json()["detail"]) == (422, True)
    assert (await api.get(f"{other}/contacts")).json()["items"] == []


async def test_what_belongs_to_no_company_is_not_there(api):
    nowhere = f"/api/companies/{new_id()}"
    wanted = {"contacts": {"name": "Cy"}, "contracts": {"title": "Frame", "starts_on": "2030-01-01"}}
    for name, body in wanted.items():
        assert (await api.get(f"{nowhere}/{name}")).status_code == 404
        assert (await api.post(f"{nowhere}/{name}", json=body)).status_code == 404
    assert (await api.put(f"{nowhere}/rounds", json={"rounds": []})).status_code == 404


@pytest.fixture
def put(api, acme):
    """Puts the interview rounds; gives the answer."""

    async def put(*rounds):
        return await api.put(f"{acme}/rounds", json={"rounds": list(rounds)})

    return put


async def test_rounds_keep_their_ids_through_new_names_and_another_order(api, acme, put, sql):
    first = (await put({"name": "Call"}, {"name": "Visit"}, {"name": "Talk"})).json()["rounds"]
    call, visit, talk = (one["id"] for one in first)
    assert [one["position"] for one in first] == [0, 1, 2]
    swapped = await put({"id": talk, "name": "Call"}, {"name": "Test"}, {"id": call, "name": "Talk"})
    assert swapped.status_code == 200, swapped.text
    rounds = (await api.get(f"{acme}/rounds")).json()["rounds"]
    assert rounds == swapped.json()["rounds"]
    assert [(one["name"], one["id"]) for one in rounds if one["name"] != "Test"] == [("Call", talk), ("Talk", call)]
    assert visit not in [one["id"] for one in rounds]
    same = await put(*({"id": one["id"], "name": one["name"]} for one in rounds))
    assert same.json()["rounds"] == rounds
    entries = await sql("SELECT before, after FROM audit_log WHERE thing = 'interview rounds' ORDER BY id")
    assert [one["after"]["rounds"] for one in entries] == [["Call", "Visit", "Talk"], ["Call", "Test", "Talk"]]
    twice = await put({"name": "Call"}, {"name": "CALL"})
    assert (twice.status_code, "two rounds named" in twice.json()["detail"]) == (422, True)
    assert (await put({"id": str(new_id()), "name": "Call"})).status_code == 404


async def test_a_round_in_use_does_not_go(acme, put, sql):
    (round_,) = (await put({"name": "Call"})).json()["rounds"]
    company_id = acme.rpartition("/")[2]
    await sql(
        """
        WITH a AS (INSERT INTO candidates (id, name, name_key) VALUES (gen_random_uuid(), 'Ada', 'ada') RETURNING id),
        j AS (
            INSERT INTO jobs (id, company_id, title) VALUES (gen_random_uuid(), CAST(:company AS uuid), 'Welder')
            RETURNING id
        ),
        s AS (
            INSERT INTO job_stages (id, job_id, name, kind, position)
            SELECT gen_random_uuid(), id, 'Found', 'sourced', 0 FROM j RETURNING id, job_id
        ) INSERT INTO applicants
            (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words, round_id)
        SELECT gen_random_uuid(), s.job_id, a.id, s.id, 'sourced', 0, 'ada', 'ada', CAST(:round AS uuid) FROM a, s
        """,
        company=company_id,
        round=round_["id"],
    )
    answer = await put({"name": "Visit"})
    assert answer.status_code == 409
    assert "'Call' cannot go: 1 applicants or interviews" in answer.json()["detail"]
    assert (await put({"id": round_["id"], "name": "Phone"})).status_code == 200


async def test_rounds_put_by_two_at_once_are_those_of_one(api, acme, put):
    wanted = [[{"name": f"{name} {number}"} for number in range(3)] for name in ("A", "B", "C")]
    answers = await asyncio.gather(*(put(*rounds) for rounds in wanted))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    left = (await api.get(f"{acme}/rounds")).json()
    assert left in [answer.json() for answer in answers]


async def test_contracts_are_made_with_clients_and_end_after_they_start(api, acme, sql):
    wanted = {"title": "Frame", "starts_on": "2030-01-01", "ends_on": "2030-12-31", "fee_percent": 22.5}
    headers = {"Idempotency-Key": "k"}
    made = await api.post(f"{acme}/contracts", json=wanted, headers=headers)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert (await api.post(f"{acme}/contracts", json=wanted, headers=headers)).json() == made.json()
    assert (made.json()["fee_percent"], made.json()["guarantee_days"]) == ("22.50", 90)
    assert (await api.get(acme)).json()["is_client"] is True
    address = f"{acme}/contracts/{made.json()['id']}"
    changed = await api.patch(address, json={"ends_on": None, "guarantee_days": 30}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["ends_on"], changed.json()["guarantee_days"]) == (200, None, 30)
    late = await api.patch(address, json={"title": "Late"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    before = [
        await api.post(f"{acme}/contracts", json=wanted | {"ends_on": "2029-12-31"}),
        await api.patch(address, json={"ends_on": "2029-12-31"}),
    ]
    assert [(one.status_code, "before it starts" in one.json()["detail"]) for one in before] == [(422, True)] * 2
    for wrong in ({"fee_percent": 101}, {"fee_percent": 1.234}, {"starts_on": 20300101}, {"starts_on": "2030-1-1"}):
        assert (await api.post(f"{acme}/contracts", json=wanted | wrong)).status_code == 422, wrong
    assert (await api.get(f"{acme}/contracts")).json() == {"items": [changed.json()], "next": None}
    entries = await sql("SELECT thing, action, after FROM audit_log WHERE thing IN ('contract', 'company') ORDER BY id")
    assert [(one["thing"], one["action"]) for one in entries] == [
        *(("company", "create"), ("contract", "create"), ("company", "change"), ("contract", "change"))
    ]
    assert entries[1]["after"]["fee_percent"] == "22.5"


async def test_a_recruiter_reads_contracts_and_does_not_write_them(api, acme, make_key):
    recruiter = await make_key(role="recruiter")
    wanted = {"title": "Frame", "starts_on": "2030-01-01"}
    assert (await api.get(f"{acme}/contracts", headers=recruiter)).status_code == 200
    assert (await api.post(f"{acme}/contracts", json=wanted, headers=recruiter)).status_code == 403
