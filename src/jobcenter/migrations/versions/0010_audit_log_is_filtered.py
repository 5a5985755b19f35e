"""the audit log is read by who did it and by what it was done to, a page at a time."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {"ix_audit_log_kind": ["thing", "id"], "ix_audit_log_actor": ["actor", "id"]}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "audit_log", columns, unique=False)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="audit_log")
