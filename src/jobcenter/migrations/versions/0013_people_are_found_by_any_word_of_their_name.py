"""people are found by any word of their name."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NAME, OPS = "ix_candidates_name_parts", {"name_key": "gin_trgm_ops"}


def upgrade() -> None:
    op.create_index(NAME, "candidates", ["name_key"], unique=False, postgresql_using="gin", postgresql_ops=OPS)


def downgrade() -> None:
    op.drop_index(NAME, table_name="candidates", postgresql_using="gin", postgresql_ops=OPS)
