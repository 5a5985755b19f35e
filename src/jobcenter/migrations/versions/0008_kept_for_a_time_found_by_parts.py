"""outcomes that are kept for a time; companies and jobs found by parts of their names; rounds that are taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PARTS = (
    ("ix_companies_name_parts", "companies", "name_key"),
    ("ix_company_names_parts", "company_names", "name_key"),
    ("ix_company_domains_parts", "company_domains", "domain"),
    ("ix_jobs_title_parts", "jobs", "title"),
)
ROUNDS = (("ix_applicants_round_id", "applicants"), ("ix_interviews_round_id", "interviews"))


def upgrade() -> None:
    op.add_column("applicant_moves", sa.Column("outcomes_cleared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("imports", sa.Column("rows_cleared_at", sa.DateTime(timezone=True), nullable=True))
    for name, table, column in PARTS:
        op.create_index(
            name, table, [column], unique=False, postgresql_using="gin", postgresql_ops={column: "gin_trgm_ops"}
        )
    for name, table in ROUNDS:
        op.create_index(name, table, ["round_id"], unique=False, postgresql_where=sa.text("round_id IS NOT NULL"))


def downgrade() -> None:
    for name, table in ROUNDS:
        op.drop_index(name, table_name=table, postgresql_where=sa.text("round_id IS NOT NULL"))
    for name, table, column in PARTS:
        op.drop_index(name, table_name=table, postgresql_using="gin", postgresql_ops={column: "gin_trgm_ops"})
    op.drop_column("imports", "rows_cleared_at")
    op.drop_column("applicant_moves", "outcomes_cleared_at")
