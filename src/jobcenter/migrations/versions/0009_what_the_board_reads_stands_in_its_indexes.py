"""a board's filters, and who is active elsewhere, are answered from indexes alone."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "applicants"
BY_STAGE, ITS_COLUMNS = "ix_applicants_by_stage", ["job_id", "stage_rank", "id"]
BY_CANDIDATE = "ix_applicants_candidate_id"


def upgrade() -> None:
    drop()
    carried = ["stage_id", "added_by", "employer_id", "replied_at"]
    op.create_index(BY_STAGE, TABLE, ITS_COLUMNS, unique=False, postgresql_include=carried)
    op.create_index(BY_CANDIDATE, TABLE, ["candidate_id"], unique=False, postgresql_include=["job_id", "stage_kind"])


def downgrade() -> None:
    drop()
    op.create_index(BY_STAGE, TABLE, ITS_COLUMNS, unique=False)
    op.create_index(BY_CANDIDATE, TABLE, ["candidate_id"], unique=False)


def drop() -> None:
    # The same name for what replaces it, in the one transaction of all migrations: this cannot be done concurrently.
    for name in (BY_STAGE, BY_CANDIDATE):
        op.execute(f"-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX {name}")
