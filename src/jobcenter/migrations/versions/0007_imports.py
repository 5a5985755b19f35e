"""imports of CSV files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KIND = "kind IN ('companies', 'jobs', 'candidates', 'applicants', 'history')"
OUTCOME = "outcome IN ('made', 'updated', 'already_there', 'refused')"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("dry_run", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("override_off_limits", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("rows_count", sa.Integer(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("caller_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(KIND, name=op.f("ck_imports_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_imports_by_id_users"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index("ix_imports_caller_id", "imports", ["caller_id", "id"], unique=False)
    op.create_index("ix_imports_by_id", "imports", ["by_id"], unique=False)
    op.create_index("ix_imports_digest", "imports", ["digest"], unique=False)
    op.create_table(
        "import_rows",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("thing_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(OUTCOME, name=op.f("ck_import_rows_outcome")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_rows_import_id_imports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_import_rows")),
    )
    op.create_index("ix_import_rows_outcome", "import_rows", ["import_id", "outcome", "number"], unique=False)
    op.create_index(
        "ix_import_rows_key",
        "import_rows",
        ["import_id", "key"],
        unique=False,
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    op.create_table(
        "import_keys",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(KIND, name=op.f("ck_import_keys_kind")),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_import_keys")),
    )
    op.create_index("ix_import_keys_thing_id", "import_keys", ["thing_id"], unique=False)


def downgrade() -> None:
    op.drop_table("import_keys")
    op.drop_table("import_rows")
    op.drop_table("imports")
