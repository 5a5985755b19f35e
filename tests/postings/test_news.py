"""One posting with its history, and the news of all."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

NEWS = "/api/postings/news"
BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=20)


@pytest.fixture
def tell(sql):
    """Notes news of a posting, so many hours after the beginning; gives the run's id."""

    async def tell(posting_id, news, hours, changes=None):
        (run,) = await sql(
            "INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload)"
            " VALUES (gen_random_uuid(), gen_random_uuid()::text, 'manual', 'lever', '{}') RETURNING id"
        )
        await sql(
            "INSERT INTO posting_news (scrape_run_id, posting_id, news, at, changes)"
            " VALUES (:run, :posting, :news, :at, CAST(:changes AS jsonb))",
            run=run["id"],
            posting=uuid.UUID(posting_id),
            news=news,
            at=BEGAN + timedelta(hours=hours),
            changes=changes,
        )
        return str(run["id"])

    return tell


async def test_a_posting_is_shown_whole(api, add, tell):
    posting_id = await add(
        "Schweißer",
        company="Stahl AG",
        city="Wien",
        country="AT",
        description_html="<p>Schweißen</p>",
        pay_min=2500.5,
        pay_currency="EUR",
        pay_period="month",
    )
    runs = [
        await tell(posting_id, "new", 0),
        await tell(posting_id, "changed", 1, '{"title": ["Schweisser", "Schweißer"], "company": [null, "Stahl AG"]}'),
    ]
    answer = await api.get(f"/api/postings/{posting_id}")
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["title"], shown["description_html"], shown["employer"]) == (
        "Schweißer",
        "<p>Schweißen</p>",
        "Stahl AG",
    )
    assert (shown["pay_min"], shown["pay_max"], shown["pay_period"]) == ("2500.50", None, "month")
    assert shown["locations"] == [{"city": "Wien", "region": None, "country": "AT", "words": "Wien, AT"}]
    assert shown["opening_id"] is None  # it was not matched yet
    assert [(one["news"], one["scrape_run_id"]) for one in shown["history"]] == [("changed", runs[1]), ("new", runs[0])]
    assert shown["history"][0]["changes"] == {"title": ["Schweisser", "Schweißer"], "company": [None, "Stahl AG"]}
    missing = uuid.uuid4()
    for address in (f"/api/postings/{missing}", f"/api/postings/{missing}/history"):
        answer = await api.get(address)
        assert (answer.status_code, str(missing) in answer.json()["detail"]) == (404, True)


async def test_a_long_history_is_read_page_by_page(api, add, tell):
    posting_id = await add()
    runs = [await tell(posting_id, ("closed", "reopened")[number % 2], number // 2) for number in range(25)]
    assert len((await api.get(f"/api/postings/{posting_id}")).json()["history"]) == 20
    told, after = [], None
    while True:
        query = {"limit": 4, **({"after": after} if after else {})}
        page = (await api.get(f"/api/postings/{posting_id}/history", params=query)).json()
        told += page["items"]
        after = page["next"]
        if after is None:
            break
    assert sorted(one["scrape_run_id"] for one in told) == sorted(runs)
    assert [one["at"] for one in told] == sorted((one["at"] for one in told), reverse=True)


async def test_news_since_yesterday_newest_first(api, add, tell):
    first, second = await add("a", target="amber"), await add("b", site_name="ashby")
    await tell(first, "new", -10)
    await tell(first, "changed", 1, '{"title": ["A", "a"]}')
    await tell(second, "closed", 2)
    await tell(first, "closed", 3)
    await tell(second, "reopened", 4)

    async def news(**params):
        answer = await api.get(NEWS, params=params)
        assert answer.status_code == 200, answer.text
        return [(one["title"], one["news"]) for one in answer.json()["items"]]

    everything = [("b", "reopened"), ("a", "closed"), ("b", "closed"), ("a", "changed"), ("a", "new")]
    assert await news() == everything[:4]
    assert await news(since=(BEGAN - timedelta(hours=11)).isoformat()) == everything
    assert await news(since=(BEGAN + timedelta(hours=2)).isoformat()) == everything[:3]
    assert await news(until=(BEGAN + timedelta(hours=2)).isoformat()) == everything[3:4]
    assert await news(news=["closed", "changed"]) == everything[1:4]
    assert await news(site="ashby") == [everything[0], everything[2]]
    assert await news(target="amber") == [everything[1], everything[3]]
    assert (await api.get(NEWS, params={"news": "lost"})).status_code == 422


async def test_news_of_one_moment_are_all_told(api, add, tell):
    ids = [await add(str(number)) for number in range(5)]
    for posting_id in ids:
        await tell(posting_id, "new", 1)
    told, after = [], None
    while True:
        page = (await api.get(NEWS, params={"limit": 2, **({"after": after} if after else {})})).json()
        told += [one["posting_id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert told == sorted(ids, reverse=True)
