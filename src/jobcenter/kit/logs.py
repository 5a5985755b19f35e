"""Logs: JSON with a correlation id for machines, one readable line for a person at a terminal."""

import logging
import sys
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars, merge_contextvars

from jobcenter.kit.settings import Settings

__all__ = ["bind", "correlation_id", "forget", "log", "set_up"]


def set_up(settings: Settings, part: str) -> None:
    """Send this process's logs, and those of the libraries, to standard output.

    Each JSON line has `ts` (ISO 8601, UTC), `level`, `event`, `part`, and whatever is bound: `correlation_id`,
    `site_name`, `run_id`, `task_id`, `status`.
    """
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stdout.isatty())
    shared: list[Any] = [
        merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
        lambda _logger, _method, event: {"part": part, **event},
        structlog.processors.format_exc_info,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(timestamp_key="ts")
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for noisy in ("httpx2", "httpcore2", "uvicorn.access", "rq.worker", "rq.queue", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel("WARNING")


def log(name: str) -> Any:  # noqa: ANN401 - structlog's loggers are proxies
    """A logger; give it facts by keyword: `log(__name__).info("page stored", page=3)`."""
    return structlog.stdlib.get_logger(name)


def bind(**facts: object) -> None:
    """Add facts to every line that this task of execution logs from now on."""
    bind_contextvars(**facts)


def forget() -> None:
    """Drop all bound facts: at the start of every request and task."""
    clear_contextvars()


def correlation_id() -> str | None:
    """The id that ties one cause to all its effects, if one is bound."""
    found = get_contextvars().get("correlation_id")
    return str(found) if found else None
