"""Whose people must not be approached: rules on clients' contracts, and which of them hold today."""

from datetime import UTC, date, datetime, timedelta

import asyncpg
import pytest
from sqlalchemy import select

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading
from jobcenter.offlimits.loading import load_off_limits_rules
from jobcenter.offlimits.queries import off_limits_now

TODAY = datetime.now(UTC).date()


def day(days):
    """A day so many days from today, as text."""
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def company(api):
    """Makes a company; gives its id."""

    async def company(name):
        return (await api.post("/api/companies", json={"name": name})).json()["id"]

    return company


@pytest.fixture
def contract(api):
    """Makes a client's contract from `first` to `last`, in days from today; gives its id."""

    async def contract(client, first=-10, last=None):
        given = {"title": "Frame", "starts_on": day(first), "ends_on": None if last is None else day(last)}
        return (await api.post(f"/api/companies/{client}/contracts", json=given)).json()["id"]

    return contract


@pytest.fixture
def rule(api):
    """Makes a rule from `first` to `last`, in days from today; gives it as it is shown."""

    async def rule(client, contract, company, first=-5, last=None, *, reason="a client's"):
        given = {"contract_id": contract, "company_id": company, "reason": reason, "starts_on": day(first)}
        if last is not None:
            given["ends_on"] = day(last)
        answer = await api.post(f"/api/companies/{client}/off-limits", json=given)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return rule


@pytest.fixture
def now_off_limits(engine):
    """Companies that are off limits today: id → (reason, last day)."""

    async def now_off_limits():
        async with reading(engine) as session:
            rows = (await session.execute(select(off_limits_now()))).all()
        found = {str(row.company_id): (row.reason, row.ends_on) for row in rows}
        assert len(found) == len(rows)
        return found

    return now_off_limits


async def test_a_rule_holds_from_its_first_day_to_its_last_and_not_before_its_contract(
    api, company, contract, rule, now_off_limits
):
    client = await company("Client")
    open_, ending, over = await contract(client), await contract(client, last=3), await contract(client, last=-1)
    later = await contract(client, first=1)
    cases = [
        (open_, 0, 0, True, TODAY),
        (open_, 1, None, False, None),
        (open_, -5, -1, False, TODAY - timedelta(days=1)),
        (open_, -5, None, True, None),
        (ending, -5, None, True, TODAY + timedelta(days=3)),
        (ending, -5, 30, True, TODAY + timedelta(days=30)),
        (over, -5, None, False, TODAY - timedelta(days=1)),
        (over, -5, 30, True, TODAY + timedelta(days=30)),
        (later, -5, None, False, None),
    ]
    wanted = {}
    for number, (its_contract, first, last, holds, until) in enumerate(cases):
        other = await company(f"Other {number}")
        shown = await rule(client, its_contract, other, first, last)
        assert shown["in_force"] is holds, cases[number]
        assert shown["in_force_until"] == (until and until.isoformat()), cases[number]
        if holds:
            wanted[other] = ("a client's", until)
    assert await now_off_limits() == wanted
    listed = (await api.get(f"/api/companies/{client}/off-limits")).json()["items"]
    assert [one["in_force"] for one in listed] == [case[3] for case in cases]
    assert {(one["client_id"], one["contract_title"]) for one in listed} == {(client, "Frame")}


async def test_of_several_rules_the_one_that_lasts_longest_is_told(company, contract, rule, now_off_limits):
    client, other, third = await company("Client"), await company("Other"), await company("Third")
    frame = await contract(client)
    for last, reason in ((5, "short"), (9, "long"), (7, "middle")):
        await rule(client, frame, other, last=last, reason=reason)
        await rule(client, frame, third, last=last, reason=reason)
    await rule(client, frame, third, reason="endless")
    assert await now_off_limits() == {other: ("long", TODAY + timedelta(days=9)), third: ("endless", None)}


async def test_a_rule_is_made_changed_and_deleted(api, company, contract, sql):
    client = await company("Client")
    frame = await contract(client)
    wanted = {"contract_id": frame, "company_id": client, "reason": "our client"}
    headers = {"Idempotency-Key": "k"}
    made = [await api.post(f"/api/companies/{client}/off-limits", json=wanted, headers=headers) for _ in range(2)]
    assert (made[0].status_code, made[0].headers["etag"], made[1].json()) == (201, '"1"', made[0].json())
    assert (made[0].json()["starts_on"], made[0].json()["company_name"]) == (TODAY.isoformat(), "Client")
    address = f"/api/off-limits/{made[0].json()['id']}"
    changed = await api.patch(address, json={"ends_on": day(3)}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["in_force_until"]) == (200, day(3))
    late = await api.patch(address, json={"reason": "late"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    assert (await api.patch(address, json={"starts_on": day(4)})).status_code == 422
    assert [(await api.delete(address)).status_code, (await api.delete(address)).status_code] == [204, 404]
    entries = await sql("SELECT action, before, after FROM audit_log WHERE thing = 'off-limits rule' ORDER BY id")
    assert [one["action"] for one in entries] == ["create", "change", "delete"]
    assert (entries[1]["before"], entries[1]["after"]) == ({"ends_on": None}, {"ends_on": day(3)})


async def test_a_rule_stands_on_its_own_clients_contract(api, company, contract):
    client, other = await company("Client"), await company("Other")
    frame, foreign = await contract(client), await contract(other)
    address = f"/api/companies/{client}/off-limits"
    for body, words in (
        ({"contract_id": foreign, "company_id": other}, "this client has no contract"),
        ({"contract_id": frame, "company_id": str(new_id())}, "there is no company"),
        ({"contract_id": frame, "company_id": other, "ends_on": day(-1)}, "before it starts"),
    ):
        answer = await api.post(address, json={"reason": "so it is", **body})
        assert (answer.status_code, words in answer.json()["detail"]) == (422, True), answer.text
    nowhere = f"/api/companies/{new_id()}/off-limits"
    wanted = {"contract_id": frame, "company_id": other, "reason": "so it is"}
    assert [(await api.get(nowhere)).status_code, (await api.post(nowhere, json=wanted)).status_code] == [404, 404]


async def test_rules_are_read_by_the_agencys_people_and_written_by_admins(api, company, make_key):
    client = await company("Client")
    address = f"/api/companies/{client}/off-limits"
    recruiter, program = (
        await make_key(role="recruiter"),
        await make_key(scopes=("recruiting:read", "recruiting:write")),
    )
    assert (await api.get(address, headers=recruiter)).status_code == 200
    assert (await api.post(address, json={}, headers=recruiter)).status_code == 403
    assert (await api.get(address, headers=program)).status_code == 403


async def test_loaded_rules_hold_as_those_that_were_made(database_url, company, contract, now_off_limits):
    client = await company("Client")
    frame = await contract(client)
    connection = await asyncpg.connect(database_url)
    row = (new_id(), frame, client, "our client", date(2026, 1, 1), None, "test", datetime(2026, 1, 1, tzinfo=UTC))
    await load_off_limits_rules(connection, [row])
    await connection.close()
    assert await now_off_limits() == {client: ("our client", None)}


async def test_who_is_off_limits_now_stands_in_one_list_over_all_clients(api, company, contract, rule):
    client, other, poached = await company("Client"), await company("Other"), await company("Poached")
    holds = await rule(client, await contract(client), poached, reason="theirs")
    over = await rule(other, await contract(other), poached, first=-9, last=-1)

    async def found(**asked):
        answer = await api.get("/api/off-limits", params=asked)
        return [(one["id"], one["client_name"], one["company_name"]) for one in answer.json()["items"]]

    first, second = (holds["id"], "Client", "Poached"), (over["id"], "Other", "Poached")
    assert await found() == [first, second]
    assert await found(in_force=True) == [first]
    assert await found(in_force=False) == [second]
    assert await found(company_id=client) == []
    assert await found(company_id=poached, in_force=True) == [first]
