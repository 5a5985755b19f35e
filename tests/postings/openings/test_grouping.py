"""Which opening a posting joins: its best twin's, never one with a stranger in it, and never against a person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobcenter.kit.clock import new_id
from jobcenter.postings.matching import Facts, compare
from jobcenter.postings.openings.grouping import Known, Membership, group, pair_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = (
    "You bake bread for three shops by the harbour, plan the night's doughs with the head baker, and teach two "
    "apprentices. You bring a finished apprenticeship, five years at an oven, and an eye for flour. We offer a fixed "
    "night shift, thirty days of holiday and a bakery that has stood here since 1911."
)
BERLIN = ({"city": "Berlin", "region": None, "country": "DE", "words": "Berlin, Germany"},)


def facts(**more):
    made = Facts(
        id=new_id(),
        site="greenhouse",
        target="harbour-bakery",
        vendor_id="1001",
        employer_key="harbour bakery",
        title_key="baker",
        title="Baker",
        locations=BERLIN,
        work_mode=None,
        requisition="R-1",
        urls=("https://boards.greenhouse.io/harbour-bakery/jobs/1001",),
        text=TEXT,
        first_seen=NOW,
        last_seen=NOW + timedelta(days=20),
        closed_at=None,
    )
    return replace(made, **more)


ONE = facts()
COPY = facts(
    site="indeed",
    target="",
    vendor_id="af34",
    requisition=None,
    urls=("https://boards.greenhouse.io/harbour-bakery/jobs/1001?utm_source=indeed",),
)
OTHER_REQUISITION = facts(
    vendor_id="1002", requisition="R-2", urls=("https://boards.greenhouse.io/harbour-bakery/jobs/1002",)
)


def known(*postings, members=(), decisions=()):
    ids = [one.id for one in postings]
    return Known(
        facts={one.id: one for one in postings},
        members=dict(members),
        candidates={one: [other for other in ids if other != one] for one in ids},
        decisions=dict(decisions),
    )


def test_the_cases_are_what_they_are_taken_for():
    assert compare(ONE, COPY).same
    assert compare(ONE, OTHER_REQUISITION).never


def test_a_twin_joins_and_a_stranger_stays_alone():
    places = group(known(ONE, COPY, OTHER_REQUISITION), [ONE.id, COPY.id, OTHER_REQUISITION.id])
    assert places[ONE.id].opening_id == places[COPY.id].opening_id
    assert places[OTHER_REQUISITION.id].opening_id != places[ONE.id].opening_id
    assert places[COPY.id].evidence["with"] == str(ONE.id)


def test_nobody_joins_an_opening_with_a_certain_stranger_in_it():
    opening = new_id()
    standing = {COPY.id: Membership(opening), OTHER_REQUISITION.id: Membership(opening)}
    places = group(known(ONE, COPY, OTHER_REQUISITION, members=standing), [ONE.id])
    assert places[ONE.id].opening_id != opening


@pytest.mark.parametrize(("said", "together"), [("same", True), ("different", False)])
def test_what_a_person_said_stands_above_the_rules(said, together):
    other = COPY if said == "different" else OTHER_REQUISITION
    places = group(known(ONE, other, decisions={pair_of(ONE.id, other.id): said}), [ONE.id, other.id])
    assert (places[ONE.id].opening_id == places[other.id].opening_id) is together


def test_a_posting_that_a_person_placed_is_left_there():
    opening = new_id()
    places = group(known(ONE, COPY, members={COPY.id: Membership(opening, {}, "user:ada@example.com")}), [COPY.id])
    assert places == {}


def test_looking_again_changes_nothing():
    everybody = [ONE.id, COPY.id, OTHER_REQUISITION.id]
    places = group(known(ONE, COPY, OTHER_REQUISITION), everybody)
    assert group(known(ONE, COPY, OTHER_REQUISITION, members=places), everybody) == {}


def test_one_that_became_another_vacancy_leaves():
    places = group(known(ONE, COPY), [ONE.id, COPY.id])
    changed = replace(
        COPY, title="Night Porter", title_key="night porter", urls=("https://www.indeed.com/viewjob?jk=af34",)
    )
    changed = replace(
        changed, text="You open the door of a hotel by night and know where every key hangs.", requisition="X-9"
    )
    again = group(known(ONE, changed, members=places), [changed.id])
    assert again[changed.id].opening_id != places[ONE.id].opening_id
