"""Tables of postings: each job advert once by site, target and the vendor's id, and which runs brought news of it."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, PrimaryKeyConstraint, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word

postings = Table(
    "postings",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("site_name"),
    word("target", default=""),
    word("vendor_id"),
    word("title"),
    word("company", required=False),
    Column("places", ARRAY(Text), nullable=False, server_default="{}"),
    Column("is_remote", Boolean, nullable=True),
    word("department", required=False),
    word("employment_type", required=False),
    word("requisition", required=False),
    word("url", required=False),
    word("apply_url", required=False),
    moment("posted_at"),
    word("description_html", required=False),
    document("salary"),
    document("raw"),
    Column("content_hash", LargeBinary, nullable=False),
    made_at("first_seen_at"),
    made_at("last_seen_at"),
    moment("changed_at"),
    Column("last_seen_run_id", Uuid, nullable=False),
    word("correlation_id", required=False),
    Index("uq_postings_source", "site_name", "target", "vendor_id", unique=True),
    postgresql_with={"fillfactor": "90"},
)

posting_news = Table(
    "posting_news",
    metadata,
    Column("scrape_run_id", Uuid, ForeignKey("scrape_runs.id", ondelete="CASCADE"), nullable=False),
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    word("news"),
    one_of("news", "new", "changed"),
    PrimaryKeyConstraint("scrape_run_id", "posting_id"),
    Index("ix_posting_news_posting_id", "posting_id"),
)
