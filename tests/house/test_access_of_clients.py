"""A client's manager and the things of another client: whatever route is asked, they are not there."""

import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import text
from tests.house.access_routes_of_recruiting import ROUTES_OF_RECRUITING
from tests.house.access_rows import ROWS
from tests.house.doors import PASSWORD, bearer
from tests.house.rows import AROUND, COMPANY, GROUND, IDS, JOB, PIPELINE

from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import writing

OTHER = type(COMPANY)(int=COMPANY.int + 1)
ANOTHER = f"INSERT INTO companies (id, name, name_key, is_client) VALUES ('{OTHER}', 'Rival', 'rival', true)"
OUT = type(COMPANY)(int=COMPANY.int + 2)
AN_END = f"INSERT INTO job_stages (id, job_id, name, kind, position) VALUES ('{OUT}', '{JOB}', 'Out', 'rejected', 2)"
OWN_INTERVIEW = """
    UPDATE interviews SET scheduled_at = now() + interval '1 day', interviewer_id = (
        SELECT id FROM users WHERE name = 'own'
    )
"""
SENT = f"""
    WITH kept AS (UPDATE applicants SET sent_to_manager_at = now())
    INSERT INTO applicant_history (applicant_id, by, to_stage, to_kind)
    VALUES ('{IDS["applicant_id"]}', 'test', 'Sent', 'sent_to_manager')
"""
TAGGED = f"INSERT INTO candidate_tags (candidate_id, tag) VALUES ('{IDS['candidate_id']}', 'steel')"
# What is the agency's own, of whichever client: nothing of it is a manager's.
THE_AGENCYS = {
    *("/api/stage-templates", "/api/stage-templates/{template_id}"),
    *("/api/candidates/tags", "/api/applicants/moves/{operation_id}"),
}
CHANGES = {
    ("PATCH", "/api/jobs/{job_id}"): {"title": "Taken over"},
    ("PATCH", "/api/applicants/{applicant_id}"): {"stage_id": str(OUT), "reject_reason": "x"},
    ("POST", "/api/applicants/{applicant_id}/interviews"): {"scheduled_at": "2026-05-01T10:00:00Z"},
    ("PATCH", "/api/interviews/{interview_id}"): {"status": "passed"},
}
BY_THE_AGENCY_ALONE = {("POST", "/api/applicants/{applicant_id}/interviews")}  # a manager writes outcomes, not dates


@pytest.fixture
async def managers(engine, stranger):
    """The headers of a manager of the client whose the things are, and of one of another client."""
    async with writing(engine) as session:
        await create_user(session, email="a@example.com", name="A", role="admin", password=PASSWORD, actor="test")
        for statement in (*GROUND, *PIPELINE, *AROUND, ANOTHER, AN_END, SENT, TAGGED):
            await session.execute(text(statement))
        for name, company in (("own", COMPANY), ("other", OTHER)):
            email = f"{name}@example.com"
            await create_user(
                session, email=email, name=name, role="manager", password=PASSWORD, company_id=company, actor="test"
            )
        await session.execute(text(OWN_INTERVIEW))
    found = {}
    for name in ("own", "other"):
        answer = await stranger.post(
            "/api/accounts/sign-in", json={"email": f"{name}@example.com", "password": PASSWORD}
        )
        found[name] = bearer(answer.json()["access_token"])
    return found


def open_to_managers(app):
    """The routes of the application that a manager may ask, beside those about oneself."""
    for route in iter_route_contexts(app.routes):
        for method in route.methods:
            row = ROUTES_OF_RECRUITING.get((method, route.path_format))
            if row is not None and "manager" in ROWS[row]:
                yield method, route.path_format


def found_in(answer):
    """What an answer holds of anybody: the rows of a page, tags, or what waits."""
    told = answer.json()
    today = [one for part in told.values() if isinstance(part, dict) for one in part.get("items", ())]
    return [one for name in ("items", "tags") for one in told.get(name, ())] + today


async def ask(stranger, method, path, headers):
    body = None if method == "GET" else CHANGES[method, path]
    return await stranger.request(method, path.format(**IDS), json=body, headers=headers)


async def test_what_is_another_clients_is_not_there(app, stranger, managers):
    wrong, asked = [], 0
    for method, path in sorted(open_to_managers(app)):  # all is read before anything is changed
        own, other = [await ask(stranger, method, path, managers[who]) for who in ("own", "other")]
        if path in THE_AGENCYS and "{" in path:
            fine = (own.status_code, other.status_code) == (404, 404)
        elif (method, path) in BY_THE_AGENCY_ALONE:
            fine = (own.status_code, other.status_code) == (403, 404)
        elif "{" in path:  # the own client's manager comes first: what would be missing for everybody proves nothing
            fine = own.status_code < 300 and other.status_code == 404
        else:
            fine = found_in(other) == [] or path == "/api/companies"
            fine = fine and (own.status_code, other.status_code) == (200, 200)
            fine = fine and (found_in(own) == []) == (path in THE_AGENCYS)
        asked += 1
        if not fine:
            wrong.append(f"{method} {path}: {own.status_code} for the own manager, {other.status_code} {other.text}")
    assert wrong == []
    assert asked > 20
    mine = await stranger.get("/api/companies", headers=managers["other"])
    assert [one["name"] for one in mine.json()["items"]] == ["Rival"]


async def test_what_was_never_sent_to_a_manager_is_not_there(app, stranger, managers, sql):
    await sql("DELETE FROM applicant_history")
    await sql("UPDATE applicants SET sent_to_manager_at = NULL")
    seen = []
    for method, path in open_to_managers(app):
        if "/jobs" in path or "/companies" in path or path in THE_AGENCYS:
            continue
        answer = await ask(stranger, method, path, managers["own"])
        if not (answer.status_code == 404 or (answer.status_code == 200 and found_in(answer) == [])):
            seen.append(f"{method} {path}: {answer.status_code} {answer.text}")
    assert seen == []
    board = await stranger.get(f"/api/jobs/{IDS['job_id']}/board", headers=managers["own"])
    assert (board.status_code, board.json()["items"]) == (200, [])


async def test_the_agencys_words_reach_no_manager(app, stranger, managers, sql):
    secret = "zzsecretzz"
    for statement in (
        f"UPDATE contracts SET terms = '{secret}'",
        f"UPDATE off_limits_rules SET reason = '{secret}'",
        "UPDATE placements SET fee = 98765, currency = 'EUR'",
        f"UPDATE candidate_notes SET is_internal = true, text = '{secret}'",
        f"UPDATE mails SET subject = '{secret}'",
        f"UPDATE company_contacts SET note = '{secret}'",
    ):
        await sql(statement)
    for method, path in open_to_managers(app):
        if method == "GET":
            answer = await ask(stranger, method, path, managers["own"])
            assert secret not in answer.text, path
            assert "98765" not in answer.text, path
