"""Tables of postings: each job advert once by site, target and the vendor's id, and which runs brought news of it."""

import json

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word

WORK_MODES = ("remote", "hybrid", "onsite")
EMPLOYMENTS = ("full_time", "part_time", "contract", "temporary", "internship", "apprenticeship", "volunteer", "other")
PAY_PERIODS = ("hour", "day", "week", "month", "year")

# Expressions that have an index: written as PostgreSQL itself writes them, or a drift would be seen. A search that is
# to use the index asks by the very same words.
BARE = "regexp_replace(NORMALIZE({words}, NFKD), '[\\u0300-\\u036f]'::text, ''::text, 'g'::text)"
COMPANY = "(COALESCE(employer, ''::text) || ' '::text) || COALESCE(company, target)"
COMPANY_WORDS = f"to_tsvector('simple'::regconfig, {BARE.format(words=COMPANY)})"
PERIODS_OF_A_YEAR = {"day": 260, "hour": 2080, "week": 52, "year": 1, "month": 12}
YEARLY_PAY = f"COALESCE(pay_max, pay_min) * (('{json.dumps(PERIODS_OF_A_YEAR)}'::jsonb ->> pay_period)::numeric)"

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
    # What the vendor's words mean; `normal_version` is that of the rules which read them.
    word("employer", required=False),
    word("employer_key", required=False),
    word("title_key", required=False),
    document("locations", default="[]"),
    word("work_mode", required=False),
    word("employment", required=False),
    Column("pay_min", Numeric(14, 2), nullable=True),
    Column("pay_max", Numeric(14, 2), nullable=True),
    word("pay_currency", required=False),
    word("pay_period", required=False),
    word("pay_evidence", required=False),
    word("language", required=False),
    Column("normal_version", Integer, nullable=False, server_default="0"),
    Column("words", TSVECTOR, nullable=True),
    # What only the vendor's own page of a posting tells is fetched once the list has shown it to be new or changed.
    Column("details_wanted", Boolean, nullable=False, server_default=text("false")),
    Column("details_tries", Integer, nullable=False, server_default="0"),
    made_at("first_seen_at"),
    made_at("last_seen_at"),
    made_at("ready_at"),  # when it could be searched first, or with the details that came later
    moment("changed_at"),
    moment("closed_at"),
    Column("last_seen_run_id", Uuid, nullable=False),
    word("correlation_id", required=False),
    one_of("work_mode", *WORK_MODES),
    one_of("employment", *EMPLOYMENTS),
    one_of("pay_period", *PAY_PERIODS),
    Index("uq_postings_source", "site_name", "target", "vendor_id", unique=True),
    Index("ix_postings_details", "site_name", "target", "id", postgresql_where=text("details_wanted")),
    Index("ix_postings_normal_version", "normal_version"),
    Index("ix_postings_words", "words", postgresql_using="gin"),
    Index("ix_postings_employer_key", "employer_key", "title_key"),
    Index("ix_postings_company", literal_column(COMPANY_WORDS), postgresql_using="gin"),
    Index("ix_postings_locations", "locations", postgresql_using="gin", postgresql_ops={"locations": "jsonb_path_ops"}),
    Index("ix_postings_open", "id", postgresql_where=text("closed_at IS NULL")),
    Index("ix_postings_closed", "id", postgresql_where=text("closed_at IS NOT NULL")),
    Index("ix_postings_target", "target", "id"),
    Index("ix_postings_work_mode", "work_mode", "id"),
    Index("ix_postings_employment", "employment", "id"),
    Index("ix_postings_pay", "pay_currency", literal_column(f"({YEARLY_PAY})")),
    Index("ix_postings_posted_at", "posted_at"),
    Index("ix_postings_ready_at", "ready_at"),
    postgresql_with={"fillfactor": "90"},
)

posting_news = Table(
    "posting_news",
    metadata,
    Column("scrape_run_id", Uuid, ForeignKey("scrape_runs.id", ondelete="CASCADE"), nullable=False),
    Column("posting_id", Uuid, ForeignKey("postings.id", ondelete="CASCADE"), nullable=False),
    word("news"),
    made_at("at"),
    document("changes", default=None),
    one_of("news", "new", "changed", "closed", "reopened"),
    PrimaryKeyConstraint("scrape_run_id", "posting_id"),
    Index("ix_posting_news_posting_id", "posting_id"),
    Index("ix_posting_news_at", "at", "posting_id"),
)
