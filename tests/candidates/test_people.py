"""Candidates as they are added, found and changed, from two hands at once."""

import asyncio

CANDIDATES = "/api/candidates"
ADA = {
    "name": "  Ada  Exámple ",
    "email": " Ada@Example.COM ",
    "phone": "+49 30 1",
    "headline": "Engineer",
    "employer": "Acme GmbH",
    "tags": ["Java", "  lead dev ", "java"],
    "contacts": [{"kind": "web", "value": "HTTPS://Example.com/in/Ada/?utm=1"}, {"kind": "email", "value": "A@x.org"}],
}


async def test_a_person_as_added_and_changed(api, sql):
    made = await api.post(CANDIDATES, json=ADA)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    shown = made.json()
    assert (shown["name"], shown["email"], shown["tags"]) == ("Ada Exámple", "ada@example.com", ["java", "lead dev"])
    assert shown["contacts"] == [
        {"kind": "email", "value": "a@x.org"},
        {"kind": "web", "value": "https://example.com/in/Ada"},
    ]
    assert shown["status"] == {"kind": "available", "reason": None, "until": None}
    (company,) = await sql("SELECT id FROM companies WHERE name = 'Acme GmbH'")
    assert shown["employer_id"] == str(company["id"])
    address = f"{CANDIDATES}/{shown['id']}"
    assert (await api.get(address)).json() == shown

    wanted = {"headline": None, "tags": ["lead dev"], "employer": "acme gmbh"}
    first = await api.patch(address, json=wanted, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    changed = first.json()
    assert (changed["headline"], changed["tags"], changed["employer_id"]) == (None, ["lead dev"], str(company["id"]))
    assert (changed["contacts"], changed["phone"]) == (shown["contacts"], "+49 30 1")
    late = await api.patch(address, json={"name": "Eve"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]["version"], late.json()["current"]["tags"]) == (
        412,
        2,
        ["lead dev"],
    )
    same = await api.patch(address, json=wanted)
    assert (same.status_code, same.json()) == (200, changed)
    assert (await api.patch(address.replace(shown["id"][:4], "0000"), json=wanted)).status_code == 404

    audited = await sql("SELECT action, before, after FROM audit_log WHERE thing = 'candidate' ORDER BY id")
    assert [one["action"] for one in audited] == ["create", "change"]
    assert audited[1]["before"] == {
        "headline": "Engineer",
        "tags": ["java", "lead dev"],
        "employer": "Acme GmbH",
    }
    assert audited[1]["after"] == {"headline": None, "tags": ["lead dev"], "employer": "acme gmbh"}


async def test_what_others_copy_is_told_and_nothing_else(api, add, sql):
    address = f"{CANDIDATES}/{(await add())['id']}"
    for change in ({"phone": "1"}, {"tags": ["x"]}, {"title": "Lead"}, {"location": "Wien"}):
        assert (await api.patch(address, json=change)).status_code == 200
    assert await sql("SELECT 1 FROM outbox") == []
    for change in ({"name": "Eve"}, {"email": "eve@x.org"}, {"headline": "h"}, {"employer": "Birch"}):
        assert (await api.patch(address, json=change)).status_code == 200
    told = await sql("SELECT event, payload FROM outbox")
    assert [(one["event"], one["payload"]) for one in told] == [
        ("candidate_changed", {"candidate_ids": [address.rpartition("/")[2]]})
    ] * 4
    (row,) = await sql("SELECT name_key FROM candidates")
    assert row["name_key"] == "eve"


async def test_what_cannot_be_kept_is_refused_with_a_sentence(api, add):
    wrong = [
        {"name": "  "},
        {"name": "!!!"},
        {"email": "nobody"},
        {"email": "ü@example.com"},
        {"tags": ["  "]},
        {"contacts": [{"kind": "web", "value": "example.com/ada"}]},
        {"contacts": [{"kind": "fax", "value": "1"}]},
        {"headline": "x\0"},
        {"notes_count": 5},
    ]
    for fields in wrong:
        answer = await api.post(CANDIDATES, json={"name": "Ada", **fields})
        assert (answer.status_code, len(answer.json()["detail"]) > 20) == (422, True), fields
    address = f"{CANDIDATES}/{(await add())['id']}"
    assert (await api.patch(address, json={"name": None})).status_code == 422
    assert (await api.get(CANDIDATES)).json()["items"][0]["version"] == 1


async def test_a_twin_is_added_only_when_it_is_meant(api, add):
    first = await add(email="ada@example.com")
    for twin in ({"email": "ADA@example.com"}, {"email": "ada@example.com", "tags": ["x"]}):
        answer = await api.post(CANDIDATES, json={"name": "Ada Two", **twin})
        assert (answer.status_code, answer.json()["candidate_id"]) == (409, first["id"])
    second = await add("Ada Two", email="ada@example.com", allow_twin=True)
    other = await add("Eve")
    address = f"{CANDIDATES}/{other['id']}"
    taken = await api.patch(address, json={"email": "ada@example.com"})
    assert (taken.status_code, taken.json()["candidate_id"]) == (409, first["id"])
    assert (await api.patch(f"{CANDIDATES}/{second['id']}", json={"email": "ada@example.com"})).status_code == 200
    assert (await api.patch(address, json={"email": "ada@example.com", "allow_twin": True})).status_code == 200


async def test_of_two_with_the_same_email_at_once_one_is_added(api):
    answers = await asyncio.gather(
        *(api.post(CANDIDATES, json={"name": f"Ada {n}", "email": "ada@example.com"}) for n in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_request_sent_again_adds_one(api):
    headers = {"Idempotency-Key": "k"}
    answers = [await api.post(CANDIDATES, json=ADA, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await api.get(CANDIDATES)).json()["items"]) == 1


async def test_people_are_found_by_name_email_tag_and_employer(api, add, names):
    ada = await add("Ada Ámber", email="ada@example.com", tags=["java"], employer="Acme")
    await add("Adam Birch", tags=["java", "lead"])
    await add("Eve Ada", employer="Acme", tags=["lead", "java"])
    assert await names() == ["Eve Ada", "Adam Birch", "Ada Ámber"]
    assert await names(q="ADÁ") == ["Ada Ámber", "Adam Birch", "Eve Ada"]
    assert await names(q="birch") == ["Adam Birch"]
    assert await names(q="irch") == []
    assert await names(q="ada amb") == await names(q="ÁMB  a") == ["Ada Ámber"]
    assert await names(q=" Ada@example.com ") == ["Ada Ámber"]
    assert await names(q="ada@example.co") == []
    assert await names(tag="Java ") == ["Eve Ada", "Adam Birch", "Ada Ámber"]
    assert await names(tag="lead", q="ad") == ["Adam Birch", "Eve Ada"]
    assert await names(employer_id=ada["employer_id"]) == ["Eve Ada", "Ada Ámber"]
    assert (await api.get(CANDIDATES, params={"q": "%%"})).status_code == 422
    used = await api.get(f"{CANDIDATES}/tags")
    assert used.json() == {"tags": [{"tag": "java", "count": 3}, {"tag": "lead", "count": 2}]}
    assert (await api.get(f"{CANDIDATES}/tags", params={"q": "Le"})).json()["tags"] == [{"tag": "lead", "count": 2}]


async def test_both_orders_are_read_page_by_page(api, add, names):
    for number in range(5):
        await add(f"Ada {number % 2} {number}")
    for params in ({}, {"q": "ada"}):
        whole, seen, after = await names(**params), [], None
        for _ in range(3):
            given = params | {"limit": 2} | ({"after": after} if after else {})
            page = (await api.get(CANDIDATES, params=given)).json()
            seen += [one["name"] for one in page["items"]]
            after = page["next"]
        assert (seen, len(seen), after) == (whole, 5, None)
