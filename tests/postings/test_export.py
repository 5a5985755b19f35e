"""Export: whole, streamed, safe for spreadsheets; its memory stays what it is, and it ends with its reader."""

import asyncio
import csv
import io
import json
import os
import sys

import httpx2
import psutil
import pytest

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli"]
EXPORT = "/api/postings/export"
PATIENCE = 60  # seconds: a limit for what hangs, not a measurement


async def test_csv_holds_what_was_asked_for(api, add):
    await add("Welder", city="Graz", country="AT", url="https://jobs.example.com/1", description_html="<p>steel</p>")
    await add('Painter, "senior"\nnight shift', company="Farben & Söhne", places=["Wien", "Linz"])
    await add("Baker", closed_at=None)
    answer = await api.get(EXPORT, params={"q": "welder"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="postings.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert (row["title"], row["locations"], row["url"]) == ("Welder", "Graz, AT", "https://jobs.example.com/1")
    assert row["first_seen_at"].endswith("Z")
    rows = list(csv.DictReader(io.StringIO((await api.get(EXPORT)).text, newline="")))
    assert [one["title"] for one in rows] == ["Baker", 'Painter, "senior"\nnight shift', "Welder"]
    assert (rows[1]["places"], rows[1]["company"]) == ("Wien; Linz", "Farben & Söhne")


async def test_no_cell_is_a_formula(api, add):
    formulas = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "\uff1d1", "\n=1"]
    for words in formulas:
        await add("Welder", company=words, places=[words, "b"])
    rows = csv.DictReader(io.StringIO((await api.get(EXPORT)).text, newline=""))
    given = [(row["company"], row["places"]) for row in rows]
    assert given == [(f"'{words}", f"'{words}; b") for words in reversed(formulas)]


async def test_json_lines_hold_the_descriptions_too(api, add):
    ids = [await add("Baker", pay_min=12.5), await add("Welder\nnight", description_html="<p>ü\u2028</p>")]
    answer = await api.get(EXPORT, params={"format": "jsonl"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    rows = [json.loads(line) for line in answer.content.split(b"\n") if line]
    assert [row["id"] for row in rows] == ids[::-1]
    assert (rows[0]["title"], rows[0]["description_html"], rows[1]["pay_min"]) == (
        "Welder\nnight",
        "<p>ü\u2028</p>",
        12.5,
    )
    assert (await api.get(EXPORT, params={"format": "jsonl", "state": "closed"})).content == b""


async def test_a_bad_request_is_told_before_anything_is_sent(api):
    for params in ({"format": "xls"}, {"q": '"'}, {"format": "jsonl", "q": "*"}):
        answer = await api.get(EXPORT, params=params)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), params


@pytest.fixture
async def served(environ):
    """A real API process; gives its address and its process."""
    port = 18080 + os.getpid() % 10_000
    environ = environ | {"JOBCENTER_PORT": str(port), "JOBCENTER_HOST": "127.0.0.1"}
    quiet = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}
    process = await asyncio.create_subprocess_exec(*CLI, "api", env=environ, **quiet)
    address = f"http://127.0.0.1:{port}"
    async with httpx2.AsyncClient(base_url=address, timeout=PATIENCE, trust_env=False) as client:
        for _ in range(PATIENCE * 10):
            try:
                assert (await client.get("/health")).status_code == 200
                break
            except httpx2.TransportError:
                assert process.returncode is None
                await asyncio.sleep(0.1)
        yield client, psutil.Process(process.pid)
    process.terminate()
    await asyncio.wait_for(process.wait(), PATIENCE)


ACTIVE = (
    "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'jobcenter-api' AND state <> 'idle'"
    " AND datname = current_database()"
)


@pytest.mark.slow
async def test_a_hundred_thousand_postings_take_no_more_memory_and_end_with_their_reader(served, make_key, many, sql):
    client, process = served
    headers = await make_key(scopes=("scraping:read",))
    await many(1000)
    for form in ("csv", "jsonl"):  # whatever is loaded once is loaded now
        await client.get(EXPORT, params={"format": form}, headers=headers)
    await sql("DELETE FROM postings")
    await many(100_000)
    before = process.memory_info().rss
    for form, rows in (("csv", 100_001), ("jsonl", 100_000)):
        lines = size = 0
        async with client.stream("GET", EXPORT, params={"format": form}, headers=headers) as answer:
            async for piece in answer.aiter_bytes():
                lines, size = lines + piece.count(b"\n"), size + len(piece)
                assert process.memory_info().rss - before < 30_000_000
        assert lines == rows
        assert size > 10_000_000
    async with client.stream("GET", EXPORT, headers=headers) as answer:
        pieces = answer.aiter_bytes()
        await anext(pieces)
        assert (await sql(ACTIVE))[0]["n"] == 1
        async with client.stream("GET", EXPORT, headers=headers):
            third = await client.get(EXPORT, headers=headers)
            assert (third.status_code, "Retry-After" in third.headers) == (429, True)
    for _ in range(PATIENCE * 10):
        if (await sql(ACTIVE))[0]["n"] == 0:
            break
        await asyncio.sleep(0.1)
    assert (await sql(ACTIVE))[0]["n"] == 0
    assert (await client.get(EXPORT, params={"q": "nothing"}, headers=headers)).status_code == 200
