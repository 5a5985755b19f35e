"""Managers work for a client company; without one they see nothing, and whoever makes one is told so."""

import pytest

USERS = "/api/accounts/users"
NEW = {"email": "mia@example.com", "name": "Mia", "role": "manager", "password": "correct horse battery"}


@pytest.fixture
async def admin(client, sign_in):
    client.headers |= (await sign_in("admin"))["headers"]
    return client


async def test_a_manager_works_for_a_company(admin, company_id, sql):
    made = await admin.post(USERS, json={**NEW, "company_id": company_id})
    assert (made.status_code, made.json()["company_id"], made.json()["remark"]) == (201, company_id, None)
    audited = await sql("SELECT after FROM audit_log WHERE thing_id = :id", id=made.json()["id"])
    assert audited[0]["after"]["company_id"] == company_id


async def test_a_manager_without_a_company_is_told_of(admin, company_id):
    made = (await admin.post(USERS, json=NEW)).json()
    assert made["company_id"] is None
    assert "sees nothing" in made["remark"]
    changed = await admin.patch(f"{USERS}/{made['id']}", json={"company_id": company_id})
    assert (changed.json()["company_id"], changed.json()["remark"]) == (company_id, None)


@pytest.mark.parametrize(
    ("role", "company", "told"),
    [("recruiter", None, "only a manager"), ("manager", "01890000-0000-7000-8000-000000000000", "no company")],
)
async def test_a_company_that_cannot_be_is_refused(admin, company_id, role, company, told):
    given = {**NEW, "role": role, "company_id": company or company_id}
    for path in (USERS, "/api/accounts/invitations"):
        body = given if path == USERS else {name: value for name, value in given.items() if name != "password"}
        answer = await admin.post(path, json=body)
        assert answer.status_code == 422
        assert told in answer.json()["detail"]


async def test_whoever_is_no_manager_any_more_has_no_company(admin, company_id):
    made = (await admin.post(USERS, json={**NEW, "company_id": company_id})).json()
    changed = await admin.patch(f"{USERS}/{made['id']}", json={"role": "recruiter"})
    assert (changed.status_code, changed.json()["company_id"]) == (200, None)
    again = await admin.patch(f"{USERS}/{made['id']}", json={"company_id": company_id})
    assert again.status_code == 422


async def test_a_user_without_a_password_cannot_sign_in_with_one(admin):
    assert (await admin.post(USERS, json={**NEW, "password": None})).status_code == 201
    answer = await admin.post("/api/accounts/sign-in", json={"email": NEW["email"], "password": NEW["password"]})
    assert answer.status_code == 401
