"""Schedules over the API: make, change by two people, pause, delete, and what they will do and did not do."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

SCHEDULES = "/api/scraping/schedules"
WANTED = {"name": "Amber, daily", "site_name": "greenhouse", "target": "amber-analytics", "interval_minutes": 1440}


@pytest.fixture
def make(api):
    async def make(**changes):
        answer = await api.post(SCHEDULES, json={**WANTED, **changes})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


def moments(answer):
    assert answer.status_code == 200, answer.text
    return [datetime.fromisoformat(moment) for moment in answer.json()["occurrences"]]


async def test_a_schedule_as_it_is_made_and_shown(api, make, sql):
    made = await make(payload={"search_term": "engineer"})
    assert (made["name"], made["interval_minutes"], made["cron"], made["enabled"]) == (WANTED["name"], 1440, None, True)
    assert (made["min_pause_seconds"], made["max_pause_seconds"], made["max_retries"]) == (2, 8, 3)
    assert (made["payload"], made["version"], made["misfire_policy"]) == ({"search_term": "engineer"}, 1, "once")
    shown = await api.get(f"{SCHEDULES}/{made['id']}")
    assert (shown.json(), shown.headers["etag"]) == (made, '"1"')
    (audited,) = await sql("SELECT * FROM audit_log WHERE thing = 'schedule'")
    assert (audited["action"], audited["thing"], audited["thing_id"]) == ("create", "schedule", made["id"])
    assert audited["actor"].startswith("key:")
    looked = (await api.post("/scheduler/run")).json()["data"]
    assert (len(looked["started"]), looked["skipped"]) == (1, 0)
    (run,) = (await api.get("/api/scraping/runs", params={"schedule": made["id"]})).json()["items"]
    assert (run["run_id"], run["trigger"], run["schedule_id"]) == (looked["started"][0], "schedule", made["id"])
    assert run["requested_by"] == f"schedule:{WANTED['name']}"


async def test_an_hour_is_the_rhythm_where_none_is_given(make):
    assert (await make(interval_minutes=None))["interval_minutes"] == 60


async def test_names_are_unique(api, make):
    await make()
    other = await make(name="Other")
    twice = await api.post(SCHEDULES, json=WANTED)
    renamed = await api.put(f"{SCHEDULES}/{other['id']}", json=WANTED)
    for answer in (twice, renamed):
        assert answer.status_code == 409
        assert answer.json()["detail"] == "There is a schedule named 'Amber, daily' already. Names are unique."


async def test_one_key_makes_one_schedule(api):
    headers = {"Idempotency-Key": "k"}
    answers = await asyncio.gather(*(api.post(SCHEDULES, json=WANTED, headers=headers) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_of_two_who_change_one_schedule_the_second_is_told_what_is_there(api, make, sql):
    made = await make()
    address = f"{SCHEDULES}/{made['id']}"
    first = await api.put(address, json={**WANTED, "interval_minutes": 60}, headers={"If-Match": '"1"'})
    assert (first.status_code, first.json()["version"], first.headers["etag"]) == (200, 2, '"2"')
    late = [
        await api.put(address, json={**WANTED, "interval_minutes": 30}, headers={"If-Match": '"1"'}),
        await api.patch(address, json={"enabled": False}, headers={"If-Match": '"1"'}),
    ]
    for answer in late:
        assert answer.status_code == 412
        assert "it stands at version 2, you saw 1" in answer.json()["detail"]
        assert answer.json()["version"] == 2
        assert answer.json()["current"] == first.json()
    both = await asyncio.gather(
        *(api.put(address, json={**WANTED, "max_retries": n}, headers={"If-Match": '"2"'}) for n in (1, 2))
    )
    assert sorted(answer.status_code for answer in both) == [200, 412]
    unasked = await api.patch(address, json={"enabled": False}, headers={"If-Match": "*"})
    assert (unasked.status_code, unasked.json()["enabled"], unasked.json()["version"]) == (200, False, 4)
    bad = await api.patch(address, json={"enabled": False}, headers={"If-Match": '"x"'})
    assert (bad.status_code, "needs the ETag" in bad.json()["detail"]) == (422, True)
    audited = await sql("SELECT action, before, after FROM audit_log WHERE thing = 'schedule' ORDER BY id")
    assert [one["action"] for one in audited] == ["create", "change", "change", "pause"]
    assert (audited[1]["before"]["interval_minutes"], audited[1]["after"]["interval_minutes"]) == (1440, 60)


async def test_a_paused_schedule_starts_nothing_until_it_goes_on(api, make):
    made = await make()
    await api.patch(f"{SCHEDULES}/{made['id']}", json={"enabled": False})
    assert (await api.post("/scheduler/run")).json()["data"] == {"started": [], "skipped": 0}
    resumed = (await api.patch(f"{SCHEDULES}/{made['id']}", json={"enabled": True})).json()
    assert datetime.fromisoformat(resumed["next_run_at"]) > datetime.now(UTC) + timedelta(hours=20)
    assert (await api.post("/scheduler/run")).json()["data"] == {"started": [], "skipped": 0}


async def test_deleting_a_schedule_leaves_its_runs(api, make, sql):
    made = await make()
    await api.post("/scheduler/run")
    assert (await api.delete(f"{SCHEDULES}/{made['id']}")).status_code == 204
    (run,) = await sql("SELECT site_schedule_id FROM scrape_runs")
    assert run["site_schedule_id"] is None
    assert (await api.get(f"{SCHEDULES}/{made['id']}")).status_code == 404


async def test_the_next_moments_of_a_schedule_and_of_a_rhythm(api, make):
    by_cron = await make(interval_minutes=None, cron="30 6 * * 1-5", time_zone="Europe/Berlin")
    coming = moments(await api.get(f"{SCHEDULES}/{by_cron['id']}/occurrences?count=10"))
    assert len(coming) == 10
    assert coming[0] == datetime.fromisoformat(by_cron["next_run_at"])
    assert all(later - earlier >= timedelta(hours=22) for earlier, later in pairwise(coming))
    preview = {"cron": "30 6 * * 1-5", "time_zone": "Europe/Berlin", "count": 10}
    assert moments(await api.post(f"{SCHEDULES}/preview", json=preview)) == coming
    hours = moments(await api.post(f"{SCHEDULES}/preview", json={"interval_minutes": 60, "count": 50}))
    assert all(timedelta(minutes=54) <= later - earlier <= timedelta(minutes=66) for earlier, later in pairwise(hours))
    leap = moments(await api.post(f"{SCHEDULES}/preview", json={"cron": "0 0 29 2 *", "count": 5}))
    assert {(moment.month, moment.day) for moment in leap} == {(2, 29)}


async def test_what_did_not_run_is_listed_newest_first(api, make, sql):
    made = await make()
    await sql(
        "INSERT INTO schedule_skips (site_schedule_id, occurrence, reason)"
        " SELECT id, '2026-01-01T00:00Z'::timestamptz + n * interval '1 hour', 'because ' || n"
        " FROM site_schedules, generate_series(1, 5) n"
    )
    reasons, after = [], None
    while True:
        query = {"limit": 2, **({"after": after} if after else {})}
        page = (await api.get(f"{SCHEDULES}/{made['id']}/skips", params=query)).json()
        reasons += [item["reason"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert reasons == [f"because {n}" for n in (5, 4, 3, 2, 1)]


async def test_schedules_are_listed_whole_by_cursor(api, make):
    made = [(await make(name=f"s{number}"))["id"] for number in range(5)]
    found, after = [], None
    while True:
        page = (await api.get(SCHEDULES, params={"limit": 2, **({"after": after} if after else {})})).json()
        found += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == made


MISSING = "01900000-0000-7000-8000-000000000000"


async def test_a_schedule_that_is_not_there(api):
    for method, path, body in (
        ("GET", "", None),
        ("PUT", "", WANTED),
        ("PATCH", "", {"enabled": True}),
        ("DELETE", "", None),
        ("GET", "/occurrences", None),
        ("GET", "/skips", None),
    ):
        answer = await api.request(method, f"{SCHEDULES}/{MISSING}{path}", json=body)
        assert answer.status_code == 404, (method, path)
        assert answer.json()["detail"] == f"There is no schedule {MISSING}."


BAD_SCHEDULES = {
    "interval 0": ({"interval_minutes": 0}, "body.interval_minutes"),
    "a negative interval": ({"interval_minutes": -5}, "body.interval_minutes"),
    "an endless interval": ({"interval_minutes": 10**12}, "body.interval_minutes"),
    "30 February": ({"interval_minutes": None, "cron": "0 0 30 2 *"}, "'0 0 30 2 *' cannot be read or never fires"),
    "no cron": ({"interval_minutes": None, "cron": "every day"}, "It needs five fields"),
    "both": ({"cron": "0 6 * * *"}, "give interval_minutes or cron, not both"),
    "a zone of Mars": ({"time_zone": "Mars/Olympus"}, "'Mars/Olympus' is no IANA time zone"),
    "a path for a zone": ({"time_zone": "../../etc/passwd"}, "is no IANA time zone"),
    "unknown site": ({"site_name": "monster"}, "allowed: greenhouse, lever, ashby"),
    "no target": ({"target": None}, "Greenhouse needs a target"),
    "no name": ({"name": ""}, "body.name"),
    "NUL": ({"name": "a\x00"}, "holds a NUL character"),
    "NUL in the payload": ({"payload": {"search_term": "\x00"}}, "holds a NUL character"),
    "unknown member": ({"payload": {"proxy": 1}}, "body.payload.proxy"),
    "unknown policy": ({"misfire_policy": "all"}, "'skip' or 'once'"),
}


async def test_a_bad_schedule_is_refused_in_words(api, sql):
    for name, (changes, said) in BAD_SCHEDULES.items():
        answer = await api.post(SCHEDULES, json={**WANTED, **changes})
        assert answer.status_code == 422, (name, answer.text)
        assert said in answer.json()["detail"], (name, answer.text)
    assert await sql("SELECT 1 FROM site_schedules") == []
