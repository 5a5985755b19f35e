from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI
from starlette.responses import PlainTextResponse

from jobcenter.accounts import rules
from jobcenter.accounts.access import Caller, allow, check_every_route, public
from jobcenter.accounts.api import router
from jobcenter.kit.clock import new_id
from jobcenter.kit.http import ReadDb

Reader = Annotated[Caller, allow(rules.SCRAPING_READ)]


def caller(kind, role=None, scopes=(), *, owned=False):
    person = new_id() if kind == "user" or owned else None
    return Caller(kind=kind, id=new_id(), name="x", role=role, scopes=frozenset(scopes), user_id=person)


RECRUITING_READ = {
    *(rules.COMPANIES_READ, rules.CONTRACTS_READ, rules.JOBS_READ, rules.CANDIDATES_READ, rules.APPLICANTS_READ),
    *(rules.INTERVIEWS_READ, rules.PLACEMENTS_READ, rules.MAILS_READ),
}
RECRUITING_WRITE = {
    *(rules.COMPANIES_WRITE, rules.JOBS_WRITE, rules.JOBS_DESCRIBE, rules.CANDIDATES_WRITE, rules.APPLICANTS_WRITE),
    *(rules.APPLICANTS_MOVE, rules.INTERVIEWS_WRITE, rules.PLACEMENTS_WRITE, rules.MAILS_WRITE),
}
A_CLIENTS_PART = {
    *(rules.COMPANIES_READ, rules.JOBS_READ, rules.JOBS_DESCRIBE, rules.CANDIDATES_READ, rules.APPLICANTS_READ),
    *(rules.APPLICANTS_MOVE, rules.INTERVIEWS_READ, rules.INTERVIEWS_WRITE, rules.PLACEMENTS_READ),
}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (caller("user", "admin"), set(rules.RULES)),
        (
            caller("user", "recruiter"),
            {
                rules.SCRAPING_READ,
                rules.SCRAPE,
                rules.MONITOR,
                rules.POSTINGS_READ,
                rules.SAVED_SEARCHES,
                rules.OPENINGS_WRITE,
                rules.API_KEYS,
                rules.OWN,
                rules.PUBLIC,
                rules.OFF_LIMITS_READ,
                *RECRUITING_READ,
                *RECRUITING_WRITE,
            },
        ),
        (caller("user", "manager"), {rules.OWN, rules.PUBLIC, *A_CLIENTS_PART}),
        (caller("key", "admin"), set(rules.RULES) - {rules.USERS, rules.API_KEYS, rules.OWN, rules.SAVED_SEARCHES}),
        (
            caller("key", scopes=["scraping:read"]),
            {rules.SCRAPING_READ, rules.MONITOR, rules.POSTINGS_READ, rules.PUBLIC},
        ),
        (
            caller("key", scopes=["scraping:write"]),
            {rules.SCRAPE, rules.SCHEDULES_WRITE, rules.OPENINGS_WRITE, rules.PUBLIC},
        ),
        (caller("key", scopes=["recruiting:read"]), {rules.PUBLIC, *RECRUITING_READ}),
        (caller("key", scopes=["recruiting:write"]), {rules.PUBLIC, rules.CONTRACTS_WRITE, *RECRUITING_WRITE}),
        (caller("key"), {rules.PUBLIC}),
    ],
)
def test_each_row_of_the_access_table_holds(who, allowed):
    assert {rule for rule in rules.RULES if rules.allows(rule, who)} == allowed


def test_every_route_of_accounts_has_a_rule():
    app = FastAPI()
    app.include_router(router)
    check_every_route(app)


def test_a_route_without_a_rule_does_not_start():
    app, inner = FastAPI(), APIRouter(prefix="/inner")

    @app.get("/open", dependencies=[public])
    def _open() -> None: ...

    @inner.get("/guarded")
    def _guarded(_caller: Reader) -> None: ...

    app.include_router(inner)
    check_every_route(app)

    @inner.get("/forgotten")
    def _forgotten() -> None: ...

    with pytest.raises(RuntimeError, match="A route without an access rule does not start: GET /inner/forgotten"):
        check_every_route(app)


@pytest.mark.parametrize("kind", ["mounted", "plain", "websocket"])
def test_other_kinds_of_routes_are_refused_too(kind):
    app = FastAPI()
    if kind == "mounted":
        below = FastAPI(openapi_url=None)

        @below.get("/x")
        def _x() -> None: ...

        app.mount("/below", below)
    elif kind == "plain":
        app.add_route("/x", PlainTextResponse("x"))
    else:
        app.add_api_websocket_route("/x", lambda _socket: None)
    with pytest.raises(RuntimeError, match="/x"):
        check_every_route(app)


def test_a_route_asks_who_is_there_before_it_opens_a_session():
    app = FastAPI()

    @app.get("/late")
    def _late(_session: ReadDb, _caller: Reader) -> None: ...

    with pytest.raises(RuntimeError, match="put the caller first"):
        check_every_route(app)


def test_guarded_routes_tell_of_their_door_and_open_ones_do_not():
    app = FastAPI()
    app.include_router(router)
    paths = app.openapi()["paths"]
    assert paths["/api/accounts/me"]["get"]["security"] == [{"bearer": []}]
    assert "security" not in paths["/api/accounts/sign-in"]["post"]
