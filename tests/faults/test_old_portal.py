"""The faults that took an agency's portal down, each with its test; those that stand elsewhere are named here.

- The schema had drifted: also tests/house/test_schema.py (a migrated database is what the tables say) and
  tests/entrypoints/test_doctor.py.
- Enum values in the wrong case: also tests/house/test_schema.py (the database itself refuses other values).
- Database errors as 401: also tests/accounts/test_sign_ins.py, tests/entrypoints/test_status.py and tests/chaos.
- 401 for everybody from a cache: also tests/kit/test_cache.py (an error is kept for nobody).
- Tokens that ran out: tests/accounts/test_sign_ins.py (a refresh token works once, before and after the expiry).
- 30,000 rows at once: also tests/house/test_lists.py (a page costs the same at ten rows and at a thousand).
"""

import ast
import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import DateTime
from structlog.testing import capture_logs
from tests.house.access_routes import ROUTES_OF_THE_GROUND
from tests.house.access_routes_of_recruiting import ROUTES_OF_RECRUITING
from tests.house.rows import IDS

from asking import ask
from jobcenter.entrypoints.start import CONFIGURATION_FAULT, check_schema
from jobcenter.kit.db import make_engine
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.tables import metadata

SRC = Path(__file__).parents[2] / "src" / "jobcenter"
ROUTES = ROUTES_OF_THE_GROUND | ROUTES_OF_RECRUITING
SOME_USER = "01890000-0000-7000-8000-000000000000"


def routes_of(app):
    return sorted((method, one.path_format) for one in iter_route_contexts(app.routes) for method in one.methods)


def url_of(path):
    return path.format(**dict.fromkeys(("user_id", "key_id", "invitation_id", "sign_in_id"), SOME_USER) | IDS)


@pytest.fixture
async def stranger(app):
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://jobcenter") as client:
        yield client


# A column was missing in production: 500 on every page.


def test_a_database_with_a_drifted_schema_is_refused_at_the_start(settings, capfd):
    check_schema(settings)
    ask(settings.database_url, "ALTER TABLE applicants DROP COLUMN reject_reason", "SELECT 1")
    with pytest.raises(SystemExit) as ended:
        check_schema(settings)
    assert ended.value.code == CONFIGURATION_FAULT
    assert "reject_reason" in capfd.readouterr().err


@pytest.mark.parametrize("part", ["web", "worker", "scheduler"])
def test_every_part_looks_at_the_schema_before_it_begins(part):
    tree = ast.parse((SRC / "entrypoints" / f"{part}.py").read_text())
    main = next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "main")
    called = [one.func.id for one in ast.walk(main) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
    assert {"start", "check_schema"} <= set(called)


# Values of enums in two cases, 5,206 rows: 500 when a job was made.


async def test_an_enum_value_in_another_case_is_told_and_breaks_nothing(api):
    client = (await api.post("/api/companies", json={"name": "Acme", "is_client": True})).json()["id"]
    for status in ("OPEN", "Open", "opened", ""):
        made = await api.post("/api/jobs", json={"company_id": client, "title": "Welder", "status": status})
        assert (made.status_code, "status" in made.json()["detail"]) == (422, True), status
        assert (await api.get("/api/jobs", params={"status": status})).status_code == 422, status


# An IndexError on an empty queue: 500 every ten seconds.


async def test_nothing_to_do_and_nothing_to_show_are_no_errors(app, api):
    for method, path in routes_of(app):
        for_people = path.startswith(("/api/accounts", "/api/postings/searches", "/api/today", "/app"))
        if method == "GET" and "{" not in path and not for_people:
            answer = await api.get(path)
            assert answer.status_code in {200, 204, 307}, (path, answer.text)  # 307: from / to where people work
    assert (await api.get("/jobs/queue/status")).json()["data"]["waiting"] == 0
    assert (await api.post("/scheduler/run")).status_code == 200


# Naive times: `utcnow()` compared with what has a zone.


def naive_moments(source):
    """Where a moment without its time zone is made."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        called, of = node.func.attr, ast.unparse(node.func.value).split(".")[-1]
        if of == "datetime" and called in {"utcnow", "utcfromtimestamp", "today"}:
            yield node.lineno, called
        if of == "datetime" and called in {"now", "fromtimestamp"}:
            given = len(node.args) + len([one for one in node.keywords if one.arg == "tz"])
            if given < (1 if called == "now" else 2):
                yield node.lineno, called


def test_no_moment_is_made_without_its_time_zone():
    found = [f"{path}: {one}" for path in sorted(SRC.rglob("*.py")) for one in naive_moments(path.read_text())]
    assert found == []
    naive = "datetime.utcnow(); datetime.now(); datetime.datetime.fromtimestamp(0); datetime.today()"
    assert len(list(naive_moments(naive))) == 4
    assert list(naive_moments("datetime.now(UTC); datetime.now(tz=UTC); datetime.fromtimestamp(0, UTC)")) == []


async def test_every_moment_in_the_database_has_its_time_zone(sql):
    columns = [column for table in metadata.tables.values() for column in table.columns]
    assert [str(one) for one in columns if isinstance(one.type, DateTime) and not one.type.timezone] == []
    naive = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    assert await sql(f"{naive} AND data_type = 'timestamp without time zone'") == []


# A file of settings was shipped, and in it a switch that let every bad token in.


def test_no_file_of_settings_is_read(tmp_path, monkeypatch):
    for name in (".env", ".env.local", "settings.env"):
        (tmp_path / name).write_text("DATABASE_URL=postgresql://a:b@127.0.0.1/c\nJOBCENTER_PORT=1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    read = load_settings({})
    assert (read.database_url, read.port) == ("", Settings.model_fields["port"].default)
    assert [path for path in SRC.rglob("*") if path.name.startswith(".env") or path.suffix == ".env"] == []


def test_no_setting_turns_the_door_off():
    words = ("skip", "bypass", "disable", "insecure", "no_auth", "auth_off", "dev", "debug", "test", "trust_all")
    assert [name for name in Settings.model_fields for word in words if word in name.lower()] == []


async def test_no_environment_lets_a_bad_token_in(environ, monkeypatch, app, stranger):
    switches = {
        f"{prefix}{name}": "True" for prefix in ("", "JOBCENTER_") for name in ("SKIP_AUTH_IN_DEV", "SKIP_AUTH")
    }
    switches |= {"JOBCENTER_ENV": "dev", "ENV": "development", "FLASK_ENV": "development", "DEBUG": "1"}
    for name, value in switches.items():
        monkeypatch.setenv(name, value)
    app.state.settings = load_settings(environ | switches)
    for method, path in routes_of(app):
        if ROUTES[method, path] != "anyone":
            answer = await stranger.request(method, url_of(path), headers={"Authorization": "Bearer x.y.z"})
            assert answer.status_code == 401, (method, path)


# Errors of the database were answered as 401: everybody was logged out, and nobody saw why.


async def test_a_database_that_is_away_is_a_503_with_a_correlation_id_and_never_a_401(app, api, settings):
    away = settings.model_copy(update={"database_url": "postgresql://nobody:x@127.0.0.1:1/none"})
    whole, app.state.engine = app.state.engine, make_engine(away, pool_size=0)
    try:
        for method, path in routes_of(app):
            if ROUTES[method, path] == "anyone":
                continue
            answer = await api.request(method, url_of(path), headers={"X-Correlation-ID": "asked-1"})
            assert answer.status_code == 503, (method, path, answer.text)
            assert answer.json()["correlation_id"] == answer.headers["x-correlation-id"] == "asked-1"
            assert int(answer.headers["retry-after"]) > 0
        given = {"email": "ada@example.com", "password": "correct horse battery"}
        assert (await api.post("/api/accounts/sign-in", json=given)).status_code == 503
        assert (await api.post("/api/accounts/refresh", json={"refresh_token": "x" * 43})).status_code == 503
    finally:
        app.state.engine = whole


# Sessions were left dirty: one error became everybody's.


async def test_an_error_in_the_middle_of_a_write_leaves_nothing_behind(app, api, sql):
    await sql("ALTER TABLE audit_log RENAME TO audit_log_away")  # the company is written before its entry is
    many = app.state.engine.pool.size() * 3
    with capture_logs():  # the tracebacks of so many would be drawn for minutes
        answers = await asyncio.gather(*(api.post("/api/companies", json={"name": f"Firm {n}"}) for n in range(many)))
    assert {answer.status_code for answer in answers} == {500}
    assert all(answer.json()["correlation_id"] for answer in answers)
    await sql("ALTER TABLE audit_log_away RENAME TO audit_log")
    assert (await sql("SELECT count(*) AS n FROM companies"))[0]["n"] == 0
    assert app.state.engine.pool.checkedout() == 0
    idle = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
    assert (await sql(idle))[0]["n"] == 0
    answers = await asyncio.gather(*(api.post("/api/companies", json={"name": f"Firm {n}"}) for n in range(many)))
    assert {answer.status_code for answer in answers} == {201}


# One 401 was cached for all: everybody was logged out.


async def test_a_refusal_is_kept_for_nobody(api, stranger, sql, make_key):
    good, bad = dict(api.headers), {"Authorization": "Bearer x.y.z"}
    limited = await make_key(scopes=("scraping:read",))
    for path in ("/api/companies", "/api/jobs", "/api/candidates", "/api/interviews"):
        for headers, status in ((bad, 401), (good, 200), (limited, 403), (bad, 401), (good, 200)) * 2:
            answer = await stranger.get(path, headers=headers)
            assert answer.status_code == status, path
            assert (answer.headers.get("cache-control") == "no-store") == (status >= 400)
    await sql("UPDATE api_keys SET revoked_at = now() WHERE role = 'admin'")
    assert (await stranger.get("/api/companies", headers=good)).status_code == 401  # whatever was read before
    await sql("UPDATE api_keys SET revoked_at = NULL WHERE role = 'admin'")
    assert (await stranger.get("/api/companies", headers=good)).status_code == 200


# A page of 30,000 rows: "No Data" in the browser.

# Arrays that are no list, and why each is short.
SHORT = {
    "/jobs/sites": "the vendors that the code knows",
    "/api/scraping/schedules/{schedule_id}/occurrences": "as many as are asked for, at most 100",
    "/api/postings/{posting_id}": "of one posting",
    "/api/postings/searches/new": "the searches of one person",
    "/api/openings/{opening_id}": "of one opening",
    "/api/companies/{company_id}": "the names and domains of one company",
    "/api/companies/{company_id}/rounds": "the rounds of one company, at most 50",
    "/api/jobs/{job_id}/stages": "the stages of one job, at most 50",
    "/api/stage-templates/{template_id}": "the stages of one template, at most 50",
    "/api/candidates/tags": "at most 50",
    "/api/imports/{import_id}": "the columns of one file",
    "/api/candidates/{candidate_id}": "the tags and contacts of one person",
    "/api/jobs/in-charge": "at most 20",
    "/api/scraping/runs/{run_id}/stored": "at most 500 moments of one run",
    "/api/scraping/runs/{run_id}/work": "the reasons of one run, at most 50",
    "/api/scraping/monitor": "what goes on now, at most 200",
    "/api/scraping/monitor/day": "96 quarters of an hour, and the vendors that the code knows",
    "/api/jobs/{job_id}/board/summary": "stages of one job, and places in a scrollbar",
}


async def test_no_route_answers_all_rows(app, api):
    document = app.openapi()
    schemas, arrays, pages = document["components"]["schemas"], set(), set()
    for path, item in document["paths"].items():
        schema = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        shown = schema.get("schema", {})
        members = schemas.get(shown.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
        if "items" in members and "next" in members:
            pages.add(path)
        elif shown.get("type") == "array" or any(one.get("type") == "array" for one in members.values()):
            arrays.add(path)
    assert arrays == set(SHORT)
    assert len(pages) > 20
    for path in pages:
        for limit in ("0", "201", "100000", "-1", "all"):
            answer = await api.get(url_of(path), params={"limit": limit})
            assert answer.status_code in {403, 422}, (path, limit)  # accounts are for people alone


async def test_a_moment_is_told_with_its_time_zone(api):
    made = (await api.post("/api/companies", json={"name": "Acme"})).json()
    told = datetime.fromisoformat(made["created_at"])
    assert told.utcoffset() == datetime.now(UTC).utcoffset()
