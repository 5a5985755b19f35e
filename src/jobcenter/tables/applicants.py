"""Tables of applicants: candidates in the pipelines of jobs, and every stage they went through."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Identity, Index, Integer, Table, Uuid, text

from jobcenter.tables.base import made_at, metadata, moment, one_of, word
from jobcenter.tables.jobs import STAGE_KINDS

SORTED_BY = {
    "stage": "stage_rank",
    "stage_since": "stage_since",
    "added": "added_at",
    "name": "name_key",
    "sent_to_manager": "sent_to_manager_at",
    "last_interview": "last_interview_at",
    "next_interview": "next_interview_at",
    "last_mail": "last_mail_at",
    "replied": "replied_at",
    "protected_until": "protected_until",
}
"""What a board can be sorted by, and the column that holds it; each has an index within its job."""

# Behind `version` stand facts of other tables, kept by the transaction that changes them: a board of 40,000 rows is
# sorted and filtered by them, which no join can do from an index. `jobcenter facts check` recomputes them.
applicants = Table(
    "applicants",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("job_id", Uuid, ForeignKey("jobs.id"), nullable=False),
    Column("candidate_id", Uuid, ForeignKey("candidates.id"), nullable=False),
    Column("stage_id", Uuid, ForeignKey("job_stages.id"), nullable=False),
    made_at("stage_since"),
    word("reject_reason", required=False),
    Column("added_by", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    made_at("added_at"),
    Column("round_id", Uuid, ForeignKey("interview_rounds.id", ondelete="SET NULL"), nullable=True),
    made_at("updated_at"),
    Column("version", Integer, nullable=False, server_default="1"),
    word("stage_kind"),
    Column("stage_rank", Integer, nullable=False),
    word("name_key"),
    word("words"),
    Column("employer_id", Uuid, nullable=True),
    moment("sent_to_manager_at"),
    moment("last_interview_at"),
    word("last_interviewer", required=False),
    word("last_outcome", required=False),
    moment("next_interview_at"),
    word("next_interviewer", required=False),
    moment("last_mail_at"),
    word("last_mail_event", required=False),
    moment("replied_at"),
    Column("protected_until", Date, nullable=True),
    one_of("stage_kind", *STAGE_KINDS),
    Index("uq_applicants_candidate", "job_id", "candidate_id", unique=True),
    Index("ix_applicants_candidate_id", "candidate_id"),
    Index("ix_applicants_stage_id", "stage_id"),
    Index("ix_applicants_added_by", "job_id", "added_by", "id"),
    Index("ix_applicants_job", "job_id", "id"),
    *(Index(f"ix_applicants_by_{name}", "job_id", column, "id") for name, column in SORTED_BY.items()),
    Index(
        "ix_applicants_words",
        "job_id",
        "words",
        postgresql_using="gin",
        postgresql_ops={"words": "gin_trgm_ops"},
    ),
)

applicant_history = Table(
    "applicant_history",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("applicant_id", Uuid, ForeignKey("applicants.id", ondelete="CASCADE"), nullable=False),
    made_at("at"),
    Column("by_id", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    word("by"),
    word("from_stage", required=False),
    word("from_kind", required=False),
    word("to_stage"),
    word("to_kind"),
    word("note", required=False),
    one_of("to_kind", *STAGE_KINDS),
    Index("ix_applicant_history_applicant_id", "applicant_id", text("at DESC"), text("id DESC")),
)
