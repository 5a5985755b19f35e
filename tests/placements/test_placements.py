"""Placements: put down, changed by two people, who sees which fee, and the guarantee in every pipeline."""

import asyncio
from datetime import date

import asyncpg
import pytest
from tests.interviews.pipelines import NOWHERE, pages

from jobcenter.kit.clock import new_id, now
from jobcenter.placements.loading import load_placements

WANTED = {"start_date": "2026-03-01", "guarantee_days": 100, "fee": 12000.5, "currency": "EUR"}
FEE = ("12000.50", "EUR")


@pytest.fixture
async def applicant(agency):
    return await agency.applicant(agency.acme, "offer")


@pytest.fixture
def put(api):
    async def put(applicant, headers=None, **given):
        answer = await api.post(f"/api/applicants/{applicant}/placement", json=WANTED | given, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return put


def fee(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["fee"], answer.json()["currency"]


async def test_a_placement_protects_its_person_in_every_pipeline(api, agency, applicant, put, who):
    (row,) = await agency.run("SELECT candidate_id FROM applicants WHERE id = :id", id=applicant)
    elsewhere = await agency.applicant(agency.rival, "sourced", candidate=row["candidate_id"])
    made = await put(applicant, who.headers["ada"])
    assert (made["protected_until"], made["fee"], made["placed_by"]) == ("2026-06-09", "12000.50", str(who.ada))
    for one in (applicant, elsewhere):
        assert (await agency.kept(one))["protected_until"] == date(2026, 6, 9)
    shown = await api.get(f"/api/applicants/{applicant}/placement")
    assert (shown.json(), shown.headers["etag"]) == (made, '"1"')
    address = f"/api/placements/{made['id']}"
    changed = await api.patch(address, json={"start_date": "2026-04-01"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    late = await api.patch(address, json={"guarantee_days": 1}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    for one in (applicant, elsewhere):
        assert (await agency.kept(one))["protected_until"] == date(2026, 7, 10)
    assert [(one["action"], one["before"]) for one in await agency.audited("placement")] == [
        ("create", None),
        ("change", {"start_date": "2026-03-01"}),
    ]


async def test_only_who_has_an_offer_is_placed_and_only_once(api, agency, applicant, put):
    early = await agency.applicant(agency.acme, "interview")
    answer = await api.post(f"/api/applicants/{early}/placement", json=WANTED)
    assert (answer.status_code, f"PATCH /api/applicants/{early}" in answer.json()["detail"]) == (409, True)
    await agency.move(early, agency.acme, "hired")
    await put(early)
    made = await put(applicant)
    twice = await api.post(f"/api/applicants/{applicant}/placement", json=WANTED)
    assert (twice.status_code, f"PATCH /api/placements/{made['id']}" in twice.json()["detail"]) == (409, True)
    assert (await api.post(f"/api/applicants/{NOWHERE}/placement", json=WANTED)).status_code == 404


async def test_placements_of_one_person_at_once(api, agency):
    person = await agency.person()
    both = [await agency.applicant(client, "hired", candidate=person) for client in (agency.acme, agency.rival)]
    asked = [
        api.post(f"/api/applicants/{one}/placement", json=WANTED | {"guarantee_days": days})
        for days, one in enumerate(both * 3)
    ]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409, 409, 409]
    last = max(answer.json()["protected_until"] for answer in answers if answer.status_code == 201)
    for one in both:
        assert (await agency.kept(one))["protected_until"] == date.fromisoformat(last)


async def test_many_placements_are_loaded_at_once(agency, database_url):
    hired = [await agency.applicant(agency.acme, "hired") for _ in range(3)]
    rows = await agency.run("SELECT id, candidate_id FROM applicants")
    connection = await asyncpg.connect(database_url)
    try:
        await load_placements(
            connection,
            [(new_id(), *row.values(), date(2026, 3, 1), 31, 5, "EUR", None, now(), now()) for row in rows],
        )
    finally:
        await connection.close()
    loaded = await agency.run("SELECT applicant_id, protected_until FROM placements")
    assert {row["applicant_id"]: row["protected_until"] for row in loaded} == dict.fromkeys(hired, date(2026, 4, 1))


async def test_the_guarantee_is_that_of_the_contract_in_force(agency, put):
    for start, end, days in (("2025-01-01", "2025-12-31", 30), ("2026-01-01", None, 60), ("2027-01-01", None, 70)):
        await agency.run(
            "INSERT INTO contracts (id, company_id, title, starts_on, ends_on, guarantee_days) VALUES"
            " (gen_random_uuid(), :company, 'c', CAST(CAST(:start AS text) AS date), CAST(CAST(:end AS text) AS date),"
            " :days)",
            company=agency.acme.id,
            start=start,
            end=end,
            days=days,
        )
    for day, days in (("2025-12-31", 30), ("2026-05-05", 60), ("2027-01-01", 70), ("2024-01-01", 90)):
        made = await put(await agency.applicant(agency.acme, "hired"), start_date=day, guarantee_days=None)
        assert made["guarantee_days"] == days, day
    assert (await put(await agency.applicant(agency.rival, "hired"), guarantee_days=0))["guarantee_days"] == 0


async def test_fees_are_seen_and_changed_by_whom_they_are_meant_for(api, agency, applicant, put, who):
    made = await put(applicant, who.headers["ada"])
    place, address = f"/api/applicants/{applicant}/placement", f"/api/placements/{made['id']}"
    readers = {"root": FEE, "ada": FEE, "bob": (None, None), "recruiting:read": (None, None), "manager": (None, None)}
    for name, seen in readers.items():
        assert fee(await api.get(place, headers=who.headers[name])) == seen, name
        (listed,) = await pages(api, "/api/placements", headers=who.headers[name])
        assert (listed["fee"], listed["currency"]) == seen, name
    for name in ("bob", "recruiting:write"):
        refused = await api.patch(address, json={"fee": "1", "currency": "EUR"}, headers=who.headers[name])
        assert refused.status_code == 403, name
        stale = await api.patch(
            address, json={"start_date": "2026-03-01"}, headers=who.headers[name] | {"If-Match": "7"}
        )
        assert (stale.status_code, stale.json()["current"]["fee"]) == (412, None), name
        assert fee(await api.patch(address, json={"guarantee_days": 50}, headers=who.headers[name])) == (None, None)
    assert (await api.patch(address, json={"fee": None}, headers=who.headers["ada"])).status_code == 422
    changed = await api.patch(address, json={"fee": "9000", "currency": "CHF"}, headers=who.headers["ada"])
    assert fee(changed) == ("9000.00", "CHF")
    other = await agency.applicant(agency.acme, "offer")
    named = WANTED | {"placed_by": str(who.ada)}
    assert (
        await api.post(f"/api/applicants/{other}/placement", json=named, headers=who.headers["bob"])
    ).status_code == 403
    assert (await put(other, placed_by=str(who.ada)))["placed_by"] == str(who.ada)
    nobody = await api.post(f"/api/applicants/{applicant}/placement", json=WANTED | {"placed_by": str(who.manager)})
    assert nobody.status_code in {409, 422}


async def test_a_manager_sees_the_start_of_own_placements_alone(api, agency, applicant, put, who):
    made = await put(applicant)
    foreign = await put(await agency.applicant(agency.rival, "offer"))
    unsent = await put(await agency.applicant(agency.acme, "offer", sent=False))
    manager = who.headers["manager"]
    (seen,) = await pages(api, "/api/placements", headers=manager)
    assert (seen["id"], seen["start_date"]) == (made["id"], "2026-03-01")
    hidden = ("guarantee_days", "protected_until", "fee", "currency", "placed_by")
    assert [seen[name] for name in hidden] == [None] * 5
    for other in (foreign, unsent):
        answer = await api.get(f"/api/applicants/{other['applicant_id']}/placement", headers=manager)
        assert answer.status_code == 404
    asked = await api.get("/api/placements", params={"ending_before": "2026-12-31"}, headers=manager)
    assert asked.status_code == 403


async def test_guarantees_that_end_soon_come_first(api, agency, put):
    made = {}
    for days in (30, 10, 20, 20, 40):
        placed = await put(await agency.applicant(agency.acme, "offer"), guarantee_days=days)
        made.setdefault(days, []).append(placed["id"])
    asked = {"ending_from": "2026-03-21", "ending_before": "2026-04-10"}
    found = await pages(api, "/api/placements", params=asked, limit=1)
    assert [one["id"] for one in found] == [*sorted(made[20]), *made[30]]
    whole = await pages(api, "/api/placements")
    assert [one["guarantee_days"] for one in whole] == [30, 10, 20, 20, 40]


async def test_what_is_no_placement_is_refused_in_words(api, agency, applicant):
    for said, given in {
        "a date such as 2030-01-31": {"start_date": "1.3.2026"},
        "in the years": {"start_date": "0026-03-01"},
        "fee and currency together": {"currency": None},
        "an amount of at most": {"fee": "12,000"},
        "two decimals": {"fee": 1.005},
        "body.fee": {"fee": True},
        "body.currency": {"currency": "eur"},
        "body.guarantee_days": {"guarantee_days": -1},
    }.items():
        answer = await api.post(f"/api/applicants/{applicant}/placement", json=WANTED | given)
        assert (answer.status_code, said in answer.json()["detail"]) == (422, True), (given, answer.text)
    assert await agency.run("SELECT 1 FROM placements") == []
