import re

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, text
from sqlalchemy.exc import IntegrityError

from jobcenter.migrations.run import config, drift
from jobcenter.tables import metadata


async def test_a_migrated_database_is_what_the_tables_say(settings, engine):
    assert await drift(settings.database_url) == []
    async with engine.connect() as connection:
        there = await connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
    assert set(there) == {*metadata.tables, "alembic_version"}


async def test_a_database_that_differs_is_seen(settings, engine):
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE users DROP COLUMN name"))
        await connection.execute(text("DROP INDEX uq_postings_source"))
    found = " ".join(await drift(settings.database_url))
    assert "'name'" in found
    assert "uq_postings_source" in found


def test_the_history_is_one_line():
    history = ScriptDirectory.from_config(config())
    revisions = list(history.walk_revisions())
    assert len(history.get_heads()) == 1
    assert [one.revision for one in revisions if one.is_branch_point or one.is_merge_point] == []


def enums():
    """Every constraint that lists what a column may hold: table, column, and the listed values."""
    for table in metadata.sorted_tables:
        for constraint in sorted(table.constraints, key=lambda one: str(one.name)):
            if isinstance(constraint, CheckConstraint) and " IN (" in str(constraint.sqltext):
                condition = str(constraint.sqltext)
                yield table, re.search(r"(\w+) IN \(", condition)[1], re.findall(r"'([^']*)'", condition)


def test_the_values_of_enums_are_lower_case_words():
    found = list(enums())
    assert len(found) >= 8
    for _table, _column, values in found:
        assert all(re.fullmatch(r"[a-z_]+", value) for value in values)


@pytest.mark.parametrize(
    ("table", "column", "values"), [pytest.param(*one, id=f"{one[0]}.{one[1]}") for one in enums()]
)
async def test_the_database_refuses_other_values(engine, table, column, values):
    """By the constraint itself, on a table of that one column: what else a row needs is beside the point."""
    for value, refused in ((values[0], False), (values[0].upper(), True), ("no such word", True), ("", True)):
        async with engine.connect() as connection:
            await connection.execute(
                text(f"CREATE TEMPORARY TABLE probe ON COMMIT DROP AS SELECT {column} FROM {table.name} LIMIT 0")
            )
            condition = await connection.scalar(
                text(
                    "SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_attribute a"
                    " ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.contype = 'c'"
                    " AND c.conrelid = CAST(:table AS regclass) AND a.attname = :column AND cardinality(c.conkey) = 1"
                    " AND c.conname = 'ck_' || :table || '_' || :column"
                ),
                {"table": table.name, "column": column},
            )
            await connection.execute(text(f"ALTER TABLE probe ADD {condition}"))
            write = text(f"INSERT INTO probe VALUES ('{value}')")
            if refused:
                with pytest.raises(IntegrityError, match="violates check constraint"):
                    await connection.execute(write)
            else:
                await connection.execute(write)
