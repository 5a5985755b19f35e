"""who has waited longest in a stage is read from an index, and not from all who stand there."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_applicants_stage_id", "applicants"
# The same name for what replaces it, in the one transaction of all migrations: this cannot be done concurrently.
DROPPED = f"-- squawk-ignore require-concurrent-index-deletion\nDROP INDEX {NAME}"


def upgrade() -> None:
    op.execute(DROPPED)
    op.create_index(NAME, TABLE, ["stage_id", "stage_since", "id"], unique=False)


def downgrade() -> None:
    op.execute(DROPPED)
    op.create_index(NAME, TABLE, ["stage_id"], unique=False)
