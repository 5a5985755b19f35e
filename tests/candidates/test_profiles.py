"""Profiles: found by their url however it is written, one candidate for two readings at once, hands before machines."""

import asyncio

import pytest

CANDIDATES, PROFILES = "/api/candidates", "/api/profiles"
URL = "https://www.linkedin.com/in/ada"
READ = {"source": "linkedin", "url": URL, "name": "Ada Example", "headline": "Engineer", "employer": "Acme"}


@pytest.fixture
def put(api):
    async def put(**given):
        answer = await api.put(PROFILES, json=READ | given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return put


async def test_two_readings_at_once_make_one_candidate(put, sql):
    answers = await asyncio.gather(*(put() for _ in range(4)))
    assert len({answer["candidate_id"] for answer in answers}) == 1
    assert await sql("SELECT count(*) FROM candidates") == [{"count": 1}]
    audited = await sql(
        "SELECT thing, action FROM audit_log WHERE thing <> 'company' AND actor LIKE 'key:%' ORDER BY id"
    )
    assert [(one["thing"], one["action"]) for one in audited] == [("candidate", "create"), ("profile", "create")]


async def test_a_url_is_the_same_however_it_is_written(put):
    first = await put()
    for url in ("http://WWW.LinkedIn.com/in/ada/?trk=x#top", "https://www.linkedin.com:443/in/ada//"):
        again = await put(url=url)
        assert (again["id"], again["url"]) == (first["id"], URL)
        assert again["seen_at"] > first["seen_at"]
    assert (await put(url="https://www.linkedin.com/in/Ad%c3%a1"))["url"].endswith("/in/Ad%C3%A1")
    assert (await put(url="https://www.linkedin.com/in/Adá"))["url"].endswith("/in/Ad%C3%A1")


async def test_the_candidate_follows_but_not_where_a_person_wrote(api, put, sql):
    address = f"{CANDIDATES}/{(await put())['candidate_id']}"
    await api.patch(address, json={"headline": "By hand"})
    history = [{"title": "Engineer", "employer": "Acme", "begins": "Jan 2020"}]
    await put(headline="Lead", title="CTO", employer="Birch", history=history)
    shown = (await api.get(address)).json()
    assert (shown["headline"], shown["title"], shown["employer"]) == ("By hand", "CTO", "Birch")
    (birch,) = await sql("SELECT id FROM companies WHERE name = 'Birch'")
    assert shown["employer_id"] == str(birch["id"])
    (profile,) = (await api.get(f"{address}/profiles")).json()["items"]
    assert (profile["headline"], profile["title"], profile["history"][0]["begins"]) == ("Lead", "CTO", "Jan 2020")
    version = shown["version"]
    await put(headline="Lead", title="CTO", employer="Birch", history=history)
    assert (await api.get(address)).json()["version"] == version
    await api.put(PROFILES, json={"source": "linkedin", "url": URL, "name": "Ada Example"})
    (profile,) = (await api.get(f"{address}/profiles")).json()["items"]
    assert (profile["headline"], len(profile["history"])) == ("Lead", 1)


async def test_a_profile_finds_the_one_person_who_has_its_address(add, put):
    ada = await add(contacts=[{"kind": "web", "value": f"{URL}/"}])
    assert (await put())["candidate_id"] == ada["id"]


async def test_a_profile_that_is_another_persons_is_taken_away_and_read_anew(api, put, sql):
    read = await put()
    address = f"{CANDIDATES}/{read['candidate_id']}"
    eve = (await api.post(CANDIDATES, json={"name": "Eve", "contacts": [{"kind": "web", "value": URL}]})).json()
    assert (await api.delete(f"{CANDIDATES}/{eve['id']}/profiles/{read['id']}")).status_code == 404
    assert (await put())["candidate_id"] == read["candidate_id"]  # a profile's own candidate comes before a contact's
    assert (await api.delete(f"{address}/profiles/{read['id']}")).status_code == 204
    assert (await api.delete(f"{address}/profiles/{read['id']}")).status_code == 404
    assert (await api.get(f"{address}/profiles")).json()["items"] == []
    assert (await api.get(address)).json()["headline"] == "Engineer"
    assert (await put())["candidate_id"] == eve["id"]
    audited = await sql("SELECT action, before ->> 'url' AS url FROM audit_log WHERE thing = 'profile' ORDER BY id")
    assert [(one["action"], one["url"]) for one in audited] == [("create", None), ("delete", URL), ("create", None)]


async def test_an_address_that_is_no_persons_page_is_refused(api):
    urls = (
        "x",
        "ftp://a.b/c",
        "https://a.b",
        "https://a.b/?id=1",
        "https:///in/ada",
        "https://u:p@a.b/c",
        "http://[/a",
    )
    for url in (*urls, "https://a.b:99999/c", f"https://a.b/{'x' * 1000}", "https://a..b/c"):
        answer = await api.put(PROFILES, json=READ | {"url": url})
        assert (answer.status_code, "url: " in answer.json()["detail"]) == (422, True), url
