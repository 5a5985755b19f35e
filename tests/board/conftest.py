"""A board to ask, and pipelines behind it."""

import pytest
from sqlalchemy import text
from tests.board.pipelines import A_CLIENT, APPLICANTS, JOB, OTHER_JOB, PEOPLE

from jobcenter.accounts.actions import create_user
from jobcenter.board import statements
from jobcenter.kit.bare import reading_bare
from jobcenter.kit.db import writing

PASSWORD = "correct horse battery"


@pytest.fixture
def pipeline(engine):
    """Fills the one job's pipeline with people of these numbers, every third of whom is in the other job too."""

    async def pipeline(first=1, last=10):
        async with engine.begin() as connection:
            if first == 1:
                for statement in A_CLIENT:
                    await connection.execute(text(statement))
            numbers = {"first": first, "last": last}
            await connection.execute(text(PEOPLE), numbers)
            for job, every in ((JOB, 1), (OTHER_JOB, 3)):
                await connection.execute(text(APPLICANTS.format(job=job, every=every)), numbers)

    return pipeline


@pytest.fixture
def truth(sql):
    """What stands in the job, as plain rows for plain Python to filter and sort."""

    async def truth():
        return await sql(
            "SELECT a.*, c.name, c.email, c.notes_count, e.name = 'Employer 7' AS off_limits,"
            " (SELECT count(*) FROM applicants b WHERE b.candidate_id = a.candidate_id AND b.job_id = :other"
            " AND b.stage_kind NOT IN ('hired', 'rejected')) AS active_in"
            " FROM applicants a JOIN candidates c ON c.id = a.candidate_id"
            " LEFT JOIN companies e ON e.id = a.employer_id WHERE a.job_id = :job",
            job=JOB,
            other=OTHER_JOB,
        )

    return truth


@pytest.fixture
def board(api):
    """Asks for a page, or for what stands behind `/board`; gives its JSON."""

    async def board(path="", *, job=JOB, **params):
        answer = await api.get(f"/api/jobs/{job}/board{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return board


@pytest.fixture
def pages(board):
    """Asks for page after page until the last; gives all rows."""

    async def pages(**params):
        rows, after, passed = [], {}, set()
        while after is not None:
            page = await board(**params, **after)
            assert len(page["items"]) <= params.get("limit", 100)
            assert page["next"] not in passed, "the pages go in a circle"
            passed.add(page["next"])
            rows += page["items"]
            after = {"after": page["next"]} if page["next"] else None
        return rows

    return pages


@pytest.fixture
def person(api, engine):
    """Makes a user and signs in; gives the headers to send along."""

    async def person(role, company=None):
        email = f"{role}@example.com"
        async with writing(engine) as session:
            made = await create_user(session, email=email, name=role, role=role, password=PASSWORD, actor="test")
            if company is not None:
                given = {"company": company, "id": made.id}
                await session.execute(text("UPDATE users SET company_id = :company WHERE id = :id"), given)
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return person


@pytest.fixture
def explained(engine):
    """Explains a statement as the board's own transaction runs it, prepared; gives all nodes of its plan."""

    async def explained(caller, filters, statement, *values):
        planned = statements.planned(statements.narrowed(caller, filters), "page")
        async with reading_bare(engine, **planned) as driver:
            await driver.execute(f"PREPARE probe AS {statement}")
            given = ", ".join(f"'{value}'" for value in values)
            told = await driver.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE probe ({given})")
            await driver.execute("DEALLOCATE probe")
        return list(_nodes(told[0]["Plan"]))

    return explained


def _nodes(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)
