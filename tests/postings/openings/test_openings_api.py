"""Openings over HTTP: list, look into, split, join."""

import pytest
from sqlalchemy import text

from jobcenter.kit.clock import new_id


@pytest.fixture
async def opening(sql_openings):
    """An opening of two postings; gives its id and theirs."""
    return await sql_openings(2)


@pytest.fixture
def sql_openings(engine):
    """Makes openings of some postings each, as matching would."""

    async def made(count):
        opening, ids = new_id(), [new_id() for _ in range(count)]
        async with engine.begin() as connection:
            await connection.execute(
                text("INSERT INTO openings (id, title, postings_count) VALUES (:id, 'Baker', :count)"),
                {"id": opening, "count": count},
            )
            for one in ids:
                await connection.execute(
                    text(
                        "INSERT INTO postings (id, site_name, vendor_id, title, content_hash, last_seen_run_id)"
                        " VALUES (:id, 'lever', :vendor, 'Baker', '', :id)"
                    ),
                    {"id": one, "vendor": str(one)},
                )
                await connection.execute(
                    text("INSERT INTO opening_members (posting_id, opening_id) VALUES (:id, :opening)"),
                    {"id": one, "opening": opening},
                )
        return str(opening), [str(one) for one in ids]

    return made


async def test_openings_are_listed_and_looked_into(api, opening, sql_openings):
    alone, _ = await sql_openings(1)
    listed = (await api.get("/api/openings")).json()["items"]
    assert sorted(one["id"] for one in listed) == sorted([alone, opening[0]])
    several = (await api.get("/api/openings", params={"several": True})).json()["items"]
    assert [one["id"] for one in several] == [opening[0]]
    whole = (await api.get(f"/api/openings/{opening[0]}")).json()
    assert sorted(one["posting_id"] for one in whole["members"]) == sorted(opening[1])
    for one in opening[1]:
        assert (await api.get(f"/api/postings/{one}")).json()["opening_id"] == opening[0]


async def test_a_split_and_a_join_answer_what_there_is_now_and_are_audited(api, opening):
    opening_id, (first, second) = opening
    split = await api.post(f"/api/openings/{opening_id}/split", json={"posting_ids": [second]})
    assert split.status_code == 200, split.text
    assert [one["posting_id"] for one in split.json()["members"]] == [second]
    joined = await api.post("/api/openings/join", json={"opening_ids": [split.json()["id"], opening_id]})
    assert {one["posting_id"] for one in joined.json()["members"]} == {first, second}
    assert joined.json()["id"] == split.json()["id"]
    assert (await api.get(f"/api/openings/{opening_id}")).status_code == 404
    audit = (await api.get("/api/accounts/audit")).json()["items"]
    assert [one["action"] for one in audit if one["thing"] == "opening"] == ["join", "split"]


async def test_what_cannot_be_is_said(api, opening):
    opening_id, (first, second) = opening
    for path, body, status in (
        (f"{opening_id}/split", {"posting_ids": [first, second]}, 422),
        (f"{opening_id}/split", {"posting_ids": [str(new_id())]}, 422),
        (f"{new_id()}/split", {"posting_ids": [first]}, 404),
        ("join", {"opening_ids": [opening_id, str(new_id())]}, 404),
        ("join", {"opening_ids": [opening_id]}, 422),
    ):
        answer = await api.post(f"/api/openings/{path}", json=body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (status, True), path
