"""The stand-in's manners: unknown boards, ETags, compression, many at once, changes, the control endpoint."""

import asyncio
import json
import signal
import subprocess
import sys

import httpx2
import psutil
import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn, serve
from jobcenter.demo.sites.rows import ALL_SOURCES
from jobcenter.demo.sites.standin import StandInError

pytestmark = pytest.mark.slow  # hundreds of requests


@pytest.mark.parametrize(
    ("site", "kind", "body"),
    [
        ("greenhouse", "application/json; charset=utf-8", '{"status":404,"error":"Job not found"}'),
        ("lever", "application/json; charset=utf-8", '{"ok":false,"error":"Document not found"}'),
        ("ashby", "text/plain; charset=utf-8", "Not Found"),
    ],
)
def test_an_unknown_board_is_the_vendors_404(sample, ask, site, kind, body):
    answer = ask(sample, site, "no-such-board")
    assert (answer.status_code, answer.headers["content-type"], answer.text) == (404, kind, body)


@pytest.mark.parametrize("path", ["/", "/nothing", "/greenhouse", "/lever/v1/postings/x", "/greenhouse/v1/boards/x"])
def test_other_paths_are_404(sample, client, path):
    assert client.get(sample.url + path).status_code == 404


@pytest.mark.parametrize(("site", "board"), [("greenhouse", "amber-analytics"), ("ashby", "copper-analytics")])
def test_an_unchanged_board_is_a_304_until_it_changes(stand_in, ask, site, board):
    first = ask(stand_in, site, board)
    known = {"If-None-Match": first.headers["etag"]}
    again = ask(stand_in, site, board, **known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    row = stand_in.rows(site, board)[1]
    stand_in.control(changes=[{"site": site, "board": board, "remove": [row["vendor_id"]]}])
    changed = ask(stand_in, site, board, **known)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


def test_lever_has_no_etag(sample, ask):
    assert "etag" not in ask(sample, "lever", "birch-analytics").headers


def test_gzip_where_it_is_asked_for(sample, ask):
    zipped = ask(sample, "lever", "birch-analytics", **{"Accept-Encoding": "gzip"})
    plain = ask(sample, "lever", "birch-analytics", **{"Accept-Encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert int(zipped.headers["content-length"]) < len(plain.content)


def test_boards_change_while_they_are_served(stand_in, scrape):
    board = "birch-analytics"
    first, second, *others = (row["vendor_id"] for row in stand_in.rows("lever", board))
    new = {"vendor_id": "new-1", "title": "Glazier", "places": ["Turku"]}
    stand_in.control(
        changes=[
            {"site": "lever", "board": board, "remove": [first], "edit": {second: {"title": "Edited"}}, "add": [new]}
        ]
    )
    found = [posting for page in scrape(stand_in, "lever", board) for posting in page.found]
    assert [posting.vendor_id for posting in found] == [second, *others, "new-1"]
    assert (found[0].title, found[-1].title, found[-1].places) == ("Edited", "Glazier", ("Turku",))


@pytest.mark.parametrize(
    ("orders", "message"),
    [
        ({"changes": [{"site": "lever", "board": "none"}]}, 'there is no board "none" on lever'),
        ({"changes": [{"site": "lever", "board": "birch-analytics", "remove": ["x"]}]}, "has no posting x"),
    ],
)
def test_control_says_what_it_cannot_do(stand_in, orders, message):
    with pytest.raises(StandInError, match=message):
        stand_in.control(**orders)


@pytest.mark.parametrize("body", ["", "[]", '{"fault": []}', '{"faults": [{"kind": "flood"}]}', '{"faults": 1}'])
def test_control_refuses_what_it_does_not_understand(sample, client, body):
    answer = client.post(f"{sample.url}/control", content=body)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_an_edit_of_an_unknown_field_is_refused(stand_in):
    row = stand_in.rows("lever", "birch-analytics")[0]["vendor_id"]
    with pytest.raises(StandInError, match="a row has no field headline; it has vendor_id"):
        stand_in.control(
            changes=[{"site": "lever", "board": "birch-analytics", "edit": {row: {"headline": "x"}}}],
        )


def test_the_access_log_has_both_ends_of_every_request(stand_in, ask, logged):
    stand_in.control(add_faults=[Fault("status", status=500, board="copper-analytics")])
    answer = ask(stand_in, "lever", "birch-analytics", **{"X-Job-Center-Run": "run/17/3", "User-Agent": "probe/1"})
    ask(stand_in, "ashby", "copper-analytics", **{"X-Job-Center-Run": "no attempt"})
    shown = logged(stand_in, 4)
    lines = [json.loads(line) for line in stand_in.access_log.read_text().splitlines()]
    assert lines == shown
    assert [(line["line"], line["event"], line["seq"]) for line in lines] == [
        (1, "start", 1),
        (2, "end", 1),
        (3, "start", 2),
        (4, "end", 2),
    ]
    start, end, *failed = lines
    assert (start["site"], start["board"], start["run"], start["attempt"]) == ("lever", "birch-analytics", "run/17", 3)
    assert start["path"] == "/lever/v0/postings/birch-analytics?mode=json&skip=0&limit=100"
    assert (start["agent"], start["client_port"] > 0) == ("probe/1", True)
    assert "status" not in start
    assert (end["status"], end["fault"]) == (200, None)
    assert end["bytes"] == int(answer.headers["content-length"])
    assert start["monotonic"] <= end["monotonic"]
    assert start["at"].endswith("Z")
    assert (failed[1]["status"], failed[1]["fault"], failed[1]["attempt"]) == (500, "status", None)
    assert stand_in.log(after=3) == lines[3:]
    assert stand_in.log(after=4) == []


def test_a_request_without_an_answer_ends_in_the_log_with_no_status(stand_in, client):
    stand_in.control(faults=[Fault("hang")])
    with pytest.raises(httpx2.ReadTimeout):
        client.get(f"{stand_in.url}/lever/v0/postings/birch-analytics", timeout=0.2)
    stand_in.stop()
    lines = [json.loads(line) for line in stand_in.access_log.read_text().splitlines()]
    assert [(line["event"], line.get("status"), line.get("fault")) for line in lines] == [
        ("start", None, None),
        ("end", None, "hang"),
    ]


async def test_hundreds_of_requests_at_once_are_all_answered(sample):
    limits = httpx2.Limits(max_connections=300)
    async with httpx2.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:
        url = f"{sample.url}/lever/v0/postings/birch-analytics"
        answers = await asyncio.gather(*(client.get(url) for _ in range(300)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


def test_the_settings_point_at_it(sample):
    given = sample.site_settings()
    assert given.pop("JOBCENTER_ALLOWED_PRIVATE_HOSTS") == "127.0.0.1"
    assert given.keys() == {f"JOBCENTER_SITE_{name.upper()}_URL" for name in ALL_SOURCES}
    assert given["JOBCENTER_SITE_LEVER_URL"] == f"{sample.url}/lever"
    assert given["JOBCENTER_SITE_WORKDAY_URL"] == f"{sample.url}/workday/{{target}}"


def test_it_ends_with_its_parent_and_a_second_stop_does_nothing():
    stand_in = StandIn.start(Sample(count=1, postings=1))
    process = psutil.Process(stand_in.pid)
    stand_in._process.stdin.close()  # what the end of this process would do
    process.wait(timeout=20)
    stand_in.stop()
    stand_in.stop()


def test_a_taken_port_is_named(sample):
    port = int(sample.url.rpartition(":")[2])
    with pytest.raises(StandInError, match=f"port {port} on 127.0.0.1 cannot be used"):
        StandIn.start(Sample(), port=port)


def test_a_log_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(StandInError, match=r"No such file or directory: .*nowhere"):
        StandIn.start(Sample(count=1, postings=1), access_log=tmp_path / "nowhere" / "log")


def test_serve_tells_how_to_use_it_serves_and_ends_quietly_at_ctrl_c(client):
    code = "from jobcenter.demo.sites import serve; serve(port=0, say=lambda line: print(line, flush=True))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        told = []
        while not told or "Ctrl-C" not in told[-1]:
            told.append(process.stdout.readline())
            assert told[-1], process.stderr.read()
        url = told[0].split()[3].rstrip(":")
        served = Sample(others=1, beyond=True).boards()
        boards, postings = len(served), sum(row.listed for board in served for row in board.rows)
        assert told[0] == f"Stand-in sites at {url}: {boards} boards, {postings:,} postings.\n"
        assert any(line.strip() == f"export JOBCENTER_SITE_LEVER_URL={url}/lever" for line in told)
        orders = next(line for line in told if "add_faults" in line).partition("-d '")[2].strip().rstrip("'")
        assert client.post(f"{url}/control", content=orders).json()["faults"][0]["status"] == 429
        assert client.get(f"{url}/lever/v0/postings/birch-analytics").status_code == 429
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


def test_serve_wants_both_files_or_none(tmp_path):
    with pytest.raises(ValueError, match="give --csv and --companies"):
        serve(csv=tmp_path / "a.csv")
