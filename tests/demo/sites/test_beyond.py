"""What the stand-in shows as a company's own pages and as job boards, the readers of those read back."""

from datetime import datetime

import pytest

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.demo.sites.rows import OTHER_SOURCES
from jobcenter.kit.settings import load_settings
from jobcenter.scraping.sites.registry import SITES

HOST = "amber-analytics.example"


@pytest.fixture(scope="module")
def beyond():
    with StandIn.start(Sample(count=0, beyond=True)) as stand_in:
        yield stand_in


def crawled(stand_in, client):
    site, found, position = SITES["careers"], [], SITES["careers"].first_of(HOST)
    while position is not None:
        url = site.request(stand_in.site_settings()["JOBCENTER_SITE_CAREERS_URL"], HOST, position).url
        page = site.read(client.get(url).raise_for_status().content, position)
        found += page.found
        position = page.next
    return {posting.vendor_id: posting for posting in found}


def test_the_sample_has_one_board_of_each():
    boards = Sample(count=0, beyond=True).boards()
    assert [board.vendor for board in boards] == list(OTHER_SOURCES)
    assert Sample(beyond=True).boards()[:6] == Sample().boards()


def test_careers_pages_are_read_back_whole(beyond, client):
    rows = {f"https://{HOST}/jobs/{row['vendor_id']}": row for row in beyond.rows("careers", HOST)}
    found = crawled(beyond, client)
    assert found.keys() == rows.keys()
    for vendor_id, row in rows.items():
        posting = found[vendor_id]
        assert (posting.title, list(posting.places), posting.company) == (
            row["title"],
            row["places"],
            "Amber Analytics",
        )
        assert (posting.employment_type, posting.is_remote) == (row["employment_type"], row["is_remote"])
        assert (posting.posted_at, posting.requisition) == (
            datetime.fromisoformat(row["posted_at"]),
            row["requisition"],
        )
        assert (posting.salary.get("min"), posting.salary.get("max")) == tuple(row["salary"] or (None, None, None))[:2]
        assert len(posting.description_html) > 1_500


@pytest.mark.parametrize("path", ["", "about", "internal/secret"])
def test_careers_pages_have_others_beside(beyond, client, path):
    answer = client.get(f"{beyond.url}/careers/{HOST}/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "ld+json" not in answer.text


@pytest.mark.parametrize("path", ["jobs/none", "sitemap-9.xml.gz", "sitemap-x.xml.gz", "nothing"])
def test_other_paths_and_other_hosts_are_404(beyond, client, path):
    assert client.get(f"{beyond.url}/careers/{HOST}/{path}").status_code == 404
    assert client.get(f"{beyond.url}/careers/elsewhere.example/{path}").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("name", ["indeed", "bdjobs"])
async def test_job_boards_are_read_back_whole(beyond, name):
    payload = {"search_term": "python developer", "results_wanted": 100}
    site, settings = SITES[name], load_settings(beyond.site_settings())
    page = await site.ask(site.first(), payload, settings, 60)
    rows = {row["vendor_id"]: row for row in beyond.rows(name, "search")}
    assert {posting.vendor_id: posting.title for posting in page.found} == {
        vendor_id: row["title"] for vendor_id, row in rows.items()
    }
    for posting in page.found:
        row = rows[posting.vendor_id]
        assert posting.posted_at.date() == datetime.fromisoformat(row["posted_at"]).date()
        assert posting.is_remote == row["is_remote"]
        assert (posting.salary.get("min"), posting.salary.get("max")) == tuple(row["salary"] or (None, None, None))[:2]
    assert (page.next, page.drops) == (None, ())
