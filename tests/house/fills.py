"""Rows from :first to :last of every list of scraping, postings and accounts, by the list's route."""

from tests.house.rows import POSTING, RUN, SCHEDULE, SEARCH

NUMBERS = "generate_series(CAST(:first AS integer), CAST(:last AS integer)) n"
FILLS_OF_THE_GROUND = {
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
    "/api/accounts/me/sign-ins": f"""
        INSERT INTO sign_ins (id, user_id, expires_at)
        SELECT gen_random_uuid(), id, now() + interval '1 day' FROM users, {NUMBERS}
        WHERE email = 'admin@example.com'
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
