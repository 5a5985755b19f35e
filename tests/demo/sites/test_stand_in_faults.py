"""Every fault really happens, to the requests that it was meant for and to no others."""

import threading
import time

import httpx2
import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn
from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

pytestmark = pytest.mark.slow  # waits, by its nature

BOARDS = {"greenhouse": "amber-analytics", "lever": "birch-analytics", "ashby": "copper-analytics"}


@pytest.fixture(scope="module")
def troubled():
    with StandIn.start(Sample(count=3, postings=250)) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(troubled):
    """One for all tests here: they change its faults, which end with each, and nothing else."""
    troubled.control(faults=[])
    return troubled


@pytest.fixture(params=sorted(BOARDS))
def site(request):
    return request.param


def test_a_status_for_the_next_requests_and_then_no_more(stand_in, ask, site):
    stand_in.control(add_faults=[Fault("status", site=site, status=429, retry_after=7, times=2)])
    answers = [ask(stand_in, site, BOARDS[site]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 200]
    assert [answer.headers.get("retry-after") for answer in answers] == ["7", "7", None]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_other_statuses(stand_in, ask, status):
    stand_in.control(faults=[Fault("status", status=status)])
    answer = ask(stand_in, "lever", BOARDS["lever"])
    assert (answer.status_code, answer.headers.get("retry-after")) == (status, None)


def test_a_fault_keeps_to_its_board_and_its_site(stand_in, ask):
    stand_in.control(faults=[Fault("status", site="lever"), Fault("status", board=BOARDS["ashby"])])
    statuses = {site: ask(stand_in, site, board).status_code for site, board in BOARDS.items()}
    assert statuses == {"greenhouse": 200, "lever": 500, "ashby": 500}


def test_one_page_fails_and_the_others_do_not(stand_in, ask):
    stand_in.control(faults=[Fault("status", site="lever", query={"skip": "100"}, status=500)])
    statuses = [ask(stand_in, "lever", BOARDS["lever"], {"skip": skip}).status_code for skip in (0, 100, 200)]
    assert statuses == [200, 500, 200]


def test_a_probability_strikes_some_and_the_same_ones_for_a_seed(stand_in, ask):
    rounds = []
    for _ in range(2):
        stand_in.control(faults=[Fault("status", probability=0.5, seed=3)])
        rounds.append([ask(stand_in, "lever", BOARDS["lever"], {"skip": 1000}).status_code for _ in range(40)])
    assert rounds[0] == rounds[1]
    assert set(rounds[0]) == {200, 500}


def test_an_html_page_with_200(stand_in, ask, site):
    stand_in.control(faults=[Fault("html")])
    answer = ask(stand_in, site, BOARDS[site])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    with pytest.raises(PageUnreadableError, match="HTML page"):
        SITES[site].read(answer.content, SITES[site].first())


def test_truncated_json(stand_in, ask, site):
    whole = ask(stand_in, site, BOARDS[site]).content
    stand_in.control(faults=[Fault("truncated")])
    answer = ask(stand_in, site, BOARDS[site])
    assert (answer.status_code, answer.content) == (200, whole[: len(whole) // 2])
    with pytest.raises(PageUnreadableError, match="not whole JSON"):
        SITES[site].read(answer.content, SITES[site].first())


def test_json_of_another_shape(stand_in, ask, site):
    stand_in.control(faults=[Fault("wrong_json")])
    with pytest.raises(PageUnreadableError, match="should be"):
        SITES[site].read(ask(stand_in, site, BOARDS[site]).content, SITES[site].first())


def test_a_damaged_item_becomes_a_drop_and_the_others_stay(stand_in, ask, site):
    whole = SITES[site].read(ask(stand_in, site, BOARDS[site]).content, SITES[site].first())
    stand_in.control(faults=[Fault("damaged_item", item=5)])
    page = SITES[site].read(ask(stand_in, site, BOARDS[site]).content, SITES[site].first())
    assert len(page.drops) == 1
    assert page.found == tuple(posting for posting in whole.found if posting in page.found)
    assert len(page.found) == len(whole.found) - 1


def test_a_damaged_item_is_whatever_one_wants(stand_in, ask):
    stand_in.control(faults=[Fault("damaged_item", replacement={"id": "n", "text": "\0NUL"})])
    page = SITES["lever"].read(ask(stand_in, "lever", BOARDS["lever"]).content, {"skip": 0})
    assert page.found[0].title == "NUL"


def test_a_huge_page_is_streamed_and_readable(stand_in, client, site):
    size = 5_000_000
    stand_in.control(faults=[Fault("huge", size=size)])
    request = SITES[site].request(f"{stand_in.url}/{site}", BOARDS[site], SITES[site].first())
    with client.stream("GET", request.url) as answer:
        assert "content-length" not in answer.headers
        body = answer.read()
    assert len(body) >= size
    assert len(SITES[site].read(body, SITES[site].first()).found) == 1


def test_a_client_may_leave_a_huge_page(stand_in, client, logged):
    stand_in.control(faults=[Fault("huge", times=1)])
    before = stand_in.control()["requests"] * 2
    with client.stream("GET", f"{stand_in.url}/lever/v0/postings/{BOARDS['lever']}") as answer:
        next(answer.iter_bytes())
    assert client.get(f"{stand_in.url}/lever/v0/postings/{BOARDS['lever']}").status_code == 200
    lines = logged(stand_in, 4, before)
    (left,) = (line for line in lines if line["event"] == "end" and line["fault"] == "huge")
    assert left["bytes"] < 100_000_000


def test_a_redirect_loop(stand_in, client):
    stand_in.control(faults=[Fault("redirect_loop")])
    with pytest.raises(httpx2.TooManyRedirects):
        client.get(f"{stand_in.url}/lever/v0/postings/{BOARDS['lever']}?skip=0", follow_redirects=True)


def test_a_redirect_to_an_address(stand_in, ask):
    stand_in.control(faults=[Fault("redirect", location="http://169.254.169.254/latest")])
    answer = ask(stand_in, "ashby", BOARDS["ashby"])
    assert (answer.status_code, answer.headers["location"]) == (302, "http://169.254.169.254/latest")


def test_a_hang_gives_no_answer_and_others_are_answered(stand_in, client, ask):
    stand_in.control(faults=[Fault("hang", site="greenhouse")])
    with pytest.raises(httpx2.ReadTimeout):
        client.get(f"{stand_in.url}/greenhouse/v1/boards/{BOARDS['greenhouse']}/jobs", timeout=0.3)
    assert ask(stand_in, "lever", BOARDS["lever"]).status_code == 200


def test_a_connection_dropped_in_the_middle_of_a_body(stand_in, ask, site):
    stand_in.control(faults=[Fault("drop", times=1)])
    with pytest.raises(httpx2.RemoteProtocolError):
        ask(stand_in, site, BOARDS[site])
    assert ask(stand_in, site, BOARDS[site]).status_code == 200


def test_slowness_delays_one_board_and_holds_up_no_other(stand_in, ask, logged):
    stand_in.control(faults=[Fault("delay", site="lever", delay_ms=1500, jitter_ms=10)])
    ended = {}
    before = stand_in.control()["requests"] * 2

    def timed(site):
        assert ask(stand_in, site, BOARDS[site]).status_code == 200
        ended[site] = time.monotonic()

    slow = threading.Thread(target=timed, args=("lever",))
    slow.start()
    timed("ashby")
    slow.join()
    assert ended["ashby"] < ended["lever"]
    start, end = (line for line in logged(stand_in, 4, before) if line["site"] == "lever")
    assert end["monotonic"] - start["monotonic"] > 1.4  # the fault itself, less what a clock may be off


def test_delay_and_another_fault_come_together(stand_in, ask):
    stand_in.control(faults=[Fault("delay", delay_ms=50), Fault("status", status=503)])
    assert ask(stand_in, "lever", BOARDS["lever"]).status_code == 503
    assert [fault["hits"] for fault in stand_in.control()["faults"]] == [1, 1]
