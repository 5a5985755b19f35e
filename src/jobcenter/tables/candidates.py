"""Tables of candidates: people, their profiles elsewhere, further contacts, tags, notes."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Uuid,
    text,
)

from jobcenter.tables.base import document, found_by_parts, made_at, metadata, moment, one_of, word

CONTACT_KINDS = ("email", "phone", "web")

# `notes_count` is kept by the transaction that writes a note: the board shows it on every row.
candidates = Table(
    "candidates",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("name"),
    word("name_key"),
    word("email", required=False),
    word("phone", required=False),
    word("headline", required=False),
    word("title", required=False),
    word("location", required=False),
    word("employer", required=False),
    Column("employer_id", Uuid, ForeignKey("companies.id", ondelete="SET NULL"), nullable=True),
    Column("notes_count", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    CheckConstraint("email = lower(email)", name="email_lower"),
    Index("ix_candidates_email", "email"),
    Index("ix_candidates_name_key", "name_key", "id"),
    found_by_parts("ix_candidates_name_parts", "name_key"),
    Index("ix_candidates_employer_id", "employer_id"),
)

profiles = Table(
    "profiles",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidates.id", ondelete="CASCADE"), nullable=False),
    word("source"),
    word("url"),
    word("name"),
    word("headline", required=False),
    word("title", required=False),
    word("location", required=False),
    word("employer", required=False),
    Column("employer_id", Uuid, ForeignKey("companies.id", ondelete="SET NULL"), nullable=True),
    document("history", default="[]"),
    moment("seen_at", required=True),
    made_at(),
    Index("uq_profiles_url", "url", unique=True),
    Index("ix_profiles_candidate_id", "candidate_id"),
    Index("ix_profiles_employer_id", "employer_id"),
)

candidate_contacts = Table(
    "candidate_contacts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidates.id", ondelete="CASCADE"), nullable=False),
    word("kind"),
    word("value"),
    one_of("kind", *CONTACT_KINDS),
    Index("uq_candidate_contacts_value", "candidate_id", "kind", "value", unique=True),
    Index("ix_candidate_contacts_value", "value"),
)

candidate_tags = Table(
    "candidate_tags",
    metadata,
    Column("candidate_id", Uuid, ForeignKey("candidates.id", ondelete="CASCADE"), nullable=False),
    word("tag"),
    PrimaryKeyConstraint("candidate_id", "tag"),
    Index("ix_candidate_tags_tag", "tag", "candidate_id"),
)

candidate_notes = Table(
    "candidate_notes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, ForeignKey("candidates.id", ondelete="CASCADE"), nullable=False),
    Column("applicant_id", Uuid, ForeignKey("applicants.id", ondelete="SET NULL"), nullable=True),
    word("text"),
    Column("is_internal", Boolean, nullable=False, server_default=text("true")),
    word("author"),
    Column("author_id", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    made_at(),
    Index("ix_candidate_notes_candidate_id", "candidate_id", "id"),
    Index("ix_candidate_notes_applicant_id", "applicant_id", postgresql_where=text("applicant_id IS NOT NULL")),
)
