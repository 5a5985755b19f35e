"""Searching postings: by words and by what they mean, at the same cost whatever the size."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import InvalidError
from jobcenter.postings import finding, queries
from jobcenter.postings.actions import store_page
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.schemas import Filters, SavedQuery

POSTINGS = "/api/postings"
SIGNS = st.sampled_from("\"'-*:&|!()<>\\@% ab")


WORDS = [
    ("python", {"Data Engineer", "Senior Data Engineer"}),
    ("PYTHON data", {"Data Engineer", "Senior Data Engineer"}),
    ('"data engineer"', {"Data Engineer", "Senior Data Engineer"}),
    ('"engineer data"', set()),
    ("engineer -senior", {"Data Engineer", "Ingénieur logiciel"}),
    ('-"data engineer"', {"Ingénieur logiciel", "Nurse"}),
    ("engin*", {"Data Engineer", "Senior Data Engineer", "Ingénieur logiciel"}),
    ("ingenieur", {"Ingénieur logiciel"}),
    ("INGÉNIEUR", {"Ingénieur logiciel"}),
    ("ingén*", {"Ingénieur logiciel"}),
    ('"ingénieur logiciel"', {"Ingénieur logiciel"}),
    ("zurich", {"Nurse"}),
    ("Zürich", {"Nurse"}),
    ("R-77", {"Nurse"}),
    ("node.js", {"Data Engineer"}),
    ("o'brien", {"Senior Data Engineer"}),
    ("nurse engineer", set()),
]


async def test_words(add, found):
    await add("Data Engineer", description_html="<p>We use <b>Python</b> and Node.js.</p>")
    await add("Senior Data Engineer", description_html="<p>python, by O'Brien</p>")
    await add("Ingénieur logiciel", description_html="<p>engineer</p>")
    await add("Nurse", city="Zürich", country="CH", requisition="R-77")
    wrong = {q: given for q, titles in WORDS if (given := set(await found(q=q))) != titles}
    assert wrong == {}


BAD = [
    ({"q": '"open'}, "quotation mark"),
    ({"q": "***"}, "no word"),
    ({"q": "<b>"}, "no word"),
    ({"q": "x" * 501}, "500"),
    ({"company": "&"}, "company: needs a name"),
    ({"place": "-"}, "place: needs a name"),
    ({"country": "Germany"}, "country"),
    ({"pay_at_least": "100"}, "needs currency"),
    ({"pay_at_least": "inf", "currency": "EUR"}, "finite"),
    ({"work_mode": "moon"}, "remote"),
    ({"seen_since": "yesterday"}, "valid datetime"),
    ({"state": "ajar"}, "closed"),
]


async def test_what_cannot_be_looked_for_is_told(api):
    for params, said in BAD:
        answer = await api.get(POSTINGS, params=params)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), params
        assert said in answer.json()["detail"], params


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(st.one_of(st.characters(codec="utf-8", exclude_characters="\0"), SIGNS), max_size=40))
async def test_no_query_breaks_the_database(engine, q):
    async with reading(engine) as session:
        try:
            await queries.find(session, Filters(q=q), limit=1)
        except InvalidError:
            return


async def test_what_a_posting_means(add, found):
    await add("a", employer="Müller & Söhne", city="Berlin", country="DE", work_mode="remote", employment="full_time")
    await add("b", company="Acme Robotics Inc.", city="Rome", country="IT", work_mode="onsite")
    await add("c", target="stripe", places=["Berlin Heights, Ohio"], description_html="Rome wasn't built in a day")
    assert await found(company="muller") == ["a"]
    assert await found(company="Müll söh") == ["a"]
    assert await found(company="robot acme") == ["b"]
    assert await found(company="stri") == ["c"]
    assert await found(company="obotics") == []
    assert await found(country="de") == ["a"]
    assert await found(country=["DE", "IT"]) == ["b", "a"]
    assert await found(place="berlin") == ["c", "a"]
    assert await found(place="Rome") == ["b"]
    assert await found(work_mode=["remote", "onsite"]) == ["b", "a"]
    assert await found(employment="full_time") == ["a"]


WRITTEN = {
    "dots": "München",
    "english": "Munich, Germany",
    "told": "Munich (Schwabing)",
    "cologne": "Cologne, NRW",
    "köln": "Köln",
    "wien": "Wien",
    "vienna": "Vienna, Austria",
    "virginia": "Vienna, VA",
    "zürich": "Zürich, ZH",
    "nyc": "NYC",
    "new york": "New York, NY",
    "albany": "Albany, New York",
}
PLACES = [
    (("München", "Munich", "munich germany", "muenchen", "Munich, Deutschland"), {"dots", "english", "told"}),
    (("Köln", "Cologne", "koeln"), {"cologne", "köln"}),
    (("Wien", "vienna austria"), {"wien", "vienna"}),
    (("Vienna",), {"wien", "vienna", "virginia"}),
    (("Vienna, VA", "vienna virginia"), {"virginia"}),
    (("NYC", "nyc", "New York City", "new york usa"), {"nyc", "new york"}),
    (("Zürich", "Zurich"), {"zürich"}),
    (("Germany", "deutschland"), {"dots", "english", "told", "cologne", "köln"}),
    (("Bayern", "Bavaria"), {"dots", "english", "told"}),
    (("New York",), {"nyc", "new york", "albany"}),
    (("Schwabing",), {"told"}),
    (("Berlin",), set()),
    (("Remote, Germany",), set()),
]


async def test_a_place_is_found_by_all_its_names(engine, found, sql):
    run = new_id()
    await sql("INSERT INTO scrape_runs (id, run_id, trigger, site_name) VALUES (:run, 'r', 'manual', 'lever')", run=run)
    adverts = [FoundPosting(vendor_id=title, title=title, places=(place,)) for title, place in WRITTEN.items()]
    async with writing(engine) as session:
        await store_page(session, site="lever", target="acme", run=run, found=adverts)
    wrong = {
        name: there for names, titles in PLACES for name in names if (there := set(await found(place=name))) != titles
    }
    assert wrong == {}


async def test_pay_is_compared_by_the_year_in_its_currency(add, found):
    await add("hour", pay_min=40, pay_max=60, pay_currency="USD", pay_period="hour")
    await add("year", pay_min=100_000, pay_currency="USD", pay_period="year")
    await add("month", pay_min=3000, pay_max=4000, pay_currency="EUR", pay_period="month")
    await add("none")
    assert await found(pay_at_least=100_000, currency="usd") == ["year", "hour"]
    assert await found(pay_at_least=110_000, currency="USD") == ["hour"]
    assert await found(pay_at_least=60, currency="USD", pay_period="hour") == ["hour"]
    assert await found(pay_at_least=48_000, currency="EUR") == ["month"]
    assert await found(pay_at_least=48_001, currency="EUR") == []
    assert await found(currency="EUR") == ["month"]


async def test_dates_places_of_origin_and_state(add, found, days_ago):
    await add("old", seen=days_ago(40), posted_at=days_ago(50), site_name="ashby", target="amber")
    await add("gone", seen=days_ago(30), closed_at=days_ago(2))
    await add("young", seen=days_ago(1), posted_at=days_ago(20), target="amber")
    assert await found() == ["young", "old"]
    assert await found(state="closed") == ["gone"]
    assert await found(state="all") == ["young", "gone", "old"]
    assert await found(seen_since=days_ago(35).isoformat(), state="all") == ["young", "gone"]
    assert await found(posted_since=days_ago(25).isoformat()) == ["young"]
    assert await found(seen_since="0002-01-01T00:00:00Z") == ["young", "old"]
    assert await found(site="ashby") == ["old"]
    assert await found(target="amber") == ["young", "old"]
    assert await found(target="amber", site="lever") == ["young"]


async def test_all_pages_hold_each_posting_once_also_while_new_ones_come(api, add):
    ids = [
        await add(f"{number}", seen=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)) for number in range(7)
    ]
    seen, after = [], None
    while True:
        page = (await api.get(POSTINGS, params={"limit": 3, **({"after": after} if after else {})})).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
        await add("meanwhile")
    assert seen == ids[::-1]


async def test_a_search_makes_as_many_statements_at_a_thousand_postings_as_at_ten(api, many, sql):
    asked = {
        "q": 'weld* -nurse "welder"',
        "company": "cmd",
        "place": "Berlin",
        "country": "DE",
        "work_mode": "remote",
        "employment": "full_time",
        "pay_at_least": 1,
        "currency": "EUR",
        "posted_since": "2026-01-01T00:00Z",
        "seen_since": "2026-01-01T00:00Z",
    }
    await api.get(POSTINGS)  # a key notes its first use
    counts = []
    app_engine = api._transport.app.state.engine.sync_engine
    for count in (10, 1000):
        await sql("TRUNCATE postings CASCADE")
        await many(count)
        sent = []
        event.listen(app_engine, "before_cursor_execute", note := lambda *given, sent=sent: sent.append(given[2]))
        for params in ({"q": "welder"}, asked):
            assert (await api.get(POSTINGS, params=params)).status_code == 200
        event.remove(app_engine, "before_cursor_execute", note)
        counts.append(len(sent))
    assert counts == [4, 4]


async def test_a_search_that_takes_too_long_is_given_up(add, engine, monkeypatch):
    await add()
    monkeypatch.setattr(finding, "_PLACE", "(SELECT 'berlin' FROM pg_sleep(5))")
    await add("b", city="Berlin")
    async with reading(engine) as session:
        words = await finding.read_words(session, Filters(place="berlin"), seconds=1)
        statement = finding.conditions(Filters(place="berlin"), words)
        with pytest.raises(InvalidError, match="Narrow it down"), finding.in_time():
            await session.execute(queries.select(queries.postings.c.id).where(*statement))


PLANS = [
    ({}, "ix_postings_open"),
    ({"state": "closed"}, "ix_postings_closed"),
    ({"q": "unicorn"}, "ix_postings_words"),
    ({"company": "rarely"}, "ix_postings_company"),
    ({"place": "vaduz"}, "ix_postings_words"),
    ({"country": ["LI"]}, "ix_postings_locations"),
    ({"work_mode": ["hybrid"]}, "ix_postings_work_mode"),
    ({"employment": ["volunteer"]}, "ix_postings_employment"),
    ({"pay_at_least": 900_000, "currency": "EUR"}, "ix_postings_pay"),
    ({"posted_since": "2026-06-01T00:00Z"}, "ix_postings_posted_at"),
    ({"target": "rare", "site": "lever"}, "postings"),
    ({"site": "nowhere"}, "uq_postings_source"),
]


class Explained(Executable, ClauseElement):
    """A statement, to be explained instead of carried out."""

    inherit_cache = False

    def __init__(self, statement):
        self.statement = statement


@compiles(Explained)
def _explain(element, compiler, **options):
    return f"EXPLAIN {compiler.process(element.statement, **options)}"


@pytest.mark.slow
async def test_no_search_reads_the_whole_table(engine, sql, many):
    await many(20_000)
    await sql(
        "UPDATE postings SET closed_at = CASE WHEN vendor_id::int % 100 = 0 THEN now() END, employer = 'rarely'"
        " WHERE vendor_id::int % 400 = 0"
    )
    await sql("ANALYZE postings")
    for asked, index in PLANS:
        filters = Filters.model_validate(asked)
        async with reading(engine) as session:
            words = await finding.read_words(session, filters)
            statement = queries.select(queries.postings.c.id).where(*finding.conditions(filters, words))
            limited = statement.order_by(queries.postings.c.id.desc()).limit(101)
            plan = "\n".join((await session.execute(Explained(limited))).scalars())
        assert "Seq Scan" not in plan, (asked, plan)
        assert index in plan, (asked, plan)


def test_the_filters_of_a_saved_search_are_those_of_a_list():
    assert set(SavedQuery.model_fields) == set(Filters.model_fields)
