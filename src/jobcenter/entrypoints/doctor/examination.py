"""The examination: everything that can be looked at, in its order."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path

from jobcenter.entrypoints.doctor import installation, servers
from jobcenter.entrypoints.doctor.findings import Finding
from jobcenter.entrypoints.doctor.pooler import pooler
from jobcenter.entrypoints.doctor.provider import provider
from jobcenter.entrypoints.doctor.replica import replica
from jobcenter.kit.settings import Settings, SettingsError, load_settings


def examine(environ: Mapping[str, str] | None = None) -> list[Finding]:
    """Look at everything: settings, versions, servers, schema, replica, provider, clock, disk. Changes nothing.

    What `environ` (default: the process's environment) does not name is taken from the installation that runs in the
    data folder, if one does.
    """
    given = dict(os.environ if environ is None else environ)
    findings = installation.everything_here(given)
    try:
        settings = load_settings(given)
    except SettingsError as error:
        problems = [Finding("error", line, "Correct it or unset it.") for line in str(error).splitlines()]
        return [*findings, *problems]
    running = _running(settings.data_dir)
    database_url = settings.database_url or running.get("database_url", "")
    outside_redis = settings.redis_url_given or given.get("REDIS_HOST")
    redis_url = settings.redis_url if outside_redis else running.get("redis_url", "")
    settings = settings.model_copy(update={"database_url": database_url})
    asked = asyncio.run(_asked(settings, redis_url))
    return [*findings, *installation.everything_set(settings), *asked]


async def _asked(settings: Settings, redis_url: str) -> list[Finding]:
    """What servers say of themselves."""
    database = await servers.postgres(settings.database_url)
    between = [*await pooler(settings), *await replica(settings)]
    return [*database, *between, *await servers.redis(redis_url), *await provider(settings)]


def _running(data_dir: Path) -> dict[str, str]:
    try:
        return dict(json.loads((data_dir / "running.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):  # nothing runs here, or it is not ours to read; the servers' findings say so
        return {}
