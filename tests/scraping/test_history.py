"""What postings go through: new, changed (what, from, to), closed, open again; and what a lost page must not close."""

import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn

pytestmark = pytest.mark.slow  # several runs each

GREENHOUSE, LEVER = "amber-analytics", "birch-analytics"


@pytest.fixture
def boards_of_ours(own_stand_in, changed):
    """The test's own boards, and settings that lead there."""
    rates = {f"JOBCENTER_SITE_{name}_REQUESTS_PER_SECOND": "10000" for name in ("GREENHOUSE", "LEVER")}
    own_stand_in.settings = changed(**own_stand_in.site_settings(), **rates)
    return own_stand_in


@pytest.fixture
def news(sql):
    """Gives a run's news as `{vendor id: (news, changes)}`."""

    async def news(run_id):
        rows = await sql(
            "SELECT p.vendor_id, n.news, n.changes FROM posting_news n JOIN postings p ON p.id = n.posting_id"
            " JOIN scrape_runs r ON r.id = n.scrape_run_id WHERE r.run_id = :run_id",
            run_id=run_id,
        )
        return {row["vendor_id"]: (row["news"], row["changes"]) for row in rows}

    return news


async def test_a_changed_board_is_told_exactly(boards_of_ours, run_one, news):
    first = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert set(await news(first["run_id"])) == {
        row["vendor_id"] for row in boards_of_ours.rows("greenhouse", GREENHOUSE)
    }
    rows = boards_of_ours.rows("greenhouse", GREENHOUSE)
    edited, gone = rows[3], rows[7]
    boards_of_ours.control(
        changes=[
            {"site": "greenhouse", "board": GREENHOUSE, "edit": {edited["vendor_id"]: {"title": "Lead Baker"}}},
            {"site": "greenhouse", "board": GREENHOUSE, "remove": [gone["vendor_id"]]},
            {"site": "greenhouse", "board": GREENHOUSE, "add": [{"vendor_id": "990001", "title": "Miller"}]},
        ]
    )
    second = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    counts = {name: second[f"{name}_count"] for name in ("new", "changed", "closed", "reopened", "unchanged")}
    assert counts == {"new": 1, "changed": 1, "closed": 1, "reopened": 0, "unchanged": len(rows) - 2}
    told = await news(second["run_id"])
    assert told == {
        "990001": ("new", None),
        edited["vendor_id"]: ("changed", {"title": [edited["title"], "Lead Baker"]}),
        gone["vendor_id"]: ("closed", None),
    }
    third = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert await news(third["run_id"]) == {}
    assert (third["closed_count"], third["unchanged_count"]) == (0, len(rows))


async def test_what_comes_back_is_open_again_with_its_history(boards_of_ours, run_one, news, sql):
    rows = boards_of_ours.rows("greenhouse", GREENHOUSE)
    back = rows[0]["vendor_id"]
    await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    boards_of_ours.control(changes=[{"site": "greenhouse", "board": GREENHOUSE, "remove": [back]}])
    await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    (closed,) = await sql("SELECT vendor_id FROM postings WHERE closed_at IS NOT NULL")
    assert closed["vendor_id"] == back
    boards_of_ours.control(
        changes=[{"site": "greenhouse", "board": GREENHOUSE, "add": [{**rows[0], "title": "Back Again"}]}]
    )
    third = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert (third["reopened_count"], third["new_count"], third["changed_count"]) == (1, 0, 0)
    news_of_it, changes = (await news(third["run_id"]))[back]
    assert (news_of_it, changes["title"]) == ("reopened", [rows[0]["title"], "Back Again"])
    assert await sql("SELECT 1 FROM postings WHERE closed_at IS NOT NULL") == []


async def test_a_page_that_fails_closes_nothing(boards_of_ours, run_one, sql):
    await run_one("lever", LEVER, under=boards_of_ours.settings)
    gone = boards_of_ours.rows("lever", LEVER)[5]["vendor_id"]
    boards_of_ours.control(
        changes=[{"site": "lever", "board": LEVER, "remove": [gone]}],
        faults=[Fault("status", site="lever", query={"skip": "100"}, status=500)],
    )
    run = await run_one("lever", LEVER, under=boards_of_ours.settings)
    assert (run["complete"], run["closed_count"]) == (False, 0)
    assert await sql("SELECT 1 FROM postings WHERE closed_at IS NOT NULL") == []


async def test_a_run_that_went_on_behind_another_closes_nothing_the_other_saw(start, do_slice, run_one, run_row, sql):
    waiting = await start("lever", LEVER, pause=3600)
    assert await do_slice(waiting["task_id"])
    other = await run_one("lever", LEVER)
    assert other["complete"]
    await sql("UPDATE scrape_runs SET max_pause_seconds = 0, min_pause_seconds = 0")
    await sql("UPDATE tasks SET run_after = now() WHERE id = :id", id=waiting["task_id"])
    assert await do_slice(waiting["task_id"])
    run = await run_row(waiting["run_id"])
    assert (run["status"], run["complete"], run["closed_count"]) == ("succeeded", True, 0)
    assert await sql("SELECT 1 FROM postings WHERE closed_at IS NOT NULL") == []


@pytest.mark.parametrize("payload", [{"search_term": "engineer"}, {"results_wanted": 10}, {"is_remote": True}])
async def test_a_search_closes_nothing(run_one, sql, payload):
    await run_one("greenhouse", GREENHOUSE)
    run = await run_one("greenhouse", GREENHOUSE, **payload)
    assert run["closed_count"] == 0
    assert await sql("SELECT 1 FROM postings WHERE closed_at IS NOT NULL") == []


async def test_an_item_that_cannot_be_read_is_not_closed(boards_of_ours, run_one):
    await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    there = boards_of_ours.rows("greenhouse", GREENHOUSE)[0]["vendor_id"]
    broken = {"id": int(there), "title": None, "absolute_url": None}
    boards_of_ours.control(faults=[Fault("damaged_item", site="greenhouse", item=0, replacement=broken)])
    run = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert (run["dropped_count"], run["complete"], run["closed_count"]) == (1, True, 0)


async def test_a_board_must_be_empty_twice_before_all_of_it_is_closed(boards_of_ours, run_one, sql):
    await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    rows = boards_of_ours.rows("greenhouse", GREENHOUSE)
    gone = [row["vendor_id"] for row in rows]
    boards_of_ours.control(changes=[{"site": "greenhouse", "board": GREENHOUSE, "remove": gone}])
    first = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert (first["status"], first["closed_count"]) == ("succeeded", 0)
    assert "if it is empty again" in first["message"]
    second = await run_one("greenhouse", GREENHOUSE, under=boards_of_ours.settings)
    assert (second["closed_count"], second["message"]) == (len(rows), None)
    assert await sql("SELECT 1 FROM postings WHERE closed_at IS NULL") == []


@pytest.mark.parametrize("site", ["workday", "smartrecruiters"])
async def test_a_posting_that_moved_while_the_board_was_read_is_not_closed(
    site, *, changed, start, do_slice, run_row, run_one, sql
):
    with StandIn.start(Sample(count=1, postings=250, vendors=(site,))) as stand_in:
        (board,) = [one["board"] for one in stand_in.control()["boards"]]
        under = changed(**stand_in.site_settings(), **{f"JOBCENTER_SITE_{site.upper()}_REQUESTS_PER_SECOND": "10000"})
        await run_one(site, board, under=under)
        second = await start(site, board, pause=3600)
        await do_slice(second["task_id"], under=under)
        gone = stand_in.rows(site, board)[0]["vendor_id"]
        stand_in.control(changes=[{"site": site, "board": board, "remove": [gone]}])
        await sql("UPDATE scrape_runs SET max_pause_seconds = 0, min_pause_seconds = 0")
        await sql("UPDATE tasks SET run_after = now() WHERE id = :id", id=second["task_id"])
        await do_slice(second["task_id"], under=under)
        run = await run_row(second["run_id"])
        assert (run["status"], run["closed_count"]) == ("succeeded", 0)
        assert "some moved while it was read" in run["message"]
        third = await run_one(site, board, under=under)
        assert (third["closed_count"], third["reopened_count"], third["message"]) == (1, 0, None)
        closed = await sql("SELECT vendor_id FROM postings WHERE closed_at IS NOT NULL")
        assert [row["vendor_id"] for row in closed] == [gone]
