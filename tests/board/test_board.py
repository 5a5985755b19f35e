"""The board's door, its cursors, its tags, its plans, and what a page costs."""

import asyncio
import csv
import io
import uuid

import pytest
from sqlalchemy import text
from tests.board.pipelines import CLIENT, JOB, OTHER_JOB

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.filters import Filters
from jobcenter.board import queries, statements
from jobcenter.board.rules import SORTS, order_of
from jobcenter.board.schemas import BoardRow, BoardSummary, FastRow
from jobcenter.kit.bare import bare
from jobcenter.kit.db import make_engine
from jobcenter.kit.wire import Listing

AN_ADMIN = Caller(kind="user", id=uuid.UUID(int=1), name="admin", role="admin", scopes=frozenset(), user_id=None)
BOARD = f"/api/jobs/{JOB}/board"
HIDDEN = (
    *("added_by", "added_by_name", "notes_count", "last_mail_at", "last_mail_event", "replied_at", "off_limits"),
    *("off_limits_reason", "off_limits_until", "protected_until", "active_in"),
)


async def test_bytes_are_what_the_document_says(pipeline, api):
    await pipeline(1, 30)
    assert tuple(BoardRow.model_fields) == FastRow.__struct_fields__
    page = Listing[BoardRow].model_validate_json((await api.get(BOARD)).content, strict=True)
    assert len(page.items) == 30
    assert BoardSummary.model_validate_json((await api.get(f"{BOARD}/summary")).content, strict=True).total == 30


async def test_a_page_that_is_known_is_not_sent_again_until_it_changes(pipeline, api, truth):
    await pipeline(1, 30)
    rows = await truth()
    contacted = next(str(row["stage_id"]) for row in rows if row["stage_kind"] == "contacted")
    moving = [row for row in rows if row["stage_kind"] == "sourced"]
    for path, row in zip((BOARD, f"{BOARD}/summary"), moving, strict=False):
        tag = (await api.get(path)).headers["etag"]
        assert tag.startswith('W/"')
        again = await api.get(path, headers={"If-None-Match": f'"x", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        moved = await api.patch(f"/api/applicants/{row['id']}", json={"stage_id": contacted})
        assert moved.status_code == 200, moved.text
        changed = await api.get(path, headers={"If-None-Match": tag})
        assert (changed.status_code, changed.headers["etag"] != tag) == (200, True)


async def test_a_page_costs_the_same_at_ten_rows_and_at_a_thousand(pipeline, api, statements_sent):
    asked = [{"sort": sort, "limit": 10} for sort in ("stage", "name", "-replied", "next_interview")]
    asked += [{"q": "person", "replied": False}, {"off_limits": False}]
    await pipeline(1, 10)
    counts = {}
    for size in (10, 1000):
        if size > 10:
            await pipeline(11, size)
        for given in asked:
            # Another distance each time: a summary that was asked for just now may come from the cache.
            summary = {name: one for name, one in given.items() if name != "limit"} | {"every": size}
            for path, params in ((BOARD, given), (f"{BOARD}/summary", summary)):
                statements_sent.clear()
                assert (await api.get(path, params=params)).status_code == 200
                counts.setdefault((path, str(given)), []).append(len(statements_sent))
    # Where empty values begin within a page, they are one statement more.
    for (_, given), (few, many) in counts.items():
        assert 2 <= many <= few <= 5, (given, few, many)


async def test_a_page_is_read_in_a_transaction_that_is_planned_for_it(pipeline, engine):
    await pipeline(1, 30)
    sent = []
    async with bare(engine) as driver:  # the pool's one that is next
        driver.add_query_logger(lambda query: sent.append(query.query))
    for filters, plan in ((Filters(), "force_generic_plan"), (Filters(q="person"), "force_custom_plan")):
        sent.clear()
        order = order_of("-replied", for_client=False)
        await queries.page(engine, AN_ADMIN, JOB, filters, order, after=None, limit=100)
        await asyncio.sleep(0)  # for the last of them to be told
        assert sent[0].startswith("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;")
        assert f"set_config('plan_cache_mode', '{plan}', true)" in sent[0]
        assert sent[-1] == "COMMIT"
        # Whatever chose them, rows are shown by the one plan.
        one_plan = next(place for place, one in enumerate(sent) if "force_generic_plan" in one)
        assert next(place for place, one in enumerate(sent) if "JOIN job_stages" in one) > one_plan


async def test_a_cursor_leads_nowhere_else(pipeline, api, board):
    await pipeline(1, 30)
    cursor = (await board(limit=5, sort="name"))["next"]
    assert len((await board(limit=5, sort="name", after=cursor))["items"]) == 5
    turned = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
    for job, params in (
        (JOB, {"sort": "name", "after": turned}),
        (JOB, {"sort": "-name", "after": cursor}),
        (JOB, {"sort": "name", "q": "person", "after": cursor}),
        (OTHER_JOB, {"sort": "name", "after": cursor}),
        (JOB, {"sort": "email"}),
        (JOB, {"sort": ""}),
        (JOB, {"q": "a " * 30}),
    ):
        answer = await api.get(f"/api/jobs/{job}/board", params=params)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), params


async def test_a_clients_person_sees_who_was_sent_and_no_more(pipeline, truth, api, person):
    await pipeline(1, 80)
    await api.get(BOARD)
    theirs = await person("manager", CLIENT)
    sent = {str(row["id"]): row for row in await truth() if row["sent_to_manager_at"] is not None}
    shown = (await api.get(BOARD, headers=theirs)).json()["items"]
    assert {row["id"] for row in shown} == set(sent)
    for row in shown:
        assert [row[name] for name in HIDDEN] == [None] * len(HIDDEN)
        assert (row["email"] is not None) == (row["stage_kind"] in {"interview", "offer", "hired"})
    assert {row["stage_kind"] for row in shown} == {"sent_to_manager", "interview", "offer", "hired"}
    exported = (await api.get(f"{BOARD}/export", headers=theirs)).text
    assert exported.count("@example.com") == sum(row["email"] is not None for row in shown)
    assert (await api.get(f"{BOARD}/summary", headers=theirs)).json()["total"] == len(sent)


async def test_what_a_clients_person_may_not_see_cannot_be_asked_for(pipeline, truth, api, person):
    await pipeline(1, 80)
    theirs = await person("manager", CLIENT)
    hidden = next(row for row in await truth() if row["stage_kind"] == "sent_to_manager")
    known = next(row for row in await truth() if row["stage_kind"] == "interview")
    for row, found in ((hidden, 0), (known, 1)):
        answer = await api.get(BOARD, headers=theirs, params={"q": row["email"]})
        assert len(answer.json()["items"]) == found
        answer = await api.get(BOARD, headers=theirs, params={"q": f"{row['name']} head_line"})
        assert str(row["id"]) in {one["id"] for one in answer.json()["items"]}
    for params in (
        {"sort": "-replied"},
        {"sort": "last_mail"},
        {"sort": "protected_until"},
        {"replied": True},
        {"off_limits": False},
        {"added_by": str(uuid.uuid4())},
    ):
        assert (await api.get(BOARD, headers=theirs, params=params)).status_code == 422
    for path in ("", "/summary", "/export"):
        assert (await api.get(f"/api/jobs/{OTHER_JOB}/board{path}", headers=theirs)).status_code == 404
        assert (await api.get(f"/api/jobs/{uuid.uuid4()}/board{path}")).status_code == 404


async def test_an_export_is_the_board_and_runs_nothing(pipeline, pages, api, sql):
    await pipeline(1, 40)
    await sql("UPDATE candidates SET headline = '=cmd()' WHERE name = 'Person 7'")
    for sort in ("name", "-replied"):
        answer = await api.get(f"{BOARD}/export", params={"sort": sort, "q": "person"})
        assert answer.headers["content-disposition"] == 'attachment; filename="board.csv"'
        rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
        wanted = await pages(sort=sort)
        told = {None: "", True: "true", False: "false"}
        for row in wanted:
            row["headline"] = "'=cmd()" if row["name"] == "Person 7" else row["headline"]
        assert rows == [
            {
                name: told.get(one, str(one)) if not isinstance(one, int) or isinstance(one, bool) else str(one)
                for name, one in row.items()
            }
            for row in wanted
        ]
    empty = await api.get(f"{BOARD}/export", params={"q": "nobody"})
    assert list(csv.reader(io.StringIO(empty.text))) == [list(BoardRow.model_fields)]


async def test_it_works_without_prepared_statements(pipeline, api, app, settings, board):
    await pipeline(1, 30)
    there = app.state.engine
    app.state.engine = make_engine(settings.model_copy(update={"transaction_pooler": True}), pool_size=2)
    try:
        for _ in range(2):
            page = await board(sort="-replied", limit=10)
            assert len((await board(sort="-replied", limit=10, after=page["next"]))["items"]) == 10
            assert (await board("/summary"))["total"] == 30
            assert (await api.get(f"{BOARD}/export")).text.count("\n") == 31
    finally:
        await app.state.engine.dispose()
        app.state.engine = there


@pytest.mark.slow  # twenty thousand rows, with all their indexes
async def test_every_order_walks_its_own_index(pipeline, engine, explained, truth):
    await pipeline(1, 20_000)
    rows = await truth()
    async with engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("VACUUM ANALYZE"))
    where = statements.narrowed(AN_ADMIN, Filters())
    for sort in SORTS:
        order = order_of(sort, for_client=False)
        index = f"ix_applicants_by_{order.name}"
        row = next(row for row in rows if row[order.column] is not None)
        pages = [("valued", ()), ("valued", (row[order.column], row["id"]))]
        pages += [("empty", ()), ("empty", (row["id"],))] if order.has_gaps else []
        for part, place in pages:
            statement = statements.page(where, order, part, 101, behind=bool(place))
            nodes = await explained(AN_ADMIN, Filters(), statement, JOB, *place)
            assert [node for node in nodes if node.get("Index Name") == index], (sort, part)
            assert not [node for node in nodes if node["Node Type"] in {"Seq Scan", "Bitmap Heap Scan"}], (sort, part)
            sorts = [node["Sort Key"] for node in nodes if node["Node Type"] == "Sort"]
            assert not [key for key in sorts if "applicants" in str(key)], (sort, part)
        nodes = await explained(AN_ADMIN, Filters(), statements.places(where, order), JOB, 100)
        scans = [node for node in nodes if "Scan" in node["Node Type"] and node.get("Relation Name") == "applicants"]
        assert {(node["Node Type"], node["Index Name"]) for node in scans} == {("Index Only Scan", index)}, sort
        assert not [node for node in nodes if node["Node Type"] == "Sort"], sort
    filters = Filters(q="p12345@example")
    where = statements.narrowed(AN_ADMIN, filters)
    rare = statements.page(where, order_of("name", for_client=False), "valued", 101, behind=False)
    nodes = await explained(AN_ADMIN, filters, rare, *where.values, JOB)
    assert "ix_applicants_words" in {node.get("Index Name") for node in nodes}
