"""The feed of a saved search: opened by its own key, well formed whatever strangers wrote."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.kit.db import writing
from jobcenter.postings.searches.feed import atom
from jobcenter.postings.searches.telling import tell_new_matches

SEARCHES = "/api/postings/searches"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
async def search(api, person):
    api.headers |= await person()
    made = await api.post(SEARCHES, json={"name": 'Welders & "smiths" <b>', "query": {}})
    return f"{SEARCHES}/{made.json()['id']}"


@pytest.fixture
async def path(api, search):
    """The feed's path, with its key; from here on the client sends no token."""
    made = await api.post(f"{search}/feed-key")
    assert made.status_code == 201
    return made.json()["path"]


@pytest.fixture
def look(engine):
    async def look():
        async with writing(engine) as session:
            await tell_new_matches(session)

    return look


@pytest.fixture
def read(api):
    """Reads the feed as a feed reader does: without a token."""

    async def read(path, **headers):
        return await api.get(path, headers={"Authorization": "", **headers})

    return read


async def test_a_feed_holds_the_latest_matches(read, path, search, add, look):
    await add(
        "R&D <engineer>",
        company="Müller & Co",
        city="Wien",
        country="AT",
        url="https://jobs.example.com/1?a=1&b=2",
        description_html="<p>We &amp; you</p><ul><li>weld</li></ul>",
        pay_min=100,
        pay_currency="EUR",
        pay_period="day",
        posted_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    await look()
    answer = await read(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    assert feed.findtext("a:title", None, ATOM) == 'Welders & "smiths" <b>'
    assert feed.findtext("a:id", None, ATOM) == f"urn:uuid:{search.rpartition('/')[2]}"
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:title", None, ATOM) == "R&D <engineer> – Müller & Co"  # noqa: RUF001 - a dash
    assert entry.find("a:link", ATOM).attrib == {"rel": "alternate", "href": "https://jobs.example.com/1?a=1&b=2"}
    assert entry.findtext("a:published", None, ATOM) == "2026-01-02T00:00:00Z"
    summary = entry.findtext("a:summary", None, ATOM)
    assert summary == "Wien, AT · 100.00 EUR a day\nWe & you weld"
    assert entry.findtext("a:updated", None, ATOM) == feed.findtext("a:updated", None, ATOM)
    assert path.partition("key=")[2] not in answer.text


async def test_what_was_not_changed_is_not_sent_again(read, path, add, look):
    first = await read(path)
    assert ET.fromstring(first.content).findall("a:entry", ATOM) == []
    tag = first.headers["etag"]
    for given_tag in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = await read(path, **{"If-None-Match": given_tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    await add()
    await look()
    changed = await read(path, **{"If-None-Match": tag})
    assert (changed.status_code, changed.headers["etag"] != tag) == (200, True)


async def test_only_the_newest_fifty_are_in_it(read, path, many, look):
    await many(60)
    await look()
    assert len(ET.fromstring((await read(path)).content).findall("a:entry", ATOM)) == 50


async def test_only_the_key_opens_the_feed_and_it_can_be_revoked(api, read, path, search, sql):
    feed, _, key = path.partition("?key=")
    wrong = [
        f"{feed}?key={key[:-1]}",
        f"{feed}?key=",
        f"{feed}?key={'é' * 43}",
        f"{SEARCHES}/{'0' * 8}-0000-7000-8000-{'0' * 12}/feed?key={key}",
    ]
    for address in wrong:
        answer = await read(address)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), address
    assert (await read(feed)).status_code == 422
    assert (await api.get(search)).json()["has_feed"] is True
    (kept,) = await sql("SELECT feed_key_hash FROM saved_searches")
    assert key not in kept["feed_key_hash"]
    renewed = (await api.post(f"{search}/feed-key")).json()["path"]
    assert [(await read(one)).status_code for one in (path, renewed)] == [404, 200]
    await sql("UPDATE users SET role = 'manager'")
    assert (await read(renewed)).status_code == 404
    await sql("UPDATE users SET role = 'recruiter', is_active = false")
    assert (await read(renewed)).status_code == 404
    await sql("UPDATE users SET is_active = true")
    assert (await api.delete(f"{search}/feed-key")).status_code == 204
    assert (await read(renewed)).status_code == 404


MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ROW = {
    **dict.fromkeys(("employer", "company", "work_mode", "employment", "apply_url", "posted_at")),
    **dict.fromkeys(("pay_min", "pay_max", "pay_currency", "pay_period", "excerpt", "url")),
    "id": "1",
    "target": "acme",
    "places": [],
    "first_seen_at": MOMENT,
    "matched_at": MOMENT + timedelta(hours=1),
}
SEARCH = {"id": "2", "name": "x", "created_at": MOMENT}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.com", None])
def test_a_link_leads_to_the_web_and_nowhere_else(url):
    feed = ET.fromstring(atom(SEARCH, [ROW | {"title": "t", "url": url}], address="https://jobs.example.com"))
    assert feed.find("a:entry/a:link", ATOM).get("href") == "https://jobs.example.com/api/postings/1"


@given(st.text(), st.text(), st.text())
def test_no_words_break_the_feed(title, html, url):
    row = ROW | {"title": title, "company": title, "excerpt": html, "places": [title], "url": f"https://{url}"}
    written = atom(SEARCH | {"name": title}, [row], address="https://jobs.example.com")
    assert len(ET.fromstring(written).findall("a:entry", ATOM)) == 1
    assert written == atom(SEARCH | {"name": title}, [row], address="https://jobs.example.com")
