"""What every long-running part does first: settings, logs, a checked schema; and how it ends with a clear word."""

import asyncio
import multiprocessing
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NoReturn

from prometheus_client import Gauge, start_http_server
from sqlalchemy import Connection, Engine, QueuePool, event

from jobcenter.kit import logs
from jobcenter.kit.db import is_away
from jobcenter.kit.settings import Settings, SettingsError, load_settings

CONFIGURATION_FAULT = 78
METRICS_OFFSETS = {"api": 0, "scheduler": 1, "worker": 2}

IN_USE = Gauge("jobcenter_database_connections_in_use", "Connections that this process's pool has lent out")

log = logs.log(__name__)


def start(part: str, *needs: str) -> Settings:
    """Read the settings, set up the logs; end with exit code 78 and a sentence where a setting is wrong."""
    try:
        settings = load_settings()
        settings.need(*needs)
    except SettingsError as error:
        refuse(str(error))
    logs.set_up(settings, part)
    return settings


def refuse(message: str) -> NoReturn:
    """End this process because its configuration cannot work; the supervisor does not restart it for ever."""
    sys.stderr.write(f"jobcenter: {message}\n")
    raise SystemExit(CONFIGURATION_FAULT)


def check_schema(settings: Settings) -> None:
    """Refuse to start on a database whose schema is not this version's, or that is away.

    A child looks, so that what only this needs (Alembic, and all that it reads) does not stay in memory for good.
    """
    child = multiprocessing.get_context("fork").Process(target=_check_schema, args=(settings.database_url,))
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(child.exitcode)


def _check_schema(database_url: str) -> None:
    from jobcenter.migrations.run import drift  # noqa: PLC0415 - see check_schema

    try:
        found = asyncio.run(drift(database_url))
    except Exception as error:
        if not is_away(error):
            raise
        sys.stderr.write(f"jobcenter: the database cannot be reached: {error}\n")
        raise SystemExit(1) from None
    if found:
        refuse("the database's schema is not this version's:\n  " + "\n  ".join(found[:10]))


def serve_metrics(settings: Settings, part: str) -> None:
    """Serve this process's metrics on their own port; a taken port is said and ends the process."""
    port = settings.metrics_port + METRICS_OFFSETS[part] if settings.metrics_port else 0
    try:
        server, _ = start_http_server(port, addr=settings.metrics_host)
    except OSError as error:
        refuse(f"the metrics port {port} cannot be used ({error.strerror}). Set JOBCENTER_METRICS_PORT, or 0 for any.")
    event.listen(Engine, "engine_connect", _show_pool, once=True)  # the part's own: it has one
    log.info("metrics", address=f"http://{settings.metrics_host}:{server.server_port}/metrics")


def _show_pool(connection: Connection) -> None:
    if isinstance(connection.engine.pool, QueuePool):
        IN_USE.set_function(connection.engine.pool.checkedout)


async def every(seconds: float, step: Callable[[], Awaitable[object]], stopping: asyncio.Event) -> None:
    """Do `step` again and again until the stop; one that fails is logged, and done again next time."""
    while not stopping.is_set():
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - a loop that keeps others alive must not end
            log.warning(
                "step failed", step=getattr(step, "__name__", "step"), error=f"{type(error).__name__}: {error}"[:300]
            )
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), seconds)
