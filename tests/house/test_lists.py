"""A page costs the same whatever the size behind it: every list, at ten rows and at a thousand."""

import uuid

import pytest
from sqlalchemy import event, text

from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"
RUN, SCHEDULE, POSTING, SEARCH = (
    uuid.UUID(int=(0x0189 << 112) | (7 << 76) | (2 << 62) | number) for number in range(1, 5)
)

A_RUN = f"""
    INSERT INTO scrape_runs (id, run_id, trigger, status, site_name, target, payload)
    VALUES ('{RUN}', 'manual_0', 'manual', 'succeeded', 'lever', 'acme', '{{}}')
"""
A_SCHEDULE = f"INSERT INTO site_schedules (id, name, site_name) VALUES ('{SCHEDULE}', 'daily', 'lever')"
A_POSTING = f"""
    INSERT INTO postings (id, site_name, target, vendor_id, title, content_hash, last_seen_run_id)
    VALUES ('{POSTING}', 'lever', 'acme', 'the one', 'Welder', '', '{uuid.UUID(int=0)}')
"""
A_SEARCH = f"INSERT INTO saved_searches (id, user_id, name) SELECT '{SEARCH}', id, 'hits' FROM users"
NUMBERS = "generate_series(CAST(:first AS integer), CAST(:last AS integer)) n"
FILLS = {
    "/api/accounts/users": f"""
        INSERT INTO users (id, email, name, role)
        SELECT gen_random_uuid(), n || '@example.com', 'Ada', 'manager' FROM {NUMBERS}
    """,
    "/api/accounts/keys": f"""
        INSERT INTO api_keys (id, name, prefix, key_hash, role)
        SELECT gen_random_uuid(), 'key', 'p' || n, 'h', 'recruiter' FROM {NUMBERS}
    """,
    "/api/accounts/audit": f"""
        INSERT INTO audit_log (actor, action, thing, thing_id)
        SELECT 'user:ada@example.com', 'change', 'user', n::text FROM {NUMBERS}
    """,
    "/api/scraping/runs": f"""
        INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload)
        SELECT gen_random_uuid(), 'manual_' || n, 'manual', 'lever', '{{}}' FROM {NUMBERS}
    """,
    "/api/scraping/runs/{run_id}/postings": f"""
        INSERT INTO postings (id, site_name, target, vendor_id, title, content_hash, last_seen_run_id)
        SELECT gen_random_uuid(), 'lever', 'acme', n::text, 'Welder', '', '{RUN}' FROM {NUMBERS}
    """,
    "/api/scraping/runs/{run_id}/errors": f"""
        INSERT INTO scrape_run_problems (scrape_run_id, kind, reason)
        SELECT '{RUN}', 'error', 'it was away' FROM {NUMBERS}
    """,
    "/api/scraping/runs/{run_id}/drops": f"""
        INSERT INTO scrape_run_problems (scrape_run_id, kind, reason)
        SELECT '{RUN}', 'drop', 'it has no title' FROM {NUMBERS}
    """,
    "/api/openings": f"""
        INSERT INTO openings (id, title) SELECT gen_random_uuid(), 'Welder' FROM {NUMBERS}
    """,
    "/api/postings": f"""
        INSERT INTO postings (id, site_name, target, vendor_id, title, content_hash, last_seen_run_id, words)
        SELECT gen_random_uuid(), 'lever', 'found', n::text, 'Welder', '', '{SCHEDULE}', to_tsvector('simple', 'Welder')
        FROM {NUMBERS}
    """,
    "/api/postings/news": f"""
        WITH runs AS (
            INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload)
            SELECT gen_random_uuid(), 'news_' || n, 'manual', 'lever', '{{}}' FROM {NUMBERS} RETURNING id
        ) INSERT INTO posting_news (scrape_run_id, posting_id, news, changes, at)
        SELECT id, '{POSTING}', 'changed', '{{"title": ["Welder", "Senior Welder"]}}',
               now() - row_number() OVER () * interval '1 second' FROM runs
    """,
    "/api/postings/{posting_id}/history": f"""
        WITH runs AS (
            INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload)
            SELECT gen_random_uuid(), 'told_' || n, 'manual', 'lever', '{{}}' FROM {NUMBERS} RETURNING id
        ) INSERT INTO posting_news (scrape_run_id, posting_id, news) SELECT id, '{POSTING}', 'closed' FROM runs
    """,
    "/api/postings/searches": f"""
        INSERT INTO saved_searches (id, user_id, name)
        SELECT gen_random_uuid(), (SELECT id FROM users WHERE email = 'admin@example.com'), n::text FROM {NUMBERS}
    """,
    "/api/postings/searches/{search_id}/hits": f"""
        WITH found AS (
            INSERT INTO postings (id, site_name, target, vendor_id, title, content_hash, last_seen_run_id)
            SELECT gen_random_uuid(), 'lever', 'hits', n::text, 'Welder', '', '{SCHEDULE}' FROM {NUMBERS} RETURNING id
        ) INSERT INTO saved_search_hits (saved_search_id, posting_id) SELECT '{SEARCH}', id FROM found
    """,
    "/api/scraping/schedules": f"""
        INSERT INTO site_schedules (id, name, site_name)
        SELECT gen_random_uuid(), 'schedule ' || n, 'lever' FROM {NUMBERS}
    """,
    "/api/scraping/schedules/{schedule_id}/skips": f"""
        INSERT INTO schedule_skips (site_schedule_id, occurrence, reason)
        SELECT '{SCHEDULE}', now() - n * interval '1 minute', 'overlap' FROM {NUMBERS}
    """,
}


def address(path):
    return path.format(run_id="manual_0", schedule_id=SCHEDULE, posting_id=POSTING, search_id=SEARCH)


async def fill(engine, statement, first=1, last=10):
    async with engine.begin() as connection:
        await connection.execute(text(statement), {"first": first, "last": last} if ":first" in statement else {})


@pytest.fixture
async def admin(engine, stranger):
    async with writing(engine) as session:
        await create_user(
            session, email="admin@example.com", name="admin", role="admin", password=PASSWORD, actor="test"
        )
    given = {"email": "admin@example.com", "password": PASSWORD}
    answer = await stranger.post("/api/accounts/sign-in", json=given)
    await fill(engine, A_RUN)
    for statement in (A_SCHEDULE, A_POSTING, A_SEARCH):
        await fill(engine, statement)
    stranger.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return stranger


@pytest.fixture
def statements(app):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(app.state.engine.sync_engine, "before_cursor_execute", note)
    return seen


def lists(app):
    """The routes whose answer is a page, with their parameters, by the OpenAPI document."""
    document = app.openapi()
    for path, item in document["paths"].items():
        for operation in [item["get"]] if "get" in item else []:
            schema = operation["responses"]["200"]["content"].get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            if "items" in document["components"]["schemas"].get(name, {}).get("properties", {}):
                yield path, {one["name"]: one["schema"] for one in operation["parameters"]}


def test_every_list_is_tested_here_and_takes_limit_and_after(app):
    found = dict(lists(app))
    assert set(found) == set(FILLS)
    for parameters in found.values():
        limit = parameters["limit"]
        assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 200, 100)
        assert "after" in parameters


async def test_a_list_makes_as_many_statements_at_a_thousand_rows_as_at_ten(engine, admin, statements):
    for path, filling in FILLS.items():
        counts = []
        for first, last in ((1, 10), (11, 1000)):
            await fill(engine, filling, first, last)
            statements.clear()
            answer = await admin.get(address(path), params={"limit": 200})
            assert answer.status_code == 200, answer.text
            assert len(answer.json()["items"]) >= min(last, 200)
            counts.append(len(statements))
        assert counts[0] == counts[1], path
        assert 0 < counts[0] <= 6, path


async def test_a_cursor_that_this_list_did_not_give_out_is_refused(engine, admin):
    for filling in FILLS.values():
        await fill(engine, filling)
    cursors = {}
    for path in FILLS:
        first = (await admin.get(address(path), params={"limit": 2})).json()
        second = await admin.get(address(path), params={"limit": 2, "after": first["next"]})
        assert second.status_code == 200
        assert not [one for one in second.json()["items"] if one in first["items"]]
        cursors[path] = first["next"]
    for path, cursor in cursors.items():
        turned = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
        foreign = next(one for other, one in cursors.items() if other != path)
        for bad in (turned, foreign, "x", "é", cursor * 2):
            answer = await admin.get(address(path), params={"after": bad})
            assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), (
                path,
                bad,
            )
