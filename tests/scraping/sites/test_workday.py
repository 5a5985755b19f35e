"""Workday's pages and postings as our fixtures have them, the way through a board, and its addresses."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobcenter.scraping.sites.base import DetailedSite
from jobcenter.scraping.sites.paging import FURTHEST
from jobcenter.scraping.sites.workday import Workday

BODY = Path(__file__).with_name("workday.json").read_bytes()
DETAIL = Path(__file__).with_name("workday_detail.json").read_bytes()
ENGINEER = "/job/AT-Linz/Process-Engineer_JR0000101"
VENDOR = Workday.facts.default_url


@pytest.fixture(scope="module")
def page():
    return Workday().read(BODY, {"offset": 0})


@pytest.fixture(scope="module")
def found(page):
    return {posting.title: posting for posting in page.found}


def page_with(count, total, position):
    items = [{"externalPath": f"/job/x/y_{number}", "title": "x"} for number in range(count)]
    return Workday().read(json.dumps({"total": total, "jobPostings": items}).encode(), position)


def test_every_item_is_accounted_for(page):
    assert (len(page.found), page.repeated, page.hidden, page.seen) == (5, 1, 0, 10)
    assert [(drop.reason, drop.vendor_id, drop.title) for drop in page.drops] == [
        ('the item has no "externalPath"', None, None),
        ('the item has no "title"', "/job/Graz/Nobody_R-1", None),
        ('the item\'s "externalPath" is a list, which cannot serve as one', None, "Path of a wrong kind"),
        ("the item is nothing, not an object", None, None),
    ]


def test_a_posting_carries_what_the_list_says(found):
    posting = found["Process Engineer"]
    assert posting.vendor_id == ENGINEER
    assert posting.places == ("AT, Linz", "AT, Steyr")
    assert (posting.is_remote, posting.employment_type, posting.requisition) == (False, "Full time", "JR0000101")
    assert (posting.url, posting.posted_at) == (None, None)
    assert posting.posted_words == posting.raw["postedOn"] == "Posted 3 Days Ago"


def test_a_number_of_places_is_no_place(found):
    assert (found["Field Technician"].places, found["Nurse"].places) == ((), ())


def test_remote_is_what_workday_says_or_else_what_the_place_says(found):
    remote = {title: posting.is_remote for title, posting in found.items()}
    assert remote == {
        "Process Engineer": False,
        "Field Technician": True,
        "Cook": True,
        "Baker": None,
        "Nurse": None,
    }


def test_the_requisition_is_the_bullet_of_the_path_without_the_adverts_number(found):
    requisitions = {title: posting.requisition for title, posting in found.items()}
    assert requisitions == {
        "Process Engineer": "JR0000101",
        "Field Technician": "R-77",
        "Cook": "26WD101",
        "Baker": None,
        "Nurse": "REQ_5",
    }


def test_the_first_pages_total_is_carried_past_pages_that_say_0():
    first = page_with(20, 45, {"offset": 0})
    assert first.next == {"offset": 20, "total": 45}
    second = page_with(20, 0, first.next)
    assert second.next == {"offset": 40, "total": 45}
    assert page_with(5, 0, second.next).next is None


def test_a_board_of_whole_pages_ends_without_an_empty_one():
    assert page_with(20, 20, {"offset": 0}).next is None
    assert page_with(20, 0, {"offset": 20, "total": 40}).next is None


def test_a_short_page_within_the_total_is_not_taken_for_the_end():
    assert page_with(17, 0, {"offset": 20, "total": 60}).next == {"offset": 37, "total": 60}
    assert page_with(0, 0, {"offset": 40, "total": 60}).next is None


def test_without_a_total_a_short_page_is_the_end():
    assert page_with(20, None, {"offset": 20}).next == {"offset": 40}
    assert page_with(19, "many", {"offset": 20}).next is None
    assert page_with(0, 0, {"offset": 0}).next is None


def test_a_page_that_cannot_be_read_is_skipped_within_the_total():
    assert Workday().skip({"offset": 20, "total": 60}) == {"offset": 40, "total": 60}
    assert Workday().skip({"offset": 40, "total": 60}) is None
    assert Workday().skip({"offset": 0}) == {"offset": 20}
    assert Workday().skip({"offset": FURTHEST}) is None


def test_an_enormous_total_does_not_keep_a_run_going_for_ever():
    assert page_with(20, 10**9, {"offset": FURTHEST}).next is None


def test_the_request_is_the_one_of_the_job_pages():
    request = Workday().request(VENDOR, "siskin.wd3/Careers", {"offset": 40, "total": 45})
    assert request.url == "https://siskin.wd3.myworkdayjobs.com/wday/cxs/siskin/Careers/jobs"
    assert request.method == "POST"
    assert request.json == {"appliedFacets": {}, "limit": 20, "offset": 40, "searchText": ""}


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("pied_wagtail.wd5/Ext", "https://pied-wagtail.wd5.myworkdayjobs.com/wday/cxs/pied_wagtail/Ext/jobs"),
        ("x/y.evil/../z", "https://x..myworkdayjobs.com/wday/cxs/x/y.evil%2F..%2Fz/jobs"),
        ("a?b.wd1/..", "https://a%3Fb.wd1.myworkdayjobs.com/wday/cxs/a%3Fb/%2E%2E/jobs"),
        ("a.b@evil.example/c", "https://a.b%40evil.example.myworkdayjobs.com/wday/cxs/a/c/jobs"),
    ],
)
def test_a_target_cannot_leave_its_place(target, url):
    assert Workday().request(VENDOR, target, {"offset": 0}).url == url


@pytest.mark.parametrize(
    ("vendor_id", "path"),
    [
        (ENGINEER, ENGINEER),
        ("/job/M%C3%BCnchen/Köchin_1", "/job/M%C3%BCnchen/K%C3%B6chin_1"),
        ("/job/../../x?y#z", "/job/%2E%2E/%2E%2E/x%3Fy%23z"),
        ("//evil.example/{target}", "/evil.example/%7Btarget%7D"),
    ],
)
def test_a_postings_page_stands_at_its_id(vendor_id, path):
    request = Workday().detail_request(VENDOR, "siskin.wd3/Careers", vendor_id)
    assert request.url == f"https://siskin.wd3.myworkdayjobs.com/wday/cxs/siskin/Careers{path}"
    assert request.method == "GET"


def test_a_postings_page_tells_the_rest(found):
    assert isinstance(Workday(), DetailedSite)
    detail = Workday().read_detail(DETAIL)
    assert detail.places == ("AT, Linz", "AT, Steyr", "4")
    assert detail.company == "Siskin Kilns GmbH"
    assert (detail.is_remote, detail.employment_type, detail.requisition) == (False, "Full time", "JR0000101")
    assert detail.posted_at == datetime(2026, 7, 30, tzinfo=UTC)
    assert detail.description_html == "<p>Keep the <b>kilns</b> warm.</p>"
    assert detail.url == "https://siskin.wd3.jobs.example/Careers/job/AT-Linz/Process-Engineer_JR0000101"
    assert detail.raw["jobPostingInfo"]["canApply"] is True
    whole = detail.beside(found["Field Technician"])
    assert (whole.vendor_id, whole.places) == ("/job/Home-Office/Field-Technician_R-77-1", detail.places)
    assert whole.is_remote is False


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("LE0001 - Dunlin Ltd.", "Dunlin Ltd."),
        ("3M Dunlins", "3M Dunlins"),
        ("365 Dunlins", "365 Dunlins"),
        ("20010 ", "20010"),
        (None, None),
        ({}, None),
    ],
)
def test_the_number_of_a_legal_entity_is_not_its_name(name, company):
    body = json.dumps({"jobPostingInfo": {}, "hiringOrganization": {"name": name}}).encode()
    assert Workday().read_detail(body).company == company


def test_a_long_path_is_an_id_all_the_same():
    path = "/job/" + "x" * 400
    body = json.dumps({"jobPostings": [{"externalPath": path, "title": "x"}]}).encode()
    assert Workday().read(body, {"offset": 0}).found[0].vendor_id == path
