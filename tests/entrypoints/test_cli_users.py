"""People at the command line: invited by a link, tied to a client company."""

import asyncio

import pytest

from asking import ask

pytestmark = pytest.mark.slow  # starts a process for each command

MADE = """
    INSERT INTO companies (id, name, name_key, is_client)
    VALUES (gen_random_uuid(), :name, 'acme', true)
"""


@pytest.fixture
async def acme(sql):
    await sql(MADE, name="Acme GmbH")
    return str((await sql("SELECT id FROM companies"))[0]["id"])


async def test_a_manager_is_added_with_a_company_by_its_name_or_id(run_cli, sql, acme):
    def add(who, *more):
        words = ("user", "add", f"{who}@example.com", "--name", who, "--role", "manager", *more)
        return asyncio.to_thread(run_cli, *words)

    assert "sees nothing" not in (await add("ann", "--company", "ACME")).went_well().out
    assert (await add("bea", "--company", acme)).went_well()
    assert "sees nothing" in (await add("cem", "--no-password")).went_well().out
    (await add("dan", "--company", "Nobody Ltd")).failed("There is no company 'Nobody Ltd'")
    await sql(MADE, name="ACME Inc.")
    (await add("eve", "--company", "acme")).failed("Several companies", acme)
    rows = await sql(
        "SELECT name, CAST(company_id AS text) AS place, password_hash IS NULL AS bare FROM users ORDER BY 1"
    )
    assert [tuple(row.values()) for row in rows] == [("ann", acme, False), ("bea", acme, False), ("cem", None, True)]


def test_an_invitation_is_made_listed_and_taken_back(run_cli, database_url):
    words = ("user", "invite", "Bob@example.com", "--name", "Bob", "--role", "recruiter")
    made = run_cli(*words, JOBCENTER_PUBLIC_URL="https://jobs.example.com/").went_well().out
    assert "bob@example.com is invited as recruiter" in made
    link = made.rpartition("Link (shown only now): ")[2].strip()
    assert link.startswith("https://jobs.example.com/app/invitation#token=")
    (listed,) = run_cli("user", "invitations", "--json").went_well().json
    assert (listed["status"], listed["invited_by"].startswith("cli:")) == ("open", True)
    assert "token" not in " ".join(listed)
    run_cli("user", "revoke-invitation", listed["id"]).went_well()
    assert run_cli("user", "invitations", "--json").json[0]["status"] == "revoked"
    assert ask(database_url, "SELECT count(*) FROM users") == 0
