"""sign-ins and API keys tell when they were used last, and a sign-in by which program: so that one sees what to end."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_ins", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sign_ins", sa.Column("user_agent", sa.Text(), nullable=True))
    op.add_column("api_keys", sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("api_keys", "last_used_at")
    op.drop_column("sign_ins", "user_agent")
    op.drop_column("sign_ins", "last_used_at")
