"""The recruiting core: companies, jobs, candidates, applicants, interviews, placements, mails."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
    op.create_table(
        "companies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("is_client", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
    )
    op.create_index(
        "ix_companies_clients", "companies", ["name_key", "id"], unique=False, postgresql_where=sa.text("is_client")
    )
    op.create_index("ix_companies_name_key", "companies", ["name_key", "id"], unique=False)
    op.create_table(
        "stage_templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stages", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_templates")),
    )
    op.create_index("uq_stage_templates_name", "stage_templates", ["name"], unique=True)
    op.create_table(
        "candidates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("employer_id", sa.Uuid(), nullable=True),
        sa.Column("notes_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_candidates_email_lower")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["companies.id"], name=op.f("fk_candidates_employer_id_companies"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
    )
    op.create_index("ix_candidates_email", "candidates", ["email"], unique=False)
    op.create_index("ix_candidates_employer_id", "candidates", ["employer_id"], unique=False)
    op.create_index("ix_candidates_name_key", "candidates", ["name_key", "id"], unique=False)
    op.create_table(
        "company_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_contacts_company_id_companies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_contacts")),
    )
    op.create_index("ix_company_contacts_company_id", "company_contacts", ["company_id", "id"], unique=False)
    op.create_table(
        "company_domains",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("domain = lower(domain)", name=op.f("ck_company_domains_domain_lower")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_domains_company_id_companies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_company_domains")),
    )
    op.create_index("ix_company_domains_company_id", "company_domains", ["company_id"], unique=False)
    op.create_table(
        "company_names",
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_names_company_id_companies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("company_id", "name_key", name=op.f("pk_company_names")),
    )
    op.create_index("ix_company_names_name_key", "company_names", ["name_key"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("fee_percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("guarantee_days", sa.Integer(), server_default="90", nullable=False),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_contracts_dates")),
        sa.CheckConstraint("fee_percent BETWEEN 0 AND 100", name=op.f("ck_contracts_fee_percent")),
        sa.CheckConstraint("guarantee_days BETWEEN 0 AND 3650", name=op.f("ck_contracts_guarantee_days")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_contracts_company_id_companies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
    )
    op.create_index("ix_contracts_company_id", "contracts", ["company_id", "id"], unique=False)
    op.create_table(
        "interview_rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_interview_rounds_company_id_companies"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_rounds")),
    )
    op.create_index("ix_interview_rounds_position", "interview_rounds", ["company_id", "position"], unique=False)
    op.create_index("uq_interview_rounds_name", "interview_rounds", ["company_id", "name"], unique=True)
    op.create_table(
        "candidate_contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone', 'web')", name=op.f("ck_candidate_contacts_kind")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_contacts_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_contacts")),
    )
    op.create_index("ix_candidate_contacts_value", "candidate_contacts", ["value"], unique=False)
    op.create_index("uq_candidate_contacts_value", "candidate_contacts", ["candidate_id", "kind", "value"], unique=True)
    op.create_table(
        "candidate_tags",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_tags_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", "tag", name=op.f("pk_candidate_tags")),
    )
    op.create_index("ix_candidate_tags_tag", "candidate_tags", ["tag", "candidate_id"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default="draft", nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("openings_count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'open', 'on_hold', 'filled', 'cancelled')", name=op.f("ck_jobs_status")
        ),
        sa.CheckConstraint("openings_count BETWEEN 1 AND 10000", name=op.f("ck_jobs_openings_count")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_jobs_company_id_companies")),
        sa.ForeignKeyConstraint(["manager_id"], ["users.id"], name=op.f("fk_jobs_manager_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    op.create_index("ix_jobs_company_id", "jobs", ["company_id", "id"], unique=False)
    op.create_index("ix_jobs_manager_id", "jobs", ["manager_id"], unique=False)
    op.create_index("ix_jobs_status", "jobs", ["status", "id"], unique=False)
    op.create_table(
        "off_limits_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_off_limits_rules_dates")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_off_limits_rules_company_id_companies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_off_limits_rules_contract_id_contracts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_off_limits_rules")),
    )
    op.create_index("ix_off_limits_rules_company_id", "off_limits_rules", ["company_id"], unique=False)
    op.create_index("ix_off_limits_rules_contract_id", "off_limits_rules", ["contract_id", "company_id"], unique=False)
    op.create_table(
        "profiles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("employer_id", sa.Uuid(), nullable=True),
        sa.Column("history", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_profiles_candidate_id_candidates"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["companies.id"], name=op.f("fk_profiles_employer_id_companies"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
    )
    op.create_index("ix_profiles_candidate_id", "profiles", ["candidate_id"], unique=False)
    op.create_index("ix_profiles_employer_id", "profiles", ["employer_id"], unique=False)
    op.create_index("uq_profiles_url", "profiles", ["url"], unique=True)
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_campaigns_job_id_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_index("ix_campaigns_job_id", "campaigns", ["job_id", "id"], unique=False)
    op.create_table(
        "job_stages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('sourced', 'contacted', 'qualified', 'sent_to_manager', 'interview', 'offer', 'hired', 'rejected')",
            name=op.f("ck_job_stages_kind"),
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_job_stages_job_id_jobs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_stages")),
    )
    op.create_index("ix_job_stages_position", "job_stages", ["job_id", "position"], unique=False)
    op.create_index("uq_job_stages_name", "job_stages", ["job_id", "name"], unique=True)
    op.create_table(
        "applicants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("stage_since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("reject_reason", sa.Text(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("stage_kind", sa.Text(), nullable=False),
        sa.Column("stage_rank", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=True),
        sa.Column("sent_to_manager_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_interview_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_interviewer", sa.Text(), nullable=True),
        sa.Column("last_outcome", sa.Text(), nullable=True),
        sa.Column("next_interview_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_interviewer", sa.Text(), nullable=True),
        sa.Column("last_mail_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_mail_event", sa.Text(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("protected_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "stage_kind IN ('sourced', 'contacted', 'qualified', 'sent_to_manager', 'interview', 'offer', 'hired', 'rejected')",
            name=op.f("ck_applicants_stage_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["users.id"], name=op.f("fk_applicants_added_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_applicants_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_applicants_job_id_jobs")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["interview_rounds.id"],
            name=op.f("fk_applicants_round_id_interview_rounds"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["stage_id"], ["job_stages.id"], name=op.f("fk_applicants_stage_id_job_stages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicants")),
    )
    op.create_index("ix_applicants_added_by", "applicants", ["job_id", "added_by", "id"], unique=False)
    op.create_index("ix_applicants_by_added", "applicants", ["job_id", "added_at", "id"], unique=False)
    op.create_index(
        "ix_applicants_by_last_interview", "applicants", ["job_id", "last_interview_at", "id"], unique=False
    )
    op.create_index("ix_applicants_by_last_mail", "applicants", ["job_id", "last_mail_at", "id"], unique=False)
    op.create_index("ix_applicants_by_name", "applicants", ["job_id", "name_key", "id"], unique=False)
    op.create_index(
        "ix_applicants_by_next_interview", "applicants", ["job_id", "next_interview_at", "id"], unique=False
    )
    op.create_index("ix_applicants_by_protected_until", "applicants", ["job_id", "protected_until", "id"], unique=False)
    op.create_index("ix_applicants_by_replied", "applicants", ["job_id", "replied_at", "id"], unique=False)
    op.create_index(
        "ix_applicants_by_sent_to_manager", "applicants", ["job_id", "sent_to_manager_at", "id"], unique=False
    )
    op.create_index("ix_applicants_by_stage", "applicants", ["job_id", "stage_rank", "id"], unique=False)
    op.create_index("ix_applicants_by_stage_since", "applicants", ["job_id", "stage_since", "id"], unique=False)
    op.create_index("ix_applicants_candidate_id", "applicants", ["candidate_id"], unique=False)
    op.create_index("ix_applicants_job", "applicants", ["job_id", "id"], unique=False)
    op.create_index("ix_applicants_stage_id", "applicants", ["stage_id"], unique=False)
    op.create_index(
        "ix_applicants_words",
        "applicants",
        ["job_id", "words"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"words": "gin_trgm_ops"},
    )
    op.create_index("uq_applicants_candidate", "applicants", ["job_id", "candidate_id"], unique=True)
    op.create_table(
        "applicant_history",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("from_kind", sa.Text(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=False),
        sa.Column("to_kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "to_kind IN ('sourced', 'contacted', 'qualified', 'sent_to_manager', 'interview', 'offer', 'hired', 'rejected')",
            name=op.f("ck_applicant_history_to_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicants.id"],
            name=op.f("fk_applicant_history_applicant_id_applicants"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_applicant_history_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_history")),
    )
    op.create_index(
        "ix_applicant_history_applicant_id",
        "applicant_history",
        ["applicant_id", sa.literal_column("at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_table(
        "candidate_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_internal", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicants.id"],
            name=op.f("fk_candidate_notes_applicant_id_applicants"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_candidate_notes_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_candidate_notes_candidate_id_candidates"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_notes")),
    )
    op.create_index(
        "ix_candidate_notes_applicant_id",
        "candidate_notes",
        ["applicant_id"],
        unique=False,
        postgresql_where=sa.text("applicant_id IS NOT NULL"),
    )
    op.create_index("ix_candidate_notes_candidate_id", "candidate_notes", ["candidate_id", "id"], unique=False)
    op.create_table(
        "interviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interviewer", sa.Text(), nullable=True),
        sa.Column("interviewer_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.Text(), server_default="scheduled", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "status IN ('scheduled', 'passed', 'failed', 'undecided', 'no_show', 'cancelled')",
            name=op.f("ck_interviews_status"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicants.id"], name=op.f("fk_interviews_applicant_id_applicants"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"], ["users.id"], name=op.f("fk_interviews_interviewer_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["interview_rounds.id"],
            name=op.f("fk_interviews_round_id_interview_rounds"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interviews")),
    )
    op.create_index(
        "ix_interviews_applicant_id",
        "interviews",
        ["applicant_id", sa.literal_column("scheduled_at DESC")],
        unique=False,
    )
    op.create_index("ix_interviews_scheduled_at", "interviews", ["scheduled_at"], unique=False)
    op.create_table(
        "mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("event_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_mails_direction")),
        sa.CheckConstraint(
            "event IN ('sent', 'delivered', 'opened', 'clicked', 'bounced', 'unsubscribed', 'spam')",
            name=op.f("ck_mails_event"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicants.id"], name=op.f("fk_mails_applicant_id_applicants"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_mails_campaign_id_campaigns"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["mails.id"], name=op.f("fk_mails_parent_id_mails"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index("ix_mails_applicant_id", "mails", ["applicant_id", "campaign_id"], unique=False)
    op.create_index(
        "ix_mails_campaign_id",
        "mails",
        ["campaign_id"],
        unique=False,
        postgresql_where=sa.text("campaign_id IS NOT NULL"),
    )
    op.create_index(
        "ix_mails_parent_id", "mails", ["parent_id"], unique=False, postgresql_where=sa.text("parent_id IS NOT NULL")
    )
    op.create_table(
        "placements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("guarantee_days", sa.Integer(), server_default="90", nullable=False),
        sa.Column(
            "protected_until",
            sa.Date(),
            sa.Computed(
                "start_date + guarantee_days",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("fee", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(fee IS NULL) = (currency IS NULL)", name=op.f("ck_placements_fee_and_currency")),
        sa.CheckConstraint("currency = upper(currency) AND length(currency) = 3", name=op.f("ck_placements_currency")),
        sa.CheckConstraint("guarantee_days BETWEEN 0 AND 3650", name=op.f("ck_placements_guarantee_days")),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicants.id"], name=op.f("fk_placements_applicant_id_applicants")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_placements_candidate_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["placed_by"], ["users.id"], name=op.f("fk_placements_placed_by_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placements")),
    )
    op.create_index("ix_placements_candidate_id", "placements", ["candidate_id"], unique=False)
    op.create_index("ix_placements_protected_until", "placements", ["protected_until"], unique=False)
    op.create_index("uq_placements_applicant_id", "placements", ["applicant_id"], unique=True)
    op.create_table(
        "mail_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "event IN ('sent', 'delivered', 'opened', 'clicked', 'bounced', 'unsubscribed', 'spam')",
            name=op.f("ck_mail_events_event"),
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mails.id"], name=op.f("fk_mail_events_mail_id_mails"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_events")),
    )
    op.create_index("ix_mail_events_mail_id", "mail_events", ["mail_id", "at"], unique=False)
    op.add_column("users", sa.Column("company_id", sa.Uuid(), nullable=True))
    op.create_index("ix_users_company_id", "users", ["company_id"], unique=False)
    op.create_foreign_key(op.f("fk_users_company_id_companies"), "users", "companies", ["company_id"], ["id"])
    op.create_check_constraint("company_of_a_manager", "users", "company_id IS NULL OR role = 'manager'")


def downgrade() -> None:
    """Take them away."""
    op.drop_constraint("ck_users_company_of_a_manager", "users")
    op.drop_constraint(op.f("fk_users_company_id_companies"), "users", type_="foreignkey")
    op.drop_index("ix_users_company_id", table_name="users")
    op.drop_column("users", "company_id")
    op.drop_index("ix_mail_events_mail_id", table_name="mail_events")
    op.drop_table("mail_events")
    op.drop_index("uq_placements_applicant_id", table_name="placements")
    op.drop_index("ix_placements_protected_until", table_name="placements")
    op.drop_index("ix_placements_candidate_id", table_name="placements")
    op.drop_table("placements")
    op.drop_index("ix_mails_parent_id", table_name="mails", postgresql_where=sa.text("parent_id IS NOT NULL"))
    op.drop_index("ix_mails_campaign_id", table_name="mails", postgresql_where=sa.text("campaign_id IS NOT NULL"))
    op.drop_index("ix_mails_applicant_id", table_name="mails")
    op.drop_table("mails")
    op.drop_index("ix_interviews_scheduled_at", table_name="interviews")
    op.drop_index("ix_interviews_applicant_id", table_name="interviews")
    op.drop_table("interviews")
    op.drop_index("ix_candidate_notes_candidate_id", table_name="candidate_notes")
    op.drop_index(
        "ix_candidate_notes_applicant_id",
        table_name="candidate_notes",
        postgresql_where=sa.text("applicant_id IS NOT NULL"),
    )
    op.drop_table("candidate_notes")
    op.drop_index("ix_applicant_history_applicant_id", table_name="applicant_history")
    op.drop_table("applicant_history")
    op.drop_index("uq_applicants_candidate", table_name="applicants")
    op.drop_index(
        "ix_applicants_words", table_name="applicants", postgresql_using="gin", postgresql_ops={"words": "gin_trgm_ops"}
    )
    op.drop_index("ix_applicants_stage_id", table_name="applicants")
    op.drop_index("ix_applicants_job", table_name="applicants")
    op.drop_index("ix_applicants_candidate_id", table_name="applicants")
    op.drop_index("ix_applicants_by_stage_since", table_name="applicants")
    op.drop_index("ix_applicants_by_stage", table_name="applicants")
    op.drop_index("ix_applicants_by_sent_to_manager", table_name="applicants")
    op.drop_index("ix_applicants_by_replied", table_name="applicants")
    op.drop_index("ix_applicants_by_protected_until", table_name="applicants")
    op.drop_index("ix_applicants_by_next_interview", table_name="applicants")
    op.drop_index("ix_applicants_by_name", table_name="applicants")
    op.drop_index("ix_applicants_by_last_mail", table_name="applicants")
    op.drop_index("ix_applicants_by_last_interview", table_name="applicants")
    op.drop_index("ix_applicants_by_added", table_name="applicants")
    op.drop_index("ix_applicants_added_by", table_name="applicants")
    op.drop_table("applicants")
    op.drop_index("uq_job_stages_name", table_name="job_stages")
    op.drop_index("ix_job_stages_position", table_name="job_stages")
    op.drop_table("job_stages")
    op.drop_index("ix_campaigns_job_id", table_name="campaigns")
    op.drop_table("campaigns")
    op.drop_index("uq_profiles_url", table_name="profiles")
    op.drop_index("ix_profiles_employer_id", table_name="profiles")
    op.drop_index("ix_profiles_candidate_id", table_name="profiles")
    op.drop_table("profiles")
    op.drop_index("ix_off_limits_rules_contract_id", table_name="off_limits_rules")
    op.drop_index("ix_off_limits_rules_company_id", table_name="off_limits_rules")
    op.drop_table("off_limits_rules")
    op.drop_index("ix_jobs_status", table_name="jobs")
    op.drop_index("ix_jobs_manager_id", table_name="jobs")
    op.drop_index("ix_jobs_company_id", table_name="jobs")
    op.drop_table("jobs")
    op.drop_index("ix_candidate_tags_tag", table_name="candidate_tags")
    op.drop_table("candidate_tags")
    op.drop_index("uq_candidate_contacts_value", table_name="candidate_contacts")
    op.drop_index("ix_candidate_contacts_value", table_name="candidate_contacts")
    op.drop_table("candidate_contacts")
    op.drop_index("uq_interview_rounds_name", table_name="interview_rounds")
    op.drop_index("ix_interview_rounds_position", table_name="interview_rounds")
    op.drop_table("interview_rounds")
    op.drop_index("ix_contracts_company_id", table_name="contracts")
    op.drop_table("contracts")
    op.drop_index("ix_company_names_name_key", table_name="company_names")
    op.drop_table("company_names")
    op.drop_index("ix_company_domains_company_id", table_name="company_domains")
    op.drop_table("company_domains")
    op.drop_index("ix_company_contacts_company_id", table_name="company_contacts")
    op.drop_table("company_contacts")
    op.drop_index("ix_candidates_name_key", table_name="candidates")
    op.drop_index("ix_candidates_employer_id", table_name="candidates")
    op.drop_index("ix_candidates_email", table_name="candidates")
    op.drop_table("candidates")
    op.drop_index("uq_stage_templates_name", table_name="stage_templates")
    op.drop_table("stage_templates")
    op.drop_index("ix_companies_name_key", table_name="companies")
    op.drop_index("ix_companies_clients", table_name="companies", postgresql_where=sa.text("is_client"))
    op.drop_table("companies")
