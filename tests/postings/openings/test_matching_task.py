"""Matching as the queue does it, on real rows: what runs brought together, what people split and joined."""

import pytest
from sqlalchemy import text

from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.postings.actions import close_unseen, store_page
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.openings import actions, queries

RUN = text(
    "INSERT INTO scrape_runs (id, run_id, trigger, site_name, target) VALUES (:id, :run_id, 'manual', :site, :target)"
)
TASKS = text("SELECT count(*) FROM tasks WHERE kind = 'match_openings'")
TEXT = (
    "<p>You bake bread for three shops by the harbour, plan the night's doughs with the head baker, and teach two "
    "apprentices.</p><p>You bring a finished apprenticeship, five years at an oven, and an eye for flour.</p>"
)


def baker(vendor_id="1001", **more):
    told = {
        "title": "Baker",
        "company": "Harbour Bakery",
        "places": ("Berlin, Germany",),
        "requisition": "R-1",
        "url": f"https://boards.greenhouse.io/harbour-bakery/jobs/{vendor_id}",
        "description_html": TEXT,
    }
    return FoundPosting(vendor_id=vendor_id, **(told | more))


COPY = baker(
    "af34",
    company="Harbour Bakery GmbH",
    requisition=None,
    url="https://boards.greenhouse.io/harbour-bakery/jobs/1001?utm_source=somewhere",
)


@pytest.fixture
def store(engine):
    """Stores postings of a board as a run does; gives the run's id."""

    async def store(*found, site="greenhouse", target="harbour-bakery", whole=False):
        run, began_at = new_id(), now()
        async with writing(engine) as session:
            await session.execute(RUN, {"id": run, "run_id": f"manual_{run.hex[:16]}", "site": site, "target": target})
            await store_page(session, site=site, target=target, run=run, found=found)
            if whole:
                await close_unseen(session, site=site, target=target, run=run, began_at=began_at)
        return run

    return store


@pytest.fixture
def match(engine):
    """Matches until nothing is left; gives the openings, each as the set of its vendor ids."""

    async def match():
        while True:
            async with writing(engine) as session:
                if not await actions.match_some(session):
                    break
        return await openings_now(engine)

    return match


async def openings_now(engine):
    async with reading(engine) as session:
        found = await queries.list_openings(session, live=None)
        whole = [await queries.opening_of(session, one["id"]) for one in found]
    return {one["id"]: one for one in whole}


def ids(openings):
    return sorted(sorted(member["vendor_id"] for member in one["members"]) for one in openings.values())


async def test_copies_become_one_opening_with_the_evidence(store, match):
    await store(baker(), baker("1002", requisition="R-2"))
    await store(COPY, site="lever", target="somewhere")
    openings = await match()
    assert ids(openings) == [["1001", "af34"], ["1002"]]
    (several,) = [one for one in openings.values() if one["postings_count"] > 1]
    assert (several["title"], several["employer"]) == ("Baker", "Harbour Bakery")
    assert [bool(member["evidence"]) for member in several["members"]] == [False, True]
    assert await match() == openings


async def test_an_opening_closes_with_its_last_posting_and_opens_again(store, match):
    await store(baker())
    await store(COPY, site="lever", target="somewhere")
    await match()
    await store(baker("2000", title="Miller", requisition="R-9"), whole=True)
    (opening,) = [one for one in (await match()).values() if one["postings_count"] > 1]
    assert opening["closed_at"] is None
    await store(baker("3000", title="Carpenter", requisition="R-8"), site="lever", target="somewhere", whole=True)
    (opening,) = [one for one in (await match()).values() if one["postings_count"] > 1]
    assert opening["closed_at"] is not None
    await store(baker())
    (opening,) = [one for one in (await match()).values() if one["postings_count"] > 1]
    assert opening["closed_at"] is None


async def test_a_split_holds_and_so_does_a_join(store, match, engine):
    await store(baker(), baker("1002", requisition="R-2"))
    await store(COPY, site="lever", target="somewhere")
    (opening,) = [one for one in (await match()).values() if one["postings_count"] > 1]
    copy = next(member for member in opening["members"] if member["vendor_id"] == "af34")
    async with writing(engine) as session:
        alone = await actions.split(session, opening["id"], [copy["posting_id"]], actor="user:ada@example.com")
    await store(baker(description_html="<p>Anew.</p>"))
    await store(COPY, site="lever", target="somewhere")
    assert ids(await match()) == [["1001"], ["1002"], ["af34"]]
    other = next(one for one in (await match()).values() if one["members"][0]["vendor_id"] == "1002")
    async with writing(engine) as session:
        kept = await actions.join(session, [alone, other["id"]], actor="user:ada@example.com")
    await store(baker("1002", requisition="R-2", title="Baker of Bread"))
    assert ids(await match()) == [["1001"], ["1002", "af34"]]
    assert kept == alone


async def test_what_cannot_be_split_or_joined_is_said(store, match, engine):
    await store(baker())
    (opening,) = (await match()).values()
    alone = opening["members"][0]["posting_id"]
    for given, error, words in (
        ((opening["id"], [alone]), InvalidError, "leave at least one"),
        ((opening["id"], [new_id()]), InvalidError, "of this opening"),
        ((new_id(), [alone]), NotFoundError, "no opening"),
    ):
        with pytest.raises(error, match=words):
            async with writing(engine) as session:
                await actions.split(session, *given, actor="test")
    with pytest.raises(InvalidError, match="at least two"):
        async with writing(engine) as session:
            await actions.join(session, [opening["id"]], actor="test")


async def test_matching_is_asked_for_once(engine):
    async with writing(engine) as session:
        await actions.ask_for_matching(session)
        await actions.ask_for_matching(session)
    async with reading(engine) as session:
        assert (await session.execute(TASKS)).scalar_one() == 1
