"""Due occurrences become runs, each once, however many schedulers look at the same time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from jobcenter.kit.db import writing
from jobcenter.scraping.actions import change_schedule, make_schedule, pause_schedule
from jobcenter.scraping.rules import next_by_interval
from jobcenter.scraping.scheduler import schedule_due
from jobcenter.scraping.schemas import ScheduleRequest


@pytest.fixture
def make(engine):
    async def make(name, target, **more):
        wanted = ScheduleRequest(name=name, site_name="lever", target=target, **more)
        async with writing(engine) as session:
            return await make_schedule(session, wanted, actor="test")

    return make


@pytest.fixture
def look(engine):
    """One look of one scheduler, in a transaction of its own."""

    async def look():
        async with writing(engine) as session:
            return await schedule_due(session)

    return look


@pytest.fixture
def schedule(sql):
    async def schedule(name):
        return (await sql("SELECT * FROM site_schedules WHERE name = :name", name=name))[0]

    return schedule


async def make_late(sql, name, minutes):
    await sql(
        "UPDATE site_schedules SET next_run_at = now() - make_interval(mins => :minutes) WHERE name = :name",
        minutes=minutes,
        name=name,
    )


async def test_concurrent_schedulers_start_each_occurrence_once(make, look, sql):
    for number in range(30):
        await make(f"s{number}", f"board-{number}")
    looks = await asyncio.gather(*(look() for _ in range(4)))
    started = [run_id for made in looks for run_id in made.started]
    assert len(started) == len(set(started)) == 30
    runs = await sql("SELECT r.*, s.name FROM scrape_runs r JOIN site_schedules s ON s.id = r.site_schedule_id")
    assert {run["run_id"] for run in runs} == set(started)
    assert {run["name"] for run in runs} == {f"s{number}" for number in range(30)}
    assert {(run["trigger"], run["status"]) for run in runs} == {("schedule", "queued")}
    assert all(run["run_id"].startswith("sched_") for run in runs)
    assert {row["id"] for row in await sql("SELECT id FROM tasks")} == {i for made in looks for i in made.task_ids}
    again = await asyncio.gather(*(look() for _ in range(2)))
    assert [(made.started, made.skipped) for made in again] == [([], 0)] * 2


async def test_two_looks_at_one_row_while_the_first_has_not_committed(engine, make, sql):
    await make("only", "board")
    async with writing(engine) as first, writing(engine) as second:
        made = await schedule_due(first)
        blocked = await asyncio.wait_for(schedule_due(second), 10)
    assert (len(made.started), blocked.started, blocked.skipped) == (1, [], 0)
    assert len(await sql("SELECT 1 FROM scrape_runs")) == 1


async def test_a_scheduler_that_dies_before_its_commit_leaves_the_occurrence_due(engine, make, look, sql):
    await make("only", "board")

    async def die():
        async with writing(engine) as session:
            await schedule_due(session)
            raise ConnectionError("killed")

    with pytest.raises(ConnectionError):
        await die()
    assert await sql("SELECT 1 FROM scrape_runs") == []
    assert len((await look()).started) == 1


async def test_the_next_occurrence_follows_from_this_one(make, look, schedule, sql):
    made = await make("hourly", "board", interval_minutes=60)
    assert abs(made["next_run_at"] - datetime.now(UTC)) < timedelta(minutes=1), "the first is due at once"
    await look()
    after = await schedule("hourly")
    assert after["next_run_at"] == next_by_interval(made["id"], made["next_run_at"], 60)
    assert after["last_run_at"] is not None
    (run,) = await sql("SELECT occurrence FROM scrape_runs")
    assert run["occurrence"] == made["next_run_at"]


async def test_many_missed_moments_are_one_run(make, look, schedule, sql):
    await make("hourly", "board", interval_minutes=60)
    await make_late(sql, "hourly", 60 * 24 * 3)
    assert len((await look()).started) == 1
    assert (await schedule("hourly"))["next_run_at"] > datetime.now(UTC) + timedelta(minutes=50)
    assert (await look()).started == []


@pytest.mark.parametrize(("policy", "late", "runs"), [("skip", 45, 0), ("once", 45, 1), ("skip", 20, 1)])
async def test_the_misfire_policy_decides_on_what_was_missed(policy, late, runs, make, look, schedule, sql):  # noqa: PLR0917 - fixtures
    made = await make("hourly", "board", interval_minutes=60, misfire_policy=policy)
    await make_late(sql, "hourly", late)
    seen = await look()
    assert (len(seen.started), seen.skipped) == (runs, 1 - runs)
    skips = await sql("SELECT * FROM schedule_skips")
    assert [skip["site_schedule_id"] for skip in skips] == [made["id"]] * (1 - runs)
    assert all("missed by 27" in skip["reason"] and "policy is to skip" in skip["reason"] for skip in skips)
    assert (await schedule("hourly"))["next_run_at"] > datetime.now(UTC)


async def test_an_overlap_is_recorded_with_its_reason_and_starts_nothing(make, look, start, schedule, sql):
    await start("lever", "board")
    await make("hourly", "board", interval_minutes=60)
    await make("other", "elsewhere", interval_minutes=60)
    seen = await look()
    assert (len(seen.started), seen.skipped) == (1, 1)
    (skip,) = await sql("SELECT s.name, k.* FROM schedule_skips k JOIN site_schedules s ON s.id = k.site_schedule_id")
    assert (skip["name"], skip["reason"]) == ("hourly", "an earlier run of lever board was not finished")
    assert (await schedule("hourly"))["last_run_at"] is None
    await sql("UPDATE scrape_runs SET status = 'succeeded'")
    await make_late(sql, "hourly", 0)
    assert len((await look()).started) == 1


async def test_a_paused_schedule_is_never_due_and_goes_on_from_its_next_moment(engine, make, look, schedule, sql):
    made = await make("hourly", "board", interval_minutes=60)
    async with writing(engine) as session:
        await pause_schedule(session, made["id"], enabled=False, actor="test")
    await make_late(sql, "hourly", 600)
    assert (await look()).started == []
    async with writing(engine) as session:
        await pause_schedule(session, made["id"], enabled=True, actor="test")
    seen = await look()
    assert (seen.started, seen.skipped) == ([], 0), "what lay in the pause is not made up for"
    assert (await schedule("hourly"))["next_run_at"] > datetime.now(UTC) + timedelta(minutes=50)


async def test_a_schedule_replaced_by_an_enabled_one_goes_on_from_its_next_moment_too(engine, make, look, sql):
    made = await make("hourly", "board", interval_minutes=60, enabled=False)
    await make_late(sql, "hourly", 600)
    wanted = ScheduleRequest(name="hourly", site_name="lever", target="board", interval_minutes=60)
    async with writing(engine) as session:
        await change_schedule(session, made["id"], wanted, actor="test")
    seen = await look()
    assert (seen.started, seen.skipped) == ([], 0)


async def test_a_changed_rhythm_counts_from_now_and_another_name_changes_no_moment(engine, make, schedule):
    made = await make("hourly", "board", cron="0 6 * * *", time_zone="Europe/Berlin")
    wanted = ScheduleRequest(
        name="renamed", site_name="lever", target="board", cron="0 6 * * *", time_zone="Europe/Berlin"
    )
    async with writing(engine) as session:
        renamed = await change_schedule(session, made["id"], wanted, actor="test")
    assert (renamed["next_run_at"], renamed["version"]) == (made["next_run_at"], 2)
    wanted = wanted.model_copy(update={"cron": None, "interval_minutes": 10})
    async with writing(engine) as session:
        await change_schedule(session, made["id"], wanted, actor="test")
    changed = await schedule("renamed")
    assert timedelta(minutes=8) < changed["next_run_at"] - datetime.now(UTC) <= timedelta(minutes=11)
    assert (changed["cron"], changed["interval_minutes"]) == (None, 10)


async def test_a_schedule_that_cannot_go_on_is_told_of_and_stops_no_other(make, look, schedule, sql):
    await make("broken", "board-1", interval_minutes=60)
    await make("sound", "board-2", interval_minutes=60)
    await sql(
        "UPDATE site_schedules SET cron = '0 6 * * *', interval_minutes = NULL, time_zone = 'Mars/Olympus',"
        " next_run_at = now() - interval '1 minute' WHERE name = 'broken'"
    )
    seen = await look()
    assert (len(seen.started), seen.skipped) == (1, 1)
    (skip,) = await sql("SELECT * FROM schedule_skips")
    assert skip["reason"].startswith("'Mars/Olympus' is no time zone that this machine knows.")
    assert (await schedule("broken"))["next_run_at"] is None
    assert (await look()).skipped == 0


async def test_a_schedule_whose_board_is_missing_rests_after_some_tries_and_says_so(engine, api, do_slice, sql):
    body = {"name": "gone", "site_name": "greenhouse", "target": "no-such-board", "max_pause_seconds": 0}
    made = (await api.post("/api/scraping/schedules", json=body | {"min_pause_seconds": 0})).json()
    for _ in range(3):
        await sql("UPDATE site_schedules SET next_run_at = now() - interval '1 second'")
        async with writing(engine) as session:
            (started,) = (await schedule_due(session)).task_ids
        await do_slice(started)
    path = f"/api/scraping/schedules/{made['id']}"
    shown = (await api.get(path)).json()
    assert (shown["enabled"], shown["paused_because"]) == (False, "the site said 3 times that it has no such board")
    await api.patch(path, json={"enabled": True})
    assert (await api.get(path)).json()["paused_because"] is None
