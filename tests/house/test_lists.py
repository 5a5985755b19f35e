"""A page costs the same whatever the size behind it: every list, at ten rows and at a thousand."""

import pytest
from sqlalchemy import text
from tests.house.fills import FILLS_OF_THE_GROUND
from tests.house.fills_of_recruiting import FILLS_OF_RECRUITING
from tests.house.rows import GROUND, IDS, PIPELINE

from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"
FILLS = FILLS_OF_THE_GROUND | FILLS_OF_RECRUITING


def address(path):
    return path.format(**IDS)


async def fill(engine, statement, first=1, last=10):
    async with engine.begin() as connection:
        await connection.execute(text(statement), {"first": first, "last": last} if ":first" in statement else {})


@pytest.fixture
async def admin(engine, stranger):
    async with writing(engine) as session:
        await create_user(
            session, email="admin@example.com", name="admin", role="admin", password=PASSWORD, actor="test"
        )
    given = {"email": "admin@example.com", "password": PASSWORD}
    answer = await stranger.post("/api/accounts/sign-in", json=given)
    for statement in (*GROUND, *PIPELINE):
        await fill(engine, statement)
    stranger.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return stranger


def lists(app):
    """The routes whose answer is a page, with their parameters, by the OpenAPI document."""
    document = app.openapi()
    for path, item in document["paths"].items():
        for operation in [item["get"]] if "get" in item else []:
            answer = operation["responses"].get("200", {}).get("content", {})
            schema = answer.get("application/json", {}).get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            if "items" in document["components"]["schemas"].get(name, {}).get("properties", {}):
                yield path, {one["name"]: one["schema"] for one in operation["parameters"]}


def test_every_list_is_tested_here_and_takes_limit_and_after(app):
    found = dict(lists(app))
    assert set(found) == set(FILLS)
    for parameters in found.values():
        limit = parameters["limit"]
        assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 200, 100)
        assert "after" in parameters


async def test_a_list_makes_as_many_statements_at_a_thousand_rows_as_at_ten(engine, statements_sent, admin):
    for path, filling in FILLS.items():
        counts = []
        for first, last in ((1, 10), (11, 1000)):
            await fill(engine, filling, first, last)
            statements_sent.clear()
            answer = await admin.get(address(path), params={"limit": 200})
            assert answer.status_code == 200, answer.text
            assert len(answer.json()["items"]) >= min(last, 200)
            counts.append(len(statements_sent))
        assert counts[0] == counts[1], path
        assert 0 < counts[0] <= 6, path


async def test_a_cursor_that_this_list_did_not_give_out_is_refused(engine, admin):
    for filling in FILLS.values():
        await fill(engine, filling)
    cursors = {}
    for path in FILLS:
        first = (await admin.get(address(path), params={"limit": 2})).json()
        second = await admin.get(address(path), params={"limit": 2, "after": first["next"]})
        assert second.status_code == 200
        assert not [one for one in second.json()["items"] if one in first["items"]]
        cursors[path] = first["next"]
    for path, cursor in cursors.items():
        turned = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
        foreign = next(one for other, one in cursors.items() if other != path)
        for bad in (turned, foreign, "x", "é", cursor * 2):
            answer = await admin.get(address(path), params={"after": bad})
            assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), (
                path,
                bad,
            )
