"""Tables of accounts: users, their invitations and sign-ins with rotating refresh tokens, API keys."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from jobcenter.tables.base import made_at, metadata, moment, one_of, word

ROLES = ("admin", "recruiter", "manager")
SCOPES = ("scraping:read", "scraping:write", "recruiting:read", "recruiting:write")

users = Table(
    "users",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("email"),
    word("name"),
    word("role"),
    Column("is_active", Boolean, nullable=False, server_default=text("true")),
    word("password_hash", required=False),
    Column("company_id", Uuid, ForeignKey("companies.id"), nullable=True),  # the client that a manager works for
    made_at(),
    made_at("updated_at"),
    moment("last_sign_in_at"),
    one_of("role", *ROLES),
    CheckConstraint("email = lower(email)", name="email_lower"),
    CheckConstraint("company_id IS NULL OR role = 'manager'", name="company_of_a_manager"),
    Index("uq_users_email", "email", unique=True),
    Index("ix_users_company_id", "company_id"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("email"),
    word("name"),
    word("role"),
    Column("company_id", Uuid, ForeignKey("companies.id"), nullable=True),
    word("token_hash"),
    word("invited_by"),  # a caller's label
    made_at(),
    moment("expires_at", required=True),
    moment("accepted_at"),
    moment("revoked_at"),
    Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=True),  # whom it made or let in again
    one_of("role", *ROLES),
    CheckConstraint("email = lower(email)", name="email_lower"),
    CheckConstraint("company_id IS NULL OR role = 'manager'", name="company_of_a_manager"),
    Index("uq_invitations_token_hash", "token_hash", unique=True),
    Index(
        "uq_invitations_open",
        "email",
        unique=True,
        postgresql_where=text("accepted_at IS NULL AND revoked_at IS NULL"),
    ),
    Index("ix_invitations_company_id", "company_id"),
    Index("ix_invitations_user_id", "user_id"),
)

identities = Table(  # who a user is at an OpenID Connect provider
    "identities",
    metadata,
    word("issuer"),
    word("subject"),
    Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    made_at(),
    PrimaryKeyConstraint("issuer", "subject"),
    Index("uq_identities_user_id", "user_id", "issuer", unique=True),
)

sign_in_failures = Table(  # of an account or an address, which `of` names
    "sign_in_failures",
    metadata,
    Column("of", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    moment("closed_until"),
    Index("ix_sign_in_failures_last_at", "last_at"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    made_at(),
    moment("last_used_at"),
    word("user_agent", required=False),
    moment("expires_at", required=True),
    moment("ended_at"),
    word("end_reason", required=False),
    Index("ix_sign_ins_user_id", "user_id"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("sign_in_id", Uuid, ForeignKey("sign_ins.id", ondelete="CASCADE"), nullable=False),
    made_at(),
    moment("used_at"),
    Index("ix_refresh_tokens_sign_in_id", "sign_in_id"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("name"),
    word("prefix"),
    word("key_hash"),
    word("role", required=False),
    Column("scopes", ARRAY(Text), nullable=False, server_default="{}"),
    Column("owner_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), nullable=True),
    made_at(),
    moment("expires_at"),
    moment("revoked_at"),
    moment("last_used_at"),
    CheckConstraint("role IS NULL OR role IN ('admin', 'recruiter')", name="role"),
    CheckConstraint(
        "scopes <@ ARRAY['scraping:read', 'scraping:write', 'recruiting:read', 'recruiting:write']", name="scopes"
    ),
    CheckConstraint("(role IS NULL) <> (cardinality(scopes) = 0)", name="role_or_scopes"),
    Index("uq_api_keys_prefix", "prefix", unique=True),
    Index("ix_api_keys_owner_id", "owner_id"),
)
