"""Searching openings: by what any of their postings says, newest first, at the same cost whatever the size."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from jobcenter.kit.db import reading
from jobcenter.postings.openings import finding
from jobcenter.postings.schemas import Filters


@pytest.fixture
async def three(add, opening, days_ago):
    """A baker's opening of two postings that say different things, a miller's, and a closed one."""
    plain = await add("Baker", company="Harbour Bakery", city="Berlin", country="DE", target="harbour")
    told = await add(
        "Baker (night shift)",
        company="Harbour Bakery GmbH",
        site_name="ashby",
        description_html="<p>sourdough</p>",
        work_mode="onsite",
        pay_min=40_000,
        pay_currency="EUR",
        pay_period="year",
        posted_at=days_ago(3),
    )
    miller = await add("Miller", company="Old Mill", city="Vienna", country="AT", work_mode="hybrid", seen=days_ago(40))
    gone = await add("Carpenter", company="Old Mill", closed_at=days_ago(1), employment="full_time")
    return [await opening(plain, told), await opening(miller), await opening(gone)]


ASKED = [
    ({}, ["Miller", "Baker"]),
    ({"q": "sourdough"}, ["Baker"]),
    ({"q": "baker -night"}, ["Baker"]),
    ({"q": '"night shift"'}, ["Baker"]),
    ({"q": "sourdough berlin"}, []),  # no posting says both
    ({"company": "harbour gmbh"}, ["Baker"]),
    ({"company": "old"}, ["Miller"]),
    ({"place": "Berlin"}, ["Baker"]),
    ({"place": "wien"}, ["Miller"]),
    ({"place": "austria"}, ["Miller"]),
    ({"country": ["DE", "AT"]}, ["Miller", "Baker"]),
    ({"work_mode": "hybrid"}, ["Miller"]),
    ({"work_mode": ["hybrid", "onsite"]}, ["Miller", "Baker"]),
    ({"pay_at_least": 39_000, "currency": "EUR"}, ["Baker"]),
    ({"pay_at_least": 41_000, "currency": "EUR"}, []),
    ({"site": "ashby"}, ["Baker"]),
    ({"target": "harbour"}, ["Baker"]),
    ({"site": "ashby", "target": "harbour"}, []),
    ({"state": "closed"}, ["Carpenter"]),
    ({"state": "all"}, ["Carpenter", "Miller", "Baker"]),
    ({"employment": "full_time"}, []),
    ({"employment": "full_time", "state": "closed"}, ["Carpenter"]),
    ({"employment": "full_time", "state": "all"}, ["Carpenter"]),
    ({"several": True}, ["Baker"]),
    ({"several": True, "company": "old"}, []),
]


@pytest.mark.usefixtures("three")
async def test_an_opening_is_found_when_one_of_its_postings_is(openings_found):
    wrong = {str(asked): got for asked, titles in ASKED if (got := await openings_found(**asked)) != titles}
    assert wrong == {}


@pytest.mark.usefixtures("three")
async def test_age_is_the_postings(openings_found, days_ago):
    assert await openings_found(seen_since=days_ago(10).isoformat()) == ["Baker"]
    assert await openings_found(seen_since=days_ago(50).isoformat()) == ["Miller", "Baker"]
    assert await openings_found(posted_since=days_ago(4).isoformat()) == ["Baker"]
    assert await openings_found(posted_since=days_ago(2).isoformat()) == []


@pytest.mark.usefixtures("three")
async def test_an_opening_whose_only_fitting_posting_is_gone_is_not_found_as_open(openings_found, sql):
    await sql("UPDATE postings SET closed_at = now() WHERE site_name = 'ashby'")
    assert await openings_found(q="sourdough") == []
    assert await openings_found(q="sourdough", state="closed") == []  # the opening itself stands
    assert await openings_found(q="sourdough", state="all") == ["Baker"]


async def test_what_cannot_be_looked_for_is_told(api):
    for params, said in (
        ({"q": '"open'}, "quotation mark"),
        ({"place": "-"}, "place: needs a name"),
        ({"pay_at_least": "100"}, "needs currency"),
        ({"state": "ajar"}, "closed"),
    ):
        answer = await api.get("/api/openings", params=params)
        assert (answer.status_code, said in answer.json()["detail"]) == (422, True), params


async def test_all_pages_hold_each_opening_once_also_while_new_ones_come(api, add, opening):
    made = [await opening(await add(f"Welder {number}"), await add(f"Welder {number}")) for number in range(7)]
    seen, after = [], None
    while True:
        params = {"q": "welder", "limit": 3, **({"after": after} if after else {})}
        page = (await api.get("/api/openings", params=params)).json()
        seen += [item["id"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
        await opening(await add("Welder, meanwhile"))
    assert seen == made[::-1]


@pytest.fixture
def openings_of_all(sql):
    """Makes an opening of each two postings."""

    async def openings_of_all():
        await sql(
            "CREATE TABLE pairs AS SELECT id AS posting_id, (row_number() OVER (ORDER BY id) + 1) / 2 AS number"
            " FROM postings"
        )
        await sql("ALTER TABLE pairs ADD opening_id uuid")
        await sql("UPDATE pairs SET opening_id = md5(number::text)::uuid")
        await sql(
            "INSERT INTO openings (id, title, postings_count, closed_at)"
            " SELECT opening_id, 'Welder', count(*), CASE WHEN bool_and(closed_at IS NOT NULL) THEN now() END"
            " FROM pairs JOIN postings ON postings.id = posting_id GROUP BY opening_id"
        )
        await sql("INSERT INTO opening_members (posting_id, opening_id) SELECT posting_id, opening_id FROM pairs")
        await sql("DROP TABLE pairs")

    return openings_of_all


async def test_a_search_makes_as_many_statements_at_a_thousand_openings_as_at_ten(api, many, openings_of_all, sql):
    await api.get("/api/openings")  # a key notes its first use
    counts = []
    app_engine = api._transport.app.state.engine.sync_engine
    for count in (20, 2000):
        await sql("TRUNCATE postings, openings CASCADE")
        await many(count)
        await openings_of_all()
        sent = []
        event.listen(app_engine, "before_cursor_execute", note := lambda *given, sent=sent: sent.append(given[2]))
        answer = await api.get("/api/openings", params={"q": "weld*", "place": "Berlin", "state": "all"})
        event.remove(app_engine, "before_cursor_execute", note)
        assert len(answer.json()["items"]) == min(count // 2, 100)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 6


PLANS = [
    ({}, "ix_openings_open"),
    ({"state": "closed"}, "ix_openings_closed"),
    ({"state": "all"}, "pk_openings"),
    ({"q": "unicorn"}, "ix_postings_words"),
    ({"q": "welder"}, "ix_openings_open"),
    ({"company": "rarely"}, "ix_postings_company"),
    ({"place": "vaduz"}, "ix_postings_words"),
    ({"place": "Liechtenstein"}, "ix_postings_locations"),
    ({"country": ["LI"]}, "ix_postings_locations"),
    ({"work_mode": ["hybrid"]}, "ix_postings_work_mode"),
    ({"pay_at_least": 900_000, "currency": "EUR"}, "ix_postings_pay"),
    ({"posted_since": "2026-06-01T00:00Z"}, "ix_postings_posted_at"),
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
async def test_no_search_reads_a_whole_table(engine, sql, many, openings_of_all):
    await many(20_000)
    await sql(
        "UPDATE postings SET closed_at = CASE WHEN vendor_id::int % 100 = 0 THEN now() END, employer = 'rarely'"
        " WHERE vendor_id::int % 400 = 0"
    )
    await openings_of_all()
    await sql("ANALYZE postings, openings, opening_members")
    for asked, index in PLANS:
        filters = Filters.model_validate(asked)
        async with reading(engine) as session:
            words = await finding.read_words(session, filters)
            statement = finding.statement_of(filters, words).limit(101)
            plan = "\n".join((await session.execute(Explained(statement))).scalars())
        assert not re.search(r"Seq Scan on (postings|openings)\b", plan), (asked, plan)
        assert index in plan, (asked, plan)
