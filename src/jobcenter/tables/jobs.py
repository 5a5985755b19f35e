"""Tables of jobs: vacancies of clients, their stages, and the templates these are copied from."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Uuid

from jobcenter.tables.base import document, found_by_parts, made_at, metadata, moment, one_of, word

JOB_STATUSES = ("draft", "open", "on_hold", "filled", "cancelled")
STAGE_KINDS = ("sourced", "contacted", "qualified", "sent_to_manager", "interview", "offer", "hired", "rejected")

jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("company_id", Uuid, ForeignKey("companies.id"), nullable=False),
    word("title"),
    word("description", default=""),
    word("location", required=False),
    word("status", default="draft"),
    Column("manager_id", Uuid, ForeignKey("users.id"), nullable=True),
    Column("openings_count", Integer, nullable=False, server_default="1"),
    moment("opened_at"),
    moment("closed_at"),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    one_of("status", *JOB_STATUSES),
    CheckConstraint("openings_count BETWEEN 1 AND 10000", name="openings_count"),
    Index("ix_jobs_company_id", "company_id", "id"),
    Index("ix_jobs_manager_id", "manager_id"),
    Index("ix_jobs_status", "status", "id"),
    found_by_parts("ix_jobs_title_parts", "title"),
)

job_stages = Table(
    "job_stages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("job_id", Uuid, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    word("name"),
    word("kind"),
    Column("position", Integer, nullable=False),
    one_of("kind", *STAGE_KINDS),
    Index("uq_job_stages_name", "job_id", "name", unique=True),
    Index("ix_job_stages_position", "job_id", "position"),
)

stage_templates = Table(
    "stage_templates",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("name"),
    document("stages", default="[]"),  # [{"name", "kind"}, …] in their order
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    Index("uq_stage_templates_name", "name", unique=True),
)
