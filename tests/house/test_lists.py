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
CANDIDATE = uuid.UUID(int=SEARCH.int + 1000)
A_CANDIDATE = f"INSERT INTO candidates (id, name, name_key) VALUES ('{CANDIDATE}', 'Ada', 'ada')"
COMPANY, CONTRACT = uuid.UUID(int=SEARCH.int + 2000), uuid.UUID(int=SEARCH.int + 2001)
A_COMPANY = f"INSERT INTO companies (id, name, name_key, is_client) VALUES ('{COMPANY}', 'Acme', 'acme', true)"
A_CONTRACT = f"""
    INSERT INTO contracts (id, company_id, title, starts_on) VALUES ('{CONTRACT}', '{COMPANY}', 'Frame', '2026-01-01')
"""
JOB, STAGE, APPLICANT = (uuid.UUID(int=SEARCH.int + number) for number in (3000, 3001, 3002))
A_JOB = f"INSERT INTO jobs (id, company_id, title) VALUES ('{JOB}', '{COMPANY}', 'Welder')"
A_STAGE = f"""
    INSERT INTO job_stages (id, job_id, name, kind, position) VALUES ('{STAGE}', '{JOB}', 'Offer', 'offer', 1)
"""
AN_APPLICANT = f"""
    INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
    VALUES ('{APPLICANT}', '{JOB}', '{CANDIDATE}', '{STAGE}', 'offer', 1, 'ada', 'ada')
"""
OPERATION = uuid.UUID(int=SEARCH.int + 4000)
AN_OPERATION = f"""
    INSERT INTO applicant_moves (id, job_id, task_id, counts, made_by)
    VALUES ('{OPERATION}', '{JOB}', 'move_0', '{{"asked": 0}}', 'test')
"""
NUMBERS = "generate_series(CAST(:first AS integer), CAST(:last AS integer)) n"
FILLS = {
    "/api/accounts/users": f"""
        INSERT INTO users (id, email, name, role)
        SELECT gen_random_uuid(), n || '@example.com', 'Ada', 'manager' FROM {NUMBERS}
    """,
    "/api/accounts/invitations": f"""
        INSERT INTO invitations (id, email, name, role, token_hash, invited_by, expires_at)
        SELECT gen_random_uuid(), n || '@example.com', 'Ada', 'recruiter', n::text, 'test', now() FROM {NUMBERS}
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
    "/api/candidates": f"""
        INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Ada', 'ada' FROM {NUMBERS}
    """,
    "/api/candidates/{candidate_id}/profiles": f"""
        INSERT INTO profiles (id, candidate_id, source, url, name, seen_at)
        SELECT gen_random_uuid(), '{CANDIDATE}', 'linkedin', 'https://example.com/in/' || n, 'Ada', now() FROM {NUMBERS}
    """,
    "/api/candidates/{candidate_id}/notes": f"""
        INSERT INTO candidate_notes (id, candidate_id, text, author)
        SELECT gen_random_uuid(), '{CANDIDATE}', 'A note.', 'Ada' FROM {NUMBERS}
    """,
    "/api/jobs": f"""
        WITH made AS (
            INSERT INTO companies (id, name, name_key, is_client)
            SELECT gen_random_uuid(), 'Client ' || n, 'client' || n, true FROM {NUMBERS} RETURNING id
        ) INSERT INTO jobs (id, company_id, title, manager_id)
        SELECT gen_random_uuid(), id, 'Welder', (SELECT id FROM users WHERE email = 'admin@example.com') FROM made
    """,
    "/api/stage-templates": f"""
        INSERT INTO stage_templates (id, name, stages)
        SELECT gen_random_uuid(), 'template ' || n, '[{{"name": "Found", "kind": "sourced"}}]' FROM {NUMBERS}
    """,
    "/api/companies": f"""
        WITH made AS (
            INSERT INTO companies (id, name, name_key)
            SELECT gen_random_uuid(), 'Firm ' || n, 'firm' || n FROM {NUMBERS} RETURNING id
        ) INSERT INTO company_names (company_id, name_key, name) SELECT id, 'works', 'Works' FROM made
    """,
    "/api/companies/{company_id}/contacts": f"""
        INSERT INTO company_contacts (id, company_id, name) SELECT gen_random_uuid(), '{COMPANY}', 'Ada' FROM {NUMBERS}
    """,
    "/api/companies/{company_id}/contracts": f"""
        INSERT INTO contracts (id, company_id, title, starts_on)
        SELECT gen_random_uuid(), '{COMPANY}', 'Frame', '2026-01-01' FROM {NUMBERS}
    """,
    "/api/companies/{company_id}/off-limits": f"""
        INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, made_by)
        SELECT gen_random_uuid(), '{CONTRACT}', '{COMPANY}', 'a client', '2026-01-01', 'test' FROM {NUMBERS}
    """,
    "/api/applicants/{applicant_id}/interviews": f"""
        INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), '{APPLICANT}', now() - n * interval '1 hour' FROM {NUMBERS}
    """,
    "/api/applicants/{applicant_id}/history": f"""
        INSERT INTO applicant_history (applicant_id, at, by, to_stage, to_kind)
        SELECT '{APPLICANT}', now() - n * interval '1 hour', 'test', 'Offer', 'offer' FROM {NUMBERS}
    """,
    "/api/applicants/moves/{operation_id}": f"""
        INSERT INTO applicant_move_rows (operation_id, applicant_id, to_stage_id)
        SELECT '{OPERATION}', gen_random_uuid(), '{STAGE}' FROM {NUMBERS}
    """,
    "/api/interviews": f"""
        INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), '{APPLICANT}', now() + n * interval '1 hour' FROM {NUMBERS}
    """,
    "/api/placements": f"""
        WITH people AS (
            INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Bo', 'bo' FROM {NUMBERS} RETURNING id
        ), placed AS (
            INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
            SELECT gen_random_uuid(), '{JOB}', id, '{STAGE}', 'offer', 1, 'bo', 'bo' FROM people
            RETURNING id, candidate_id
        ) INSERT INTO placements (id, applicant_id, candidate_id, start_date)
        SELECT gen_random_uuid(), id, candidate_id, '2026-01-01' FROM placed
    """,
    "/api/applicants/{applicant_id}/mails": f"""
        INSERT INTO mails (id, applicant_id, direction, subject, at, logged_by)
        SELECT gen_random_uuid(), '{APPLICANT}', 'out', 'Hello', now() - n * interval '1 hour', 'test' FROM {NUMBERS}
    """,
    "/api/jobs/{job_id}/board": f"""
        WITH people AS (
            INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Cy', 'cy' FROM {NUMBERS} RETURNING id
        ) INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
        SELECT gen_random_uuid(), '{JOB}', id, '{STAGE}', 'offer', 1, 'cy', 'cy' FROM people
    """,
    "/api/jobs/{job_id}/campaigns": f"""
        INSERT INTO campaigns (id, job_id, name) SELECT gen_random_uuid(), '{JOB}', 'spring ' || n FROM {NUMBERS}
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
    return path.format(
        operation_id=OPERATION,
        job_id=JOB,
        applicant_id=APPLICANT,
        run_id="manual_0",
        schedule_id=SCHEDULE,
        posting_id=POSTING,
        search_id=SEARCH,
        candidate_id=CANDIDATE,
        company_id=COMPANY,
    )


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
    for statement in (
        A_SCHEDULE,
        A_POSTING,
        A_SEARCH,
        A_CANDIDATE,
        A_COMPANY,
        A_CONTRACT,
        A_JOB,
        A_STAGE,
        AN_APPLICANT,
        AN_OPERATION,
    ):
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
            schema = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
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
