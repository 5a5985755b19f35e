from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobcenter.postings.matching import block_keys, compare
from jobcenter.postings.matching.facts import BOARDS
from jobcenter.scraping.sites import jobspy

DAY = timedelta(days=1)
PARIS = {"city": "Paris", "region": None, "country": "FR", "words": "Paris"}
BERLIN = {"city": "Berlin", "region": None, "country": "DE", "words": "Berlin, Germany"}
UUID = "0a9bcfd1-208f-4c23-adfa-5a369603d172"


def gone(posting, days):
    last = posting.last_seen - days * DAY
    return replace(posting, last_seen=last, closed_at=last + DAY / 4)


def test_a_copy_on_a_board_is_the_same_and_says_why(facts, on_a_board):
    own, copy = facts(), on_a_board(text=facts().text[:1_200] + "…")
    verdict = compare(own, copy)
    assert verdict.same
    assert not verdict.never
    assert verdict.evidence == {
        "employer": "same",
        "title": "same",
        "place": "same",
        "text": pytest.approx(1.0, abs=0.02),
        "days_apart": 0,
    }
    assert set(block_keys(own)) & set(block_keys(copy))


def test_two_requisitions_live_together_on_one_target_are_never_one(facts):
    one, other = facts(requisition="R-1001"), facts(vendor_id="1002", requisition="R-1002")
    verdict = compare(one, other)
    assert verdict.never
    assert verdict.evidence == {"against": "other requisition, live at the same time"}
    # Not even with one address between them.
    link = ("https://boards.greenhouse.io/larkfield/jobs/7954688",)
    assert compare(replace(one, urls=link), replace(other, urls=link)).never


def test_two_ids_live_together_on_one_target_are_one_only_when_all_is_equal(facts):
    one, other = facts(requisition="R-1001"), facts(vendor_id="1002", requisition="R-1001")
    assert compare(one, other).same
    for changed in (
        {"requisition": None},
        {"title": "Backend Engineer, Search"},
        {"locations": (PARIS,)},
        {"text": one.text.replace("word7 ", "number7 ").replace("word9 ", "number9 ")},
        {"text": ""},
    ):
        assert compare(one, replace(other, **changed)).never, changed


def test_posted_again_under_another_id_is_the_same(facts):
    old = gone(facts(), 8)
    new = facts(vendor_id="1002", first_seen=old.last_seen + 2 * DAY)
    assert compare(old, new).same
    assert compare(replace(old, requisition="R-1001"), replace(new, requisition="R-2002")).same  # a copied text
    assert not compare(old, replace(new, title="Senior Backend Engineer")).same
    assert not compare(old, replace(new, text=old.text.replace("word", "other").replace("follows", "precedes"))).same


def test_years_later_it_is_another_vacancy(facts):
    old = facts(first_seen=facts().first_seen - 500 * DAY)
    old = replace(old, last_seen=old.first_seen + 30 * DAY, closed_at=old.first_seen + 31 * DAY)
    assert not compare(old, facts(vendor_id="1002")).same


def test_an_id_of_the_hiring_system_decides_whatever_the_words_say(facts, on_a_board):
    own = facts(vendor_id="7954688")
    copy = on_a_board(
        title="Join our kitchen team!",
        text="Few words.",
        locations=(),
        employer_key=None,
        urls=("https://click.example/r?u=https%3A%2F%2Flarkfield.example%2Fjobs%3Fgh_jid%3D7954688",),
    )
    verdict = compare(own, copy)
    assert (verdict.same, verdict.score, verdict.evidence) == (True, 1.0, {"vacancy_key": "greenhouse:7954688"})


def test_a_copy_that_links_to_another_id_is_another_vacancy(facts, on_a_board):
    own = facts(vendor_id="7954688")
    copy = on_a_board(urls=("https://boards.greenhouse.io/larkfield/jobs/7954999?utm_source=indeed",))
    assert compare(own, copy).never
    assert compare(gone(own, 5), replace(copy, first_seen=own.last_seen - 3 * DAY)).same  # posted again


def test_one_id_of_a_board_found_by_two_searches_is_one(on_a_board):
    one, other = on_a_board(target="cook berlin"), on_a_board(target="kitchen", title="Renamed", locations=(PARIS,))
    assert compare(one, other).same
    assert set(block_keys(one)) & set(block_keys(other))
    assert compare(one, on_a_board(target="kitchen", vendor_id="in-99", title="Renamed")).never


def test_the_boards_are_those_that_there_are():
    assert {board.facts.name for board in jobspy.BOARDS} == BOARDS


def test_small_numbers_of_two_employers_meet(facts):
    one = facts(site="bamboohr", target="larkfield", vendor_id="38")
    assert not compare(one, facts(site="bamboohr", target="blauwater", vendor_id="38", employer_key="blauwater")).same


def test_one_link_to_the_list_of_all_jobs_says_nothing(on_a_board):
    link = ("https://larkfield.example/careers?utm_source=x",)
    one = on_a_board(urls=link, title="Line Cook")
    assert not compare(one, on_a_board(vendor_id="in-99", urls=link, title="Waiter")).same


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Senior Backend Engineer"},
        {"title": "Backend Engineer II"},
        {"title": "Backend Engineering Intern"},
        {"title": "Frontend Engineer"},
        {"locations": (PARIS,)},
        {"employer_key": "larkfieldenergy"},
        {"employer_key": "blauwaterfoods"},
    ],
)
def test_look_alikes_are_never_one(facts, on_a_board, changed):
    verdict = compare(facts(), on_a_board(**changed))
    assert verdict.never, verdict
    assert "against" in verdict.evidence


def test_twin_cities_are_told_apart_by_their_states(facts, on_a_board):
    oregon = {"city": "Portland", "region": "OR", "country": "US", "words": "Portland, OR"}
    own = facts(locations=(oregon,))
    assert compare(own, on_a_board(locations=({**oregon, "region": "ME", "words": "Portland, ME"},))).never
    assert compare(own, on_a_board(locations=({**oregon, "region": None, "words": "Portland"},))).same


def test_places_agree_where_any_two_do(facts, on_a_board):
    assert compare(facts(locations=(PARIS, BERLIN)), on_a_board()).same
    germany = {"city": None, "region": None, "country": "DE", "words": "Germany"}
    assert compare(facts(), on_a_board(locations=(germany,))).same
    assert compare(facts(), on_a_board(locations=(germany,), work_mode="remote")).same
    own = facts(work_mode="onsite")
    assert compare(own, facts(site="lever", vendor_id="L1", locations=(germany,), work_mode="remote")).never
    guessed = on_a_board(locations=(germany,), work_mode="remote")  # boards guess it
    assert compare(own, guessed).same
    assert not compare(replace(own, text=""), replace(guessed, text="")).same


def test_parts_of_a_country_are_other_places(facts, on_a_board):
    def at(words):
        return ({"city": None, "region": None, "country": "US", "words": words},)

    assert compare(facts(locations=at("West Coast - United States")), on_a_board(locations=at("Northeast - US"))).never
    assert compare(facts(locations=at("West Coast - United States")), on_a_board(locations=at("USA"))).same


def test_vacancies_of_one_title_in_one_city_are_told_apart_by_their_texts_alone(facts):
    old = gone(facts(text=""), 8)
    new = facts(vendor_id="1002", text="", first_seen=old.last_seen + 2 * DAY)
    assert not compare(old, new).same
    assert compare(replace(old, requisition="R-1001"), replace(new, requisition="R-1001")).same


def test_the_order_of_words_needs_a_text_to_bear_it_out(facts, on_a_board):
    own, copy = facts(title="Product Manager, Search"), on_a_board(title="Manager, Product Search")
    assert compare(own, copy).same
    assert not compare(replace(own, text=""), replace(copy, text="")).same


def test_words_of_unknown_places_still_tell_places_apart(facts, on_a_board):
    def at(words):
        return ({"city": None, "region": None, "country": None, "words": words},)

    assert compare(facts(locations=at("Tigard")), on_a_board(locations=at("Hillsboro"))).never
    assert compare(facts(locations=at("Tigard Office")), on_a_board(locations=at("Tigard, remote"))).same


def test_without_a_text_title_place_employer_and_time_must_all_agree(facts, on_a_board):
    own, copy = facts(text=""), on_a_board(text="")
    assert compare(own, copy).same
    for changed in (
        {"locations": ()},
        {"employer_key": None},
        {"title": "Backend Engineer, Search"},
        {"employer_key": "larkfieldfoodsservice"},
    ):
        assert not compare(own, replace(copy, **changed)).same, changed


def test_a_longer_title_is_borne_out_by_the_other_text(facts, on_a_board):
    own = facts(title="Backend Engineer, Search", text=facts().text + " You join Search.")
    assert compare(own, on_a_board(text=own.text)).same
    assert not compare(own, on_a_board()).same


def test_a_number_of_the_employer_in_the_text_counts(facts, on_a_board):
    own = facts(requisition="R-48213", locations=())
    said = compare(own, on_a_board(text="Short. Job ID: R-48213"))
    assert said.same
    assert said.evidence["requisition"] == "same"
    assert not compare(own, on_a_board(text="Short. Job ID: R-482137")).same


DAYS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2027, 1, 1)).map(  # noqa: DTZ001 - made aware here
    lambda day: day.astimezone()
)
WORDS = st.text(max_size=30) | st.sampled_from(["Backend Engineer", "Nurse II", "Köchin (m/w/d)", "", "R-1001"])
PLACE = st.fixed_dictionaries(
    {
        name: st.none() | st.sampled_from(["Berlin", "DE", "US", "OR", "Remote"]) | st.text(max_size=8)
        for name in ("city", "region", "country", "words")
    }
)
ANY = st.fixed_dictionaries(
    {
        "site": st.sampled_from(["greenhouse", "indeed", "workday", "careers"]),
        "target": st.sampled_from(["", "larkfield", "l.wd1/External"]) | st.text(max_size=8),
        "vendor_id": WORDS,
        "employer_key": st.none() | WORDS,
        "title": WORDS,
        "locations": st.lists(PLACE, max_size=3).map(tuple),
        "work_mode": st.sampled_from([None, "remote", "onsite", "hybrid"]),
        "requisition": st.none() | WORDS,
        "urls": st.lists(st.text(max_size=20) | st.just(f"https://jobs.lever.co/x/{UUID}"), max_size=2).map(tuple),
        "text": st.text(max_size=60),
        "first_seen": DAYS,
        "last_seen": DAYS,
        "closed_at": st.none() | DAYS,
    }
)


@given(one=ANY, other=ANY)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_known_the_answer_is_the_same_both_ways(facts, one, other):
    a, b = facts(**one), facts(**other)
    verdict = compare(a, b)
    assert compare(b, a) == verdict
    assert 0 <= verdict.score <= 1
    assert not (verdict.same and verdict.never)
    assert len(block_keys(a)) == len(set(block_keys(a)))


@given(one=ANY)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_posting_is_never_against_itself(facts, one):
    a = facts(**one)
    assert compare(a, a).evidence.get("against", "other place") == "other place"
