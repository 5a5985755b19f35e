"""openings are searched."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_openings_open", "openings", ["id"], unique=False, postgresql_where=sa.text("closed_at IS NULL"))
    op.create_index(
        "ix_openings_closed", "openings", ["id"], unique=False, postgresql_where=sa.text("closed_at IS NOT NULL")
    )


def downgrade() -> None:
    op.drop_index("ix_openings_closed", table_name="openings", postgresql_where=sa.text("closed_at IS NOT NULL"))
    op.drop_index("ix_openings_open", table_name="openings", postgresql_where=sa.text("closed_at IS NULL"))
