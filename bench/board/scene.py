"""What every room of this family measures on: an agency's parts on its database, the big job, how often, how long."""

import asyncio
import os
import re
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any

import asyncpg

from bench.clients import Answer, Client
from bench.ground import BenchError, Parts
from jobcenter.kit.embedded.binaries import find_postgres

CLIENTS = 8
WARM = 2
PAGE = 100
LARGEST = "SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"

# Keys stay: they hold what is unique, and their names stand in the schema as constraints.
_INDEXES = """
    SELECT index.relname AS name, pg_get_indexdef(index.oid) AS definition
    FROM pg_index JOIN pg_class index ON index.oid = indexrelid
    WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY index.relname
"""


@dataclass
class Scene:
    """The parts, the big job, and how often and long to measure.

    Attributes:
        parts: an API that caches nothing, on the agency's database.
        url: the database's address.
        job: the job with the largest pipeline.
        samples: how often a page is asked for at one client.
        seconds: how long load lasts.
        quick: a smoke run: everything works, no number means anything.
    """

    parts: Parts
    url: str
    job: uuid.UUID
    samples: int
    seconds: int
    quick: bool

    @property
    def board(self) -> str:
        """The board's path."""
        return board_of(self.job)

    @cached_property
    def client(self) -> Client:
        """Who asks: an admin's key, and nothing that costs as much as the answer."""
        return Client([str(self.parts.api.base_url)], self.parts.api.headers["Authorization"])

    async def get(self, path: str) -> Answer:
        """An answer that went well.

        Raises:
            BenchError: it did not.
        """
        return await self._well("GET", path)

    async def patch(self, path: str, body: Mapping[str, Any]) -> Answer:
        """The same, of a change."""
        return await self._well("PATCH", path, body)

    async def _well(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        answer = await self.client.ask(method, path, body)
        if answer.status != HTTPStatus.OK:
            raise BenchError(f"{method} {path} answered {answer.status}: {answer.body[:300]!r}")
        return answer


def board_of(job: uuid.UUID) -> str:
    """The path of a job's board."""
    return f"/api/jobs/{job}/board"


async def _said_by(*command: str) -> str:
    """What a program prints that ends well.

    Raises:
        BenchError: it did not; with the end of what it said.
    """
    process = await asyncio.create_subprocess_exec(
        *command, stdout=PIPE, stderr=STDOUT, env={**os.environ, "LC_ALL": "C"}
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise BenchError(f"{Path(command[0]).name} ended with {process.returncode}: {said.decode()[-500:]}")
    return said.decode()


async def pgbench(url: str, statement: str, *, clients: int, seconds: int) -> float:
    """How often a second so many clients had a statement answered, prepared, each asking anew at once.

    Raises:
        BenchError: pgbench failed, or never came to an answer.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(" ".join(statement.split()) + ";\n")
        script.flush()
        said = await _said_by(
            *(find_postgres().program("pgbench"), "-n", "-M", "prepared", f"-c{clients}", "-j1", f"-T{seconds}"),
            *("-f", script.name, url),
        )
    found = re.search(r"tps = ([\d.]+)", said)
    if found is None:
        raise BenchError(f"no figure in what was said: {said[-300:]}")
    return float(found[1])


async def timed(ask: Callable[[], Awaitable[Any]], samples: int, *, warm: int = WARM) -> list[float]:
    """How long each of so many took, in milliseconds, after a few that do not count."""
    took = []
    for number in range(samples + warm):
        began = time.perf_counter()
        await ask()
        if number >= warm:
            took.append((time.perf_counter() - began) * 1000)
    return took


async def beside(scene: Scene, path: str, base: str | None = None, samples: int | None = None) -> list[float]:
    """How many times as long this page takes as `base` (the board's first page), each asked in turn with it."""
    ratios = []
    for number in range((samples or scene.samples // 3) + 3):
        began = time.perf_counter()
        await scene.get(base or scene.board)
        between = time.perf_counter()
        await scene.get(path)
        if number > 1:
            ratios.append((time.perf_counter() - between) / (between - began))
    return ratios


async def drop_indexes(connection: asyncpg.Connection, tables: Sequence[str]) -> list[str]:
    """Drop all indexes of these tables but their keys; return the statements that make them again."""
    held = await connection.fetch(_INDEXES, list(tables))
    await connection.execute(f"DROP INDEX {', '.join(one['name'] for one in held)}")
    return [one["definition"] for one in held]


@asynccontextmanager
async def without(connection: asyncpg.Connection, indexes: Sequence[str]) -> AsyncIterator[None]:
    """Drop these indexes, and make them again at the end."""
    held = [await connection.fetchval("SELECT pg_get_indexdef($1::regclass)", one) for one in indexes]
    await connection.execute(f"DROP INDEX {', '.join(indexes)}")
    try:
        yield
    finally:
        for definition in held:
            await connection.execute(definition)
