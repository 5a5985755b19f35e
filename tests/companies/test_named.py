"""The company that a name means is found or made, once, whoever asks at the same time; and loaded by COPY."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal

import asyncpg
import pytest

from jobcenter.companies.actions import companies_named, company_named
from jobcenter.companies.loading import (
    load_companies,
    load_contacts,
    load_contracts,
    load_domains,
    load_names,
    load_rounds,
)
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.kit.errors import InvalidError


@pytest.fixture
def named(engine):
    """Finds or makes the company of a name, in a transaction of its own; gives the id."""

    async def named(name, **given):
        async with writing(engine) as session:
            return str(await company_named(session, name, actor="test", **given))

    return named


async def test_a_company_is_found_under_any_name_or_by_its_domain(make, named, api):
    acme = await make("Acme GmbH", names=["Rocket Works"], domains=["acme.com"])
    assert {await named(name) for name in ("ACME", "acme inc.", "rocket-works", " Acme  GmbH ")} == {acme["id"]}
    assert await named("Something Else", domain="https://www.acme.com/about") == acme["id"]
    assert await named("Acme", domain="acme.example") == acme["id"]
    new = await named("New & Co. KG", domain="new.example")
    shown = (await api.get(f"/api/companies/{new}")).json()
    assert (shown["name"], shown["is_client"], shown["domains"]) == ("New & Co. KG", False, ["new.example"])


async def test_of_twins_the_oldest_is_meant_and_a_main_name_comes_first(make, named):
    await make("Other", names=["Acme"])
    first = await make("Acme", allow_twin=True)
    await make("Acme Inc", allow_twin=True)
    assert await named("acme") == first["id"]


async def test_a_company_is_made_once_when_many_name_it_at_once(named, sql):
    spellings = ("Acme", "ACME Inc.", "acme gmbh", "The Acme Company", "Acme")
    assert len(set(await asyncio.gather(*(named(name) for name in spellings)))) == 1
    assert await sql("SELECT count(*) AS n FROM companies") == [{"n": 1}]
    assert await sql("SELECT action, actor FROM audit_log") == [{"action": "create", "actor": "test"}]


async def test_many_names_cost_as_much_as_few_and_never_wait_in_a_ring(engine, sql):
    names = [f"Firm {number}" for number in range(300)]

    async def all_of(wanted):
        async with writing(engine) as session:
            return await companies_named(session, wanted, actor="test")

    forth, back = await asyncio.gather(all_of(names), all_of(names[::-1]))
    assert forth == back
    assert len(set(forth.values())) == 300
    assert await sql("SELECT count(*) AS n FROM companies") == [{"n": 300}]
    assert await all_of([]) == {}


async def test_what_is_no_name_is_refused(named):
    for name, given in ((" ", {}), ("x" * 301, {}), ("Acme", {"domain": "no domain"})):
        with pytest.raises(InvalidError):
            await named(name, **given)
    assert await named("???") == await named("???")


async def test_loaded_companies_are_as_if_they_had_been_made(database_url, api):
    acme, contract, made_at = new_id(), new_id(), datetime(2026, 1, 1, tzinfo=UTC)
    connection = await asyncpg.connect(database_url)
    async with connection.transaction():
        await load_companies(connection, [(acme, "The Acme GmbH", True, None, "Linz", None, made_at)])
        await load_names(connection, [(acme, "Rockets")])
        await load_domains(connection, [("acme.com", acme)])
        await load_contacts(connection, [(new_id(), acme, "Cy", None, None, None, None, made_at)])
        await load_rounds(connection, [(new_id(), acme, "Call", 0)])
        days = date(2026, 1, 1), date(2026, 12, 31)
        await load_contracts(connection, [(contract, acme, "Frame", *days, Decimal("20.5"), 90, None, made_at)])
    await connection.close()
    address = f"/api/companies/{acme}"
    shown = (await api.get(address)).json()
    assert (shown["name"], shown["names"], shown["domains"]) == ("The Acme GmbH", ["Rockets"], ["acme.com"])
    assert shown["created_at"] == shown["updated_at"] == "2026-01-01T00:00:00Z"
    assert [one["name"] for one in (await api.get("/api/companies?q=acme inc")).json()["items"]] == ["The Acme GmbH"]
    assert [one["name"] for one in (await api.get(f"{address}/rounds")).json()["rounds"]] == ["Call"]
    assert [one["name"] for one in (await api.get(f"{address}/contacts")).json()["items"]] == ["Cy"]
    assert [one["fee_percent"] for one in (await api.get(f"{address}/contracts")).json()["items"]] == ["20.50"]
