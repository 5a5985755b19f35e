"""Companies: made once, found under any of their names, changed by one hand at a time, seen by whom they concern."""

import asyncio

import pytest

COMPANIES = "/api/companies"


@pytest.fixture
def names(api):
    """Lists companies; gives their names."""

    async def names(headers=None, **params):
        answer = await api.get(COMPANIES, params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["items"]]

    return names


async def test_a_company_as_it_is_made(api, sql):
    wanted = {
        "name": "  Acme   GmbH ",
        "is_client": True,
        "names": ["ACME", "Acme Robotics", "acme-robotics"],
        "domains": ["https://www.Acme.com/jobs", "acme.com", "bücher.example"],
        "website": "acme.com",
        "about": " ",
    }
    made = await api.post(COMPANIES, json=wanted)
    shown = made.json()
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert (shown["name"], shown["names"]) == ("Acme GmbH", ["Acme Robotics"])
    assert shown["domains"] == ["acme.com", "xn--bcher-kva.example"]
    assert (shown["website"], shown["about"], shown["is_client"]) == ("https://acme.com", None, True)
    assert (await api.get(f"{COMPANIES}/{shown['id']}")).json() == shown
    (entry,) = await sql("SELECT action, thing_id, before, after FROM audit_log WHERE thing = 'company'")
    assert (entry["action"], entry["thing_id"], entry["before"]) == ("create", shown["id"], None)
    assert entry["after"]["domains"] == shown["domains"]


async def test_what_cannot_be_a_company_is_refused_in_a_sentence(api):
    wrong = [
        ({"name": " "}, "must not be empty"),
        ({"name": "a\x1b[2J"}, "cannot be shown"),
        ({"name": "Acme", "domains": ["localhost"]}, "'localhost' is no domain"),
        ({"name": "Acme", "domains": ["//[x"]}, "is no domain"),
        ({"name": "Acme", "domains": ["10.0.0.1"]}, "is no domain"),
        ({"name": "Acme", "website": "javascript://acme.com/%0aalert(1)"}, "is no website"),
    ]
    for body, words in wrong:
        answer = await api.post(COMPANIES, json=body)
        assert (answer.status_code, words in answer.json()["detail"]) == (422, True), answer.text


async def test_a_name_that_another_has_needs_a_word_and_a_domain_is_one_companys(api, make):
    acme = await make("Acme GmbH", names=["Rocket Works"], domains=["acme.com"])
    other = await make("Other")
    for answer in (
        await api.post(COMPANIES, json={"name": "ACME Inc."}),
        await api.post(COMPANIES, json={"name": "New", "names": ["The Rocket-Works"]}),
        await api.patch(f"{COMPANIES}/{other['id']}", json={"names": ["acme"]}),
    ):
        told = answer.json()
        assert (answer.status_code, told["company_id"], acme["id"] in told["detail"]) == (409, acme["id"], True)
    twin = await make("ACME Inc.", allow_twin=True)
    renamed = await api.patch(f"{COMPANIES}/{twin['id']}", json={"name": "Acme Ltd"})
    assert renamed.status_code == 200  # it had that name's key before
    for answer in (
        await api.post(COMPANIES, json={"name": "New", "domains": ["www.acme.com"]}),
        await api.patch(f"{COMPANIES}/{other['id']}", json={"domains": ["acme.com"]}),
    ):
        assert (answer.status_code, answer.json()["company_id"]) == (409, acme["id"])
        assert "'Acme GmbH'" in answer.json()["detail"]


async def test_of_two_at_once_with_one_name_or_domain_one_is_refused(api):
    bodies = [
        {"name": "Acme", "domains": ["acme.com"]},
        {"name": "Acme"},
        {"name": "Roadrunner", "domains": ["acme.com"]},
    ]
    answers = await asyncio.gather(*(api.post(COMPANIES, json=body) for body in bodies * 2))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {201, 409}
    listed = (await api.get(COMPANIES)).json()["items"]
    assert len(listed) == statuses.count(201)
    assert len({one["name"] for one in listed}) == len(listed)
    assert sum(one["domains"] == ["acme.com"] for one in listed) <= 1


async def test_a_company_is_changed_by_one_hand_at_a_time(api, make, sql):
    made = await make("Acme", location="Linz", names=["Rockets"], domains=["acme.com", "acme.at"])
    address = f"{COMPANIES}/{made['id']}"
    changes = {"location": None, "is_client": True, "names": ["Anvils"], "domains": ["acme.at", "acme.de"]}
    first = await api.patch(address, json=changes, headers={"If-Match": '"1"'})
    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    shown = first.json()
    assert (shown["location"], shown["is_client"], shown["names"]) == (None, True, ["Anvils"])
    assert (shown["name"], shown["domains"]) == ("Acme", ["acme.at", "acme.de"])
    late = await api.patch(address, json={"name": "Late"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["version"], late.json()["current"]) == (412, 2, shown)
    same = await api.patch(address, json={"name": None, "is_client": True})
    assert (same.status_code, same.headers["etag"], same.json()) == (200, '"2"', shown)
    (entry,) = await sql("SELECT before, after FROM audit_log WHERE thing = 'company' AND action = 'change'")
    assert entry["before"] == {
        "location": "Linz",
        "is_client": False,
        "names": ["Rockets"],
        "domains": ["acme.at", "acme.com"],
    }
    assert entry["after"] == {"location": None, "is_client": True} | {k: changes[k] for k in ("names", "domains")}


async def test_a_repeated_request_makes_one_company(api):
    headers = {"Idempotency-Key": "k"}
    asked = [api.post(COMPANIES, json={"name": "Acme"}, headers=headers) for _ in range(3)]
    answers = await asyncio.gather(*asked)
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.text for answer in answers}) == 1


async def test_companies_are_found_by_parts_of_names_and_domains(make, names):
    await make("The Acme Data Company", is_client=True)
    await make("Zeta", names=["Müller & Söhne"], domains=["datawerk.example"])
    await make("Beta 100%", domains=["beta.example"])
    assert await names() == ["The Acme Data Company", "Beta 100%", "Zeta"]
    assert await names(q="data") == ["The Acme Data Company", "Zeta"]
    assert await names(q="ACME-data Inc") == ["The Acme Data Company"]
    assert await names(q="mueller") == []
    assert await names(q="muller and") == ["Zeta"]
    assert await names(q="https://www.beta.example/x") == ["Beta 100%"]
    assert await names(q="be") == ["Beta 100%"]
    assert await names(q="et") == []
    assert await names(q="%%%") == []
    assert await names(is_client=True) == ["The Acme Data Company"]
    assert await names(is_client=False, q="zeta") == ["Zeta"]


async def test_pages_follow_the_names_and_lose_none_of_the_same(api, make):
    for _ in range(3):
        await make("Acme", allow_twin=True)
    await make("Beta")
    seen, after = [], None
    while True:
        page = (await api.get(COMPANIES, params={"limit": 2} | ({"after": after} if after else {}))).json()
        seen += page["items"]
        after = page["next"]
        if after is None:
            break
    assert [one["name"] for one in seen] == ["Acme", "Acme", "Acme", "Beta"]
    assert len({one["id"] for one in seen}) == 4


async def test_a_manager_sees_the_own_company_alone(api, make, manager_of, names):
    own, other = await make("Own", is_client=True), await make("Other", is_client=True)
    await api.post(f"{COMPANIES}/{own['id']}/contacts", json={"name": "Cy", "note": "drinks tea"})
    manager, lost = await manager_of(own["id"]), await manager_of(None)
    assert (await names(manager), await names(lost)) == (["Own"], [])
    assert await names(manager, q="other") == []
    for path in ("", "/contacts", "/rounds"):
        assert (await api.get(f"{COMPANIES}/{own['id']}{path}", headers=manager)).status_code == 200
        assert (await api.get(f"{COMPANIES}/{other['id']}{path}", headers=manager)).status_code == 404
        assert (await api.get(f"{COMPANIES}/{own['id']}{path}", headers=lost)).status_code == 404
    for path in ("/contracts", "/off-limits"):
        assert (await api.get(f"{COMPANIES}/{own['id']}{path}", headers=manager)).status_code == 403
    (contact,) = (await api.get(f"{COMPANIES}/{own['id']}/contacts", headers=manager)).json()["items"]
    assert (contact["name"], contact["note"]) == ("Cy", None)


async def test_a_key_with_a_scope_reads_all_and_writes_with_the_other(api, make, make_key, names):
    await make("Acme")
    reads, writes = await make_key(scopes=("recruiting:read",)), await make_key(scopes=("recruiting:write",))
    assert await names(reads) == ["Acme"]
    assert (await api.post(COMPANIES, json={"name": "New"}, headers=reads)).status_code == 403
    assert (await api.post(COMPANIES, json={"name": "New"}, headers=writes)).status_code == 201
