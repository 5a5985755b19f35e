"""Postings whose source says in words how long ago they were posted: dated once, and not anew by every pass."""

from datetime import UTC, datetime, timedelta

import pytest

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.postings import actions
from jobcenter.postings.found import FoundPosting

FIRST_PASS = datetime(2026, 8, 3, 9, 30, tzinfo=UTC)
NEW_RUN = (
    "INSERT INTO scrape_runs (id, run_id, trigger, site_name, target)"
    " VALUES (CAST(:id AS uuid), :id, 'manual', 'workday', 'kilns.wd1/Jobs')"
)


@pytest.fixture
def seen(engine, sql, monkeypatch):
    """A pass over a board so many days after the first; gives what it brought."""

    async def seen(*found, days, detailed=True):
        run = new_id()
        await sql(NEW_RUN, id=str(run))
        monkeypatch.setattr(actions, "now", lambda: FIRST_PASS + timedelta(days=days))
        async with writing(engine) as session:
            return await actions.store_page(
                session, site="workday", target="kilns.wd1/Jobs", run=run, found=found, detailed=detailed
            )

    return seen


@pytest.fixture
def dates(sql):
    """Gives the day on which each posting was posted, by its id."""

    async def dates():
        rows = await sql("SELECT vendor_id, posted_at FROM postings ORDER BY vendor_id")
        return {row["vendor_id"]: row["posted_at"] and row["posted_at"].date().isoformat() for row in rows}

    return dates


def said(vendor_id, words, **more):
    return FoundPosting(**({"vendor_id": vendor_id, "title": "Potter", "posted_words": words} | more))


@pytest.mark.parametrize("detailed", [True, False])
async def test_two_passes_a_day_apart_change_nothing(seen, dates, sql, detailed):
    first = ("Posted Today", "Posted 3 Days Ago", "Vor 5 Tagen", "Posted 30+ Days Ago")
    second = ("Posted Yesterday", "Posted 4 Days Ago", "Vor 6 Tagen", "Posted 30+ Days Ago")
    brought = await seen(*(said(f"v{n}", words) for n, words in enumerate(first)), days=0, detailed=detailed)
    assert brought.new == 4
    told = {"v0": "2026-08-03", "v1": "2026-07-31", "v2": "2026-07-29", "v3": None}
    assert await dates() == told
    brought = await seen(*(said(f"v{n}", words) for n, words in enumerate(second)), days=1, detailed=detailed)
    assert (brought.unchanged, brought.changed, brought.new) == (4, 0, 0)
    assert await dates() == told
    assert {row["news"] for row in await sql("SELECT news FROM posting_news")} == {"new"}


@pytest.mark.parametrize("detailed", [True, False])
async def test_a_posting_that_changed_keeps_the_day_of_its_first_sight(seen, dates, sql, detailed):
    await seen(said("v1", "Posted 3 Days Ago"), days=0, detailed=detailed)
    for days, words, title in ((20, "Posted 23 Days Ago", "Lead Potter"), (40, "Posted 30+ Days Ago", "Head Potter")):
        brought = await seen(said("v1", words, title=title), days=days, detailed=detailed)
        assert (brought.changed, await dates()) == (1, {"v1": "2026-07-31"})
    changes = await sql("SELECT changes FROM posting_news WHERE news = 'changed'")
    assert [set(row["changes"]) for row in changes] == [{"title"}, {"title"}]


async def test_a_date_stands_above_words(seen, dates):
    """Also the one that a posting's own page told after the list had only words."""
    await seen(said("v1", "Posted 3 Days Ago", posted_at=datetime(2026, 7, 1, tzinfo=UTC)), days=0)
    assert await dates() == {"v1": "2026-07-01"}
    await seen(said("v1", "Posted Today", title="Lead Potter"), days=5)
    assert await dates() == {"v1": "2026-07-01"}


async def test_what_no_words_told_at_first_is_told_by_later_ones(seen, dates):
    await seen(said("v1", "Posted 30+ Days Ago"), days=0)
    assert await dates() == {"v1": None}
    brought = await seen(said("v1", "Posted Yesterday", title="Lead Potter"), days=9)
    assert (brought.changed, await dates()) == (1, {"v1": "2026-08-11"})


async def test_a_search_by_age_finds_it(seen, api):
    await seen(said("v1", "Posted 3 Days Ago"), said("v2", "Posted 30+ Days Ago"), days=0)
    answer = await api.get("/api/postings", params={"posted_since": "2026-07-30T00:00Z"})
    assert [one["vendor_id"] for one in answer.json()["items"]] == ["v1"]
