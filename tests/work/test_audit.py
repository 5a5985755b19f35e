"""The audit log holds what was changed, by whom, and nothing that was not."""

import pytest

from jobcenter.kit import logs
from jobcenter.kit.db import writing
from jobcenter.work.audit import record


async def test_an_entry_is_of_the_change_itself(engine, sql):
    logs.bind(correlation_id="c-9")
    async with writing(engine) as session:
        await record(
            session, actor="user:ada", action="rename", thing="x", thing_id="1", before={"n": "a"}, after={"n": "b"}
        )
    logs.forget()
    (entry,) = await sql("SELECT * FROM audit_log")
    assert (entry["actor"], entry["action"], entry["thing"], entry["thing_id"]) == ("user:ada", "rename", "x", "1")
    assert (entry["before"], entry["after"], entry["correlation_id"]) == ({"n": "a"}, {"n": "b"}, "c-9")
    assert entry["at"] is not None


async def test_a_change_that_failed_is_not_told_of(engine, sql):
    async def fail():
        async with writing(engine) as session:
            await record(session, actor="user:ada", action="rename", thing="x", thing_id="1")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own, from above
        await fail()
    assert await sql("SELECT 1 FROM audit_log") == []
