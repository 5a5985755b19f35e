"""a board's filters are answered from the index of its usual order."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME, TABLE, COLUMNS = "ix_applicants_by_stage", "applicants", ["job_id", "stage_rank", "id"]
# The same name for what replaces it, in the one transaction of all migrations: this cannot be done concurrently.
DROPPED = f"-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX {NAME}"


def upgrade() -> None:
    op.execute(DROPPED)
    op.create_index(
        NAME,
        TABLE,
        COLUMNS,
        unique=False,
        postgresql_include=["stage_id", "added_by", "employer_id", "replied_at"],
    )


def downgrade() -> None:
    op.execute(DROPPED)
    op.create_index(NAME, TABLE, COLUMNS, unique=False)
