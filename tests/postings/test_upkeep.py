"""What older rules have read is read anew by a worker, from what is stored."""

import pytest
from sqlalchemy import text

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.postings.actions import store_page
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.tasks import read_anew
from jobcenter.postings.upkeep import READ_ANEW, ask_for_reading_anew
from jobcenter.work.runner import perform


@pytest.fixture
async def stored(engine):
    """Three postings of a run, read by the rules of now."""
    run = new_id()
    found = [
        FoundPosting(vendor_id=str(n), title="Baker", company="Harbour Bakery GmbH", places=("Berlin, Germany",))
        for n in range(3)
    ]
    async with writing(engine) as session:
        await session.execute(
            text(
                "INSERT INTO scrape_runs (id, run_id, trigger, site_name, target)"
                " VALUES (:id, 'manual_1', 'manual', 'lever', 'harbour')"
            ),
            {"id": run},
        )
        await store_page(session, site="lever", target="harbour", run=run, found=found)


async def value(engine, statement):
    async with engine.begin() as connection:
        return (await connection.execute(text(statement))).scalar_one()


@pytest.mark.usefixtures("stored")
async def test_nothing_is_asked_for_while_all_is_read(engine):
    async with writing(engine) as session:
        assert await ask_for_reading_anew(session) == 0


@pytest.mark.usefixtures("stored")
async def test_what_older_rules_have_read_is_read_anew(engine, settings):
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE postings SET normal_version = 0, employer = NULL, locations = '[]'"))
    async with writing(engine) as session:
        assert await ask_for_reading_anew(session) == 1
        assert await ask_for_reading_anew(session) == 0
    task = await value(engine, "SELECT id FROM tasks")
    assert await perform(engine, settings, {READ_ANEW: read_anew}, task, owner="test")
    told = "SELECT count(*) FROM postings WHERE employer = 'Harbour Bakery GmbH' AND locations->0->>'country' = 'DE'"
    assert await value(engine, told) == 3
    assert await value(engine, f"SELECT status FROM tasks WHERE kind = '{READ_ANEW}'") == "succeeded"
    assert await value(engine, "SELECT count(*) FROM tasks WHERE kind = 'match_openings'") == 1
