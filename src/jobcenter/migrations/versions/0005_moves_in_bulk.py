"""moves of applicants in bulk."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applicant_moves",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("to_stage_id", sa.Uuid(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=True),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_applicant_moves_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_applicant_moves_job_id_jobs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_moves")),
    )
    op.create_index("ix_applicant_moves_job_id", "applicant_moves", ["job_id", "id"], unique=False)
    op.create_table(
        "applicant_move_rows",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("from_stage_id", sa.Uuid(), nullable=True),
        sa.Column("to_stage_id", sa.Uuid(), nullable=False),
        sa.Column("reject_reason", sa.Text(), nullable=True),
        sa.Column("reason_before", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('moved', 'already_there', 'changed_meanwhile', 'gone')",
            name=op.f("ck_applicant_move_rows_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["applicant_moves.id"],
            name=op.f("fk_applicant_move_rows_operation_id_applicant_moves"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("operation_id", "applicant_id", name=op.f("pk_applicant_move_rows")),
    )


def downgrade() -> None:
    op.drop_table("applicant_move_rows")
    op.drop_index("ix_applicant_moves_job_id", table_name="applicant_moves")
    op.drop_table("applicant_moves")
