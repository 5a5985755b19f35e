"""What a client's person sees of a candidate: who was sent, contacts from the interview on, and nothing internal."""

import pytest

CANDIDATES = "/api/candidates"


@pytest.fixture
async def ada(api, add):
    """Somebody with everything that a client's person may not see."""
    made = await add(
        email="ada@example.com", phone="1", tags=["difficult"], contacts=[{"kind": "phone", "value": "2"}], title="CTO"
    )
    await api.put("/api/profiles", json={"source": "x", "url": "https://x.org/ada", "name": "Ada Example"})
    for text, is_internal in (("Dislikes trains.", True), ("Speaks Greek.", False)):
        await api.post(f"{CANDIDATES}/{made['id']}/notes", json={"text": text, "is_internal": is_internal})
    return made


async def test_a_client_sees_those_who_were_sent_and_nobody_else(api, add, client, apply, person, *, names):
    acme, birch = await client(), await client("Birch")
    sent, waiting, elsewhere = [await add(name) for name in ("Sent", "Waiting", "Elsewhere")]
    await apply(sent["id"], acme, "sent_to_manager", sent=True)
    await apply(waiting["id"], acme, "qualified")
    await apply(elsewhere["id"], birch, "interview", sent=True)
    mona = await person("mona@example.com", "manager", acme)
    lost = await person("lost@example.com", "manager")
    assert await names(mona) == ["Sent"]
    assert await names(lost) == []
    for path in ("", "/profiles", "/notes"):
        for one, status in ((sent, 200), (waiting, 404), (elsewhere, 404)):
            answer = await api.get(f"{CANDIDATES}/{one['id']}{path}", headers=mona)
            assert answer.status_code == status, (path, one["name"])
        assert (await api.get(f"{CANDIDATES}/{sent['id']}{path}", headers=lost)).status_code == 404
    assert (await api.patch(f"{CANDIDATES}/{sent['id']}", json={}, headers=mona)).status_code == 403


async def test_contacts_are_hidden_until_the_interview(api, ada, client, apply, move, *, person, names, sql):
    acme = await client()
    await sql("UPDATE profiles SET candidate_id = :id", id=ada["id"])
    address = f"{CANDIDATES}/{ada['id']}"
    applicant = await apply(ada["id"], acme, "sent_to_manager", sent=True)
    await apply(ada["id"], await client("Birch"), "offer", sent=True)
    mona = await person("mona@example.com", "manager", acme)
    for kind, seen in (("sent_to_manager", False), ("interview", True), ("hired", True), ("rejected", False)):
        await move(applicant, kind)
        listed = (await api.get(CANDIDATES, headers=mona)).json()["items"][0]
        shown = (await api.get(address, headers=mona)).json()
        assert listed == shown
        contacts = (shown["email"], shown["phone"], len(shown["contacts"]))
        assert contacts == (("ada@example.com", "1", 1) if seen else (None, None, 0)), kind
        (profile,) = (await api.get(f"{address}/profiles", headers=mona)).json()["items"]
        assert profile["url"] == ("https://x.org/ada" if seen else None)
        assert await names(mona, q="ada@example.com") == (["Ada Example"] if seen else [])
        assert (shown["title"], shown["tags"], shown["status"]) == ("CTO", [], None)
    assert (await api.get(address)).json()["email"] == "ada@example.com"


async def test_the_agencys_notes_and_tags_stay_its_own(api, ada, client, apply, person, *, names):
    acme, birch = await client(), await client("Birch")
    await apply(ada["id"], acme, "interview", sent=True)
    theirs = await apply(ada["id"], birch, "interview", sent=True)
    address = f"{CANDIDATES}/{ada['id']}"
    await api.post(f"{address}/notes", json={"text": "For Birch.", "is_internal": False, "applicant_id": theirs})
    mona = await person("mona@example.com", "manager", acme)
    notes = (await api.get(f"{address}/notes", headers=mona)).json()["items"]
    assert [one["text"] for one in notes] == ["Speaks Greek."]
    assert (await api.get(address, headers=mona)).json()["notes_count"] == 1
    assert (await api.get(address)).json()["notes_count"] == 3
    assert (await api.get(f"{CANDIDATES}/tags", headers=mona)).json() == {"tags": []}
    assert await names(mona, tag="difficult") == []
