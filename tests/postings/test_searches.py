"""Saved searches: one's own, kept from two hands at once; each new match is told once."""

import asyncio
import uuid

import pytest
from sqlalchemy import event

from jobcenter.accounts.actions import create_key
from jobcenter.entrypoints.reactions import REACTIONS
from jobcenter.kit.db import writing
from jobcenter.postings.searches import telling
from jobcenter.postings.searches.telling import tell_new_matches
from jobcenter.postings.tasks import tell
from jobcenter.postings.upkeep import TELL, ask_for_telling, forget_old_hits
from jobcenter.work.outbox import relay
from jobcenter.work.runner import perform

pytestmark = pytest.mark.slow  # many searches by many people

SEARCHES = "/api/postings/searches"
WANTED = {"name": "Welders", "query": {"q": "welder", "country": ["AT"], "seen_since": "2026-01-01T00:00:00Z"}}


@pytest.fixture
async def ada(api, person):
    api.headers |= await person()
    return api


@pytest.fixture
def save(ada):
    async def save(name="Welders", **query):
        answer = await ada.post(SEARCHES, json={"name": name, "query": query})
        assert answer.status_code == 201, answer.text
        return f"{SEARCHES}/{answer.json()['id']}"

    return save


@pytest.fixture
def look(engine):
    """Looks for what is new, as the chore does; gives how many matches were found."""

    async def look():
        async with writing(engine) as session:
            return await tell_new_matches(session)

    return look


async def titles(api, address, **params):
    answer = await api.get(f"{address}/hits", params=params)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_a_search_as_it_is_saved_and_changed(ada, sql):
    made = await ada.post(SEARCHES, json=WANTED)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    address = f"{SEARCHES}/{made.json()['id']}"
    shown = await ada.get(address)
    assert (shown.json(), shown.headers["etag"]) == (made.json(), '"1"')
    assert (shown.json()["query"]["q"], shown.json()["query"]["state"], shown.json()["has_feed"]) == (
        "welder",
        "open",
        False,
    )
    changed = {"name": "Smiths", "query": {"q": "smith"}}
    first = await ada.put(address, json=changed, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["etag"], first.json()["name"]) == (200, '"2"', "Smiths")
    late = await ada.put(address, json=WANTED, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, first.json())
    assert (await ada.put(address, json=WANTED, headers={"If-Match": "old"})).status_code == 422
    assert [one["name"] for one in (await ada.get(SEARCHES)).json()["items"]] == ["Smiths"]
    assert (await ada.delete(address)).status_code == 204
    assert (await ada.get(address)).status_code == 404
    audited = await sql("SELECT action, actor FROM audit_log WHERE thing = 'saved search' ORDER BY id")
    assert [one["action"] for one in audited] == ["create", "change", "delete"]
    assert {one["actor"] for one in audited} == {"user:ada@example.com"}


async def test_a_search_that_could_find_nothing_is_not_kept(ada):
    queries = [{"q": '"open'}, {"q": "<i>"}, {"pay_at_least": 5}, {"limit": 5}, {"q": "x\0"}]
    for wrong in (*({"query": query} for query in queries), {"name": ""}):
        assert (await ada.post(SEARCHES, json=WANTED | wrong)).status_code == 422, wrong
    assert (await ada.get(SEARCHES)).json()["items"] == []


async def test_names_are_ones_own_and_unique(ada, person, save, monkeypatch):
    await save()
    other = await save("Other")
    for answer in (await ada.post(SEARCHES, json=WANTED), await ada.put(other, json=WANTED)):
        assert (answer.status_code, "named 'Welders' already" in answer.json()["detail"]) == (409, True)
    headers = {"Idempotency-Key": "k"}
    answers = await asyncio.gather(
        *(ada.post(SEARCHES, json=WANTED | {"name": "Once"}, headers=headers) for _ in range(3))
    )
    assert len({answer.text for answer in answers}) == 1
    bob = await person("bob@example.com", "admin")
    assert (await ada.post(SEARCHES, json=WANTED, headers=bob)).status_code == 201
    monkeypatch.setattr("jobcenter.postings.searches.actions.MOST_SEARCHES", 3)
    full = await ada.post(SEARCHES, json=WANTED | {"name": "Fourth"})
    assert (full.status_code, "Delete one first" in full.json()["detail"]) == (409, True)


async def test_what_is_somebody_elses_is_not_there(ada, person, save):
    address = await save()
    bob = await person("bob@example.com", "admin")
    asked = [
        ("GET", "", None),
        ("PUT", "", WANTED),
        ("DELETE", "", None),
        ("GET", "/hits", None),
        ("POST", "/hits/seen", {}),
        ("POST", "/feed-key", None),
        ("DELETE", "/feed-key", None),
    ]
    for method, path, body in asked:
        answer = await ada.request(method, address + path, json=body, headers=bob)
        assert answer.status_code == 404, (method, path)
    assert (await ada.get(SEARCHES, headers=bob)).json()["items"] == []
    assert (await ada.get(address)).status_code == 200


async def test_a_key_needs_an_owner(ada, engine, make_key, save, sql):
    await save()
    for headers in (await make_key(role="admin"), await make_key(scopes=("scraping:read",))):
        answer = await ada.get(SEARCHES, headers=headers)
        assert (answer.status_code, "it has an owner" in answer.json()["detail"]) == (403, True)
    (ada_row,) = await sql("SELECT id FROM users")
    async with writing(engine) as session:
        _, key = await create_key(session, name="mine", scopes=["scraping:read"], owner_id=ada_row["id"], actor="test")
    answer = await ada.get(SEARCHES, headers={"Authorization": f"Bearer {key}"})
    assert [one["name"] for one in answer.json()["items"]] == ["Welders"]


async def test_each_new_match_is_told_once(ada, add, save, look, *, sql, engine):
    await add("welder before")
    address, other = await save(q="welder"), await save("Bakers", q="baker")
    ids = [await add("Welder 1"), await add("Welder 2")]
    await add("Nurse")
    assert [await look(), await look()] == [2, 0]
    assert sorted(await titles(ada, address)) == ["Welder 1", "Welder 2"]
    assert await titles(ada, other) == []
    await add("Welder 3")
    assert [await look(), await look()] == [1, 0]
    told = await sql("SELECT payload FROM outbox WHERE event = 'SearchMatched' ORDER BY id")
    assert [one["payload"]["new"] for one in told] == [2, 1]
    assert sorted(told[0]["payload"]["posting_ids"]) == sorted(ids)
    assert told[0]["payload"]["name"] == "Welders"
    assert await relay(engine, REACTIONS) == 2


async def test_new_matches_are_counted_until_they_are_seen(ada, add, save, look):
    address, other = await save(q="welder"), await save("All")
    ids = [await add("Welder 1"), await add("Welder 2")]
    await look()
    counted = (await ada.get(f"{SEARCHES}/new")).json()
    assert counted["total"] == 4
    assert {one["search_id"]: one["new"] for one in counted["searches"]} == {
        address.rpartition("/")[2]: 2,
        other.rpartition("/")[2]: 2,
    }
    assert (await ada.post(f"{address}/hits/seen", json={"posting_ids": [ids[0]]})).json() == {"seen": 1}
    assert await titles(ada, address, new=True) == ["Welder 2"]
    assert sorted(await titles(ada, address)) == ["Welder 1", "Welder 2"]
    assert (await ada.post(f"{address}/hits/seen", json={})).json() == {"seen": 1}
    assert (await ada.post(f"{address}/hits/seen", json={})).json() == {"seen": 0}
    assert (await ada.get(f"{SEARCHES}/new")).json()["total"] == 2


async def test_what_is_committed_late_is_told_too(ada, add, save, look, sql):
    address = await save(q="welder")
    await sql("UPDATE saved_searches SET asked_at = now() - interval '1 hour', told_until = now() - interval '1 hour'")
    await add("Welder now")
    assert await look() == 1
    await add("Welder late")
    await sql("UPDATE postings SET ready_at = now() - interval '1 minute' WHERE title = 'Welder late'")
    assert await look() == 1
    assert sorted(await titles(ada, address)) == ["Welder late", "Welder now"]


async def test_details_that_come_later_make_a_match(ada, add, save, look, sql):
    address = await save(q="tungsten")
    await add("Welder")
    assert await look() == 0
    await sql("UPDATE postings SET words = to_tsvector('simple', 'welder tungsten'), ready_at = now()")
    assert await look() == 1
    assert await titles(ada, address) == ["Welder"]


async def test_another_query_begins_anew(ada, add, save, look):
    address = await save(q="welder")
    await add("Baker")
    await look()
    await ada.put(address, json={"name": "Bakers", "query": {"q": "baker"}})
    assert await look() == 0
    await add("Baker 2")
    assert await look() == 1
    assert await titles(ada, address) == ["Baker 2"]


async def test_more_matches_than_fit_are_all_told(add, save, look, sql, monkeypatch):
    monkeypatch.setattr(telling, "MOST_HITS_AT_ONCE", 2)
    await save()
    for number in range(5):
        await add(str(number))
    await sql("UPDATE postings SET ready_at = now()")  # all of one page, and of one moment
    assert [await look() for _ in range(4)] == [2, 2, 1, 0]


async def test_a_worker_tells_what_the_scheduler_has_asked_for(ada, add, save, *, engine, settings, sql):
    async with writing(engine) as session:
        assert await ask_for_telling(session) == 0
    address = await save(q="welder")
    await add(title="Welder")
    async with writing(engine) as session:
        assert [await ask_for_telling(session) for _ in range(2)] == [1, 0]
    (task,) = await sql("SELECT id FROM tasks WHERE kind = 'tell_saved_searches'")
    assert await perform(engine, settings, {TELL: tell}, task["id"], owner="test")
    assert await titles(ada, address) == ["Welder"]


async def test_two_schedulers_tell_each_match_once(add, save, look, sql):
    for number in range(5):
        await save(str(number))
    await add()
    assert sum(await asyncio.gather(*(look() for _ in range(4)))) == 5
    assert len(await sql("SELECT 1 FROM outbox WHERE event = 'SearchMatched'")) == 5


async def test_a_search_that_fails_stops_no_other(ada, add, save, look, sql):
    await save("broken")
    await sql('UPDATE saved_searches SET query = \'{"state": "ajar"}\'')
    address = await save("whole")
    await add()
    assert await look() == 1
    assert await titles(ada, address) == ["Welder"]


async def test_nobody_is_told_who_is_out_and_old_matches_are_forgotten(add, save, look, sql, engine):
    await save()
    await add()
    await look()
    await sql("UPDATE saved_search_hits SET at = now() - interval '181 days'")
    async with writing(engine) as session:
        assert await forget_old_hits(session) == 1
    await sql("UPDATE users SET is_active = false")
    await sql("UPDATE saved_searches SET told_until = now() - interval '1 hour'")
    assert await look() == 0


async def test_a_look_makes_as_many_statements_at_a_thousand_postings_as_at_ten(save, look, many, sql, engine):
    await save(q="welder")
    counts = []
    for first in (10, 990):
        await sql("DELETE FROM postings")
        await many(first)
        sent = []
        event.listen(
            engine.sync_engine, "before_cursor_execute", note := lambda *given, sent=sent: sent.append(given[2])
        )
        assert await look() == first
        event.remove(engine.sync_engine, "before_cursor_execute", note)
        counts.append(len(sent))
    assert counts[0] == counts[1]


async def test_hits_are_read_page_by_page(ada, save, look, many):
    address = await save()
    await many(25)
    await look()
    seen, after = [], None
    while True:
        page = (await ada.get(f"{address}/hits", params={"limit": 10, **({"after": after} if after else {})})).json()
        seen += [uuid.UUID(one["id"]) for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert (len(seen), seen) == (25, sorted(seen, reverse=True))
