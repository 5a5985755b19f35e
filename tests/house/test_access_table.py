"""Who gets in where: the rows of the access table, and every route of the application in one of them."""

import pytest
from fastapi.routing import iter_route_contexts

from jobcenter.accounts.actions import change_user, create_key, create_user, revoke_key
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"
NOBODY = {"none", "inactive user", "revoked key"}
SIGNED_IN = {"admin", "recruiter", "manager"}
KEYS = {"scraping:read", "scraping:write", "recruiting:read"}
EVERYONE = NOBODY | SIGNED_IN | KEYS

ROWS = {
    "anyone": EVERYONE,
    "own profile and password": SIGNED_IN,
    "users": {"admin"},
    "own API keys": {"admin", "recruiter"},
    "audit log": {"admin"},
    "sites, schedules, runs: read": {"admin", "recruiter", "scraping:read"},
    "scrape now, cancel, retry": {"admin", "recruiter", "scraping:write"},
    "schedules: write": {"admin", "scraping:write"},
    "postings: read, export": {"admin", "recruiter", "scraping:read"},
    "openings: split, join": {"admin", "recruiter", "scraping:write"},
    "saved searches: one's own": {"admin", "recruiter"},
    "candidates: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "candidates: write": {"admin", "recruiter"},
    "jobs: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "jobs: write": {"admin", "recruiter"},
    "jobs: title and description": {"admin", "recruiter", "manager"},
    "companies: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "companies, rounds: write": {"admin", "recruiter", "recruiting:write"},
    "contracts: read": {"admin", "recruiter", "recruiting:read"},
    "contracts: write": {"admin", "recruiting:write"},
    "off-limits rules: read": {"admin", "recruiter"},
    "off-limits rules: write": {"admin"},
    "applicants and board: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "applicants: add, bulk, undo": {"admin", "recruiter", "recruiting:write"},
    "applicants: move": {"admin", "recruiter", "manager", "recruiting:write"},
    "interviews: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "interviews: write": {"admin", "recruiter", "manager", "recruiting:write"},
    "placements: read": {"admin", "recruiter", "manager", "recruiting:read"},
    "placements: write": {"admin", "recruiter", "recruiting:write"},
    "mails: read": {"admin", "recruiter", "recruiting:read"},
    "mails: write": {"admin", "recruiter", "recruiting:write"},
    "queue and scheduler status": {"admin", "recruiter", "scraping:read"},
}

A = "/api/accounts"
S = "/api/scraping"
P = "/api/postings"
C = "/api/companies"
ROUTES = {
    ("POST", f"{A}/sign-in"): "anyone",
    ("POST", f"{A}/refresh"): "anyone",
    ("GET", f"{A}/me"): "own profile and password",
    ("POST", f"{A}/me/password"): "own profile and password",
    ("GET", f"{A}/users"): "users",
    ("POST", f"{A}/users"): "users",
    ("PATCH", f"{A}/users/{{user_id}}"): "users",
    ("DELETE", f"{A}/users/{{user_id}}/identities"): "users",
    ("GET", f"{A}/invitations"): "users",
    ("POST", f"{A}/invitations"): "users",
    ("DELETE", f"{A}/invitations/{{invitation_id}}"): "users",
    ("POST", f"{A}/invitations/accept"): "anyone",  # who has the link that an admin handed over
    ("GET", f"{A}/oidc/start"): "anyone",
    ("GET", f"{A}/oidc/callback"): "anyone",
    ("GET", f"{A}/keys"): "own API keys",
    ("POST", f"{A}/keys"): "own API keys",
    ("DELETE", f"{A}/keys/{{key_id}}"): "own API keys",
    ("GET", f"{A}/audit"): "audit log",
    ("GET", "/api/openings"): "postings: read, export",
    ("GET", "/api/openings/{opening_id}"): "postings: read, export",
    ("POST", "/api/openings/{opening_id}/split"): "openings: split, join",
    ("POST", "/api/openings/join"): "openings: split, join",
    ("GET", "/jobs/sites"): "sites, schedules, runs: read",
    ("POST", "/jobs/scrape"): "scrape now, cancel, retry",
    ("GET", "/jobs/scrape/{run_id}"): "sites, schedules, runs: read",
    ("GET", f"{S}/runs"): "sites, schedules, runs: read",
    ("GET", f"{S}/runs/{{run_id}}"): "sites, schedules, runs: read",
    ("POST", f"{S}/runs/{{run_id}}/cancel"): "scrape now, cancel, retry",
    ("POST", f"{S}/runs/{{run_id}}/retry"): "scrape now, cancel, retry",
    ("GET", f"{S}/runs/{{run_id}}/postings"): "sites, schedules, runs: read",
    ("GET", f"{S}/runs/{{run_id}}/errors"): "sites, schedules, runs: read",
    ("GET", f"{S}/runs/{{run_id}}/drops"): "sites, schedules, runs: read",
    ("GET", f"{S}/runs/{{run_id}}/events"): "sites, schedules, runs: read",
    ("GET", f"{S}/schedules"): "sites, schedules, runs: read",
    ("POST", f"{S}/schedules"): "schedules: write",
    ("POST", f"{S}/schedules/preview"): "sites, schedules, runs: read",
    ("GET", f"{S}/schedules/{{schedule_id}}"): "sites, schedules, runs: read",
    ("PUT", f"{S}/schedules/{{schedule_id}}"): "schedules: write",
    ("PATCH", f"{S}/schedules/{{schedule_id}}"): "schedules: write",
    ("DELETE", f"{S}/schedules/{{schedule_id}}"): "schedules: write",
    ("GET", f"{S}/schedules/{{schedule_id}}/occurrences"): "sites, schedules, runs: read",
    ("GET", f"{S}/schedules/{{schedule_id}}/skips"): "sites, schedules, runs: read",
    ("GET", P): "postings: read, export",
    ("GET", f"{P}/news"): "postings: read, export",
    ("GET", f"{P}/export"): "postings: read, export",
    ("GET", f"{P}/{{posting_id}}"): "postings: read, export",
    ("GET", f"{P}/{{posting_id}}/history"): "postings: read, export",
    ("GET", f"{P}/searches"): "saved searches: one's own",
    ("POST", f"{P}/searches"): "saved searches: one's own",
    ("GET", f"{P}/searches/new"): "saved searches: one's own",
    ("GET", f"{P}/searches/{{search_id}}"): "saved searches: one's own",
    ("PUT", f"{P}/searches/{{search_id}}"): "saved searches: one's own",
    ("DELETE", f"{P}/searches/{{search_id}}"): "saved searches: one's own",
    ("GET", f"{P}/searches/{{search_id}}/hits"): "saved searches: one's own",
    ("POST", f"{P}/searches/{{search_id}}/hits/seen"): "saved searches: one's own",
    ("POST", f"{P}/searches/{{search_id}}/feed-key"): "saved searches: one's own",
    ("DELETE", f"{P}/searches/{{search_id}}/feed-key"): "saved searches: one's own",
    ("GET", f"{P}/searches/{{search_id}}/feed"): "anyone",  # who has the feed's own key
    ("GET", "/api/candidates"): "candidates: read",
    ("POST", "/api/candidates"): "candidates: write",
    ("GET", "/api/candidates/tags"): "candidates: read",
    ("GET", "/api/candidates/{candidate_id}"): "candidates: read",
    ("PATCH", "/api/candidates/{candidate_id}"): "candidates: write",
    ("GET", "/api/candidates/{candidate_id}/profiles"): "candidates: read",
    ("PUT", "/api/profiles"): "candidates: write",
    ("GET", "/api/candidates/{candidate_id}/notes"): "candidates: read",
    ("POST", "/api/candidates/{candidate_id}/notes"): "candidates: write",
    ("DELETE", "/api/candidates/{candidate_id}/notes/{note_id}"): "candidates: write",
    ("GET", "/api/jobs"): "jobs: read",
    ("POST", "/api/jobs"): "jobs: write",
    ("GET", "/api/jobs/{job_id}"): "jobs: read",
    ("PATCH", "/api/jobs/{job_id}"): "jobs: title and description",
    ("GET", "/api/jobs/{job_id}/stages"): "jobs: read",
    ("PUT", "/api/jobs/{job_id}/stages"): "jobs: write",
    ("GET", "/api/stage-templates"): "jobs: read",
    ("POST", "/api/stage-templates"): "jobs: write",
    ("GET", "/api/stage-templates/{template_id}"): "jobs: read",
    ("PUT", "/api/stage-templates/{template_id}"): "jobs: write",
    ("DELETE", "/api/stage-templates/{template_id}"): "jobs: write",
    ("GET", C): "companies: read",
    ("POST", C): "companies, rounds: write",
    ("GET", f"{C}/{{company_id}}"): "companies: read",
    ("PATCH", f"{C}/{{company_id}}"): "companies, rounds: write",
    ("GET", f"{C}/{{company_id}}/contacts"): "companies: read",
    ("POST", f"{C}/{{company_id}}/contacts"): "companies, rounds: write",
    ("PATCH", f"{C}/{{company_id}}/contacts/{{contact_id}}"): "companies, rounds: write",
    ("DELETE", f"{C}/{{company_id}}/contacts/{{contact_id}}"): "companies, rounds: write",
    ("GET", f"{C}/{{company_id}}/rounds"): "companies: read",
    ("PUT", f"{C}/{{company_id}}/rounds"): "companies, rounds: write",
    ("GET", f"{C}/{{company_id}}/contracts"): "contracts: read",
    ("POST", f"{C}/{{company_id}}/contracts"): "contracts: write",
    ("PATCH", f"{C}/{{company_id}}/contracts/{{contract_id}}"): "contracts: write",
    ("GET", f"{C}/{{company_id}}/off-limits"): "off-limits rules: read",
    ("POST", f"{C}/{{company_id}}/off-limits"): "off-limits rules: write",
    ("PATCH", "/api/off-limits/{rule_id}"): "off-limits rules: write",
    ("DELETE", "/api/off-limits/{rule_id}"): "off-limits rules: write",
    ("POST", "/api/jobs/{job_id}/applicants"): "applicants: add, bulk, undo",
    ("POST", "/api/jobs/{job_id}/applicants/move"): "applicants: add, bulk, undo",
    ("GET", "/api/applicants/{applicant_id}"): "applicants and board: read",
    ("GET", "/api/jobs/{job_id}/board"): "applicants and board: read",
    ("GET", "/api/jobs/{job_id}/board/summary"): "applicants and board: read",
    ("GET", "/api/jobs/{job_id}/board/export"): "applicants and board: read",
    ("PATCH", "/api/applicants/{applicant_id}"): "applicants: move",
    ("GET", "/api/applicants/{applicant_id}/history"): "applicants and board: read",
    ("GET", "/api/applicants/moves/{operation_id}"): "applicants and board: read",
    ("POST", "/api/applicants/moves/{operation_id}/cancel"): "applicants: add, bulk, undo",
    ("POST", "/api/applicants/moves/{operation_id}/undo"): "applicants: add, bulk, undo",
    ("GET", "/api/interviews"): "interviews: read",
    ("GET", "/api/interviews/{interview_id}"): "interviews: read",
    ("PATCH", "/api/interviews/{interview_id}"): "interviews: write",
    ("GET", "/api/applicants/{applicant_id}/interviews"): "interviews: read",
    ("POST", "/api/applicants/{applicant_id}/interviews"): "interviews: write",
    ("GET", "/api/placements"): "placements: read",
    ("PATCH", "/api/placements/{placement_id}"): "placements: write",
    ("GET", "/api/applicants/{applicant_id}/placement"): "placements: read",
    ("POST", "/api/applicants/{applicant_id}/placement"): "placements: write",
    ("GET", "/api/applicants/{applicant_id}/mails"): "mails: read",
    ("POST", "/api/applicants/{applicant_id}/mails"): "mails: write",
    ("GET", "/api/mails/{mail_id}"): "mails: read",
    ("POST", "/api/mails/{mail_id}/events"): "mails: write",
    ("GET", "/api/jobs/{job_id}/campaigns"): "mails: read",
    ("POST", "/api/jobs/{job_id}/campaigns"): "mails: write",
    ("GET", "/health"): "anyone",
    ("GET", "/jobs/health"): "queue and scheduler status",
    ("GET", "/jobs/queue/status"): "queue and scheduler status",
    ("GET", "/scheduler/status"): "queue and scheduler status",
    ("POST", "/scheduler/run"): "schedules: write",
    ("POST", f"{A}/sign-out"): "own profile and password",  # asked last: who signs out is out
}
SOME_ID = "01890000-0000-7000-8000-000000000000"


def address(path, **ids):
    """A route's address, with an id for each that it names."""
    names = (
        "user_id",
        "key_id",
        "schedule_id",
        "posting_id",
        "opening_id",
        "search_id",
        "job_id",
        "template_id",
        "candidate_id",
        "note_id",
    )
    names += ("company_id", "contact_id", "contract_id", "rule_id")
    names += ("applicant_id", "interview_id", "placement_id", "mail_id", "operation_id")
    names += ("invitation_id",)
    return path.format(**{"run_id": "manual_0", **dict.fromkeys(names, SOME_ID), **ids})


@pytest.fixture
async def callers(engine, stranger):
    """The headers of everybody who may stand at the door."""
    headers = {"none": {}}
    async with writing(engine) as session:
        for role in ("admin", "recruiter", "manager"):
            await create_user(
                session, email=f"{role}@example.com", name=role, role=role, password=PASSWORD, actor="test"
            )
        gone = await create_user(
            session, email="gone@example.com", name="gone", role="admin", password=PASSWORD, actor="test"
        )
        for scope in sorted(KEYS):
            _, key = await create_key(session, name=scope, scopes=[scope], actor="test")
            headers[scope] = {"Authorization": f"Bearer {key}"}
        revoked, key = await create_key(session, name="revoked", role="admin", actor="test")
        await revoke_key(session, prefix_or_id=str(revoked.id), actor="test")
        headers["revoked key"] = {"Authorization": f"Bearer {key}"}
    for name, role in (
        ("admin", "admin"),
        ("recruiter", "recruiter"),
        ("manager", "manager"),
        ("inactive user", "gone"),
    ):
        answer = await stranger.post(
            "/api/accounts/sign-in", json={"email": f"{role}@example.com", "password": PASSWORD}
        )
        headers[name] = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    async with writing(engine) as session:
        await change_user(session, user_id=gone.id, is_active=False, actor="test")
    assert set(headers) == EVERYONE
    return headers


def test_every_route_stands_in_the_table(app):
    routes = {(method, route.path_format) for route in iter_route_contexts(app.routes) for method in route.methods}
    assert routes == set(ROUTES)
    assert set(ROUTES.values()) == set(ROWS)


async def test_every_route_lets_in_whom_its_row_names_and_nobody_else(stranger, callers):
    wrong = []
    for (method, path), row in ROUTES.items():
        for name, headers in callers.items():
            wanted = "let in" if name in ROWS[row] else "401" if name in NOBODY else "403"
            body = None if method in {"GET", "DELETE"} else {}
            url = address(path)
            answer = await stranger.request(method, url, json=body, headers=headers)
            assert answer.status_code < 500, (method, path, name)
            given = str(answer.status_code) if answer.status_code in {401, 403} else "let in"
            if given != wanted:
                wrong.append(f"{method} {path} for {name}: {given}, should be {wanted}")
    assert wrong == []


async def test_who_is_asking_comes_before_what_is_asked(stranger, callers):
    for (method, path), row in ROUTES.items():
        if row == "anyone" or method in {"GET", "DELETE"}:
            continue
        url = address(path, user_id="no-id", key_id="no-id")
        for name, wanted in (("none", 401), ("recruiting:read", 403)):
            headers = {**callers[name], "Content-Type": "application/json"}
            answer = await stranger.request(method, url, content=b"{no json", headers=headers)
            assert answer.status_code == wanted, (method, path, name)
