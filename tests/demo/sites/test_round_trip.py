"""What the stand-in serves in a vendor's shape, that vendor's parser reads back."""

import json
from datetime import datetime

import pytest

from jobcenter.demo.sites import CsvFiles, Sample, StandIn
from jobcenter.demo.sites.rows import UNLISTED_PREFIX, UnusableFileError
from jobcenter.demo.sites.standin import StandInError

pytestmark = pytest.mark.slow  # whole boards of every vendor

CSV = """\
company,platform,jobId,title,department,locations,isRemote,employmentType,applyUrl,postedAt,scrapedAt
Wren Labs,greenhouse,501,"Engineer, Tools ",,"Berlin; Paris | Rome",true,,https://j.example/501,2026-06-02T08:58:57-04:00,x
Wren Labs,greenhouse,502,Cook & Baker,Food,Graz,,,https://j.example/502,2026-06-02T08:58:57-04:00,x
Wren Labs,greenhouse,502,Cook & Baker,Food,Linz,,,https://j.example/502,2026-06-02T08:58:57-04:00,x
Wren Labs,greenhouse,,Nobody,,Graz,,,,,x
Teal Co,lever,a-1,Driver,Fleet,"Oslo, Norway",true,Full-time,https://j.example/a1,2026-06-02T08:58:57.123Z,x
Teal Co,lever,a-2,,Fleet,Oslo,,,,,x
Dunlin,ashby,b-1,Nurse,Care,"New York, NY (HQ); Remote (US)",false,FullTime,https://j.example/b1,2026-04-07T17:12:35.753+00:00,x
Elsewhere,icims,w-1,Clerk,,Rome,,,,,x
"""
COMPANIES = [
    {"name": "Wren Labs", "platform": "greenhouse", "slug": "wren"},
    {"name": "Teal Co", "platform": "lever", "slug": "teal"},
    {"name": "Dunlin", "platform": "ashby", "slug": "dunlin"},
    {"name": "Elsewhere", "platform": "icims", "slug": "elsewhere"},
    {"name": "Nothing Now", "platform": "lever", "slug": "nothing-now"},
]


@pytest.fixture
def files(tmp_path):
    tmp_path.joinpath("postings.csv").write_text(CSV)
    tmp_path.joinpath("companies.json").write_text(json.dumps(COMPANIES))
    return CsvFiles(tmp_path / "postings.csv", tmp_path / "companies.json", unlisted=2)


def test_the_sample_is_read_back_whole(sample, scrape):
    boards = sample.control()["boards"]
    assert len(boards) == 6
    for board in boards:
        rows = [row for row in sample.rows(board["site"], board["board"]) if row["listed"]]
        pages = scrape(sample, board["site"], board["board"])
        found = [posting for page in pages for posting in page.found]
        assert [(posting.vendor_id, posting.title, list(posting.places)) for posting in found] == [
            (row["vendor_id"], row["title"], row["places"]) for row in rows
        ]
        for posting, row in zip(found, rows, strict=True):
            assert posting.posted_at == datetime.fromisoformat(row["posted_at"])
            assert posting.employment_type == row["employment_type"]
            assert posting.department == row["department"]
            low, high, currency = row["salary"] or (None, None, None)
            given = (posting.salary.get("min"), posting.salary.get("max"), posting.salary.get("currency"))
            assert given == (low, high, currency)
            assert len(posting.description_html) > 1_500
        assert sum(page.hidden for page in pages) == board["unlisted"]
        assert not any(page.drops or page.repeated for page in pages)


def test_unlisted_postings_are_served_and_never_found(sample, ask, scrape):
    assert UNLISTED_PREFIX in ask(sample, "ashby", "copper-analytics").text
    pages = scrape(sample, "ashby", "copper-analytics")
    assert not any(posting.vendor_id.startswith(UNLISTED_PREFIX) for page in pages for posting in page.found)
    assert sum(page.hidden for page in pages) == 3


def test_lever_is_read_page_by_page(stand_in, scrape):
    assert [len(page.found) for page in scrape(stand_in, "lever", "birch-analytics")] == [100, 100, 50]


def test_a_csv_is_read_back_with_its_traps(files, scrape):
    with StandIn.start(files) as stand_in:
        boards = {(board["site"], board["board"]) for board in stand_in.control()["boards"]}
        assert boards == {("greenhouse", "wren"), ("lever", "teal"), ("ashby", "dunlin")}
        (greenhouse,) = scrape(stand_in, "greenhouse", "wren")
        (lever,) = scrape(stand_in, "lever", "teal")
        (ashby,) = scrape(stand_in, "ashby", "dunlin")
    assert [(posting.vendor_id, posting.title, posting.places) for posting in greenhouse.found] == [
        ("501", "Engineer, Tools", ("Berlin", "Paris", "Rome")),
        ("502", "Cook & Baker", ("Graz", "Linz")),
    ]
    assert (greenhouse.repeated, [drop.title for drop in greenhouse.drops]) == (1, ["Nobody"])
    assert [(posting.vendor_id, posting.places, posting.is_remote) for posting in lever.found] == [
        ("a-1", ("Oslo, Norway",), True)
    ]
    assert lever.found[0].posted_at == datetime.fromisoformat("2026-06-02T08:58:57.123Z")
    assert [drop.vendor_id for drop in lever.drops] == ["a-2"]
    assert [(posting.places, posting.is_remote) for posting in ashby.found] == [
        (("New York, NY (HQ)", "Remote (US)"), False)
    ]
    assert ashby.hidden == 2


def test_the_same_seed_makes_the_same_sample():
    assert Sample(seed=7).boards() == Sample(seed=7).boards()
    assert Sample(seed=7).boards() != Sample(seed=8).boards()


def test_many_boards_have_names_and_ids_of_their_own():
    boards = Sample(count=200, postings=3).boards()
    assert len({(board.vendor, board.slug) for board in boards}) == 200
    ids = [(board.vendor, row.vendor_id) for board in boards for row in board.rows]
    assert len(set(ids)) == len(ids)


def test_unusable_files_are_named(files, tmp_path):
    files.csv.write_text("company,title\nA,B\n")
    with pytest.raises(UnusableFileError, match=r"postings\.csv lacks the columns applyUrl, department"):
        files.boards()
    files.companies.write_text('[{"name": "A", "platform": "lever"}]')
    with pytest.raises(UnusableFileError, match=r"entry 1 \(A\): its slug is missing"):
        files.boards()
    files.companies.write_text('[{"name": "A", "platform": "workday", "workday": {"tenant": "a", "shard": "wd1"}}]')
    with pytest.raises(UnusableFileError, match=r"entry 1 \(A\): its workday object, with tenant, shard and site, is"):
        files.boards()
    with pytest.raises(StandInError, match=r"did not start: .*none\.json cannot be read"):
        StandIn.start(CsvFiles(files.csv, tmp_path / "none.json"))
