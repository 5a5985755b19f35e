"""The wire shapes of accounts: what requests hold, and what answers show."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from jobcenter.accounts.passwords import LONGEST, LONGEST_BYTES, SHORTEST
from jobcenter.kit.wire import Body, Moment

Role = Literal["admin", "recruiter", "manager"]
KeyRole = Literal["admin", "recruiter"]
Scope = Literal["scraping:read", "scraping:write", "recruiting:read", "recruiting:write"]
# The patterns and lengths that stand in the document alone are checked where they are explained: in the actions.
EMAIL_FORM = r"^\s*[!-?A-~]+@[!-?A-~]+\s*$"
Email = Annotated[
    str, Field(min_length=3, max_length=254, examples=["ada@example.com"], json_schema_extra={"pattern": EMAIL_FORM})
]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Password = Annotated[str, Field(max_length=LONGEST_BYTES)]
NewPassword = Annotated[
    str,
    Field(
        max_length=LONGEST,
        description=f"{SHORTEST} to {LONGEST} characters, neither commonly used nor easy to guess, nor one's own name.",
        json_schema_extra={"minLength": SHORTEST},
    ),
]
CompanyId = Annotated[
    UUID | None, Field(strict=False, description="The client that a manager works for; others have none.")
]
Remark = Annotated[str | None, Field(description="What is still missing, in a sentence.")]


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SignInGiven(Body):
    """Who signs in."""

    email: Email
    password: Password


class RefreshGiven(Body):
    """The refresh token of the last answer; left out where a cookie holds it."""

    refresh_token: Annotated[str | None, Field(min_length=1, max_length=200)] = None


class WaysIn(BaseModel):
    """How people sign in here; `provider` is its host's name, where there is one to sign in at."""

    password: bool
    provider: str | None


class TokensShown(_Shown):
    """The tokens of a sign-in; each refresh token works once."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the name of a kind of token, not a token
    expires_in: int = Field(description="Seconds that the access token lasts.")
    refresh_token: str | None = Field(description="Null where a cookie keeps it.")


class SignInShown(_Shown):
    """A sign-in of one's own that goes on."""

    id: UUID
    created_at: datetime
    last_used_at: datetime | None = Field(description="To the life of an access token; null where it is not known.")
    expires_at: datetime
    user_agent: str | None = Field(description="What the program that signed in calls itself.")
    is_this_one: bool = Field(description="Whether it is the one that is asking.")


class OwnPasswordGiven(Body):
    """A change of one's own password."""

    current_password: Password
    new_password: NewPassword


class UserGiven(Body):
    """A new user."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"email": "ada@example.com", "name": "Ada", "role": "recruiter", "password": "a long passphrase"}
            ]
        }
    )

    email: Email
    name: Name
    role: Role
    password: NewPassword | None = None
    company_id: CompanyId = None


class UserChanges(Body):
    """What changes of a user; what is left out or null stays."""

    name: Name | None = None
    role: Role | None = None
    is_active: bool | None = None
    company_id: CompanyId = None


class UserShown(_Shown):
    """A user."""

    id: UUID
    email: str
    name: str
    role: Role
    is_active: bool
    company_id: UUID | None
    created_at: datetime
    last_sign_in_at: datetime | None
    remark: Remark


class InvitationGiven(Body):
    """Whom to invite, and as what."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "bob@example.com", "name": "Bob", "role": "recruiter"}]}
    )

    email: Email
    name: Name
    role: Role
    company_id: CompanyId = None


class InvitationShown(_Shown):
    """An invitation without its link."""

    id: UUID
    email: str
    name: str
    role: Role
    company_id: UUID | None
    status: Literal["open", "accepted", "revoked", "expired"]
    invited_by: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None
    user_id: UUID | None = Field(
        description="Whom it made or let in; of one that is open, whose password it resets: then it invites nobody."
    )
    remark: Remark


class NewInvitationShown(InvitationShown):
    """A new invitation; `token` and the `link` that holds it are shown this once."""

    token: str
    link: str


class AcceptGiven(Body):
    """The token of an invitation's link, and the password to sign in with from now on."""

    token: Annotated[str, Field(min_length=1, max_length=200)]
    password: NewPassword


class KeyGiven(Body):
    """A new API key: either a role or scopes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "reports", "scopes": ["scraping:read"]}, {"name": "assistant", "role": "recruiter"}]
        }
    )

    name: Name
    role: KeyRole | None = None
    scopes: Annotated[list[Scope], Field(max_length=10, default_factory=list)]
    expires_at: Moment | None = None


class KeyShown(_Shown):
    """An API key without its secret."""

    id: UUID
    name: str
    prefix: str
    role: KeyRole | None
    scopes: list[Scope]
    owner_id: UUID | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None = Field(description="To ten minutes; null where it was never used.")


class NewKeyShown(KeyShown):
    """A new API key; `key` is shown this once."""

    key: str


class AuditEntryShown(_Shown):
    """Who did what to which thing; `before` and `after` hold the values that changed."""

    id: int
    at: datetime
    actor: str
    action: str
    thing: str
    thing_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    correlation_id: str | None
