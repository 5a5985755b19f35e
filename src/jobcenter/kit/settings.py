"""The settings: one frozen object, read from the environment alone, each value checked before anything starts."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

from pydantic import AfterValidator, AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from jobcenter.kit.settings_values import (
    SITE_RATE,
    SITE_URL,
    SettingsError,
    issuer_url,
    networks,
    postgres_url,
    redis_url,
    site_rates,
    site_urls,
    web_url,
)

__all__ = ["SITE_RATE", "SITE_URL", "Settings", "SettingsError", "load_settings", "variable_of"]

LONGEST_PORT = 65535


def _of(name: str, **more: Any) -> Any:  # noqa: ANN401 - pydantic's Field is typed as whatever the field holds
    return Field(validation_alias=AliasChoices(name), **more)


Port = Annotated[int, Field(ge=0, le=LONGEST_PORT)]


class Settings(BaseSettings):
    """Every setting of Job Center. Secrets never appear in its representation."""

    model_config = SettingsConfigDict(
        frozen=True, env_file=None, extra="ignore", case_sensitive=True, env_ignore_empty=True
    )

    database_url: Annotated[str, AfterValidator(postgres_url)] = _of(
        "DATABASE_URL",
        default="",
        repr=False,
        description="PostgreSQL, 15 or later. `make up` starts its own when this is not set.",
    )
    database_replica_url: Annotated[str, AfterValidator(postgres_url)] = _of(
        "DATABASE_REPLICA_URL",
        default="",
        repr=False,
        description="A streaming replica of `DATABASE_URL`: what only reads goes there, and still sees its own writes.",
    )
    replica_most_behind_seconds: float = _of(
        "JOBCENTER_REPLICA_MOST_BEHIND_SECONDS",
        default=30.0,
        ge=1,
        le=600,
        description="A replica that is further behind is not read.",
    )
    redis_url_given: Annotated[str | None, AfterValidator(redis_url)] = _of(
        "REDIS_URL",
        default=None,
        repr=False,
        description="Redis or Valkey. Wins over `REDIS_HOST`, `REDIS_PORT` and `REDIS_DB`.",
    )
    redis_host: str = _of("REDIS_HOST", default="localhost", description="Host of Redis, when `REDIS_URL` is not set.")
    redis_port: Port = _of("REDIS_PORT", default=6379, description="Port of Redis, when `REDIS_URL` is not set.")
    redis_db: int = _of(
        "REDIS_DB", default=0, ge=0, description="Database number of Redis, when `REDIS_URL` is not set."
    )
    cache: bool = _of(
        "JOBCENTER_CACHE",
        default=True,
        description="Keep in Redis what was read, until a write changes it. Off: everything is read every time.",
    )
    rq_queue_name: str = _of(
        "RQ_QUEUE_NAME",
        default="scraping",
        pattern=r"^[A-Za-z0-9_.-]{1,64}$",
        description="The queue that every worker listens to.",
    )
    rq_result_ttl: int = _of(
        "RQ_RESULT_TTL", default=3600, ge=0, description="Seconds that RQ keeps a delivery's result."
    )
    rq_job_timeout: int = _of(
        "RQ_JOB_TIMEOUT",
        default=900,
        ge=5,
        description="Seconds for one slice of a task; a longer run goes on in its next slice.",
    )
    host: str = _of("JOBCENTER_HOST", default="127.0.0.1", description="Address that the API listens on.")
    port: Port = _of("JOBCENTER_PORT", default=8000, description="Port that the API listens on.")
    secret_key: str = _of(
        "JOBCENTER_SECRET_KEY",
        default="",
        repr=False,
        description="Signs access tokens and cursors; at least 32 characters. `make up` makes one and keeps it.",
    )
    data_dir: Path = _of(
        "JOBCENTER_DATA_DIR", default=Path(".jobcenter"), description="Where `make up` keeps its servers and secrets."
    )
    worker_processes: int = _of(
        "JOBCENTER_WORKER_PROCESSES",
        default=4,
        ge=1,
        le=64,
        description="Processes of one `jobcenter worker`; each does one task at a time.",
    )
    lease_seconds: float = _of(
        "JOBCENTER_LEASE_SECONDS",
        default=12.0,
        ge=1,
        le=3600,
        description="Seconds a task's lease lasts unless its worker renews it.",
    )
    reconcile_seconds: float = _of(
        "JOBCENTER_RECONCILE_SECONDS",
        default=2.0,
        ge=0.1,
        le=300,
        description="Seconds between two looks for work that was lost or left behind.",
    )
    sync_timeout: float = _of(
        "JOBCENTER_SYNC_TIMEOUT",
        default=20.0,
        ge=1,
        le=120,
        description="Seconds that `POST /jobs/scrape?mode=sync` may take.",
    )
    pool_size: int = _of(
        "JOBCENTER_POOL_SIZE", default=10, ge=1, le=200, description="Database connections of one API process, at most."
    )
    transaction_pooler: bool = _of(
        "JOBCENTER_TRANSACTION_POOLER",
        default=False,
        description="Set where `DATABASE_URL` leads through a pooler in transaction mode (PgBouncer).",
    )
    contact: str = _of(
        "JOBCENTER_CONTACT",
        default="",
        max_length=200,
        description="A URL or e-mail address that the User-Agent gives to the sites.",
    )
    allowed_private_hosts: Annotated[frozenset[str], NoDecode] = _of(
        "JOBCENTER_ALLOWED_PRIVATE_HOSTS",
        default=frozenset(),
        description="Hosts, separated by commas, that may be scraped although their address is private.",
    )
    max_page_bytes: int = _of(
        "JOBCENTER_MAX_PAGE_BYTES",
        default=64 * 1024 * 1024,
        ge=1024,
        description="Bytes that one page of a site may have, unpacked.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = _of(
        "JOBCENTER_LOG_LEVEL", default="info", description="The least level that is logged."
    )
    log_format: Literal["auto", "json", "text"] = _of(
        "JOBCENTER_LOG_FORMAT",
        default="auto",
        description="`json`, `text`, or `auto`: text at a terminal, JSON elsewhere.",
    )
    metrics_host: str = _of("JOBCENTER_METRICS_HOST", default="127.0.0.1", description="Address of the metrics ports.")
    metrics_port: Port = _of(
        "JOBCENTER_METRICS_PORT",
        default=9100,
        description="Metrics of the API; the scheduler uses the next port, the worker the one after. 0: any free port.",
    )
    access_token_minutes: int = _of(
        "JOBCENTER_ACCESS_TOKEN_MINUTES", default=15, ge=1, le=1440, description="Minutes an access token lasts."
    )
    refresh_token_days: int = _of(
        "JOBCENTER_REFRESH_TOKEN_DAYS", default=30, ge=1, le=365, description="Days a sign-in lasts unless it is used."
    )
    public_url: Annotated[str, AfterValidator(web_url)] = _of(
        "JOBCENTER_PUBLIC_URL",
        default="",
        description="Where people reach Job Center: links lead there. This machine's host and port if not set.",
    )
    trusted_proxies: Annotated[frozenset[str], NoDecode, AfterValidator(networks)] = _of(
        "JOBCENTER_TRUSTED_PROXIES",
        default=frozenset(),
        description="Addresses or networks, separated by commas, whose `X-Forwarded-For` is believed.",
    )
    invitation_days: int = _of(
        "JOBCENTER_INVITATION_DAYS", default=7, ge=1, le=90, description="Days an invitation may be accepted."
    )
    keep_import_rows_days: int = _of(
        "JOBCENTER_KEEP_IMPORT_ROWS_DAYS", default=90, ge=1, description="Days that an import's rows are kept."
    )
    keep_move_outcomes_days: int = _of(
        "JOBCENTER_KEEP_MOVE_OUTCOMES_DAYS", default=90, ge=1, description="Days that a move of many can be undone."
    )
    sign_in_failures: int = _of(
        "JOBCENTER_SIGN_IN_FAILURES",
        default=5,
        ge=1,
        le=100,
        description="Failed sign-ins to one account before the next must wait: a second, then twice as long each time.",
    )
    sign_in_failures_per_address: int = _of(
        "JOBCENTER_SIGN_IN_FAILURES_PER_ADDRESS",
        default=30,
        ge=1,
        le=10_000,
        description="Failed sign-ins from one address before its next must wait.",
    )
    sign_in_longest_wait_seconds: int = _of(
        "JOBCENTER_SIGN_IN_LONGEST_WAIT_SECONDS",
        default=300,
        ge=1,
        le=3600,
        description="Seconds that a sign-in must wait, at most; nobody is locked out for ever.",
    )
    requests_per_minute: int = _of(
        "JOBCENTER_REQUESTS_PER_MINUTE",
        default=3000,
        ge=10,
        description="Requests of one caller in a minute, counted in Redis; while Redis is away nobody counts.",
    )
    oidc_issuer: Annotated[str, AfterValidator(issuer_url)] = _of(
        "JOBCENTER_OIDC_ISSUER",
        default="",
        description="An OpenID Connect provider (Keycloak, Auth0 …) that people sign in at, as it calls itself.",
    )
    oidc_client_id: str = _of("JOBCENTER_OIDC_CLIENT_ID", default="", description="Job Center's name at the provider.")
    oidc_client_secret: str = _of(
        "JOBCENTER_OIDC_CLIENT_SECRET", default="", repr=False, description="Its secret there, where it has one."
    )
    oidc_audience: str = _of(
        "JOBCENTER_OIDC_AUDIENCE",
        default="",
        description="The audience of the provider's access tokens that are taken here; none is taken if not set.",
    )
    oidc_leeway_seconds: int = _of(
        "JOBCENTER_OIDC_LEEWAY_SECONDS", default=30, ge=0, le=300, description="How far the two clocks may be apart."
    )
    oidc_email_claim: str = _of("JOBCENTER_OIDC_EMAIL_CLAIM", default="email", description="The claim with the e-mail.")
    oidc_email_verified_claim: str = _of(
        "JOBCENTER_OIDC_EMAIL_VERIFIED_CLAIM",
        default="email_verified",
        description="The claim that says whether the provider has verified it.",
    )
    site_urls: dict[str, str] = Field(default_factory=dict, validation_alias=AliasChoices("__SITE_URLS__"))
    site_rates: dict[str, float] = Field(default_factory=dict, validation_alias=AliasChoices("__SITE_RATES__"))

    @field_validator("allowed_private_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            frozenset(part.strip().lower() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def redis_url(self) -> str:
        """Where Redis is: `REDIS_URL`, or made from host, port and database."""
        return self.redis_url_given or f"redis://{quote(self.redis_host)}:{self.redis_port}/{self.redis_db}"

    @property
    def own_url(self) -> str:
        """Where people reach Job Center: `JOBCENTER_PUBLIC_URL`, or this machine; no slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def user_agent(self) -> str:
        """What every site is told: who asks, and where to complain."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"JobCenter/0.1{contact}"

    def need(self, *names: str) -> None:
        """Say clearly that a part cannot start without some settings.

        Raises:
            SettingsError: one of them is not set.
        """
        for name in names:
            if not getattr(self, name):
                alias = variable_of(name)
                raise SettingsError(
                    f"{alias} is not set. Set it, or start everything with `make up`, which makes its own."
                )


def variable_of(field: str) -> str:
    """The environment variable of a field of `Settings`."""
    alias = Settings.model_fields[field].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else field


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment (or from `environ` instead).

    Raises:
        SettingsError: naming each wrong setting, its value, and what is allowed.
    """
    values = os.environ if environ is None else environ
    given: dict[str, Any] = {
        variable_of(name): values[variable_of(name)] for name in Settings.model_fields if values.get(variable_of(name))
    }
    given["__SITE_URLS__"] = site_urls(values)
    given["__SITE_RATES__"] = site_rates(values)
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None


def _explain(problem: Any) -> str:  # noqa: ANN401 - pydantic's own ErrorDetails, a mapping
    name = ".".join(str(part) for part in problem["loc"])
    field = next((one for one in Settings.model_fields if variable_of(one) == name), name)
    hidden = field in Settings.model_fields and Settings.model_fields[field].repr is False
    shown = "(hidden, it may hold a password)" if hidden else repr(problem["input"])
    return f"{name} is {shown}: {problem['msg'][0].lower()}{problem['msg'][1:]}."
