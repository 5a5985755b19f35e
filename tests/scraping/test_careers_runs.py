"""Careers pages through the engine: whole, in slices, with pages that are gone, at the pace of robots.txt."""

import asyncio

import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn

pytestmark = pytest.mark.slow  # crawls

TARGET, OTHER = "amber-analytics.example", "birch-analytics.example"
POSTINGS = 12
PAGES = POSTINGS + 2  # and two without a posting
REQUESTS = PAGES + 3  # robots.txt, the index and its sitemap


@pytest.fixture(scope="module")
def boards():
    """Two hosts with twelve postings each."""
    with StandIn.start(Sample(count=2, postings=POSTINGS, vendors=("careers",))) as stand_in:
        yield stand_in


@pytest.fixture
def own_boards():
    """One host of the test's own, to be changed."""
    with StandIn.start(Sample(count=1, postings=POSTINGS, vendors=("careers",))) as stand_in:
        yield stand_in


def paths(lines):
    return [line["path"].removeprefix(f"/careers/{TARGET}") for line in lines]


async def test_a_host_is_read_whole_and_a_second_pass_changes_nothing(run_one, sql, stand_in, asked):
    run = await run_one("careers", TARGET)
    assert (run["status"], run["complete"], run["message"]) == ("succeeded", True, None)
    assert (run["seen_count"], run["new_count"], run["completed_pages"]) == (POSTINGS, POSTINGS, REQUESTS)
    assert paths(asked())[:3] == ["/robots.txt", "/sitemap.xml", "/sitemap-0.xml.gz"]
    assert "/internal/secret" not in paths(asked())
    stored = await sql("SELECT vendor_id, title, company, places, url, requisition FROM postings")
    rows = stand_in.rows("careers", TARGET)
    assert {(one["title"], tuple(one["places"]), one["requisition"]) for one in stored} == {
        (row["title"], tuple(row["places"]), row["requisition"]) for row in rows
    }
    assert {one["vendor_id"] for one in stored} == {f"https://{TARGET}/jobs/{row['vendor_id']}" for row in rows}
    again = await run_one("careers", TARGET)
    assert (again["unchanged_count"], again["new_count"], again["changed_count"]) == (POSTINGS, 0, 0)
    assert await sql("SELECT 1 FROM page_memory") == []


async def test_only_what_stands_below_a_path(run_one, asked):
    run = await run_one("careers", f"{TARGET}/jobs")
    assert (run["status"], run["new_count"]) == ("succeeded", POSTINGS)
    assert all(path.startswith(("/jobs/", "/robots", "/sitemap")) for path in paths(asked()))
    nothing = await run_one("careers", f"{TARGET}/vacancies")
    assert nothing["status"] == "failed"
    assert "list no page below /vacancies" in nothing["message"]


async def test_a_page_that_is_gone_is_a_posting_that_is_gone(run_one, sql, changed, own_boards):
    under = changed(**own_boards.site_settings())
    await run_one("careers", TARGET, under=under)
    gone = own_boards.rows("careers", TARGET)[3]["vendor_id"]
    own_boards.control(faults=[Fault("status", status=404, posting=f"jobs/{gone}")])  # the sitemap still lists it
    run = await run_one("careers", TARGET, under=under)
    assert (run["status"], run["complete"], run["errors_count"]) == ("succeeded", True, 0)
    assert (run["unchanged_count"], run["closed_count"]) == (POSTINGS - 1, 1)
    closed = await sql("SELECT vendor_id FROM postings WHERE closed_at IS NOT NULL")
    assert [one["vendor_id"] for one in closed] == [f"https://{TARGET}/jobs/{gone}"]


async def test_a_page_that_fails_closes_nothing(run_one, stand_in):
    await run_one("careers", TARGET)
    failing = stand_in.rows("careers", TARGET)[5]["vendor_id"]
    stand_in.control(faults=[Fault("status", status=500, posting=f"jobs/{failing}")])
    run = await run_one("careers", TARGET)
    assert (run["status"], run["complete"], run["errors_count"]) == ("partial", False, 1)
    assert (run["unchanged_count"], run["closed_count"]) == (POSTINGS - 1, 0)


async def test_without_a_sitemap_it_is_said(run_one):
    run = await run_one("careers", "nowhere.example")
    assert run["status"] == "failed"
    assert run["message"].startswith(
        "nowhere.example has no sitemap, neither where its robots.txt says nor in the usual"
    )


async def test_a_run_goes_on_where_it_was_cut_off(*, start, do_slice, run_row, sql, stand_in, asked):
    stand_in.control(faults=[Fault("delay", delay_ms=60)])
    started = await start("careers", TARGET)
    slices = 0
    while (row := await run_row(started["run_id"]))["status"] in {"queued", "running"}:
        assert await do_slice(started["task_id"], seconds=0.5)
        await sql("UPDATE tasks SET run_after = now()")
        slices += 1
        assert slices < 40
    assert (row["status"], row["new_count"], row["completed_pages"]) == ("succeeded", POSTINGS, REQUESTS)
    assert slices > 1
    assert len(paths(asked())) == len(set(paths(asked()))), "no page is asked for twice"


async def test_a_refusal_closes_its_host_alone(*, run_one, start, do_slice, run_row, stand_in, sql, api):
    stand_in.control(faults=[Fault("status", status=403, board=TARGET)])
    refused = await start("careers", TARGET)
    assert await do_slice(refused["task_id"])
    assert "refuses us (403)" in (await run_row(refused["run_id"]))["message"]
    assert (await run_one("careers", OTHER))["status"] == "succeeded"
    rows = await sql("SELECT site_name, closed_until IS NOT NULL AS closed FROM site_pacing ORDER BY 1")
    assert [(row["site_name"], row["closed"]) for row in rows] == [
        (f"careers {TARGET}", True),
        (f"careers {OTHER}", False),
    ]
    sites = {one["name"]: one for one in (await api.get("/jobs/sites")).json()["data"]}
    assert (sites["careers"]["usable"], sites["careers"]["kind"]) == (True, "careers")
    assert sites["careers"]["last_success_at"] is not None


async def test_crawl_delay_is_kept(start, do_slice, run_row, changed):
    """A host that asks for an hour between two requests is asked once, and the run waits in the queue."""

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        body = b"User-agent: *\nCrawl-delay: 3600\n"
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        started = await start("careers", TARGET)
        assert await do_slice(started["task_id"], under=changed(JOBCENTER_SITE_CAREERS_URL=address))
    run = await run_row(started["run_id"])
    assert (run["status"], run["completed_pages"], run["position"]["at"]["pause"]) == ("queued", 1, 3600)
    assert (run["task"]["run_after"] - run["updated_at"]).total_seconds() > 3500
