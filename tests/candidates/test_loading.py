"""Rows that are loaded by COPY are the same to every reader as those that were written one by one."""

import json
from datetime import UTC, datetime

from jobcenter.candidates import loading
from jobcenter.kit.clock import new_id

CANDIDATES = "/api/candidates"
LONG_AGO = datetime(2020, 1, 31, tzinfo=UTC)


async def test_people_that_were_loaded_are_found_and_shown(api, engine, names):
    ada = new_id()
    people = [(ada, "Ádá Example", "ada@x.org", "1", "h", "CTO", "Wien", "Acme", None, 1, LONG_AGO, LONG_AGO)]
    people += [(new_id(), f"Eve {n}", *[None] * 7, 0, LONG_AGO, LONG_AGO) for n in range(3)]
    history = json.dumps([{"title": "Engineer"}])
    profile = (new_id(), ada, "x", "https://x.org/ada", "Ada", None, None, None, None, None, history)
    async with engine.begin() as session:
        raw = await session.get_raw_connection()
        connection = raw.driver_connection
        await loading.load_candidates(connection, people)
        await loading.load_contacts(connection, [(new_id(), ada, "phone", "2")])
        await loading.load_tags(connection, [(ada, "java")])
        await loading.load_profiles(connection, [(*profile, LONG_AGO, LONG_AGO)])
        await loading.load_notes(connection, [(new_id(), ada, None, "A note.", True, "Rita", None, LONG_AGO)])
    assert await names(q="ada ex", tag="java") == ["Ádá Example"]
    assert await names(q="eve") == ["Eve 0", "Eve 1", "Eve 2"]
    address = f"{CANDIDATES}/{ada}"
    shown = (await api.get(address)).json()
    assert (shown["title"], shown["contacts"], shown["notes_count"], shown["created_at"]) == (
        "CTO",
        [{"kind": "phone", "value": "2"}],
        1,
        "2020-01-31T00:00:00Z",
    )
    assert (await api.get(f"{address}/profiles")).json()["items"][0]["history"] == [{"title": "Engineer"}]
    assert (await api.get(f"{address}/notes")).json()["items"][0]["text"] == "A note."
