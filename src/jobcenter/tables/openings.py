"""Tables of openings: which postings are the same vacancy, why, and what people said of it."""

from sqlalchemy import (
    BigInteger,
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

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word

openings = Table(
    "openings",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("title"),
    word("employer", required=False),
    word("employer_key", required=False),
    document("locations", default="[]"),
    Column("postings_count", Integer, nullable=False, server_default="1"),
    made_at("first_seen_at"),
    moment("closed_at"),
    made_at("updated_at"),
    Index("ix_openings_employer_key", "employer_key", "id"),
    Index("ix_openings_open", "id", postgresql_where=text("closed_at IS NULL")),
    Index("ix_openings_closed", "id", postgresql_where=text("closed_at IS NOT NULL")),
    Index("ix_openings_several", "id", postgresql_where=text("postings_count > 1")),
)

opening_members = Table(
    "opening_members",
    metadata,
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True),
    Column("opening_id", Uuid, ForeignKey("openings.id", ondelete="CASCADE"), nullable=False),
    document("evidence"),
    word("decided_by", default="rules"),
    made_at("at"),
    Index("ix_opening_members_opening_id", "opening_id"),
)

opening_decisions = Table(
    "opening_decisions",
    metadata,
    Column("posting_a", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    Column("posting_b", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    word("verdict"),
    word("decided_by"),
    made_at("at"),
    one_of("verdict", "same", "different"),
    CheckConstraint("posting_a < posting_b", name="order"),
    PrimaryKeyConstraint("posting_a", "posting_b"),
    Index("ix_opening_decisions_posting_b", "posting_b"),
)

# Beside the postings, since a mark among their columns would move all of a posting's indexes, twice for each matching.
postings_to_match = Table(
    "postings_to_match",
    metadata,
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True),
)

posting_keys = Table(
    "posting_keys",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("key", "posting_id"),
    Index("ix_posting_keys_posting_id", "posting_id"),
)
