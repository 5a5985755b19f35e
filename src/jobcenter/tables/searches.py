"""Tables of saved searches: what a person keeps looking for, and which postings matched it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Uuid, text

from jobcenter.tables.base import document, made_at, metadata, moment, word

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    word("name"),
    document("query"),
    word("feed_key_hash", required=False),
    made_at("asked_at"),  # only postings that came after it are new to this search
    made_at("told_until"),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    Index("uq_saved_searches_name", "user_id", "name", unique=True),
    Index("ix_saved_searches_told_until", "told_until"),
)

saved_search_hits = Table(
    "saved_search_hits",
    metadata,
    Column("saved_search_id", Uuid, ForeignKey("saved_searches.id", ondelete="CASCADE"), nullable=False),
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    made_at("at"),
    moment("seen_at"),
    PrimaryKeyConstraint("saved_search_id", "posting_id"),
    Index("ix_saved_search_hits_posting_id", "posting_id"),
    Index("ix_saved_search_hits_at", "saved_search_id", "at", "posting_id"),
    Index("ix_saved_search_hits_new", "saved_search_id", "posting_id", postgresql_where=text("seen_at IS NULL")),
)
