"""History of postings whose text stands on a page of their own: told once, whole, whenever that page could be read."""

import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn

pytestmark = pytest.mark.slow  # a request a posting

PAGES_FAIL = [Fault("status", of="postings", status=500)]


@pytest.fixture(params=["smartrecruiters", "workday"])
def vendor(request):
    """A vendor whose lists say little of a posting."""
    return request.param


@pytest.fixture
def board(vendor, changed):
    """A board of the test's own, with settings that lead there."""
    with StandIn.start(Sample(count=1, postings=8, vendors=(vendor,))) as stand_in:
        (stand_in.board,) = [one["board"] for one in stand_in.control()["boards"]]
        rate = {f"JOBCENTER_SITE_{vendor.upper()}_REQUESTS_PER_SECOND": "10000"}
        stand_in.settings = changed(**stand_in.site_settings(), **rate)
        yield stand_in


@pytest.fixture
def run(run_one, vendor, board):
    async def run():
        return await run_one(vendor, board.board, under=board.settings)

    return run


@pytest.fixture
def edit(vendor, board):
    """Edits the posting that tests look at; gives it as it was."""

    def edit(**changes):
        row = next(row for row in board.rows(vendor, board.board) if row["department"] and len(row["places"]) == 1)
        board.control(changes=[{"site": vendor, "board": board.board, "edit": {row["vendor_id"]: changes}}])
        return row

    return edit


@pytest.fixture
def told(sql):
    """Gives all news but of what is new, as `[(news, changes)]`."""

    async def told():
        return [
            (row["news"], row["changes"])
            for row in await sql("SELECT news, changes FROM posting_news WHERE news <> 'new' ORDER BY at")
        ]

    return told


async def test_what_list_and_page_say_otherwise_is_no_change(run, edit, told):
    await run()
    row = edit(title="Lighthouse Keeper")
    assert (await run())["changed_count"] == 1
    assert await told() == [("changed", {"title": [row["title"], "Lighthouse Keeper"]})]


async def test_what_comes_back_tells_only_what_differs(run, told, vendor, board):
    await run()
    gone, back = board.rows(vendor, board.board)[:2]
    board.control(
        changes=[{"site": vendor, "board": board.board, "remove": [gone["vendor_id"], back["vendor_id"]]}],
    )
    await run()
    board.control(changes=[{"site": vendor, "board": board.board, "add": [gone, {**back, "title": "Back Again"}]}])
    assert (await run())["reopened_count"] == 2
    reopened = [changes for news, changes in await told() if news == "reopened"]
    assert sorted(reopened, key=bool) == [None, {"title": [back["title"], "Back Again"]}]


async def test_a_page_that_is_read_in_a_later_run_completes_what_was_told(run, edit, told, board):
    await run()
    row = edit(title="Lighthouse Keeper", description="<p>By the sea.</p>")
    board.control(faults=PAGES_FAIL)
    assert (await run())["details_count"] == 0
    assert await told() == [("changed", {"title": [row["title"], "Lighthouse Keeper"]})]
    board.control(faults=[])
    later = await run()
    assert (later["details_count"], later["changed_count"]) == (1, 0)
    ((news, changes),) = await told()
    assert (news, changes.keys()) == ("changed", {"title", "description"})
    assert changes["title"] == [row["title"], "Lighthouse Keeper"]
    assert "By the sea." in changes["description"][1]


async def test_what_neither_list_nor_page_tells_any_more_is_gone(run, edit, told, sql):
    await run()
    row = edit(employment_type=None)
    assert (await run())["changed_count"] == 1
    assert await told() == [("changed", {"employment_type": [row["employment_type"], None]})]
    (kept,) = await sql(
        "SELECT employment_type, employment, description_html FROM postings WHERE vendor_id = :id", id=row["vendor_id"]
    )
    assert (kept["employment_type"], kept["employment"]) == (None, None)
    assert kept["description_html"]


async def test_a_place_that_said_remote_does_not_outlive_its_posting_s_move(run, edit, sql):
    edit(places=["Remote, Norway"], is_remote=None)
    await run()
    row = edit(places=["Oslo, Norway"])
    await run()
    (kept,) = await sql("SELECT places, is_remote FROM postings WHERE vendor_id = :id", id=row["vendor_id"])
    assert kept == {"places": ["Oslo, Norway"], "is_remote": None}


async def test_places_that_a_list_only_counts_are_read_anew_when_their_number_changes(run, told, vendor, board):
    posting = board.rows(vendor, board.board)[0]["vendor_id"]

    def move(*places):
        change = {"site": vendor, "board": board.board, "edit": {posting: {"places": list(places)}}}
        board.control(changes=[change])

    move("Oslo, Norway", "Bergen, Norway")
    await run()
    move("Oslo, Norway", "Bergen, Norway", "Narvik, Norway")
    assert (await run())["changed_count"] == 1
    ((news, changes),) = await told()
    assert (news, changes.keys()) == ("changed", {"places"})
    assert "Narvik" in " ".join(changes["places"][1])
