"""Personio's feed as our fixture has it: offices, sections, pay, and positions that are broken in many ways."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.base import NoBoardError, PageUnreadableError, addressed
from jobcenter.scraping.sites.personio import Personio

BODY = Path(__file__).with_name("personio.xml").read_bytes()


@pytest.fixture(scope="module")
def page():
    return Personio().read(BODY, {})


@pytest.fixture(scope="module")
def found(page):
    return {posting.vendor_id: posting for posting in page.found}


def test_every_item_is_accounted_for(page):
    assert (len(page.found), len(page.drops), page.seen, page.next) == (3, 4, 7, None)
    assert [drop.reason for drop in page.drops] == [
        'the item has no "id"',
        'the item\'s "name" is an object, which cannot serve as one',
        "the item is a text, not an object",
        "the item is nothing, not an object",
    ]


def test_a_posting_carries_what_the_vendor_says(found):
    posting = found["1500001"]
    assert (posting.title, posting.company) == ("Tischler (m/w/d)", "Zaunkönig & Co. GmbH")
    assert posting.places == ("Graz", "Linz (Remote)")
    assert posting.is_remote is True
    assert (posting.department, posting.employment_type) == ("Werkstatt", "permanent, part-time")
    assert posting.posted_at == datetime(2026, 4, 13, 12, 10, 41, tzinfo=UTC)
    assert posting.salary == {"min": 2400, "max": 2900.5, "currency": "EUR", "interval": "monthly"}
    assert posting.raw["seniority"] == "experienced"


def test_the_sections_of_the_advert_become_one_text_in_order(found):
    assert found["1500001"].description_html == (
        "<h3>Deine Aufgaben &lt;3</h3>\n<p>Holz &amp; Leim</p>\n<p>Und mehr</p>"
    )
    assert found["1500002"].description_html == "<h3>Plain</h3>\nSägen"


def test_what_is_missing_or_of_another_kind_is_left_out(found):
    trainee, odd = found["1500002"], found["1500003"]
    assert (trainee.places, trainee.is_remote, trainee.posted_at, trainee.salary) == ((), None, None, {})
    assert trainee.employment_type == "trainee"
    assert (odd.places, odd.description_html, odd.employment_type) == ((), None, None)


def test_an_empty_board_is_no_fault():
    page = Personio().read(b"<workzag-jobs/>", {})
    assert (page.found, page.drops, page.next) == ((), (), None)


@pytest.mark.parametrize("inner", ["<error>closed</error>", "closed for today"])
def test_a_document_of_something_else_is_no_empty_board(inner):
    with pytest.raises(PageUnreadableError, match=r"^personio answered something else where a list of <position>"):
        Personio().read(f"<workzag-jobs>{inner}</workzag-jobs>".encode(), {})


def test_a_web_page_says_that_there_is_no_board():
    with pytest.raises(NoBoardError, match=r"^personio answered an HTML page, .* no such board, or .* switched off"):
        Personio().read(b"<!DOCTYPE html><html></html>", {})


def test_the_request_is_the_documented_one():
    request = Personio().request("https://{target}.jobs.personio.de", "wren", {})
    assert (request.url, dict(request.params)) == ("https://wren.jobs.personio.de/xml", {"language": "en"})


def test_a_positions_address_follows_from_board_and_id(page):
    shown = addressed(Personio(), "https://{target}.jobs.personio.com", "wren", page)
    assert shown.found[0].url == "https://wren.jobs.personio.com/job/1500001"
