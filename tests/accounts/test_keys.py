from datetime import timedelta

import pytest
from sqlalchemy import select, update

from jobcenter.accounts.actions import create_key, revoke_key
from jobcenter.kit.clock import now
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import InvalidError, NotFoundError
from jobcenter.tables import api_keys, users

KEYS = "/api/accounts/keys"
AUDIT = "/api/accounts/audit"


def by(key):
    return {"Authorization": f"Bearer {key}"}


async def make(engine, **what):
    async with writing(engine) as session:
        return await create_key(session, name="ci", actor="cli", **what)


async def test_a_key_is_shown_once_and_stored_hashed(client, sign_in, engine):
    admin = await sign_in("admin")
    answer = await client.post(KEYS, headers=admin["headers"], json={"name": "ci", "scopes": ["scraping:read"]})
    assert answer.status_code == 201
    key = answer.json()["key"]
    listed = await client.get(KEYS, headers=admin["headers"])
    assert [item["prefix"] for item in listed.json()["items"]] == [key.split("_")[1]]
    assert key.split("_", 2)[2] not in listed.text
    async with reading(engine) as session:
        assert (await session.scalars(select(api_keys.c.key_hash))).one() not in key


async def test_a_role_key_acts_as_its_role_but_is_no_person(client, engine):
    _row, key = await make(engine, role="admin")
    assert (await client.get(AUDIT, headers=by(key))).status_code == 200
    for path in ("/api/accounts/me", "/api/accounts/users", KEYS):
        assert (await client.get(path, headers=by(key))).status_code == 403, path


async def test_a_scoped_key_may_nothing_beside_its_scopes(client, engine):
    _row, key = await make(engine, scopes=["scraping:read", "scraping:write"])
    assert (await client.get(AUDIT, headers=by(key))).status_code == 403


async def test_a_wrong_secret_is_refused(client, engine):
    _row, key = await make(engine, role="admin")
    wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
    assert (await client.get(AUDIT, headers=by(wrong))).status_code == 401


async def test_a_revoked_key_is_out_at_once(client, engine):
    row, key = await make(engine, role="admin")
    async with writing(engine) as session:
        await revoke_key(session, prefix_or_id=row.prefix, actor="cli")
        await revoke_key(session, prefix_or_id=str(row.id), actor="cli")
    answer = await client.get(AUDIT, headers=by(key))
    assert answer.status_code == 401
    assert "revoked" in answer.json()["detail"]


async def test_an_expired_key_is_refused(client, engine):
    _row, key = await make(engine, role="admin", expires_at=now() + timedelta(hours=1))
    assert (await client.get(AUDIT, headers=by(key))).status_code == 200
    async with writing(engine) as session:
        await session.execute(update(api_keys).values(expires_at=api_keys.c.created_at))
    assert (await client.get(AUDIT, headers=by(key))).status_code == 401


async def test_the_last_use_of_a_key_is_told_to_ten_minutes(client, sign_in, engine, sql):
    row, key = await make(engine, role="admin")
    assert row.last_used_at is None
    told = []
    for ago in (None, 9, 11):
        if ago:
            await sql(f"UPDATE api_keys SET last_used_at = now() - interval '{ago} minutes'")
        await client.get(AUDIT, headers=by(key))
        told.append((await sql("SELECT now() - last_used_at < interval '1 minute' AS is_now FROM api_keys"))[0])
    assert [one["is_now"] for one in told] == [True, False, True]
    admin = await sign_in("admin")
    assert (await client.get(KEYS, headers=admin["headers"])).json()["items"][0]["last_used_at"]


async def test_a_recruiter_makes_only_what_is_in_reach_and_sees_only_own_keys(client, sign_in, engine):
    bob = await sign_in("recruiter")
    foreign, _key = await make(engine, role="admin")
    for beyond in (
        {"role": "recruiter"},
        {"scopes": ["scraping:write"]},
        {"scopes": ["scraping:read"], "role": "admin"},
    ):
        answer = await client.post(KEYS, headers=bob["headers"], json={"name": "x", **beyond})
        assert answer.status_code == 403, beyond
    own = await client.post(KEYS, headers=bob["headers"], json={"name": "x", "scopes": ["scraping:read"]})
    listed = await client.get(KEYS, headers=bob["headers"])
    assert [item["id"] for item in listed.json()["items"]] == [own.json()["id"]]
    assert (await client.delete(f"{KEYS}/{foreign.id}", headers=bob["headers"])).status_code == 404
    assert (await client.delete(f"{KEYS}/{own.json()['id']}", headers=bob["headers"])).status_code == 204


async def test_a_key_never_outgrows_its_owner(client, sign_in, engine):
    admin = await sign_in("admin")
    key = (await client.post(KEYS, headers=admin["headers"], json={"name": "x", "role": "admin"})).json()["key"]
    assert (await client.get(AUDIT, headers=by(key))).status_code == 200
    async with writing(engine) as session:
        await session.execute(update(users).values(role="recruiter"))
    assert (await client.get(AUDIT, headers=by(key))).status_code == 403
    async with writing(engine) as session:
        await session.execute(update(users).values(is_active=False))
    assert (await client.get(AUDIT, headers=by(key))).status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{}, {"role": "admin", "scopes": ["scraping:read"]}, {"role": "manager"}, {"scopes": ["scraping:all"]}],
)
async def test_a_wrong_key_is_told(engine, wrong):
    with pytest.raises(InvalidError, match=r"role|scopes"):
        await make(engine, **wrong)


async def test_an_unknown_key_is_told_without_repeating_a_secret(engine):
    with pytest.raises(NotFoundError) as told:
        async with writing(engine) as session:
            await revoke_key(session, prefix_or_id="jc_0123456789ab_secret", actor="cli")
    assert "0123456789ab" in told.value.detail
    assert "secret" not in told.value.detail
