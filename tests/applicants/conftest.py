"""A small agency: a client with its job and stages, people, and who is asking."""

import itertools
import uuid

import pytest
from sqlalchemy import text

from jobcenter.accounts.actions import create_user
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing
from jobcenter.kit.folding import fold
from jobcenter.tables.jobs import STAGE_KINDS

PASSWORD = "correct horse battery"
numbers = itertools.count(1)


class Agency:
    """Writes rows straight into the tables of others, and remembers their ids."""

    def __init__(self, engine):
        self.engine = engine
        self.job, self.stages = None, {}

    async def run(self, statement, **values):
        async with writing(self.engine) as session:
            result = await session.execute(text(statement), values)
            return result.mappings().all() if result.returns_rows else None

    async def one(self, statement, **values):
        (row,) = await self.run(statement, **values)
        return next(iter(row.values()))

    async def company(self, name="Acme"):
        return await self.one(
            "INSERT INTO companies (id, name, name_key, is_client) VALUES (:id, :name, :key, true) RETURNING id",
            id=new_id(),
            name=name,
            key=fold(name),
        )

    async def open_job(self, company=None):
        """A job with a stage of every kind, by its kind's name; becomes `job` and `stages`."""
        company = company or await self.company()
        self.job = await self.one(
            "INSERT INTO jobs (id, company_id, title, status) VALUES (:id, :company, 'Welder', 'open') RETURNING id",
            id=new_id(),
            company=company,
        )
        self.stages = {}
        for position, kind in enumerate(STAGE_KINDS):
            self.stages[kind] = await self.one(
                "INSERT INTO job_stages (id, job_id, name, kind, position) VALUES (:id, :job, :name, :kind, :at)"
                " RETURNING id",
                id=new_id(),
                job=self.job,
                name=kind.replace("_", " ").title(),
                kind=kind,
                at=position,
            )
        return self.job

    async def person(self, name=None, *, employer_id=None, headline="Welder of ships", email=None):
        name = name or f"Zoë Ångström {next(numbers)}"
        return await self.one(
            "INSERT INTO candidates (id, name, name_key, email, headline, employer, employer_id)"
            " VALUES (:id, :name, :key, :email, :headline, 'Harbour', :employer) RETURNING id",
            id=new_id(),
            name=name,
            key=fold(name),
            email=email or f"{next(numbers)}@example.com",
            headline=headline,
            employer=employer_id,
        )

    async def people(self, count):
        rows = await self.run(
            "INSERT INTO candidates (id, name, name_key, email) SELECT gen_random_uuid(), 'Person ' || n,"
            " 'person ' || n, 'p' || n || '@example.com' FROM generate_series(1, CAST(:count AS integer)) n"
            " RETURNING id",
            count=count,
        )
        return sorted(row["id"] for row in rows)

    async def off_limits(self, company, *, ends_on="2099-12-31"):
        client = await self.company(f"Client {next(numbers)}")
        contract = await self.one(
            "INSERT INTO contracts (id, company_id, title, starts_on) VALUES (:id, :client, 'c', '2020-01-01')"
            " RETURNING id",
            id=new_id(),
            client=client,
        )
        await self.run(
            "INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, ends_on, made_by)"
            " VALUES (:id, :contract, :company, 'their own people', '2020-01-01', CAST(:ends AS text)::date, 'test')",
            id=new_id(),
            contract=contract,
            company=company,
            ends=ends_on,
        )


@pytest.fixture
async def agency(engine):
    made = Agency(engine)
    await made.open_job()
    return made


@pytest.fixture
def person(api, engine):
    """Makes a user and signs in; gives the headers to send along. `company_id` makes it that client's manager."""

    async def person(role="recruiter", *, company_id=None):
        email = f"{role}{next(numbers)}@example.com"
        async with writing(engine) as session:
            user = await create_user(session, email=email, name=email, role=role, password=PASSWORD, actor="test")
            if company_id is not None:
                given = {"company": company_id, "id": uuid.UUID(str(user.id))}
                await session.execute(text("UPDATE users SET company_id = :company WHERE id = :id"), given)
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return person
