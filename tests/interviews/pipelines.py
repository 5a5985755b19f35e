"""Two clients with a job and an applicant each, and whoever may ask about them: for all tests of what follows."""

import uuid
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from jobcenter.accounts.actions import create_key, create_user
from jobcenter.applicants import facts
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading, writing
from jobcenter.tables.jobs import STAGE_KINDS

PASSWORD = "correct horse battery"
NOWHERE = "01890000-0000-7000-8000-000000000000"


class Agency:
    """Writes rows straight into the tables of others; `acme` and `rival` are clients, each with a job."""

    def __init__(self, engine):
        self.engine = engine

    async def run(self, statement, **values):
        async with writing(self.engine) as session:
            result = await session.execute(text(statement), values)
            return result.mappings().all() if result.returns_rows else None

    async def client(self, name):
        made = SimpleNamespace(id=new_id(), job=new_id(), stages={}, rounds={})
        await self.run(
            "INSERT INTO companies (id, name, name_key, is_client) VALUES (:id, :name, lower(:name), true)",
            id=made.id,
            name=name,
        )
        await self.run(
            "INSERT INTO jobs (id, company_id, title, status) VALUES (:id, :company, 'Welder', 'open')",
            id=made.job,
            company=made.id,
        )
        for position, kind in enumerate(STAGE_KINDS, 1):
            made.stages[kind] = new_id()
            await self.run(
                "INSERT INTO job_stages (id, job_id, name, kind, position) VALUES (:id, :job, :name, :kind, :at)",
                id=made.stages[kind],
                job=made.job,
                name=kind.title(),
                kind=kind,
                at=position,
            )
        made.rounds["Phone"] = new_id()
        await self.run(
            "INSERT INTO interview_rounds (id, company_id, name, position) VALUES (:id, :company, 'Phone', 1)",
            id=made.rounds["Phone"],
            company=made.id,
        )
        return made

    async def person(self, name="Zoë Ångström"):
        candidate = new_id()
        await self.run(
            "INSERT INTO candidates (id, name, name_key) VALUES (:id, :name, :name)", id=candidate, name=name
        )
        return candidate

    async def applicant(self, client, kind="sent_to_manager", *, candidate=None, sent=True):
        """An applicant of the client's job at a stage of this kind; `sent` to its manager, or not."""
        applicant, candidate = new_id(), candidate or await self.person()
        await self.run(
            "INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)"
            " VALUES (:id, :job, :candidate, :stage, :kind, 1, '', '')",
            id=applicant,
            job=client.job,
            candidate=candidate,
            stage=client.stages[kind],
            kind=kind,
        )
        if sent:
            await self.run(
                "INSERT INTO applicant_history (applicant_id, by, to_stage, to_kind, at)"
                " VALUES (:id, 'test', 'Sent', 'sent_to_manager', '2026-01-01T00:00Z')",
                id=applicant,
            )
        async with writing(self.engine) as session:
            await facts.keep(session, [applicant])
        return applicant

    async def move(self, applicant, client, kind):
        await self.run(
            "UPDATE applicants SET stage_id = :stage, stage_kind = :kind WHERE id = :id",
            id=applicant,
            stage=client.stages[kind],
            kind=kind,
        )

    async def kept(self, applicant):
        """The facts on an applicant's row; fails where any fact of any row is not true."""
        async with reading(self.engine) as session:
            assert await facts.drift(session) == []
        (row,) = await self.run("SELECT * FROM applicants WHERE id = :id", id=uuid.UUID(str(applicant)))
        return row

    async def audited(self, thing):
        rows = await self.run(
            "SELECT actor, action, before, after FROM audit_log WHERE thing = :t ORDER BY id", t=thing
        )
        return [dict(row) for row in rows]


@pytest.fixture
async def agency(engine):
    made = Agency(engine)
    made.acme, made.rival = await made.client("Acme"), await made.client("Rival")
    return made


@pytest.fixture
async def who(api, engine, agency):
    """Who may ask: the ids of the people, and by `headers` how each of them asks."""
    ids, headers = {}, {}
    async with writing(engine) as session:
        for name, role in (
            *(("ada", "recruiter"), ("bob", "recruiter"), ("root", "admin")),
            *(("manager", "manager"), ("rival", "manager")),
        ):
            email = f"{name}@example.com"
            user = await create_user(
                session, email=email, name=name.title(), role=role, password=PASSWORD, actor="test"
            )
            ids[name] = user.id
        for name, client in (("manager", agency.acme), ("rival", agency.rival)):
            given = {"company": client.id, "id": ids[name]}
            await session.execute(text("UPDATE users SET company_id = :company WHERE id = :id"), given)
        for scope in ("recruiting:read", "recruiting:write"):
            _, key = await create_key(session, name=scope, scopes=[scope], owner_id=None, actor="test")
            headers[scope] = {"Authorization": f"Bearer {key}"}
    for name in ids:
        answer = await api.post("/api/accounts/sign-in", json={"email": f"{name}@example.com", "password": PASSWORD})
        headers[name] = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    return SimpleNamespace(**ids, headers=headers)


async def pages(api, address, *, limit=2, **asked):
    """All items of a list, page by page."""
    found, after = [], {}
    while True:
        headers = asked.get("headers", {})
        answer = await api.get(address, params={**asked.get("params", {}), "limit": limit, **after}, headers=headers)
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["items"]) <= limit
        found += answer.json()["items"]
        if answer.json()["next"] is None:
            return found
        after = {"after": answer.json()["next"]}
