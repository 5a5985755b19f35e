"""Vendors of whole boards and of XML feeds: what the stand-in serves, their parsers read back, faults included."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from jobcenter.demo.sites import CsvFiles, Fault, Sample, StandIn
from jobcenter.scraping.sites.base import NoBoardError, PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

pytestmark = pytest.mark.slow  # whole boards of every vendor

# What a vendor's list does not tell of a posting.
SILENT = {
    "workable": {"salary"},
    "recruitee": set(),
    "personio": set(),
    "bamboohr": {"salary", "posted_at", "text"},
    "teamtailor": {"salary", "employment_type"},
}
COMPANY = {"workable", "recruitee", "personio"}

CSV = """\
company,platform,jobId,title,department,locations,isRemote,employmentType,applyUrl,postedAt,scrapedAt
Wagtail,workable,AA11,Mechanic,Shop,Porto; Norte; Portugal,false,Full-time,https://j.example/AA11/apply,2026-07-30,x
Wagtail,workable,AA11,Mechanic,Shop,Braga; Norte; Portugal,false,Full-time,https://j.example/AA11/apply,2026-07-30,x
Wagtail,workable,AA12,Bookkeeper,,Ireland,true,,,2026-07-29,x
Fieldfare,recruitee,501,Cheesemaker,Dairy ,"Gouda; Delft mill ; Ghent, Belgium",,internship,,2026-06-24 09:52:46 UTC,x
Wren,personio,601,Tischler <m/w/d> & Co,Shop,Graz; Linz,,permanent,,2024-11-13T14:10:41+00:00,x
Bittern,bamboohr,38,Gardener,Grounds,chicago; Illinois,,Full-Time,,,x
Bittern,bamboohr,39,Translator,,Not applicable; Korea (South),,,,,x
Bunting,bamboohr,38,Beekeeper,,Germany,,,,,x
,bamboohr,,,,,,,,,x
"""
COMPANIES = [
    {"name": "Wagtail", "platform": "workable", "slug": "wagtail"},
    {"name": "Fieldfare", "platform": "recruitee", "slug": "fieldfare"},
    {"name": "Wren", "platform": "personio", "slug": "wren"},
    {"name": "Bittern", "platform": "bamboohr", "slug": "bittern"},
    {"name": "Bunting", "platform": "bamboohr", "slug": "bunting"},
    {"name": "Sandpiper", "platform": "teamtailor", "slug": "sandpiper"},
]


@pytest.fixture(scope="module")
def others():
    """Two boards of every vendor, for reading; tests change its faults only."""
    with StandIn.start(Sample(count=0, others=2)) as stand_in:
        yield stand_in


@pytest.fixture(params=sorted(SILENT))
def site(request):
    return request.param


@pytest.fixture
def stand_in(others):
    others.control(faults=[])
    return others


@pytest.fixture
def board(stand_in, site):
    return next(board["board"] for board in stand_in.control()["boards"] if board["site"] == site)


def test_the_sample_is_read_back_whole(stand_in, site, scrape):
    boards = [board for board in stand_in.control()["boards"] if board["site"] == site]
    assert len(boards) == 2
    for board in boards:
        rows = stand_in.rows(site, board["board"])
        pages = scrape(stand_in, site, board["board"])
        found = [posting for page in pages for posting in page.found]
        assert len(rows) == board["postings"] > 0
        assert [(posting.vendor_id, posting.title, list(posting.places)) for posting in found] == [
            (row["vendor_id"], row["title"], row["places"]) for row in rows
        ]
        for posting, row in zip(found, rows, strict=True):
            _holds(posting, row, board["company"], site)
        assert not any(page.drops or page.repeated or page.hidden for page in pages)


def _holds(posting, row, company, site):
    silent = SILENT[site]
    posted = datetime.fromisoformat(row["posted_at"])
    if site == "workable":  # dates without a time
        posted = datetime(posted.year, posted.month, posted.day, tzinfo=UTC)
    assert posting.posted_at == (None if "posted_at" in silent else posted)
    assert posting.employment_type == (None if "employment_type" in silent else row["employment_type"])
    assert posting.department == row["department"]
    low, high, currency = row["salary"] or (None, None, None)
    assert "salary" not in silent or low is None
    given = (posting.salary.get("min"), posting.salary.get("max"), posting.salary.get("currency"))
    assert given == (low, high, currency)
    assert (len(posting.description_html or "") > 1_500) == ("text" not in silent)
    assert posting.is_remote == row["is_remote"]
    assert posting.company == (company if site in COMPANY else None)


def test_teamtailor_is_read_page_by_page(scrape):
    with StandIn.start(Sample(count=1, postings=250, vendors=("teamtailor",))) as stand_in:
        pages = scrape(stand_in, "teamtailor", "amber-analytics")
    assert [len(page.found) for page in pages] == [100, 100, 50]
    assert len({posting.vendor_id for page in pages for posting in page.found}) == 250


def test_a_csv_is_read_back_with_its_traps(tmp_path, scrape, ask):
    tmp_path.joinpath("postings.csv").write_text(CSV)
    tmp_path.joinpath("companies.json").write_text(json.dumps(COMPANIES))
    with StandIn.start(CsvFiles(tmp_path / "postings.csv", tmp_path / "companies.json")) as stand_in:
        (workable,) = scrape(stand_in, "workable", "wagtail")
        (recruitee,) = scrape(stand_in, "recruitee", "fieldfare")
        (personio,) = scrape(stand_in, "personio", "wren")
        bamboos = [scrape(stand_in, "bamboohr", slug)[0] for slug in ("bittern", "bunting")]
        assert ask(stand_in, "teamtailor", "sandpiper").status_code == 404
    assert [(posting.vendor_id, posting.places, posting.is_remote) for posting in workable.found] == [
        ("AA11", ("Porto, Norte, Portugal", "Braga, Norte, Portugal"), False),
        ("AA12", ("Ireland",), True),
    ]
    assert (workable.repeated, workable.found[0].apply_url) == (1, "https://j.example/AA11/apply")
    (offer,) = recruitee.found
    assert (offer.vendor_id, offer.department, offer.is_remote) == ("501", "Dairy", None)
    assert offer.places == ("Gouda", "Delft mill", "Ghent, Belgium")
    assert offer.posted_at == datetime(2026, 6, 24, 9, 52, 46, tzinfo=UTC)
    assert [(posting.title, posting.places) for posting in personio.found] == [
        ("Tischler <m/w/d> & Co", ("Graz", "Linz"))
    ]
    assert [[(posting.vendor_id, posting.title, posting.places) for posting in page.found] for page in bamboos] == [
        [("38", "Gardener", ("chicago, Illinois",)), ("39", "Translator", ("Korea (South)",))],
        [("38", "Beekeeper", ("Germany",))],
    ]


@pytest.mark.parametrize(
    ("site", "status", "kind"),
    [
        ("workable", 404, "application/json; charset=utf-8"),
        ("recruitee", 404, "application/json; charset=utf-8"),
        ("personio", 404, "text/html; charset=utf-8"),
        ("bamboohr", 200, "text/html; charset=utf-8"),
        ("teamtailor", 404, "text/html; charset=utf-8"),
    ],
)
def test_an_unknown_board_is_answered_as_the_vendor_does(stand_in, ask, site, status, kind):
    answer = ask(stand_in, site, "no-such-board")
    assert (answer.status_code, answer.headers["content-type"]) == (status, kind)
    if status == 200:
        with pytest.raises(NoBoardError):
            SITES[site].read(answer.content, SITES[site].first())


@pytest.mark.parametrize(("site", "kind"), [("personio", "text/xml"), ("teamtailor", "application/rss+xml")])
def test_feeds_are_xml_and_zipped_where_asked_for(stand_in, ask, site, board, kind):
    plain = ask(stand_in, site, board, **{"Accept-Encoding": "identity"})
    zipped = ask(stand_in, site, board, **{"Accept-Encoding": "gzip"})
    assert plain.headers["content-type"].startswith(kind)
    assert plain.content.startswith(b"<?xml ")
    assert (zipped.headers["content-encoding"], zipped.content) == ("gzip", plain.content)


def test_a_truncated_page_is_unreadable(stand_in, ask, site, board):
    whole = ask(stand_in, site, board).content
    stand_in.control(faults=[Fault("truncated")])
    answer = ask(stand_in, site, board)
    assert (answer.status_code, answer.content) == (200, whole[: len(whole) // 2])
    with pytest.raises(PageUnreadableError, match=r"not whole (JSON|XML)"):
        SITES[site].read(answer.content, SITES[site].first())


def test_a_page_of_another_kind_is_unreadable(stand_in, ask, site, board):
    for fault, said in (("html", "an HTML page"), ("wrong_json", "should be")):
        stand_in.control(faults=[Fault(fault)])
        with pytest.raises(PageUnreadableError, match=f"^{site} answered .*{said}"):
            SITES[site].read(ask(stand_in, site, board).content, SITES[site].first())


def test_a_damaged_item_becomes_a_drop_and_the_others_stay(stand_in, ask, site, board):
    whole = SITES[site].read(ask(stand_in, site, board).content, SITES[site].first())
    for replacement in ({"id": None, "title": 17}, "words", {"<": "no XML name"}):
        stand_in.control(faults=[Fault("damaged_item", item=5, replacement=replacement)])
        page = SITES[site].read(ask(stand_in, site, board).content, SITES[site].first())
        assert (len(page.drops), page.seen) == (1, whole.seen)
        assert page.found == whole.found[:5] + whole.found[6:]


def test_a_huge_page_is_streamed_and_readable(stand_in, client, site, board):
    size = 2_000_000
    stand_in.control(faults=[Fault("huge", size=size)])
    address = stand_in.site_settings()[f"JOBCENTER_SITE_{site.upper()}_URL"]
    request = SITES[site].request(address, board, SITES[site].first())
    with client.stream("GET", request.url) as answer:
        body = answer.read()
    page = SITES[site].read(body, SITES[site].first())
    assert len(body) >= size
    assert Counter(posting.vendor_id for posting in page.found) == {"filler": 1}


def test_boards_change_while_they_are_served(site, scrape):
    with StandIn.start(Sample(count=1, postings=3, vendors=(site,))) as stand_in:
        first, second, _ = (row["vendor_id"] for row in stand_in.rows(site, "amber-analytics"))
        change = {"site": site, "board": "amber-analytics", "remove": [first], "edit": {second: {"title": "A & B <c>"}}}
        stand_in.control(changes=[change | {"add": [{"vendor_id": "999", "title": "Glazier"}]}])
        (page,) = scrape(stand_in, site, "amber-analytics")
    assert [posting.title for posting in page.found][::2] == ["A & B <c>", "Glazier"]
    assert first not in {posting.vendor_id for posting in page.found}
