"""Forgetting: some rows at a time, none that somebody holds, and none of a parent that is still needed."""

from sqlalchemy import delete, func, select, text

from jobcenter.kit.db import writing
from jobcenter.tables import outbox, scrape_run_problems, scrape_runs
from jobcenter.work.forgetting import at_most, at_most_under, forget

OLD = "INSERT INTO outbox (event, relayed_at) SELECT 'old', now() - interval '8 days' FROM generate_series(1, 25)"
RUNS = """
    INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload, message)
        SELECT gen_random_uuid(), n, 'manual', 'lever', '{}', CASE WHEN n <> 2 THEN 'old' END
        FROM generate_series(1, 3) n;
    INSERT INTO scrape_run_problems (scrape_run_id, kind, reason)
        SELECT id, 'drop', run_id FROM scrape_runs, generate_series(1, 7)
"""


async def test_some_at_a_time_go_and_what_somebody_holds_stays(engine, sql):
    await sql(OLD)
    await sql("INSERT INTO outbox (event) VALUES ('young')")

    async def clear():
        async with writing(engine) as session:
            some = at_most(10, outbox, outbox.c.relayed_at < func.now())
            return await forget(session, delete(outbox).where(some))

    async with writing(engine) as other:
        await other.execute(select(outbox.c.id).order_by(outbox.c.id).limit(1).with_for_update())
        assert [await clear() for _ in range(4)] == [10, 10, 4, 0]
    assert [await clear() for _ in range(2)] == [1, 0]
    assert [row["event"] for row in await sql("SELECT event FROM outbox")] == ["young"]


async def test_rows_under_their_parents_go_some_at_a_time(engine, sql):
    async with engine.begin() as connection:
        for statement in RUNS.split(";"):
            await connection.execute(text(statement))
    gone = []
    for _ in range(4):
        async with writing(engine) as session:
            parent = scrape_run_problems.c.scrape_run_id
            some = at_most_under(
                5, scrape_run_problems, parent, parents=scrape_runs, condition=scrape_runs.c.message == "old"
            )
            gone.append(await forget(session, delete(scrape_run_problems).where(some)))
    assert gone == [5, 5, 4, 0]
    assert [row["reason"] for row in await sql("SELECT DISTINCT reason FROM scrape_run_problems")] == ["2"]
