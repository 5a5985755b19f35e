"""Clients with a job each, people in their pipelines, and who signs in to look at them."""

import itertools
import uuid
from dataclasses import dataclass

import pytest

from jobcenter.accounts.actions import create_user
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"
CANDIDATES = "/api/candidates"
numbers = itertools.count(1)


@dataclass
class Client:
    """A client company, and its job."""

    id: uuid.UUID
    job_id: uuid.UUID


@pytest.fixture
def client(sql):
    """Makes a client with a job."""

    async def client(name="Acme", status="open"):
        made = Client(new_id(), new_id())
        await sql(
            "INSERT INTO companies (id, name, name_key, is_client) VALUES (:id, :name, lower(:name), true)",
            id=made.id,
            name=name,
        )
        await sql(
            "INSERT INTO jobs (id, company_id, title, status) VALUES (:job, :id, 'Welder', :status)",
            job=made.job_id,
            id=made.id,
            status=status,
        )
        return made

    return client


@pytest.fixture
def apply(sql):
    """Puts a candidate into a client's pipeline, at a kind of stage; gives the applicant's id."""

    async def apply(candidate_id, client, kind="sourced", *, sent=False):
        stage_id, applicant_id = new_id(), new_id()
        await sql(
            "INSERT INTO job_stages (id, job_id, name, kind, position) VALUES (:id, :job, :name, :kind, 1)",
            id=stage_id,
            job=client.job_id,
            name=f"stage {next(numbers)}",
            kind=kind,
        )
        await sql(
            "INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words,"
            " sent_to_manager_at) VALUES (:id, :job, :candidate, :stage, :kind, 1, '', '',"
            " CASE WHEN :sent THEN now() END)",
            id=applicant_id,
            job=client.job_id,
            candidate=candidate_id,
            stage=stage_id,
            kind=kind,
            sent=sent,
        )
        return str(applicant_id)

    return apply


@pytest.fixture
def move(sql):
    """Moves an applicant to another kind of stage."""

    async def move(applicant_id, kind):
        await sql("UPDATE applicants SET stage_kind = :kind WHERE id = :id", kind=kind, id=applicant_id)

    return move


@pytest.fixture
def person(api, engine, sql):
    """Makes a user and signs in; gives the headers to send along. A manager works for `client`."""

    async def person(email="rita@example.com", role="recruiter", client=None):
        async with writing(engine) as session:
            await create_user(session, email=email, name=email, role=role, password=PASSWORD, actor="test")
        if client is not None:
            await sql("UPDATE users SET company_id = :id WHERE email = :email", id=client.id, email=email)
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return person


@pytest.fixture
def add(api):
    """Adds a candidate; gives what the answer shows."""

    async def add(name="Ada Example", **given):
        answer = await api.post(CANDIDATES, json={"name": name, **given})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return add


@pytest.fixture
def names(api):
    """Lists candidates; gives their names in order."""

    async def names(headers=None, **params):
        answer = await api.get(CANDIDATES, params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["items"]]

    return names
