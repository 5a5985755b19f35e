import asyncio

import pytest
from sqlalchemy import event, select

from jobcenter.accounts.actions import create_user, reset_password
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables import audit_log, users

USERS = "/api/accounts/users"
PASSWORD = "correct horse battery"
NEW = {"email": "bob@example.com", "name": "Bob", "role": "recruiter", "password": PASSWORD}


async def test_an_admin_makes_a_user_and_it_is_audited(client, sign_in, engine):
    admin = await sign_in("admin")
    answer = await client.post(USERS, headers=admin["headers"], json=NEW)
    assert answer.status_code == 201
    async with reading(engine) as session:
        entry = (await session.execute(select(audit_log).where(audit_log.c.thing_id == answer.json()["id"]))).one()
    assert (entry.actor, entry.action) == ("user:admin@example.com", "create")
    assert entry.after == {"email": "bob@example.com", "name": "Bob", "role": "recruiter"}
    again = await client.post(USERS, headers=admin["headers"], json={**NEW, "email": "BOB@example.com"})
    assert again.status_code == 409
    assert "bob@example.com" in again.json()["detail"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("password", "too short", "at least 12"),
        ("password", "ü" * 257, "256 characters"),
        ("password", "Password1234!", "commonly used"),
        ("email", "no address", "email"),
        ("email", "ÄDA@example.com", "email"),
        ("role", "owner", "role"),
        ("name", "   ", "name"),
    ],
)
async def test_a_wrong_value_is_told(client, sign_in, field, value, told):
    admin = await sign_in("admin")
    answer = await client.post(USERS, headers=admin["headers"], json={**NEW, field: value})
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("role", ["recruiter", "manager"])
async def test_only_admins_see_users_and_the_audit_log(client, sign_in, role):
    tokens = await sign_in(role)
    for path in (USERS, "/api/accounts/audit"):
        answer = await client.get(path, headers=tokens["headers"])
        assert answer.status_code == 403
        assert "admin" in answer.json()["detail"]


async def test_making_a_user_inactive_ends_its_sign_ins(client, sign_in):
    admin, bob = await sign_in("admin"), await sign_in("recruiter")
    bob_id = (await client.get("/api/accounts/me", headers=bob["headers"])).json()["id"]
    for is_active in (False, True):
        answer = await client.patch(f"{USERS}/{bob_id}", headers=admin["headers"], json={"is_active": is_active})
        assert answer.json()["is_active"] is is_active
        assert (await client.get("/api/accounts/me", headers=bob["headers"])).status_code == 401


async def test_a_role_holds_from_the_next_request(client, sign_in):
    admin, bob = await sign_in("admin"), await sign_in("recruiter")
    bob_id = (await client.get("/api/accounts/me", headers=bob["headers"])).json()["id"]
    assert (await client.get(USERS, headers=bob["headers"])).status_code == 403
    await client.patch(f"{USERS}/{bob_id}", headers=admin["headers"], json={"role": "admin"})
    assert (await client.get(USERS, headers=bob["headers"])).status_code == 200


@pytest.mark.parametrize("change", [{"role": "recruiter"}, {"is_active": False}])
async def test_the_last_active_admin_stays(client, sign_in, change):
    admin = await sign_in("admin")
    own_id = (await client.get("/api/accounts/me", headers=admin["headers"])).json()["id"]
    answer = await client.patch(f"{USERS}/{own_id}", headers=admin["headers"], json=change)
    assert answer.status_code == 409
    assert (await client.get(USERS, headers=admin["headers"])).status_code == 200


async def test_two_admins_who_demote_each_other_leave_one(client, sign_in, engine):
    one, two = await sign_in("admin", "one@example.com"), await sign_in("admin", "two@example.com")
    ids = [(await client.get("/api/accounts/me", headers=each["headers"])).json()["id"] for each in (one, two)]
    demoted = {"role": "recruiter"}
    await asyncio.gather(
        client.patch(f"{USERS}/{ids[1]}", headers=one["headers"], json=demoted),
        client.patch(f"{USERS}/{ids[0]}", headers=two["headers"], json=demoted),
    )
    async with reading(engine) as session:
        assert len(list(await session.scalars(select(users.c.id).where(users.c.role == "admin")))) == 1


async def test_an_unknown_user_is_404(client, sign_in):
    admin = await sign_in("admin")
    answer = await client.patch(f"{USERS}/{new_id()}", headers=admin["headers"], json={"name": "X"})
    assert answer.status_code == 404


async def test_pages_of_users_join_without_gap_and_refuse_foreign_cursors(client, sign_in, engine):
    admin = await sign_in("admin")
    async with writing(engine) as session:
        for number in range(4):
            await create_user(
                session, email=f"u{number}@example.com", name="U", role="manager", password=PASSWORD, actor="test"
            )
    seen, after = [], None
    while True:
        params = {"limit": 2} | ({"after": after} if after else {})
        page = (await client.get(USERS, headers=admin["headers"], params=params)).json()
        seen += [item["email"] for item in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert seen == ["admin@example.com", *(f"u{number}@example.com" for number in range(4))]
    for path, cursor in (("audit", after), ("keys", after), ("users", after[:-2] + "AA"), ("users", "é!")):
        answer = await client.get(f"/api/accounts/{path}", headers=admin["headers"], params={"after": cursor})
        assert answer.status_code == 422, path


@pytest.mark.slow
async def test_a_page_of_the_audit_log_costs_the_same_at_any_size(client, sign_in, engine):
    admin = await sign_in("admin")
    counts = []

    def count(*_anything):
        counts[-1] += 1

    for size in (10, 1000):
        async with writing(engine) as session:
            entry = {"actor": "test", "action": "create", "thing": "x", "thing_id": "1"}
            await session.execute(audit_log.insert(), [entry] * size)
        counts.append(0)
        event.listen(engine.sync_engine, "before_cursor_execute", count)
        answer = await client.get("/api/accounts/audit", headers=admin["headers"], params={"limit": 5})
        event.remove(engine.sync_engine, "before_cursor_execute", count)
        assert len(answer.json()["items"]) == 5
        ids = [item["id"] for item in answer.json()["items"]]
        assert ids == sorted(ids, reverse=True)
    assert counts[0] == counts[1] > 0


async def test_resetting_a_password_ends_every_sign_in(client, sign_in, engine):
    tokens = await sign_in("recruiter")
    async with writing(engine) as session:
        await reset_password(session, email="recruiter@example.com", password="a brand new battery", actor="cli")
    assert (await client.get("/api/accounts/me", headers=tokens["headers"])).status_code == 401
    with pytest.raises(NotFoundError, match=r"nobody@example\.com"):
        async with writing(engine) as session:
            await reset_password(session, email="nobody@example.com", password="a brand new battery", actor="cli")


async def test_an_admin_ends_every_sign_in_of_a_user_who_may_come_back(client, sign_in):
    admin, bob = await sign_in("admin"), await sign_in("recruiter")
    bob_id = (await client.get("/api/accounts/me", headers=bob["headers"])).json()["id"]
    ended = await client.delete(f"{USERS}/{bob_id}/sign-ins", headers=admin["headers"])
    assert ended.status_code == 204
    assert (await client.get("/api/accounts/me", headers=bob["headers"])).status_code == 401
    assert (await client.get("/api/accounts/me", headers=admin["headers"])).status_code == 200
    await sign_in("recruiter", there=True)
    nobody = await client.delete(f"{USERS}/00000000-0000-4000-8000-000000000000/sign-ins", headers=admin["headers"])
    assert nobody.status_code == 404


async def test_the_audit_log_is_read_by_who_and_by_what(client, sign_in, engine):
    admin = (await sign_in("admin"))["headers"]
    entries = [("user:ada@example.com", "company", "1"), ("key:reports", "company", "2"), ("key:reports", "job", "1")]
    async with writing(engine) as session:
        await session.execute(
            audit_log.insert(),
            [{"actor": actor, "action": "change", "thing": thing, "thing_id": one} for actor, thing, one in entries],
        )

    async def found(**asked):
        answer = await client.get("/api/accounts/audit", headers=admin, params=asked)
        return [(one["actor"], one["thing"], one["thing_id"]) for one in answer.json()["items"]]

    assert await found(actor="key:reports") == [entries[2], entries[1]]
    assert await found(thing="company") == [entries[1], entries[0]]
    assert await found(thing="company", thing_id="1") == [entries[0]]
    assert await found(thing="company", actor="nobody") == []
    alone = await client.get("/api/accounts/audit", headers=admin, params={"thing_id": "1"})
    assert (alone.status_code, "thing=" in alone.json()["detail"]) == (422, True)
