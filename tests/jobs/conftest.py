"""Clients with jobs, and people who are signed in."""

from uuid import UUID

import pytest
from sqlalchemy import text

from jobcenter.accounts.actions import create_user
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"


@pytest.fixture
def company(sql):
    """Stores a company; gives its id."""

    async def company(name="Amber", *, is_client=True):
        company_id = new_id()
        await sql(
            "INSERT INTO companies (id, name, name_key, is_client) VALUES (:id, :name, lower(:name), :is_client)",
            id=company_id,
            name=name,
            is_client=is_client,
        )
        return str(company_id)

    return company


@pytest.fixture
async def amber(company):
    """The id of a client."""
    return await company()


@pytest.fixture
def person(engine, sql):
    """Makes a user, a manager of `company_id` for one; gives the user's id."""

    async def person(email, role="recruiter", *, company_id=None):
        async with writing(engine) as session:
            user = await create_user(session, email=email, name=email, role=role, password=PASSWORD, actor="test")
        if company_id is not None:
            await sql(
                "UPDATE users SET company_id = CAST(:id AS uuid) WHERE email = :email", id=company_id, email=email
            )
        return str(user.id)

    return person


@pytest.fixture
def sign_in(api):
    """Signs a user in; gives the headers to send along."""

    async def sign_in(email):
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return sign_in


@pytest.fixture
def make(api, amber):
    """Makes a job of Amber; gives it as it is shown."""

    async def make(**given):
        answer = await api.post("/api/jobs", json={"company_id": amber, "title": "Welder", **given})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def put_applicant(engine):
    """Stores an applicant at a stage, given as its JSON, and commits it; with `session`, leaves that to the caller."""

    async def put_applicant(job_id, stage, session=None):
        if session is None:
            async with writing(engine) as own:
                return await put_applicant(job_id, stage, own)
        ids = {"id": new_id(), "candidate": new_id(), "job": UUID(job_id), "stage": UUID(stage["id"])}
        await session.execute(
            text("INSERT INTO candidates (id, name, name_key) VALUES (:candidate, 'Ida', 'ida')"), ids
        )
        await session.execute(
            text(
                "INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)"
                " VALUES (:id, :job, :candidate, :stage, :kind, :rank, 'ida', 'ida')"
            ),
            {**ids, "kind": stage["kind"], "rank": stage["position"]},
        )
        return str(ids["id"])

    return put_applicant
