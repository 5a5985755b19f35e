"""Tables of mails: campaigns, mails sent to applicants and their answers, and what became of each."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Integer, Table, Uuid, text

from jobcenter.tables.base import made_at, metadata, moment, one_of, word

DIRECTIONS = ("out", "in")
MAIL_EVENTS = ("sent", "delivered", "opened", "clicked", "bounced", "unsubscribed", "spam")

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("job_id", Uuid, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    word("name"),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    Index("ix_campaigns_job_id", "job_id", "id"),
)

mails = Table(
    "mails",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("applicant_id", Uuid, ForeignKey("applicants.id", ondelete="CASCADE"), nullable=False),
    Column("campaign_id", Uuid, ForeignKey("campaigns.id", ondelete="SET NULL"), nullable=True),
    Column("parent_id", Uuid, ForeignKey("mails.id", ondelete="CASCADE"), nullable=True),
    word("direction"),
    word("subject"),
    word("text", default=""),
    moment("at", required=True),
    word("event", required=False),
    moment("event_at"),
    word("logged_by"),
    made_at(),
    one_of("direction", *DIRECTIONS),
    one_of("event", *MAIL_EVENTS),
    Index("ix_mails_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
    Index("ix_mails_applicant_id", "applicant_id", "campaign_id"),
    Index("ix_mails_campaign_id", "campaign_id", postgresql_where=text("campaign_id IS NOT NULL")),
)

mail_events = Table(
    "mail_events",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("mail_id", Uuid, ForeignKey("mails.id", ondelete="CASCADE"), nullable=False),
    word("event"),
    moment("at", required=True),
    one_of("event", *MAIL_EVENTS),
    Index("ix_mail_events_mail_id", "mail_id", "at"),
)
