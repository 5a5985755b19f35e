"""Tables of what follows an introduction: interviews with their outcomes, placements with their guarantee."""

from sqlalchemy import CheckConstraint, Column, Computed, Date, ForeignKey, Index, Integer, Numeric, Table, Uuid, text

from jobcenter.tables.base import made_at, metadata, moment, one_of, word

INTERVIEW_STATUSES = ("scheduled", "passed", "failed", "undecided", "no_show", "cancelled")

interviews = Table(
    "interviews",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("applicant_id", Uuid, ForeignKey("applicants.id", ondelete="CASCADE"), nullable=False),
    Column("round_id", Uuid, ForeignKey("interview_rounds.id", ondelete="SET NULL"), nullable=True),
    moment("scheduled_at", required=True),
    word("interviewer", required=False),
    Column("interviewer_id", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    word("status", default="scheduled"),
    word("note", required=False),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    one_of("status", *INTERVIEW_STATUSES),
    Index("ix_interviews_applicant_id", "applicant_id", text("scheduled_at DESC")),
    Index("ix_interviews_scheduled_at", "scheduled_at"),
    Index("ix_interviews_round_id", "round_id", postgresql_where=text("round_id IS NOT NULL")),
)

placements = Table(
    "placements",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("applicant_id", Uuid, ForeignKey("applicants.id"), nullable=False),
    Column("candidate_id", Uuid, ForeignKey("candidates.id"), nullable=False),
    Column("start_date", Date, nullable=False),
    Column("guarantee_days", Integer, nullable=False, server_default="90"),
    Column("protected_until", Date, Computed("start_date + guarantee_days", persisted=True), nullable=False),
    Column("fee", Numeric(14, 2), nullable=True),
    word("currency", required=False),
    Column("placed_by", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    CheckConstraint("guarantee_days BETWEEN 0 AND 3650", name="guarantee_days"),
    CheckConstraint("(fee IS NULL) = (currency IS NULL)", name="fee_and_currency"),
    CheckConstraint("currency = upper(currency) AND length(currency) = 3", name="currency"),
    Index("uq_placements_applicant_id", "applicant_id", unique=True),
    Index("ix_placements_candidate_id", "candidate_id"),
    Index("ix_placements_protected_until", "protected_until"),
)
