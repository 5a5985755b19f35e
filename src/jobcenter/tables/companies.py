"""Tables of companies: clients and employers under all their names, contacts, interview rounds, contracts."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Uuid,
    text,
)

from jobcenter.tables.base import found_by_parts, made_at, metadata, word

companies = Table(
    "companies",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("name"),
    word("name_key"),
    Column("is_client", Boolean, nullable=False, server_default=text("false")),
    word("website", required=False),
    word("location", required=False),
    word("about", required=False),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    Index("ix_companies_name_key", "name_key", "id"),
    found_by_parts("ix_companies_name_parts", "name_key"),
    Index("ix_companies_clients", "name_key", "id", postgresql_where=text("is_client")),
)

company_names = Table(
    "company_names",
    metadata,
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    word("name_key"),
    word("name"),
    PrimaryKeyConstraint("company_id", "name_key"),
    Index("ix_company_names_name_key", "name_key"),
    found_by_parts("ix_company_names_parts", "name_key"),
)

company_domains = Table(
    "company_domains",
    metadata,
    word("domain"),
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    CheckConstraint("domain = lower(domain)", name="domain_lower"),
    PrimaryKeyConstraint("domain"),
    Index("ix_company_domains_company_id", "company_id"),
    found_by_parts("ix_company_domains_parts", "domain"),
)

company_contacts = Table(
    "company_contacts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    word("name"),
    word("title", required=False),
    word("email", required=False),
    word("phone", required=False),
    word("note", required=False),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    Index("ix_company_contacts_company_id", "company_id", "id"),
)

interview_rounds = Table(
    "interview_rounds",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    word("name"),
    Column("position", Integer, nullable=False),
    Index("uq_interview_rounds_name", "company_id", "name", unique=True),
    Index("ix_interview_rounds_position", "company_id", "position"),
)

contracts = Table(
    "contracts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    word("title"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=True),
    Column("fee_percent", Numeric(5, 2), nullable=True),
    Column("guarantee_days", Integer, nullable=False, server_default="90"),
    word("terms", required=False),
    Column("version", Integer, nullable=False, server_default="1"),
    made_at(),
    made_at("updated_at"),
    CheckConstraint("ends_on >= starts_on", name="dates"),
    CheckConstraint("fee_percent BETWEEN 0 AND 100", name="fee_percent"),
    CheckConstraint("guarantee_days BETWEEN 0 AND 3650", name="guarantee_days"),
    Index("ix_contracts_company_id", "company_id", "id"),
)

off_limits_rules = Table(
    "off_limits_rules",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, ForeignKey("contracts.id", ondelete="CASCADE"), nullable=False),
    Column("company_id", Uuid, ForeignKey("companies.id", ondelete="CASCADE"), nullable=False),
    word("reason"),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=True),
    Column("version", Integer, nullable=False, server_default="1"),
    word("made_by"),
    made_at(),
    made_at("updated_at"),
    CheckConstraint("ends_on >= starts_on", name="dates"),
    Index("ix_off_limits_rules_company_id", "company_id"),
    Index("ix_off_limits_rules_contract_id", "contract_id", "company_id"),
)
