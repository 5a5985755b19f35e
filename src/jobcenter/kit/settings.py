"""The settings: one frozen object, read from the environment alone, each value checked before anything starts."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SITE_URL = re.compile(r"JOBCENTER_SITE_([A-Z0-9_]+)_URL")
SITE_RATE = re.compile(r"JOBCENTER_SITE_([A-Z0-9_]+)_REQUESTS_PER_SECOND")
LONGEST_PORT = 65535


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, its value and what is allowed."""


def _postgres_url(value: str) -> str:
    if value and urlsplit(value).scheme not in {"postgresql", "postgres"}:
        raise ValueError("must look like postgresql://user:password@host:5432/name")
    return value


def _redis_url(value: str | None) -> str | None:
    if value and urlsplit(value).scheme not in {"redis", "rediss"}:
        raise ValueError("must look like redis://:password@host:6379/0 (or rediss://)")
    return value


def _of(name: str, **more: Any) -> Any:  # noqa: ANN401 - pydantic's Field is typed as whatever the field holds
    return Field(validation_alias=AliasChoices(name), **more)


Port = Annotated[int, Field(ge=0, le=LONGEST_PORT)]


class Settings(BaseSettings):
    """Every setting of Job Center. Secrets never appear in its representation."""

    model_config = SettingsConfigDict(
        frozen=True, env_file=None, extra="ignore", case_sensitive=True, env_ignore_empty=True
    )

    database_url: Annotated[str, AfterValidator(_postgres_url)] = _of(
        "DATABASE_URL",
        default="",
        repr=False,
        description="PostgreSQL, 15 or later. `make up` starts its own when this is not set.",
    )
    redis_url_given: Annotated[str | None, AfterValidator(_redis_url)] = _of(
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
    site_urls: dict[str, str] = Field(default_factory=dict, validation_alias=AliasChoices("__SITE_URLS__"))
    site_rates: dict[str, float] = Field(default_factory=dict, validation_alias=AliasChoices("__SITE_RATES__"))

    @field_validator("allowed_private_hosts", mode="before")
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
    given["__SITE_URLS__"] = _site_urls(values)
    given["__SITE_RATES__"] = _site_rates(values)
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


def _site_urls(values: Mapping[str, str]) -> dict[str, str]:
    urls: dict[str, str] = {}
    for name, value in values.items():
        found = SITE_URL.fullmatch(name)
        if found and value:
            if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
                raise SettingsError(f"{name} is {value!r}: it must be an http:// or https:// address.")
            urls[found.group(1).lower()] = value.rstrip("/")
    return urls


def _site_rates(values: Mapping[str, str]) -> dict[str, float]:
    rates: dict[str, float] = {}
    for name, value in values.items():
        found = SITE_RATE.fullmatch(name)
        if found and value:
            try:
                rate = float(value)
            except ValueError:
                rate = 0.0
            if not 0 < rate <= 10_000:  # noqa: PLR2004 - the sentence below says it
                raise SettingsError(
                    f"{name} is {value!r}: it must be a number of requests a second, above 0 and at most 10000."
                )
            rates[found.group(1).lower()] = rate
    return rates
