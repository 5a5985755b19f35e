"""Careers pages: what their JSON-LD says, however it is written and wherever it stands."""

import copy
import html as markup
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_damaged import anything, damaged, holds

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.registry import SITES

SITE = SITES["careers"]
HOST = "jobs.kestrel.example"
PAGE = {"ask": "page", "target": HOST, "pages": ["/jobs/17"], "todo": [], "done": []}
POSTING = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Cook &amp; Baker",
    "description": "<p>You bake.</p>",
    "identifier": {"@type": "PropertyValue", "name": "Kestrel", "value": "R-17"},
    "datePosted": "2026-07-29",
    "validThrough": "2026-12-31T00:00",
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "hiringOrganization": {"@type": "Organization", "name": "Kestrel Foods", "sameAs": "https://kestrel.example"},
    "jobLocation": [
        {
            "@type": "Place",
            "address": {"addressLocality": "Graz", "addressRegion": "Styria", "addressCountry": {"name": "Austria"}},
        },
        {"@type": "Place", "address": "Linz, Austria"},
    ],
    "jobLocationType": "TELECOMMUTE",
    "baseSalary": {"currency": "EUR", "value": {"minValue": 40000, "maxValue": "50,000", "unitText": "YEAR"}},
}


def page_with(*scripts, kind='type="application/ld+json"'):
    return (
        "<!DOCTYPE html><html><body>" + "".join(f"<script {kind}>{one}</script>" for one in scripts) + "</body></html>"
    )


def read(*scripts, position=PAGE, **how):
    return SITE.read(page_with(*scripts, **how).encode(), position)


def test_a_posting_carries_what_its_page_says():
    (found,) = read(json.dumps(POSTING)).found
    assert (found.vendor_id, found.url) == (f"https://{HOST}/jobs/17", f"https://{HOST}/jobs/17")
    assert (found.title, found.company, found.requisition) == ("Cook & Baker", "Kestrel Foods", "R-17")
    assert found.places == ("Graz, Styria, Austria", "Linz, Austria")
    assert (found.is_remote, found.employment_type) == (True, "FULL_TIME, CONTRACTOR")
    assert found.posted_at == datetime(2026, 7, 29, tzinfo=UTC)
    assert found.salary == {"min": 40000, "max": 50000, "currency": "EUR", "interval": "YEAR"}
    assert found.description_html == "<p>You bake.</p>"
    assert found.raw == POSTING


@pytest.mark.parametrize(
    "script",
    [
        json.dumps([{"@type": "WebSite"}, POSTING]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList"}, POSTING]}),
        json.dumps({"@type": "WebPage", "mainEntity": POSTING}),
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]}),
        json.dumps({**POSTING, "@type": ["Thing", "https://schema.org/JobPosting"]}),
        json.dumps({**POSTING, "@type": "schema:JobPosting"}),
        markup.escape(json.dumps(POSTING)),
        f"\n//<![CDATA[\n{json.dumps(POSTING)}\n//]]>\n",
        f"<!-- {json.dumps(POSTING)} -->",
        json.dumps(POSTING) + ";",
        json.dumps(POSTING).replace("You bake.", "You\nbake."),
    ],
)
def test_json_ld_is_read_however_it_is_wrapped(script):
    page = read(script)
    assert [one.requisition for one in page.found] == ["R-17"]
    assert (page.drops, page.seen) == ((), 1)


@pytest.mark.parametrize(
    "kind",
    [
        "type=application/ld+json",
        "id='x' TYPE='application/ld+json' data-y",
        'type="application/ld+json; charset=utf-8"',
    ],
)
def test_scripts_are_known_however_they_are_named(kind):
    assert len(read(json.dumps(POSTING), kind=kind).found) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Nothing here</body></html>",
        page_with(json.dumps({"@type": "Organization"})).encode(),
        page_with(json.dumps(POSTING), kind='type="text/javascript"').encode(),
        b"%PDF-1.7 application/ld+json JobPosting",
        page_with('{"@type": "Organization", broken').encode(),
    ],
)
def test_a_page_without_a_posting_holds_none(body):
    page = SITE.read(body, PAGE)
    assert (page.found, page.drops, page.seen) == ((), (), 0)


def test_broken_json_is_a_drop_that_names_its_page_and_spares_its_neighbours():
    page = read('{"@type": "JobPosting", "title": "Cook', json.dumps(POSTING))
    assert [one.requisition for one in page.found] == ["R-17"]
    assert [drop.vendor_id for drop in page.drops] == [f"https://{HOST}/jobs/17"]
    assert "no whole JSON" in page.drops[0].reason
    assert [drop.reason for drop in read(json.dumps({**POSTING, "title": " "})).drops] == [
        'the posting has no "title" that can serve as one'
    ]


def test_several_on_a_page_have_ids_of_their_own_and_a_lone_one_its_pages():
    homes = read(json.dumps({**POSTING, "url": "https://kestrel.example/"}))
    assert homes.found[0].vendor_id == f"https://{HOST}/jobs/17"
    listed = [{**POSTING, "url": f"https://{HOST}/jobs/{number}"} for number in (1, 2)]
    assert [one.vendor_id for one in read(json.dumps(listed)).found] == [f"https://{HOST}/jobs/{n}" for n in (1, 2)]
    same = [{**POSTING, "url": f"https://{HOST}/", "identifier": number} for number in (1, 2, 2)]
    page = read(json.dumps(same))
    assert [one.vendor_id for one in page.found] == [f"https://{HOST}/jobs/17#1", f"https://{HOST}/jobs/17#2"]
    assert (page.repeated, page.found[0].url) == (1, f"https://{HOST}/jobs/17")


def test_a_long_address_is_still_an_id():
    ids = {
        read(json.dumps(POSTING), position={**PAGE, "pages": ["/" + "x" * 900 + end]}).found[0].vendor_id
        for end in "ab"
    }
    assert len(ids) == 2
    assert all(len(one) <= 200 for one in ids)


@pytest.mark.parametrize(
    ("salary", "read_as"),
    [
        (
            {"currency": "GBP", "value": {"value": 25, "unitText": "HOUR"}},
            {"min": 25, "max": 25, "currency": "GBP", "interval": "HOUR"},
        ),
        ({"currency": "GBP", "value": 30000}, {"min": 30000, "max": 30000, "currency": "GBP"}),
        ([{"currency": "GBP", "minValue": 1, "maxValue": 2}], {"min": 1, "max": 2, "currency": "GBP"}),
        ("competitive", {}),
        ({"currency": "GBP", "value": {"minValue": "a lot"}}, {}),
    ],
)
def test_pay_is_read_in_its_forms(salary, read_as):
    assert read(json.dumps({**POSTING, "baseSalary": salary})).found[0].salary == read_as


def test_markup_escaped_twice_and_old_encodings_are_set_right():
    escaped = read(json.dumps({**POSTING, "description": "&lt;p&gt;Bake &amp;amp; cook&lt;/p&gt;"})).found[0]
    assert escaped.description_html == "<p>Bake &amp; cook</p>"
    written = json.dumps({**POSTING, "title": "Bäcker"}, ensure_ascii=False)
    assert SITE.read(page_with(written).encode("cp1252"), PAGE).found[0].title == "Bäcker"
    named = '<meta charset="iso-8859-2">' + page_with(json.dumps({**POSTING, "title": "Řezník"}, ensure_ascii=False))
    assert SITE.read(named.encode("iso-8859-2"), PAGE).found[0].title == "Řezník"


def test_remote_places_are_those_where_one_may_live():
    item = {**POSTING, "jobLocation": None, "applicantLocationRequirements": [{"@type": "Country", "name": "Austria"}]}
    assert read(json.dumps(item)).found[0].places == ("Austria",)


def test_an_empty_page_is_unreadable_and_loses_nothing():
    with pytest.raises(PageUnreadableError, match=r"an empty page at https://jobs\.kestrel\.example/jobs/17"):
        SITE.read(b" ", PAGE)


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_damaged_postings_never_raise(data):
    (item,) = data.draw(damaged([copy.deepcopy(POSTING)]))
    page = read(json.dumps(item))
    holds(page, page.seen)
    assert page.seen == (1 if "JobPosting" in json.dumps(item.get("@type")) and page.seen else 0)


@settings(deadline=None, max_examples=150)
@given(item=anything)
def test_json_ld_of_any_kind_never_raises(item):
    page = read(json.dumps(item), json.dumps([item, POSTING, {"@type": "JobPosting", "title": item, "url": item}]))
    holds(page, page.seen)
    assert page.seen >= 2


@settings(deadline=None, max_examples=150)
@given(body=st.binary(max_size=300), wrapped=st.booleans())
def test_pages_of_any_bytes_never_raise(body, wrapped):
    body = page_with("{}").encode().replace(b"{}", b"JobPosting" + body) if wrapped else body + b"."
    holds(page := SITE.read(body, PAGE), page.seen)
