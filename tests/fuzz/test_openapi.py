"""A fuzzer over the OpenAPI document, against the real application over HTTP: `FUZZ_EXAMPLES=500` looks for longer."""

import asyncio
import json
import logging
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
import uvicorn
from httpx2 import AsyncClient
from prometheus_client import REGISTRY
from sqlalchemy import text
from tests.house.rows import AROUND, CAMPAIGN, IDS, MAIL, PIPELINE, STAGE

from jobcenter.accounts.actions import create_user
from jobcenter.demo.sites import Sample, StandIn
from jobcenter.entrypoints.web import make_app
from jobcenter.kit import logs
from jobcenter.kit.db import writing
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.scraping.sites.registry import SITES

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "5"))
# What only a sentence can say ("either a role or scopes") may refuse a body that fits its schema.
UNASKED = "positive_data_acceptance"
PASSWORD = "correct horse battery"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180 + 20 * EXAMPLES)]

Served = tuple[str, dict[str, Any]]

THINGS = "companies|off-limits|jobs|stage-templates|candidates|profiles|applicants|interviews|placements|mails"
RECRUITING = f"^/api/({THINGS})"
# What bodies name, beside what addresses do.
NAMED = {name: str(value) for name, value in IDS.items()} | {
    "stage_id": str(STAGE),
    "to_stage_id": str(STAGE),
    "campaign_id": str(CAMPAIGN),
    "parent_id": str(MAIL),
    "candidate_ids": str(IDS["candidate_id"]),
    "ids": str(IDS["applicant_id"]),
}


@contextmanager
def logging_as_a_process(settings: Settings) -> Iterator[None]:
    """The API's own logs: tracebacks drawn in colours, structlog's default, take longer than a fuzzer waits."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.set_up(settings, "api")
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def served(environ: dict[str, str]) -> Iterator[Served]:
    rates = {f"JOBCENTER_SITE_{site.upper()}_REQUESTS_PER_SECOND": "10000" for site in SITES}
    rest = {"JOBCENTER_SYNC_TIMEOUT": "1", "JOBCENTER_ACCESS_TOKEN_MINUTES": "1000"}
    with StandIn.start(Sample(count=3, postings=20)) as sites:
        settings = load_settings({**environ, **sites.site_settings(), **rates, **rest})
        app = make_app(settings)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run)
        with logging_as_a_process(settings):
            thread.start()
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            app.state.stopping.set()  # no worker ends the runs, so the stream of one would have no end either
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", app.openapi()
            server.should_exit = True
            thread.join()


# Rightly refused here: bodies that only a person would think of, a second placement, moves that no task carries.
HARD_TO_GUESS = {
    "PUT /api/jobs/{job_id}/stages",
    "PATCH /api/applicants/{applicant_id}",
    "POST /api/applicants/{applicant_id}/placement",
    "POST /api/applicants/moves/{operation_id}/cancel",
    "POST /api/applicants/moves/{operation_id}/undo",
}


def naming_what_is_there(document: dict[str, Any]) -> dict[str, Any]:
    """The document, with bodies whose ids are those of rows that are there."""
    told: dict[str, Any] = json.loads(json.dumps(document))
    operations = [one for item in told["paths"].values() for one in item.values() if "requestBody" in one]
    bodies = [one["requestBody"]["content"].get("application/json", {}).get("schema", {}) for one in operations]
    for name in {body["$ref"].rpartition("/")[2] for body in bodies if "$ref" in body}:
        members = told["components"]["schemas"][name].get("properties", {})
        for member, known in NAMED.items():
            for schema in (members.get(member, {}), *members.get(member, {}).get("anyOf", ())):
                if schema.get("format") == "uuid":
                    schema["enum"] = [known]
                elif schema.get("type") == "array":
                    schema["items"] = {"type": "string", "format": "uuid", "enum": [known]}
                    schema.pop("minItems", None)
    return told


def answered_well() -> Counter[tuple[str, str]]:
    """How many requests of each route were answered with what they asked for, by method and pattern."""
    samples = [one for family in REGISTRY.collect() for one in family.samples if one.name == "jobcenter_requests_total"]
    found: Counter[tuple[str, str]] = Counter()
    for one in samples:
        if one.labels["status"] < "300":
            found[one.labels["method"], one.labels["route"]] += int(one.value)
    return found


async def fuzz(served: Served, folder: Path, headers: dict[str, str], *which: str) -> None:
    """Run the fuzzer over the operations that `which` picks; fails with its report."""
    url, document = served
    (folder / "openapi.json").write_text(json.dumps(document))
    process = await asyncio.create_subprocess_exec(
        *(Path(sys.executable).with_name("schemathesis"), "run", "openapi.json", "--url", url, "--seed", "1"),
        *("--max-examples", str(EXAMPLES), "--exclude-checks", UNASKED, "--continue-on-failure", "--warnings", "off"),
        *("-H", f"Authorization: {headers['Authorization']}", *which),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()


async def test_a_program_gets_only_answers_that_the_document_tells_of(served, make_key, tmp_path):
    await fuzz(served, tmp_path, await make_key(role="admin"))


async def test_a_person_gets_only_answers_that_the_document_tells_of(served, engine, tmp_path):
    email = "admin@example.com"
    async with writing(engine) as session:
        await create_user(session, email=email, name="Ada", role="admin", password=PASSWORD, actor="test")
    async with AsyncClient(base_url=served[0], trust_env=False) as client:
        answer = await client.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    # Whoever signs out is out, and the rest would be refused.
    own = ("--include-path-regex", "^/api/(accounts|postings/searches)", "--exclude-path", "/api/accounts/sign-out")
    await fuzz(served, tmp_path, headers, *own)


async def test_what_is_there_is_fuzzed_too(served, engine, make_key, tmp_path):
    async with writing(engine) as session:
        for statement in (*PIPELINE, *AROUND):
            await session.execute(text(statement))
    known = "".join(f'"path.{name}" = "{value}"\n' for name, value in IDS.items())
    (tmp_path / "schemathesis.toml").write_text(f'[parameters]\n"header.If-Match" = "*"\n{known}')
    url, document = served
    # Nothing is deleted: the next request would find nothing any more.
    which = ("--include-path-regex", RECRUITING, "--exclude-method", "DELETE", "--phases", "coverage,fuzzing")
    before = answered_well()
    await fuzz((url, naming_what_is_there(document)), tmp_path, await make_key(role="admin"), *which)
    after = answered_well()
    asked = {
        (method.upper(), path)
        for path, item in document["paths"].items()
        for method in item
        if re.match(RECRUITING, path) and method != "delete"
    }
    assert {" ".join(one) for one in asked if after[one] == before[one]} <= HARD_TO_GUESS
