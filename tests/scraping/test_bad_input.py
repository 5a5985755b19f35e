"""Whatever a vendor answers: the run says so in words, nothing kept is lost, and the next good answer heals."""

import asyncio
import tracemalloc

import pytest

from jobcenter.demo.sites import Fault
from jobcenter.scraping import fetch, network
from jobcenter.scraping.fetch import retry_after
from jobcenter.scraping.pacing import SiteClosedError, note_refusal, note_success, wait_for_turn

pytestmark = pytest.mark.slow  # waits for sites that hang

MIB = 1024 * 1024

ANSWERS = {
    "html": (Fault("html"), "greenhouse answered an HTML page, not JSON"),
    "forbidden": (Fault("status", status=403), "Greenhouse refuses us (403)."),
    "too many": (Fault("status", status=429, retry_after=7), "asks us to slow down (429), and asks to wait 7 s."),
    "fault": (Fault("status", status=500), "Greenhouse has a fault of its own (500)."),
    "gone": (Fault("status", status=410), 'Greenhouse has no board "amber-analytics" (410).'),
    "unauthorized": (Fault("status", status=401), "Greenhouse answered 401, which says nothing about the board."),
    "nothing new, unasked": (Fault("status", status=304), "Greenhouse answered 304"),
    "truncated": (Fault("truncated"), "bytes that are not whole JSON"),
    "wrong shape": (Fault("wrong_json"), 'greenhouse answered nothing where "jobs" should be'),
    "broken off": (Fault("drop"), "Greenhouse could not be reached or broke off"),
    "circle": (Fault("redirect_loop"), "Greenhouse redirects in a circle, or too often."),
    "file": (Fault("redirect", location="file:///etc/passwd"), "led to an address that cannot be asked"),
    "no address": (Fault("redirect", location="http://"), "Greenhouse"),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_a_bad_answer_fails_the_run_in_words_and_costs_nothing(name, run_one, sql, stand_in):
    fault, said = ANSWERS[name]
    stand_in.control(faults=[fault])
    run = await run_one("greenhouse")
    assert (run["status"], run["complete"], run["completed_pages"], run["errors_count"]) == ("failed", False, 0, 1)
    assert said in run["message"]
    errors = await sql("SELECT kind, page, reason FROM scrape_run_problems")
    assert [(one["kind"], one["page"], one["reason"]) for one in errors] == [("error", 1, run["message"])]
    stand_in.control(faults=[])
    await sql("UPDATE site_pacing SET closed_until = NULL")
    healed = await run_one("greenhouse")
    assert (healed["status"], healed["new_count"]) == ("succeeded", 250)


async def test_a_bad_answer_takes_nothing_away(run_one, sql, stand_in):
    await run_one("lever")
    before = await sql("SELECT * FROM postings ORDER BY id")
    stand_in.control(faults=[Fault("wrong_json", site="lever", query={"skip": "0"})])
    assert (await run_one("lever"))["status"] == "failed"
    assert await sql("SELECT * FROM postings ORDER BY id") == before


async def test_an_unknown_board_is_told_at_once_and_not_tried_again(run_one, asked):
    run = await run_one("greenhouse", "no-such-board", max_retries=3)
    assert run["status"] == "failed"
    assert run["message"].startswith('Greenhouse has no board "no-such-board" (404). Check the board\'s name')
    assert (run["retries"], len(asked())) == (0, 1)


async def test_a_redirect_to_a_private_address_is_refused(run_one, stand_in, changed):
    under = changed(JOBCENTER_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    for place in (
        "http://localhost:1/",
        "http://169.254.169.254/x",
        "http://[::1]:1/",
        "http://[::ffff:10.0.0.1]/",
        "//0/",
    ):
        stand_in.control(faults=[Fault("redirect", location=place)])
        run = await run_one("greenhouse", max_retries=3, under=under)
        assert (run["status"], run["retries"]) == ("failed", 0), place
        assert "a private address. If that is meant, add" in run["message"]
        assert "JOBCENTER_ALLOWED_PRIVATE_HOSTS" in run["message"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_private_address_is_refused_before_it_is_asked(host, run_one, stand_in, changed, asked):
    address = stand_in.site_settings()["JOBCENTER_SITE_GREENHOUSE_URL"].replace("127.0.0.1", host)
    under = changed(JOBCENTER_SITE_GREENHOUSE_URL=address, JOBCENTER_ALLOWED_PRIVATE_HOSTS="")
    run = await run_one("greenhouse", under=under)
    assert run["status"] == "failed"
    assert f"refused, since {host} leads to" in run["message"]
    assert asked() == []


async def test_a_name_that_leads_nowhere(run_one, changed):
    run = await run_one("greenhouse", under=changed(JOBCENTER_SITE_GREENHOUSE_URL="http://no-such-host.invalid"))
    assert run["status"] == "failed"
    assert "the name no-such-host.invalid cannot be looked up" in run["message"]


async def test_a_page_beyond_the_limit_is_not_read_on(run_one, changed, stand_in):
    stand_in.control(faults=[Fault("huge", size=50_000_000)])
    run = await run_one("greenhouse", max_retries=3, under=changed(JOBCENTER_MAX_PAGE_BYTES=str(MIB)))
    assert (run["status"], run["retries"]) == ("failed", 0)
    assert "a page of more than 1 MiB" in run["message"]
    assert "raise JOBCENTER_MAX_PAGE_BYTES" in run["message"]


async def test_a_page_of_200_mb_costs_no_more_memory_than_the_limit(run_one, settings, stand_in):
    stand_in.control(faults=[Fault("huge", size=200_000_000)])
    tracemalloc.start(1)
    try:
        run = await run_one("greenhouse")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert run["status"] == "failed"
    assert "a page of more than 64 MiB" in run["message"]
    assert peak < settings.max_page_bytes + 24 * MIB


async def test_a_site_that_never_answers(run_one, stand_in, monkeypatch):
    monkeypatch.setattr(network, "READ_SECONDS", 0.3)
    stand_in.control(faults=[Fault("hang")])
    run = await run_one("greenhouse")
    assert (run["status"], run["message"]) == ("failed", "Greenhouse did not answer in time (ReadTimeout).")


async def test_a_site_that_trickles_for_ever(run_one, changed):
    """Each byte comes in time, the page never: the run must not wait for it for ever."""

    async def trickle(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
        try:
            while not writer.is_closing():
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.05)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    async with server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("jobcenter.scraping.tasks.PAGE_SECONDS", 1.0)
            run = await asyncio.wait_for(
                run_one("greenhouse", under=changed(JOBCENTER_SITE_GREENHOUSE_URL=address)), 60
            )
    assert (run["status"], run["message"]) == ("failed", "Greenhouse did not send the whole page within 1 s.")


async def test_a_refusal_closes_its_site_alone_and_the_pace_comes_back(
    *, run_one, start, do_slice, run_row, sql, stand_in, asked
):
    async def pacing():
        return (await sql("SELECT *, closed_until > now() AS closed FROM site_pacing WHERE site_name = 'lever'"))[0]

    stand_in.control(faults=[Fault("status", site="lever", status=429, retry_after=40, times=1)])
    refused, behind = await start("lever"), await start("lever", "another-board")
    assert await do_slice(refused["task_id"])
    run = await run_row(refused["run_id"])
    assert (run["status"], run["retries"]) == ("queued", 1)
    assert (run["task"]["run_after"] - run["updated_at"]).total_seconds() >= 40
    closed = await pacing()
    assert (closed["slowdown"], closed["closed"]) == (2, True)
    assert (closed["closed_until"] - closed["last_refusal_at"]).total_seconds() == 40
    assert "429" in closed["last_refusal"]

    assert await do_slice(behind["task_id"])
    waits = await run_row(behind["run_id"])
    assert (waits["status"], waits["retries"], waits["page_failures"]) == ("queued", 0, 0)
    assert "waiting" in waits["message"]
    assert "asks us to slow down (429)" in waits["message"]
    assert len(asked()) == 1, "nobody asks a closed site"
    assert (await run_one("greenhouse"))["status"] == "succeeded"

    await sql("UPDATE site_pacing SET closed_until = now() - interval '1 second'")
    await sql("UPDATE tasks SET run_after = now()")
    assert await do_slice(refused["task_id"])
    assert (await run_row(refused["run_id"]))["status"] == "succeeded"
    opened = await pacing()
    assert (opened["slowdown"], opened["closed_until"]) == (1, None)


async def test_refusals_of_one_moment_count_once_and_a_late_success_opens_nothing(engine, sql):
    await asyncio.gather(*(note_refusal(engine, "lever", "refused (403)", None) for _ in range(4)))
    await note_success(engine, "lever")
    (row,) = await sql("SELECT slowdown, closed_until > now() AS closed FROM site_pacing")
    assert (row["slowdown"], row["closed"]) == (2, True)
    with pytest.raises(SiteClosedError, match="refused \\(403\\)"):
        await wait_for_turn(engine, "lever", 100)


async def test_the_next_refusal_closes_for_longer(engine, sql):
    closures = []
    for _ in range(8):
        await note_refusal(engine, "lever", "refused (403)", None)
        (row,) = await sql("SELECT extract(epoch FROM closed_until - last_refusal_at)::float AS s FROM site_pacing")
        closures.append(row["s"])
        await sql("UPDATE site_pacing SET closed_until = now() - interval '1 second'")
    assert closures == [15, 30, 60, 120, 240, 480, 900, 900]
    assert (await sql("SELECT slowdown FROM site_pacing"))[0]["slowdown"] == 64


async def test_turns_of_a_site_are_shared_by_all_who_ask(engine, sql):
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(wait_for_turn(engine, "lever", 20) for _ in range(5)))
    assert asyncio.get_running_loop().time() - began >= 0.15
    await sql("UPDATE site_pacing SET next_free_at = now() + interval '1 hour'")
    with pytest.raises(SiteClosedError, match="other runs ask this site first"):
        await wait_for_turn(engine, "lever", 20, most_seconds=5)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7), (" 7 ", 7), ("0", 0), ("999999", 3600), ("9" * 5000, 3600), (None, None), ("", None), ("-5", None),
        ("soon", None), ("²", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("Wed, 21 Oct 9999 07:28:00 GMT", 3600),
        ("Wed, 21 Oct 99999999999999999999 07:28:00 GMT", None), ("Wed, 99 Oct 2015 07:28:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_tolerantly(value, seconds):
    assert retry_after(value) == seconds
    assert seconds is None or seconds <= fetch.LONGEST_WAIT
