"""Every foreign key is the beginning of an index: else a deletion, or a join, reads the whole table."""

import pytest
from sqlalchemy import text

from jobcenter.tables import metadata

NEVER_DELETED = "users are made inactive, never deleted; nothing is looked up by it"
WITHOUT = {
    "applicant_history.by_id": NEVER_DELETED,
    "applicant_moves.by_id": NEVER_DELETED,
    "applicants.added_by": "users are never deleted; a board asks for it within its job, by ix_applicants_added_by",
    "candidate_notes.author_id": NEVER_DELETED,
    "interviews.interviewer_id": NEVER_DELETED,
    "placements.placed_by": NEVER_DELETED,
}
"""The foreign keys that need no index of their own, and why."""


def foreign_keys():
    for table in metadata.sorted_tables:
        indexed = {next(iter(one.columns)).name for one in (table.primary_key, *table.indexes) if len(one.columns)}
        for key in table.foreign_keys:
            yield f"{table.name}.{key.parent.name}", key.parent.name in indexed


def test_every_foreign_key_has_an_index_or_a_reason():
    found = dict(foreign_keys())
    assert len(found) > 50
    assert sorted(name for name, indexed in found.items() if not indexed) == sorted(WITHOUT)


@pytest.mark.parametrize("table", ["applicants", "interviews"])
async def test_who_stands_in_a_round_is_found_by_an_index_without_those_of_none(engine, table):
    async with engine.connect() as connection:
        await connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = await connection.scalars(
            text(f"EXPLAIN UPDATE {table} SET round_id = NULL WHERE round_id = gen_random_uuid()")
        )
        assert f"ix_{table}_round_id" in " ".join(plan)
