"""Tables of applicants: candidates in the pipelines of jobs, every stage they went through, and moves in bulk."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Uuid,
    text,
)

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word
from jobcenter.tables.jobs import STAGE_KINDS

MOVE_OUTCOMES = ("moved", "already_there", "changed_meanwhile", "gone")

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
FILTERED_BY = {"stage": ("stage_id", "added_by", "employer_id", "replied_at")}
"""What an order's index holds besides, so that rows that a filter passes over are not looked at: for the usual one."""

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
    # With what tells in how many other jobs a person is active, which a board asks of each of its rows.
    Index("ix_applicants_candidate_id", "candidate_id", postgresql_include=("job_id", "stage_kind")),
    Index("ix_applicants_stage_id", "stage_id", "stage_since", "id"),
    Index("ix_applicants_round_id", "round_id", postgresql_where=text("round_id IS NOT NULL")),
    Index("ix_applicants_added_by", "job_id", "added_by", "id"),
    Index("ix_applicants_job", "job_id", "id"),
    *(
        Index(f"ix_applicants_by_{name}", "job_id", column, "id", postgresql_include=FILTERED_BY.get(name, ()))
        for name, column in SORTED_BY.items()
    ),
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

# A move in bulk, or the undoing of one (`undoes`): the task does it, and these rows outlive the task. What it asks of
# applicants and stages is told by their ids alone, so that neither has to stay, nor to be locked, for an old move.
applicant_moves = Table(
    "applicant_moves",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("job_id", Uuid, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    word("task_id"),
    Column("to_stage_id", Uuid, nullable=True),  # none where each goes back to where it was
    word("to_stage", required=False),
    document("asked"),
    document("counts"),
    word("made_by"),
    Column("by_id", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    Column("undoes", Uuid, nullable=True),
    Column("undone_by", Uuid, nullable=True),
    made_at("at"),
    moment("outcomes_cleared_at"),  # from then on its rows go, and nobody can undo it
    Index("ix_applicant_moves_job_id", "job_id", "id"),
)

applicant_move_rows = Table(
    "applicant_move_rows",
    metadata,
    Column("operation_id", Uuid, ForeignKey("applicant_moves.id", ondelete="CASCADE"), nullable=False),
    Column("applicant_id", Uuid, nullable=False),
    Column("from_stage_id", Uuid, nullable=True),  # where it stood when the move was asked for; none: it was gone
    Column("to_stage_id", Uuid, nullable=False),
    word("reject_reason", required=False),  # the one that the move gives
    word("reason_before", required=False),
    word("outcome", required=False),
    one_of("outcome", *MOVE_OUTCOMES),
    PrimaryKeyConstraint("operation_id", "applicant_id"),
)
