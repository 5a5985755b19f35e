from sqlalchemy import text

from jobcenter.entrypoints.scheduler import chores_of
from jobcenter.work.periodic import declare, run_due

# Each pair is a day on either side of what is kept.
OLD_AND_YOUNG = """
    INSERT INTO users (id, email, name, role) VALUES (gen_random_uuid(), 'ada@example.com', 'Ada', 'admin');
    INSERT INTO sign_ins (id, user_id, expires_at, ended_at, end_reason)
        SELECT gen_random_uuid(), id, now() - days * interval '1 day', now() - interval '40 days', days::text
        FROM users, unnest(ARRAY[29, 31]) days;
    INSERT INTO refresh_tokens (token_hash, sign_in_id, used_at)
        SELECT end_reason || ' ' || coalesce(days::text, 'unused'), id, now() - days * interval '1 day'
        FROM sign_ins, unnest(ARRAY[29, 31, NULL]) days;
    INSERT INTO tasks (id, kind, status, run_after, finished_at)
        SELECT days, 'scrape', 'succeeded', now(), now() - days * interval '1 day' FROM unnest(ARRAY[89, 91]) days;
    INSERT INTO tasks (id, kind, run_after) VALUES ('waiting', 'scrape', now() - interval '400 days');
    INSERT INTO scrape_runs (id, run_id, trigger, status, site_name, payload, finished_at)
        SELECT gen_random_uuid(), days, 'manual', 'failed', 'lever', '{}', now() - days * interval '1 day'
        FROM unnest(ARRAY[364, 366]) days;
    INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload, created_at)
        VALUES (gen_random_uuid(), 'unfinished', 'manual', 'lever', '{}', now() - interval '400 days');
    INSERT INTO scrape_run_problems (scrape_run_id, kind, reason) SELECT id, 'drop', run_id FROM scrape_runs;
    INSERT INTO site_schedules (id, name, site_name) VALUES (gen_random_uuid(), 'nightly', 'lever');
    INSERT INTO schedule_skips (site_schedule_id, occurrence, reason, at)
        SELECT id, now() - days * interval '1 day', days, now() - days * interval '1 day'
        FROM site_schedules, unnest(ARRAY[364, 366]) days;
    INSERT INTO page_memory (site_name, target, position, body_hash, parser_version, vendor_ids, stored_at)
        SELECT 'lever', 'acme', days, 'x', 1, '{}', now() - days * interval '1 day' FROM unnest(ARRAY[89, 91]) days;
    INSERT INTO invitations (id, email, name, role, token_hash, invited_by, expires_at, accepted_at, revoked_at)
        SELECT gen_random_uuid(), how || days || '@example.com', how || days, 'recruiter', how || days, 'user:ada',
            CASE how WHEN 'ran out' THEN moment ELSE now() - interval '400 days' END,
            CASE how WHEN 'accepted' THEN moment END, CASE how WHEN 'revoked' THEN moment END
        FROM unnest(ARRAY['accepted', 'revoked', 'ran out']) how, unnest(ARRAY[89, 91]) days,
            LATERAL (SELECT now() - days * interval '1 day' AS moment) at;
    INSERT INTO companies (id, name, name_key) VALUES (gen_random_uuid(), 'Acme', 'acme');
    INSERT INTO jobs (id, company_id, title) SELECT gen_random_uuid(), id, 'Welder' FROM companies;
    INSERT INTO tasks (id, kind, status, run_after, created_at, finished_at)
        SELECT 'long ' || days, 'any', 'succeeded', now(), now(), now() - days * interval '1 day'
        FROM unnest(ARRAY[29, 31]) days;
    INSERT INTO tasks (id, kind, run_after) VALUES ('long running', 'any', now() + interval '1 day');
    INSERT INTO applicant_moves (id, job_id, task_id, to_stage, made_by, at)
        SELECT gen_random_uuid(), jobs.id, task, task, 'user:ada', now() - days * interval '1 day' FROM jobs,
            (VALUES ('long 29', 50), ('long 31', 50), ('long running', 50), ('gone', 29), ('long gone', 31))
            of (task, days);
    INSERT INTO applicant_move_rows (operation_id, applicant_id, to_stage_id, outcome)
        SELECT id, gen_random_uuid(), id, 'moved' FROM applicant_moves, generate_series(1, 3);
    INSERT INTO imports (id, kind, digest, rows_count, made_by, caller_id, task_id, at)
        SELECT id, 'jobs', to_stage, 3, made_by, id, task_id, at FROM applicant_moves;
    INSERT INTO import_rows (import_id, number, cells, outcome) SELECT id, 2, '{"name": "Ada"}', 'refused' FROM imports;
"""
KEPT = {"long 29", "long running", "gone"}  # what ended less than 30 days ago, or goes on
LEFT = {
    "SELECT end_reason FROM sign_ins": {"29"},
    "SELECT token_hash FROM refresh_tokens": {"29 29", "29 unused"},
    "SELECT id FROM tasks": {"89", "waiting", "long 29", "long 31", "long running"},
    "SELECT run_id FROM scrape_runs": {"364", "unfinished"},
    "SELECT reason FROM scrape_run_problems": {"364", "unfinished"},
    "SELECT reason FROM schedule_skips": {"364"},
    "SELECT position FROM page_memory": {"89"},
    "SELECT name FROM invitations": {"accepted89", "revoked89", "ran out89"},
    "SELECT to_stage FROM applicant_moves JOIN applicant_move_rows ON operation_id = id": KEPT,
    "SELECT to_stage FROM applicant_moves WHERE outcomes_cleared_at IS NULL": KEPT,
    "SELECT count(*)::text FROM applicant_moves": {"5"},
    "SELECT digest FROM imports JOIN import_rows ON import_id = id": KEPT,
    "SELECT digest FROM imports WHERE rows_cleared_at IS NULL": KEPT,
    "SELECT count(*)::text FROM imports": {"5"},
}


async def test_the_chores_forget_what_is_old_and_keep_what_is_not(engine, settings):
    chores = chores_of(settings.model_copy(update={"keep_import_rows_days": 30, "keep_move_outcomes_days": 30}))
    async with engine.begin() as connection:
        for statement in OLD_AND_YOUNG.split(";"):
            if statement.strip():
                await connection.execute(text(statement))
    await declare(engine, chores)
    assert await run_due(engine, chores) == len(chores)
    async with engine.connect() as connection:
        for reading, left in LEFT.items():
            assert set((await connection.execute(text(reading))).scalars()) == left
        faults = await connection.execute(text("SELECT name FROM periodic_work WHERE last_error IS NOT NULL"))
        assert faults.all() == []
    assert await run_due(engine, chores) == 0
