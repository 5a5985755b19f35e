"""Notes: counted in the same transaction, deleted by who wrote them or by an admin."""

import asyncio

from jobcenter.accounts.actions import create_key
from jobcenter.kit.db import writing

CANDIDATES = "/api/candidates"


async def test_notes_are_written_counted_and_deleted(api, add, client, apply, person, *, sql, engine):
    ada = await add()
    address = f"{CANDIDATES}/{ada['id']}"
    applicant, other = await apply(ada["id"], await client()), await apply((await add("Eve"))["id"], await client("B"))
    rita = await person()
    mine = await api.post(f"{address}/notes", json={"text": " Call her. ", "applicant_id": applicant}, headers=rita)
    assert (mine.status_code, mine.json()["text"], mine.json()["is_internal"]) == (201, "Call her.", True)
    assert mine.json()["author"] == "rita@example.com"
    await asyncio.gather(*(api.post(f"{address}/notes", json={"text": str(n)}) for n in range(4)))
    notes = (await api.get(f"{address}/notes")).json()["items"]
    assert (len(notes), notes[-1]) == (5, mine.json())
    shown = (await api.get(address)).json()
    assert (shown["notes_count"], shown["version"]) == (5, 1)

    for wrong in ({"text": " "}, {"text": "x", "applicant_id": other}):
        assert (await api.post(f"{address}/notes", json=wrong)).status_code == 422
    assert (await api.post(f"{address[:-4]}0000/notes", json={"text": "x"})).status_code == 404

    theirs = f"{address}/notes/{notes[0]['id']}"
    assert (await api.delete(theirs, headers=rita)).status_code == 403
    async with writing(engine) as session:
        _, key = await create_key(session, name="unowned", scopes=["recruiting:write"], actor="test")
    assert (await api.delete(theirs, headers={"Authorization": f"Bearer {key}"})).status_code == 403
    both = await asyncio.gather(*(api.delete(f"{address}/notes/{mine.json()['id']}", headers=rita) for _ in range(2)))
    assert sorted(one.status_code for one in both) == [204, 404]
    assert (await api.delete(theirs)).status_code == 204
    assert (await api.get(address)).json()["notes_count"] == 3
    audited = await sql("SELECT action FROM audit_log WHERE thing = 'note' ORDER BY id")
    assert [one["action"] for one in audited] == ["create"] * 5 + ["delete"] * 2
