"""sources history openings search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "openings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("employer_key", sa.Text(), nullable=True),
        sa.Column("locations", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("postings_count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
    )
    op.create_index("ix_openings_employer_key", "openings", ["employer_key", "id"], unique=False)
    op.create_index(
        "ix_openings_several", "openings", ["id"], unique=False, postgresql_where=sa.text("postings_count > 1")
    )
    op.create_table(
        "opening_decisions",
        sa.Column("posting_a", sa.Uuid(), nullable=False),
        sa.Column("posting_b", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("verdict IN ('same', 'different')", name=op.f("ck_opening_decisions_verdict")),
        sa.CheckConstraint("posting_a < posting_b", name=op.f("ck_opening_decisions_order")),
        sa.ForeignKeyConstraint(
            ["posting_a"], ["postings.id"], name=op.f("fk_opening_decisions_posting_a_postings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["posting_b"], ["postings.id"], name=op.f("fk_opening_decisions_posting_b_postings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_a", "posting_b", name=op.f("pk_opening_decisions")),
    )
    op.create_index("ix_opening_decisions_posting_b", "opening_decisions", ["posting_b"], unique=False)
    op.create_table(
        "opening_members",
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("evidence", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="rules", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["openings.id"], name=op.f("fk_opening_members_opening_id_openings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_opening_members_posting_id_postings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_opening_members")),
    )
    op.create_index("ix_opening_members_opening_id", "opening_members", ["opening_id"], unique=False)
    op.create_table(
        "posting_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_posting_keys_posting_id_postings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "posting_id", name=op.f("pk_posting_keys")),
    )
    op.create_index("ix_posting_keys_posting_id", "posting_keys", ["posting_id"], unique=False)
    op.create_table(
        "postings_to_match",
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_postings_to_match_posting_id_postings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("posting_id", name=op.f("pk_postings_to_match")),
    )
    op.execute("INSERT INTO postings_to_match (posting_id) SELECT id FROM postings")
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("feed_key_hash", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("told_until", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_saved_searches_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index("ix_saved_searches_told_until", "saved_searches", ["told_until"], unique=False)
    op.create_index("uq_saved_searches_name", "saved_searches", ["user_id", "name"], unique=True)
    op.create_table(
        "saved_search_hits",
        sa.Column("saved_search_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name=op.f("fk_saved_search_hits_posting_id_postings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saved_search_id"],
            ["saved_searches.id"],
            name=op.f("fk_saved_search_hits_saved_search_id_saved_searches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("saved_search_id", "posting_id", name=op.f("pk_saved_search_hits")),
    )
    op.create_index(
        "ix_saved_search_hits_at", "saved_search_hits", ["saved_search_id", "at", "posting_id"], unique=False
    )
    op.create_index(
        "ix_saved_search_hits_new",
        "saved_search_hits",
        ["saved_search_id", "posting_id"],
        unique=False,
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.create_index("ix_saved_search_hits_posting_id", "saved_search_hits", ["posting_id"], unique=False)
    op.add_column(
        "posting_news", sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    )
    op.add_column("posting_news", sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_index("ix_posting_news_at", "posting_news", ["at", "posting_id"], unique=False)
    op.add_column("postings", sa.Column("employer", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("employer_key", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("title_key", sa.Text(), nullable=True))
    op.add_column(
        "postings", sa.Column("locations", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False)
    )
    op.add_column("postings", sa.Column("work_mode", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("employment", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("pay_min", sa.Numeric(precision=14, scale=2), nullable=True))
    op.add_column("postings", sa.Column("pay_max", sa.Numeric(precision=14, scale=2), nullable=True))
    op.add_column("postings", sa.Column("pay_currency", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("pay_period", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("pay_evidence", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("language", sa.Text(), nullable=True))
    op.add_column("postings", sa.Column("normal_version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("postings", sa.Column("words", postgresql.TSVECTOR(), nullable=True))
    op.add_column(
        "postings", sa.Column("details_wanted", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("postings", sa.Column("details_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "postings", sa.Column("ready_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)
    )
    op.add_column("postings", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_postings_closed", "postings", ["id"], unique=False, postgresql_where=sa.text("closed_at IS NOT NULL")
    )
    op.create_index(
        "ix_postings_company",
        "postings",
        [
            sa.literal_column(
                "to_tsvector('simple'::regconfig, regexp_replace(NORMALIZE((COALESCE(employer, ''::text) || ' '::text) || COALESCE(company, target), NFKD), '[\\u0300-\\u036f]'::text, ''::text, 'g'::text))"
            )
        ],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(
        "ix_postings_details",
        "postings",
        ["site_name", "target", "id"],
        unique=False,
        postgresql_where=sa.text("details_wanted"),
    )
    op.create_index("ix_postings_employer_key", "postings", ["employer_key", "title_key"], unique=False)
    op.create_index("ix_postings_employment", "postings", ["employment", "id"], unique=False)
    op.create_index(
        "ix_postings_locations",
        "postings",
        ["locations"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"locations": "jsonb_path_ops"},
    )
    op.create_index("ix_postings_normal_version", "postings", ["normal_version"], unique=False)
    op.create_index("ix_postings_open", "postings", ["id"], unique=False, postgresql_where=sa.text("closed_at IS NULL"))
    op.create_index(
        "ix_postings_pay",
        "postings",
        [
            "pay_currency",
            sa.literal_column(
                '(COALESCE(pay_max, pay_min) * ((\'{"day": 260, "hour": 2080, "week": 52, "year": 1, "month": 12}\'::jsonb ->> pay_period)::numeric))'
            ),
        ],
        unique=False,
    )
    op.create_index("ix_postings_posted_at", "postings", ["posted_at"], unique=False)
    op.create_index("ix_postings_ready_at", "postings", ["ready_at"], unique=False)
    op.create_index("ix_postings_target", "postings", ["target", "id"], unique=False)
    op.create_index("ix_postings_words", "postings", ["words"], unique=False, postgresql_using="gin")
    op.create_index("ix_postings_work_mode", "postings", ["work_mode", "id"], unique=False)
    op.add_column("scrape_runs", sa.Column("closed_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("scrape_runs", sa.Column("reopened_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("scrape_runs", sa.Column("details_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("site_schedules", sa.Column("missing_in_a_row", sa.Integer(), server_default="0", nullable=False))
    op.add_column("site_schedules", sa.Column("paused_because", sa.Text(), nullable=True))
    op.drop_constraint("ck_posting_news_news", "posting_news")
    op.create_check_constraint("news", "posting_news", "news IN ('new', 'changed', 'closed', 'reopened')")
    op.create_check_constraint("work_mode", "postings", "work_mode IN ('remote', 'hybrid', 'onsite')")
    op.create_check_constraint(
        "employment",
        "postings",
        "employment IN ('full_time', 'part_time', 'contract', 'temporary', 'internship', 'apprenticeship', 'volunteer', 'other')",
    )
    op.create_check_constraint("pay_period", "postings", "pay_period IN ('hour', 'day', 'week', 'month', 'year')")


def downgrade() -> None:
    op.drop_column("site_schedules", "paused_because")
    op.drop_column("site_schedules", "missing_in_a_row")
    op.drop_column("scrape_runs", "details_count")
    op.drop_column("scrape_runs", "reopened_count")
    op.drop_column("scrape_runs", "closed_count")
    op.drop_index("ix_postings_work_mode", table_name="postings")
    op.drop_index("ix_postings_words", table_name="postings", postgresql_using="gin")
    op.drop_index("ix_postings_target", table_name="postings")
    op.drop_index("ix_postings_ready_at", table_name="postings")
    op.drop_index("ix_postings_posted_at", table_name="postings")
    op.drop_index("ix_postings_pay", table_name="postings")
    op.drop_index("ix_postings_open", table_name="postings", postgresql_where=sa.text("closed_at IS NULL"))
    op.drop_index("ix_postings_normal_version", table_name="postings")
    op.drop_index(
        "ix_postings_locations",
        table_name="postings",
        postgresql_using="gin",
        postgresql_ops={"locations": "jsonb_path_ops"},
    )
    op.drop_index("ix_postings_employment", table_name="postings")
    op.drop_index("ix_postings_employer_key", table_name="postings")
    op.drop_index("ix_postings_details", table_name="postings", postgresql_where=sa.text("details_wanted"))
    op.drop_index("ix_postings_company", table_name="postings", postgresql_using="gin")
    op.drop_index("ix_postings_closed", table_name="postings", postgresql_where=sa.text("closed_at IS NOT NULL"))
    op.drop_column("postings", "closed_at")
    op.drop_column("postings", "ready_at")
    op.drop_column("postings", "details_tries")
    op.drop_column("postings", "details_wanted")
    op.drop_column("postings", "words")
    op.drop_column("postings", "normal_version")
    op.drop_column("postings", "language")
    op.drop_column("postings", "pay_evidence")
    op.drop_column("postings", "pay_period")
    op.drop_column("postings", "pay_currency")
    op.drop_column("postings", "pay_max")
    op.drop_column("postings", "pay_min")
    op.drop_column("postings", "employment")
    op.drop_column("postings", "work_mode")
    op.drop_column("postings", "locations")
    op.drop_column("postings", "title_key")
    op.drop_column("postings", "employer_key")
    op.drop_column("postings", "employer")
    op.drop_index("ix_posting_news_at", table_name="posting_news")
    op.drop_column("posting_news", "changes")
    op.drop_column("posting_news", "at")
    op.drop_index("ix_saved_search_hits_posting_id", table_name="saved_search_hits")
    op.drop_index(
        "ix_saved_search_hits_new", table_name="saved_search_hits", postgresql_where=sa.text("seen_at IS NULL")
    )
    op.drop_index("ix_saved_search_hits_at", table_name="saved_search_hits")
    op.drop_table("saved_search_hits")
    op.drop_index("uq_saved_searches_name", table_name="saved_searches")
    op.drop_index("ix_saved_searches_told_until", table_name="saved_searches")
    op.drop_table("saved_searches")
    op.drop_table("postings_to_match")
    op.drop_index("ix_posting_keys_posting_id", table_name="posting_keys")
    op.drop_table("posting_keys")
    op.drop_index("ix_opening_members_opening_id", table_name="opening_members")
    op.drop_table("opening_members")
    op.drop_index("ix_opening_decisions_posting_b", table_name="opening_decisions")
    op.drop_table("opening_decisions")
    op.drop_index("ix_openings_several", table_name="openings", postgresql_where=sa.text("postings_count > 1"))
    op.drop_index("ix_openings_employer_key", table_name="openings")
    op.drop_table("openings")
