"""Own pages of postings: asked for once, when the list shows something new, and kept beside what the list told."""

from datetime import datetime, timedelta

import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn

pytestmark = pytest.mark.slow  # a request a posting


@pytest.fixture
def workday(changed):
    """A board whose lists say little, of the test's own: its name, its settings, and what it was asked for."""
    with StandIn.start(Sample(count=1, postings=25, vendors=("workday",))) as stand_in:
        (board,) = [one["board"] for one in stand_in.control()["boards"]]
        stand_in.board = board
        stand_in.settings = changed(
            **stand_in.site_settings(), JOBCENTER_SITE_WORKDAY_REQUESTS_PER_SECOND="10000", JOBCENTER_LEASE_SECONDS="30"
        )
        yield stand_in


@pytest.fixture
def pages(workday):
    """Gives how often a posting's own page was asked for since the last call."""
    last = [0]

    def pages():
        lines = workday.log(last[0])
        last[0] = lines[-1]["line"] if lines else last[0]
        return sum("/job/" in line["path"] for line in lines if line["event"] == "start")

    return pages


@pytest.fixture
def run(run_one, workday):
    async def run(**more):
        return await run_one("workday", workday.board, under=workday.settings, **more)

    return run


async def test_each_posting_is_asked_for_once(run, pages, sql, workday):
    first = await run()
    assert (first["status"], first["new_count"], first["details_count"]) == ("succeeded", 25, 25)
    assert pages() == 25
    rows = await sql("SELECT description_html, places, details_wanted FROM postings")
    assert all(row["description_html"] and row["places"] and not row["details_wanted"] for row in rows)

    second = await run()
    assert (second["unchanged_count"], second["details_count"], pages()) == (25, 0, 0)

    edited = workday.rows("workday", workday.board)[4]["vendor_id"]
    workday.control(
        changes=[{"site": "workday", "board": workday.board, "edit": {edited: {"title": "Lighthouse Keeper"}}}]
    )
    third = await run()
    assert (third["changed_count"], third["details_count"], pages()) == (1, 1, 1)
    (kept,) = await sql("SELECT title, description_html FROM postings WHERE vendor_id = :id", id=edited)
    assert kept["title"] == "Lighthouse Keeper"
    assert kept["description_html"]


async def test_a_day_later_nothing_has_changed_although_the_list_says_so(run, pages, sql, workday):
    """Workday's lists say how many days ago: by a day more in each pass."""
    await run()
    dates = await sql("SELECT vendor_id, posted_at FROM postings ORDER BY vendor_id")
    older = {
        row["vendor_id"]: {"posted_at": (datetime.fromisoformat(row["posted_at"]) - timedelta(days=1)).isoformat()}
        for row in workday.rows("workday", workday.board)
    }
    workday.control(changes=[{"site": "workday", "board": workday.board, "edit": older}])
    pages()
    second = await run()
    assert (second["unchanged_count"], second["changed_count"], pages()) == (25, 0, 0)
    assert await sql("SELECT vendor_id, posted_at FROM postings ORDER BY vendor_id") == dates


async def test_one_that_fails_is_said_and_read_in_the_next_run(run, pages, sql, workday):
    first = await run()
    lost = workday.rows("workday", workday.board)[0]["vendor_id"]
    await sql("UPDATE postings SET details_wanted = true, description_html = NULL WHERE vendor_id = :id", id=lost)
    pages()
    workday.control(changes=[{"site": "workday", "board": workday.board, "remove": [lost]}])
    gone = await run()
    assert (gone["closed_count"], gone["complete"]) == (1, True)
    assert first["complete"]
    problems = await sql("SELECT kind, vendor_id FROM scrape_run_problems WHERE scrape_run_id = :id", id=gone["id"])
    assert [(one["kind"], one["vendor_id"]) for one in problems] == [("error", lost)]
    assert (await run())["details_count"] == 0
    assert pages() == 1


async def test_a_run_cut_off_among_its_details_goes_on_there(start, do_slice, run_row, workday, sql):
    workday.control(faults=[Fault("delay", site="workday", delay_ms=60)])
    started = await start("workday", workday.board)
    slices = 0
    while (row := await run_row(started["run_id"]))["status"] in {"queued", "running"}:
        slices += 1
        assert slices < 40
        await do_slice(started["task_id"], under=workday.settings, seconds=0.8)
        await sql("UPDATE tasks SET run_after = now() WHERE id = :id", id=started["task_id"])
    assert slices > 1
    assert (row["status"], row["details_count"], row["completed_pages"]) == ("succeeded", 25, 2)
