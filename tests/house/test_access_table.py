"""Who gets in where: every route of the application in a row of the access table, tried by everybody."""

import asyncio
import uuid
from collections import defaultdict

import pytest
from fastapi.routing import iter_route_contexts
from tests.accounts.provider import Provider
from tests.house.access_routes import ROUTES_OF_THE_GROUND
from tests.house.access_routes_of_recruiting import ROUTES_OF_RECRUITING
from tests.house.access_rows import EVERYONE, NOBODY, ROWS
from tests.house.doors import everybody

ROUTES = ROUTES_OF_THE_GROUND | ROUTES_OF_RECRUITING
SOME_ID = uuid.UUID(int=(0x0189 << 112) | (7 << 76) | (2 << 62))
ANYWHERE = defaultdict(lambda: SOME_ID, run_id="manual_0", kind="companies")
BODILESS = {"GET", "DELETE"}
ASKED_LAST = ("POST", "/api/accounts/sign-out")  # who signs out is out


@pytest.fixture
def provider():
    made = Provider()
    yield made
    made.stop()


@pytest.fixture
async def callers(app, engine, stranger, provider):
    """The headers of everybody who may stand at the door."""
    settings, before = app.state.settings, app.state.oidc
    yield await everybody(app, engine, stranger, provider)
    await app.state.oidc.close()
    app.state.settings, app.state.oidc = settings, before


def routes_of(app):
    """Every route that the application has, by method and pattern."""
    found = [(method, route.path_format) for route in iter_route_contexts(app.routes) for method in route.methods]
    return sorted(found, key=lambda one: (one == ASKED_LAST, one))


def test_every_route_stands_in_the_table(app):
    assert set(routes_of(app)) == set(ROUTES)
    assert set(ROUTES.values()) == set(ROWS)


async def test_every_route_lets_in_whom_its_row_names_and_nobody_else(app, stranger, callers):
    wrong = []
    for method, path in routes_of(app):
        asked = {"method": method, "url": path.format_map(ANYWHERE), "json": None if method in BODILESS else {}}
        answers = await asyncio.gather(*(stranger.request(**asked, headers=headers) for headers in callers.values()))
        given = {}
        for name, answer in zip(callers, answers, strict=True):
            assert answer.status_code < 500, (method, path, name, answer.text)
            given[name] = str(answer.status_code) if answer.status_code in {401, 403} else "let in"
        row = ROUTES[method, path]
        if row == "anyone":  # no token makes a difference
            wanted = dict.fromkeys(given, given["no token"])
        else:
            wanted = {name: "let in" if name in ROWS[row] else "401" if name in NOBODY else "403" for name in given}
        wrong += [
            f"{method} {path} for {name}: {given[name]}, not {wanted[name]}"
            for name in given
            if given[name] != wanted[name]
        ]
    assert wrong == []


async def test_who_is_asking_comes_before_what_is_asked(app, stranger, callers):
    for method, path in routes_of(app):
        row = ROUTES[method, path]
        if row == "anyone" or method in BODILESS:
            continue
        url = path.format_map(ANYWHERE | dict.fromkeys(("user_id", "key_id"), "no-id"))
        refused = sorted(EVERYONE - NOBODY - ROWS[row])
        for name in ("no token", *refused[:1]):
            headers = {**callers[name], "Content-Type": "application/json"}
            answer = await stranger.request(method, url, content=b"{no json", headers=headers)
            assert answer.status_code == (401 if name in NOBODY else 403), (method, path, name)
