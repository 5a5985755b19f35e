"""Vendors whose adverts stand on pages of their own: lists and pages are read back, and fail apart from each other."""

import json
from datetime import datetime

import pytest

from jobcenter.demo.sites import CsvFiles, Fault, Sample, StandIn
from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

DETAILED = ("smartrecruiters", "workday")
CSV = """\
company,platform,jobId,title,department,locations,isRemote,employmentType,applyUrl,postedAt,scrapedAt
Wide,workday,/job/AT-Linz/Cook_R1-2,Cook,,2 Locations,,Full time,https://j.example/1,,x
Wide,workday,,,,,,,https://j.example/undefined,,x
Wide,workday,/job/Graz/Baker_R2,Baker ,,"Graz, AT",true,,https://j.example/2,,x
Wide,workday,/job/Graz/Baker_R2,Baker ,,"Graz, AT",true,,https://j.example/2,,x
Dunlin,smartrecruiters,7440001,Host,Service,"Aarhus, , Denmark",false,Part-time,https://j.example/3,2026-06-24T10:00:11.853Z,x
"""
COMPANIES = [
    {"name": "Wide", "platform": "workday", "workday": {"tenant": "wi_de", "shard": "wd1", "site": "Ext"}},
    {"name": "Gone", "platform": "workday", "workday": {"tenant": "gone", "shard": "wd1", "site": "Ext"}},
    {"name": "Dunlin", "platform": "smartrecruiters", "slug": "DunlinSpas"},
    {"name": "Gone too", "platform": "smartrecruiters", "slug": "GoneToo"},
]


@pytest.fixture(scope="module")
def served():
    """Two boards of each vendor that has details, among those of the others, of 130 postings each."""
    with StandIn.start(Sample(count=0, postings=130, others=2)) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(served):
    """The boards, without a fault."""
    served.control(faults=[])
    return served


@pytest.fixture(params=DETAILED)
def site(request):
    return request.param


@pytest.fixture
def board(stand_in, site):
    return next(one["board"] for one in stand_in.control()["boards"] if one["site"] == site)


@pytest.fixture
def read_detail(ask):
    """Reads a posting's own page by its site's parser."""

    def read_detail(stand_in, site, board, posting):
        answer = ask(stand_in, site, board, posting=posting)
        assert answer.status_code == 200
        return SITES[site].read_detail(answer.content)

    return read_detail


def test_lists_and_pages_are_read_back_whole(stand_in, site, board, scrape, read_detail):
    rows = stand_in.rows(site, board)
    pages = scrape(stand_in, site, board)
    found = [posting for page in pages for posting in page.found]
    assert [(posting.vendor_id, posting.title) for posting in found] == [
        (row["vendor_id"], row["title"]) for row in rows
    ]
    assert len(pages) == {"smartrecruiters": 2, "workday": 7}[site]
    assert not any(page.drops or page.repeated or page.hidden for page in pages)
    for posting, row in zip(found[::10], rows[::10], strict=True):
        whole = read_detail(stand_in, site, board, posting.vendor_id).beside(posting)
        posted = datetime.fromisoformat(row["posted_at"])
        assert whole.places == tuple(row["places"])
        assert posting.places == whole.places or len(whole.places) > 1
        assert whole.posted_at == (posted if site == "smartrecruiters" else posted.replace(hour=0, minute=0))
        assert (whole.employment_type, whole.requisition) == (row["employment_type"], row["requisition"])
        assert (whole.is_remote, whole.url) == (row["is_remote"], row["url"])
        assert len(whole.description_html) > 1_500
        assert posting.description_html is None


def test_the_same_seed_makes_the_same_other_boards():
    others = Sample(count=0, others=2).boards()
    assert others == [board for board in Sample(others=2).boards() if board.vendor not in Sample().vendors]
    assert Sample(others=2).boards()[:6] == Sample().boards()
    for vendor in DETAILED:
        assert len({board.slug for board in others if board.vendor == vendor}) == 2


def test_workdays_total_falls_to_0_and_its_limit_is_20(stand_in, client):
    (board,) = [one["board"] for one in stand_in.control()["boards"] if one["site"] == "workday"][:1]
    host, name = board.split("/")
    url = f"{stand_in.url}/workday/{host}/wday/cxs/{host.partition('.')[0]}/{name}/jobs"
    first, second = (client.post(url, json={"limit": 50, "offset": offset}).json() for offset in (0, 20))
    assert (first["total"], second["total"]) == (130, 0)
    assert [len(page["jobPostings"]) for page in (first, second)] == [20, 20]
    assert first["jobPostings"][-1] != second["jobPostings"][0]
    elsewhere = url.replace(f"/{host}/", f"/other.{host.partition('.')[2]}/")
    assert client.post(elsewhere, json={"limit": 20, "offset": 0}).status_code == 404


def test_an_unknown_board_is_a_404_at_workday_and_an_empty_one_at_smartrecruiters(stand_in, ask):
    assert ask(stand_in, "workday", "no-such.wd1/Board").status_code == 404
    empty = ask(stand_in, "smartrecruiters", "NoSuchBoard")
    assert (empty.status_code, empty.json()["totalFound"]) == (200, 0)
    assert SITES["smartrecruiters"].read(empty.content, {"offset": 0}).seen == 0


def test_an_unknown_posting_is_a_404_that_says_so(stand_in, ask, site, board):
    answer = ask(stand_in, site, board, posting="/job/nowhere/Nothing_R-0")
    assert answer.status_code == 404
    with pytest.raises(PageUnreadableError, match="it says: "):
        SITES[site].read_detail(answer.content)


def test_a_postings_page_fails_and_lists_do_not(stand_in, ask, site, board):
    first, second = (row["vendor_id"] for row in stand_in.rows(site, board)[:2])
    stand_in.control(faults=[Fault("status", status=500, posting=first)])
    statuses = [ask(stand_in, site, board, posting=one).status_code for one in (None, first, second)]
    assert statuses == [200, 500, 200]
    stand_in.control(faults=[Fault("status", status=500, of="postings")])
    assert [ask(stand_in, site, board, posting=one).status_code for one in (None, first, second)] == [200, 500, 500]
    stand_in.control(faults=[Fault("status", status=500, of="lists")])
    assert [ask(stand_in, site, board, posting=one).status_code for one in (None, first, second)] == [500, 200, 200]


def test_a_damaged_page_of_a_posting_is_unreadable(stand_in, ask, site, board):
    posting = stand_in.rows(site, board)[0]["vendor_id"]
    reasons = {
        "html": "HTML page",
        "truncated": "not whole JSON",
        "wrong_json": "where a posting with",
        "damaged_item": "where a posting with",
    }
    for kind, reason in reasons.items():
        stand_in.control(faults=[Fault(kind)])
        with pytest.raises(PageUnreadableError, match=reason):
            SITES[site].read_detail(ask(stand_in, site, board, posting=posting).content)


def test_one_page_of_a_posted_list_fails_and_the_log_tells_the_pages_apart(stand_in, ask):
    board = next(one["board"] for one in stand_in.control()["boards"] if one["site"] == "workday")
    stand_in.control(faults=[Fault("status", site="workday", query={"offset": "20"}, status=503)])
    before = stand_in.log()[-1]["line"] if stand_in.log() else 0
    statuses = [ask(stand_in, "workday", board, {"offset": offset}).status_code for offset in (0, 20, 40)]
    assert statuses == [200, 503, 200]
    started = [line for line in stand_in.log(before) if line["event"] == "start"]
    assert [line["path"].rpartition("?")[2] for line in started] == [
        f"limit=20&offset={offset}&searchText=" for offset in (0, 20, 40)
    ]
    assert {line["board"] for line in started} == {board}


def test_a_csv_is_read_back_with_its_traps(tmp_path, ask, scrape, read_detail):
    tmp_path.joinpath("postings.csv").write_text(CSV)
    tmp_path.joinpath("companies.json").write_text(json.dumps(COMPANIES))
    with StandIn.start(CsvFiles(tmp_path / "postings.csv", tmp_path / "companies.json")) as stand_in:
        (wide,) = scrape(stand_in, "workday", "wi_de.wd1/Ext")
        (dunlin,) = scrape(stand_in, "smartrecruiters", "DunlinSpas")
        cook = read_detail(stand_in, "workday", "wi_de.wd1/Ext", "/job/AT-Linz/Cook_R1-2")
        assert ask(stand_in, "workday", "gone.wd1/Ext").status_code == 404
        assert scrape(stand_in, "smartrecruiters", "GoneToo")[0].seen == 0
    assert [(one.vendor_id, one.title, one.places, one.is_remote, one.requisition) for one in wide.found] == [
        ("/job/AT-Linz/Cook_R1-2", "Cook", (), None, "R1"),
        ("/job/Graz/Baker_R2", "Baker", ("Graz, AT",), True, "R2"),
    ]
    assert (wide.repeated, [drop.reason for drop in wide.drops]) == (1, ['the item has no "externalPath"'])
    assert (cook.places, cook.url, cook.company) == (("AT-Linz",), "https://j.example/1", "Wide")
    (host,) = dunlin.found
    assert (host.vendor_id, host.places, host.is_remote) == ("7440001", ("Aarhus, , Denmark",), False)
    assert host.posted_at == datetime.fromisoformat("2026-06-24T10:00:11.853Z")
