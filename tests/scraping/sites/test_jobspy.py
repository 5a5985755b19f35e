"""What the child of a job board answers, and what becomes of it: postings, drops, notes, failures, the next call."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.kit.settings import load_settings
from jobcenter.scraping.rules import site_health
from jobcenter.scraping.sites.base import PageFailedError, PageUnreadableError
from jobcenter.scraping.sites.jobspy import BOARDS
from jobcenter.scraping.sites.registry import SITES

pytestmark = pytest.mark.slow  # loads the package

BODY = Path(__file__).with_name("jobspy.json").read_bytes()
INDEED = SITES["indeed"]


def answer(rows=0, *, skipped=(), error=None, warnings=()):
    given = [{"id": f"in-{number}", "title": "Cook"} for number in range(rows)]
    return json.dumps({"rows": given, "skipped": list(skipped), "error": error, "warnings": list(warnings)}).encode()


def at(offset, found=0, asked=50):
    return {"offset": offset, "found": found, "asked": asked}


def test_they_are_the_nine_that_python_jobspy_has():
    from jobspy.model import Site  # noqa: PLC0415 - takes more than a second

    assert {board.facts.name for board in BOARDS} == {site.value for site in Site}
    assert {board.facts.kind for board in BOARDS} == {"board"}


def test_a_posting_carries_what_the_board_says():
    page = INDEED.read(BODY, at(0))
    whole, bare = page.found
    assert (whole.vendor_id, whole.title, whole.company) == (
        "4f2a9c0de1b7a3c5",
        "Python Developer (Remote)",
        "Amber Kites",
    )
    assert (whole.places, whole.is_remote, whole.department) == (("Austin, TX, USA",), True, "Engineering")
    assert whole.url == "https://www.indeed.com/viewjob?jk=4f2a9c0de1b7a3c5"
    assert whole.apply_url == "https://jobs.example.com/apply/17"
    assert whole.employment_type == "fulltime, contract"
    assert whole.posted_at == datetime(2026, 7, 29, tzinfo=UTC)
    assert whole.salary == {"min": 120000, "max": 150000.5, "currency": "USD", "interval": "yearly"}
    assert whole.description_html == "<p>You fly kites &amp; write Python.</p>"
    assert whole.raw["company_rating"] is None
    assert (bare.company, bare.places, bare.is_remote, bare.salary, bare.apply_url) == (None, (), None, {}, None)
    assert bare.description_html == "<p>No tags, 3 &lt; 4</p>"
    assert [(drop.vendor_id, drop.reason) for drop in page.drops] == [("in-6", 'the item has no "title"')]
    assert (page.seen, page.next) == (3, None)


def test_what_the_package_passed_over_is_a_drop():
    page = INDEED.read(answer(2, skipped=["1 validation error for Job", "no title"]), at(0))
    assert [drop.reason for drop in page.drops] == [
        "python-jobspy could not read the item: 1 validation error for Job",
        "python-jobspy could not read the item: no title",
    ]
    assert page.seen == 4


@pytest.mark.parametrize(
    ("name", "rows", "skipped", "following"),
    [
        ("indeed", 50, 0, {"offset": 150, "found": 150}),
        ("indeed", 50, 3, {"offset": 153, "found": 150}),  # those count where it passes over results
        ("google", 50, 3, {"offset": 150, "found": 150}),  # and there they do not
        ("indeed", 49, 3, None),
        ("indeed", 0, 0, None),
    ],
)
def test_the_next_call_begins_where_this_one_ended(name, rows, skipped, following):
    assert SITES[name].read(answer(rows, skipped=["x"] * skipped), at(100, found=100)).next == following


def test_results_end_somewhere():
    assert INDEED.read(answer(50), at(49_960)).next is None


def test_what_came_before_a_failure_is_kept_and_the_rest_can_be_asked_for():
    with pytest.raises(PageFailedError) as failed:
        INDEED.read(answer(20, error="response status code 429 (blocked: use a proxy)"), at(0))
    assert (len(failed.value.page.found), failed.value.page.next) == (20, {"offset": 20, "found": 20})
    assert (str(failed.value), failed.value.refused) == ("Indeed refuses us: response status code 429.", True)


@pytest.mark.parametrize(
    ("error", "refused", "final"),
    [
        ("response status code 403 (blocked: use a proxy)", True, False),
        ("response status code 406 (recaptcha required): the address is rate limited", True, False),
        ("unexpected page with no jobs (blocked?)", True, False),
        ("response status code 500", False, False),
        ("HTTPSConnectionPool(host='x', port=443): Read timed out. (read timeout=15)", False, False),
        ("Invalid country_indeed: 'atlantis'. Input should be 'argentina'", False, True),
        ("location 'Nowhere' not found", False, True),
        ("x leads to 10.0.0.1, a private address. If that is meant, add x", False, True),
    ],
)
def test_failures_are_told_apart(error, refused, final):
    with pytest.raises(PageFailedError) as failed:
        INDEED.read(answer(error=error), at(0))
    assert (failed.value.refused, failed.value.final, failed.value.page) == (refused, final, None)
    assert str(failed.value).startswith("Indeed ")


def test_a_wish_that_is_not_fulfilled_is_a_note_and_a_search_that_is_not_made_a_failure():
    page = SITES["linkedin"].read(answer(1, warnings=["is_remote isn't supported, ignoring it"]), at(0))
    assert page.notes == ("LinkedIn: is_remote isn't supported, ignoring it.",)
    with pytest.raises(PageFailedError, match="Glassdoor could not be searched: country_indeed chile") as failed:
        SITES["glassdoor"].read(answer(warnings=["country_indeed chile isn't supported, skipping it"]), at(0))
    assert failed.value.final


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"rows": 1}', b'{"rows": [', b"null"])
def test_another_answer_is_unreadable(body):
    with pytest.raises(PageUnreadableError, match=r"^indeed answered"):
        INDEED.read(body, at(0))


def test_nothing_but_the_child_loads_the_package():
    code = (
        "import sys, jobcenter.entrypoints.web, jobcenter.entrypoints.worker, jobcenter.entrypoints.scheduler\n"
        "sys.exit(bool({'jobspy', 'pandas', 'numpy', 'curl_cffi'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_where_the_package_is_not_installed_that_is_said(monkeypatch):
    monkeypatch.setattr("jobcenter.scraping.sites.base.find_spec", lambda _name: None)
    with pytest.raises(
        PageFailedError, match=r"python-jobspy==1\.4\.1 is not installed here\. `make up` installs"
    ) as failed:
        await INDEED.ask(INDEED.first(), {"search_term": "cook"}, load_settings({}), 5)
    assert failed.value.final
    usable, health = site_health(INDEED.facts, None, None, None)
    assert not usable
    assert "pip install 'python-jobspy==1.4.1'" in health
    assert site_health(SITES["lever"].facts, None, None, None) == (True, "Not asked yet.")
