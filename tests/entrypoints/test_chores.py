from sqlalchemy import text

from jobcenter.entrypoints.scheduler import CHORES
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
"""
LEFT = {
    "SELECT end_reason FROM sign_ins": {"29"},
    "SELECT token_hash FROM refresh_tokens": {"29 29", "29 unused"},
    "SELECT id FROM tasks": {"89", "waiting"},
    "SELECT run_id FROM scrape_runs": {"364", "unfinished"},
    "SELECT reason FROM scrape_run_problems": {"364", "unfinished"},
}


async def test_the_chores_forget_what_is_old_and_keep_what_is_not(engine):
    async with engine.begin() as connection:
        for statement in OLD_AND_YOUNG.split(";"):
            if statement.strip():
                await connection.execute(text(statement))
    await declare(engine, CHORES)
    assert await run_due(engine, CHORES) == len(CHORES)
    async with engine.connect() as connection:
        for reading, left in LEFT.items():
            assert set((await connection.execute(text(reading))).scalars()) == left
        faults = await connection.execute(text("SELECT name FROM periodic_work WHERE last_error IS NOT NULL"))
        assert faults.all() == []
    assert await run_due(engine, CHORES) == 0
