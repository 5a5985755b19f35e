import pytest

from jobcenter.demo.sites import Fault
from jobcenter.demo.sites.rows import UNLISTED_PREFIX

LEVER, GREENHOUSE = "birch-analytics", "amber-analytics"
COUNTS = ("seen_count", "new_count", "changed_count", "unchanged_count", "dropped_count", "filtered_count")


def counts(run):
    return tuple(run[name] for name in COUNTS)


def row_of(vendor_id, title="Added later", **more):
    return {"vendor_id": vendor_id, "title": title, **more}


@pytest.mark.parametrize(("site", "pages"), [("greenhouse", 1), ("lever", 3), ("ashby", 1)])
async def test_a_board_is_stored_whole_and_what_is_unlisted_never(site, pages, run_one, sql, stand_in):
    run = await run_one(site)

    rows = stand_in.rows(site, run["target"])
    listed = {row["vendor_id"]: row for row in rows if row["listed"]}
    hidden = len(rows) - len(listed)
    assert hidden == (3 if site == "ashby" else 0)
    assert (run["status"], run["complete"], run["message"]) == ("succeeded", True, None)
    assert counts(run) == (len(rows), len(listed), 0, 0, 0, hidden)
    assert (run["requested_pages"], run["completed_pages"]) == (pages, pages)
    stored = {row["vendor_id"]: row for row in await sql("SELECT * FROM postings")}
    assert stored.keys() == listed.keys()
    assert not any(vendor_id.startswith(UNLISTED_PREFIX) for vendor_id in stored)
    for vendor_id, row in listed.items():
        kept = stored[vendor_id]
        assert (kept["title"], kept["places"], kept["department"]) == (row["title"], row["places"], row["department"])
        assert (kept["site_name"], kept["target"]) == (site, run["target"])
        assert kept["last_seen_run_id"] == run["id"]
        assert str(kept["raw"]["id"]) == vendor_id
    assert (run["task"]["status"], run["task"]["lease_owner"]) == ("succeeded", None)
    assert [line["status"] for line in answers(stand_in, run)] == [200] * pages


def answers(stand_in, run):
    return [line for line in stand_in.log() if line["run"] == run["run_id"] and line["event"] == "end"]


@pytest.mark.parametrize(
    ("site", "status"),
    [("greenhouse", 304), ("ashby", 304), ("lever", 200)],  # Lever gives no ETag: there the same bytes tell
)
async def test_a_second_pass_changes_nothing(site, status, run_one, sql, stand_in):
    first = await run_one(site)
    before = await sql("SELECT * FROM postings ORDER BY id")
    second = await run_one(site)
    after = await sql("SELECT * FROM postings ORDER BY id")

    kept = first["new_count"]
    assert counts(second) == (first["seen_count"], 0, 0, kept, 0, first["filtered_count"])
    assert (second["status"], second["complete"]) == ("succeeded", True)
    moved = {"last_seen_at", "last_seen_run_id"}
    assert [{k: v for k, v in row.items() if k not in moved} for row in after] == [
        {k: v for k, v in row.items() if k not in moved} for row in before
    ]
    assert {row["last_seen_run_id"] for row in after} == {second["id"]}
    assert {line["status"] for line in answers(stand_in, second)} == {status}
    assert await sql("SELECT 1 FROM posting_news WHERE scrape_run_id = :run", run=second["id"]) == []


async def test_a_page_read_anew_changes_nothing_either(run_one, sql):
    first = await run_one("lever")
    await sql("DELETE FROM page_memory")
    second = await run_one("lever")
    assert counts(second) == (250, 0, 0, 250, 0, 0)
    assert first["new_count"] == 250
    assert await sql("SELECT 1 FROM postings WHERE changed_at IS NOT NULL") == []


async def test_a_posting_missing_from_the_store_comes_back_though_the_page_is_as_it_was(run_one, sql, stand_in):
    await run_one("greenhouse")
    lost = await sql("DELETE FROM postings WHERE id IN (SELECT id FROM postings LIMIT 2) RETURNING vendor_id")
    second = await run_one("greenhouse")
    assert counts(second) == (250, 2, 0, 248, 0, 0)
    there = await sql("SELECT vendor_id FROM postings")
    assert {row["vendor_id"] for row in lost} <= {row["vendor_id"] for row in there}
    assert [line["status"] for line in answers(stand_in, second)] == [304, 200]


@pytest.mark.parametrize("site", ["greenhouse", "lever", "ashby"])
async def test_what_is_new_or_changed_is_told(site, run_one, sql, own_stand_in, changed):
    under = changed(**own_stand_in.site_settings())
    first = await run_one(site, under=under)
    rows = [row for row in own_stand_in.rows(site, first["target"]) if row["listed"]]
    gone, other = rows[3]["vendor_id"], rows[120]["vendor_id"]
    change = {
        "site": site,
        "board": first["target"],
        "remove": [gone],
        "edit": {other: {"title": "Another Title"}},
        "add": [row_of("900900"), row_of("900901")],
    }
    own_stand_in.control(changes=[change])
    second = await run_one(site, under=under)

    assert (second["new_count"], second["changed_count"], second["unchanged_count"]) == (2, 1, 248)
    news = await sql(
        "SELECT vendor_id, title, news FROM posting_news n JOIN postings p ON p.id = n.posting_id"
        " WHERE n.scrape_run_id = :run ORDER BY news, vendor_id",
        run=second["id"],
    )
    told = {row["vendor_id"]: (row["title"], row["news"]) for row in news}
    assert told == {
        other: ("Another Title", "changed"),
        "900900": ("Added later", "new"),
        "900901": ("Added later", "new"),
        gone: (rows[3]["title"], "closed"),
    }
    (left,) = await sql("SELECT last_seen_run_id FROM postings WHERE vendor_id = :gone", gone=gone)
    assert left["last_seen_run_id"] == first["id"]


async def test_a_repeat_on_another_page_adds_its_place_and_a_second_pass_changes_nothing(
    run_one, sql, own_stand_in, changed
):
    under = changed(**own_stand_in.site_settings())
    twice = own_stand_in.rows("lever", LEVER)[0]
    again = {**twice, "places": ["Reykjavík, Iceland"]}
    own_stand_in.control(changes=[{"site": "lever", "board": LEVER, "add": [again]}])
    first = await run_one("lever", under=under)
    (kept,) = await sql("SELECT * FROM postings WHERE vendor_id = :id", id=twice["vendor_id"])
    assert kept["places"] == [*twice["places"], "Reykjavík, Iceland"]
    assert (await sql("SELECT count(*) AS n FROM postings"))[0]["n"] == 250
    assert first["new_count"] == 250

    await sql("DELETE FROM page_memory")
    second = await run_one("lever", under=under)
    assert (second["new_count"], second["changed_count"]) == (0, 0)
    (still,) = await sql("SELECT * FROM postings WHERE vendor_id = :id", id=twice["vendor_id"])
    assert (still["places"], still["changed_at"]) == (kept["places"], kept["changed_at"])

    own_stand_in.control(
        changes=[{"site": "lever", "board": LEVER, "edit": {twice["vendor_id"]: {"places": ["Oslo, Norway"]}}}]
    )
    third = await run_one("lever", under=under)
    (moved,) = await sql("SELECT * FROM postings WHERE vendor_id = :id", id=twice["vendor_id"])
    assert (third["changed_count"], moved["places"]) == (1, ["Oslo, Norway"])


async def test_results_wanted_stops_there_and_the_run_is_not_complete(run_one, sql, asked):
    run = await run_one("lever", results_wanted=130)
    assert (run["status"], run["complete"], run["new_count"], run["completed_pages"]) == ("succeeded", False, 130, 2)
    assert len(asked()) == 2
    assert (await sql("SELECT count(*) AS n FROM postings"))[0]["n"] == 130
    assert await sql("SELECT 1 FROM page_memory") == [], "a part of a page must not pass for the page"


async def test_a_run_cut_short_is_not_complete_when_its_end_is_another_slices(start, do_slice, run_row, sql):
    """Killed between its last page and its end: what goes on must still know that it stopped early."""
    started = await start("lever", results_wanted=100)
    await sql(
        "UPDATE scrape_runs SET position = CAST(:at AS jsonb), completed_pages = 1, new_count = 100",
        at='{"at": null, "lost_items": 0, "lost_in_a_row": 0, "last_loss": null}',
    )
    assert await do_slice(started["task_id"])
    run = await run_row(started["run_id"])
    assert (run["status"], run["complete"]) == ("succeeded", False)


@pytest.mark.parametrize(
    ("payload", "fits"),
    [
        ({"search_term": "senior ENGINEER"}, lambda row: "Senior" in row["title"] and "Engineer" in row["title"]),
        ({"location": "berlin"}, lambda row: any("Berlin" in place for place in row["places"])),
        ({"is_remote": True}, lambda row: any("Remote" in place for place in row["places"])),
        ({"location": "remote"}, lambda row: any("Remote" in place for place in row["places"])),
    ],
)
async def test_filters_keep_what_fits_and_count_the_rest(payload, fits, run_one, sql, stand_in):
    run = await run_one("greenhouse", **payload)
    rows = stand_in.rows("greenhouse", GREENHOUSE)
    wanted = {row["vendor_id"] for row in rows if fits(row)}
    stored = {row["vendor_id"] for row in await sql("SELECT vendor_id FROM postings")}
    assert wanted <= stored
    if "search_term" not in payload:  # the words may also stand in the text, which the sample makes up
        assert wanted == stored
    assert 0 < len(stored) < 250
    assert (run["new_count"], run["filtered_count"]) == (len(stored), 250 - len(stored))
    assert (run["status"], run["errors_count"]) == ("succeeded", 0), "what was filtered is no error"


async def test_drops_are_counted_listed_and_told_of_anew(run_one, sql, stand_in):
    fault = Fault("damaged_item", site="lever", query={"skip": "100"}, replacement={"id": "x-1", "text": ""})
    stand_in.control(faults=[fault])
    for _ in range(2):
        run = await run_one("lever")
        assert (run["status"], run["dropped_count"], run["errors_count"]) == ("partial", 1, 1)
        assert run["complete"], "one broken item must not keep a board from being whole"
        drops = await sql("SELECT * FROM scrape_run_problems WHERE scrape_run_id = :run", run=run["id"])
        assert [(one["kind"], one["page"], one["vendor_id"]) for one in drops] == [("drop", 2, "x-1")]
        assert '"text"' in drops[0]["reason"]
    assert (await sql("SELECT count(*) AS n FROM postings"))[0]["n"] == 249


async def test_a_lost_page_in_the_middle_is_skipped_and_counted(run_one, sql, stand_in):
    stand_in.control(faults=[Fault("status", site="lever", query={"skip": "100"}, status=500)])
    run = await run_one("lever", max_retries=1)
    assert (run["status"], run["complete"]) == ("failed", False), "100 of 250 lost is more than 30 %"
    assert (run["new_count"], run["errors_count"], run["retries"], run["requested_pages"]) == (150, 100, 1, 4)
    assert "500" in run["message"]
    errors = await sql("SELECT page, reason FROM scrape_run_problems WHERE kind = 'error' ORDER BY id")
    assert [one["page"] for one in errors] == [2, 2]


async def test_two_lost_pages_in_a_row_end_the_run(run_one, asked, stand_in):
    stand_in.control(faults=[Fault("status", site="lever", query={"skip": skip}) for skip in ("100", "200")])
    run = await run_one("lever")
    assert (run["new_count"], run["errors_count"], len(asked())) == (100, 200, 3)
    assert run["status"] == "failed"
