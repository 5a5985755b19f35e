"""Tasks to be worked on, by several at once where it matters."""

import itertools
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from jobcenter.kit.db import writing
from jobcenter.work.tasks import add_task

numbers = itertools.count(1)


@pytest.fixture
def add(engine):
    """Writes a task; gives its id."""

    async def add(**more):
        task_id = f"task_{next(numbers)}"
        async with writing(engine) as session:
            await add_task(session, **{"task_id": task_id, "kind": "test", "args": {}, **more})
        return task_id

    return add


@pytest.fixture
def task(sql):
    """Gives a task's row."""

    async def task(task_id):
        return (await sql("SELECT * FROM tasks WHERE id = :task_id", task_id=task_id))[0]

    return task


@pytest.fixture
def counted(engine):
    """Counts the statements that are sent while it is open."""

    @contextmanager
    def counted():
        sent = []

        def note(_connection, _cursor, statement, *_more):
            sent.append(statement)

        event.listen(engine.sync_engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine.sync_engine, "before_cursor_execute", note)

    return counted


@pytest.fixture
def many(sql):
    """Fills the table of tasks with so many that wait, run and have ended."""

    async def many(count):
        await sql(
            "INSERT INTO tasks (id, kind, run_after, status, lease_expires_at, lock_key)"
            " SELECT 'many_' || n, 'test', now() - interval '1 minute',"
            " (ARRAY['queued', 'running', 'succeeded'])[1 + n % 3], now() + interval '1 hour', 'lock ' || n"
            " FROM generate_series(1, :count) n ON CONFLICT DO NOTHING",
            count=count,
        )

    return many
