"""An agency's whole data from five files: what is made, found again, refused, and how it goes on after a kill."""

import pytest
from tests.applicants.conftest import agency, person

from jobcenter.applicants.facts import drift
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.imports import carrying
from jobcenter.imports import tasks as doors
from jobcenter.kit.db import reading, writing
from jobcenter.work.leases import LeaseLostError, take_over_expired
from jobcenter.work.runner import perform

__all__ = ["agency", "person"]

COMPANIES = "name,names,domains,client,website\nAcme GmbH,Acme Robotics|ACME,acme.com,yes,acme.com\nHarbour Ltd,,,,\n"
JOBS = "key,client,title,status,openings,opened_on\nJ1,ACME,Welder,open,2,2026-01-05\nJ2,Acme Robotics,Baker,,,\n"
CANDIDATES = (
    "key,name,email,phone,employer,profile_url,tags\n"
    "C1,Ada Example,Ada@Example.com,'+49 30 1234,Harbour,https://de.linkedin.com/in/ada?x=1,Java|steel\n"
    ',"Eve, Mallory",eve@example.com,,New Firm,,\n'
)
APPLICANTS = (
    "job,candidate,stage,since,added_at,reason\n"
    "J1,C1,Sent to manager,2026-02-03T10:00:00+01:00,2026-02-01,\n"
    "J1,EVE@example.com,rejected,2026-02-04,2026-02-01,too far\n"
    "J2,C1,,,,\n"
)
HISTORY = (
    "job,candidate,at,from,to,by,note\n"
    "J1,C1,2026-02-01,,sourced,ada@agency.example,found\n"
    "J1,C1,2026-02-02T08:00:00Z,Sourced,Sent to manager,Bob,\n"
    "J1,C1,2026-02-03T09:00:00Z,Sent to manager,Sent to manager,,there already\n"
)
FILES = {
    "companies": COMPANIES,
    "jobs": JOBS,
    "candidates": CANDIDATES,
    "applicants": APPLICANTS,
    "history": HISTORY,
}
TABLES = ("companies", "company_names", "company_domains", "jobs", "job_stages", "candidates", "profiles")
TABLES += ("candidate_tags", "applicants", "applicant_history", "import_keys")


@pytest.fixture
def counted(sql):
    """How many rows each table has that an import writes."""

    async def counted():
        return {name: (await sql(f"SELECT count(*) AS n FROM {name}"))[0]["n"] for name in TABLES}

    return counted


async def test_five_files_make_an_agency_and_the_same_again_nothing(bring, sql, engine, counted):
    made = {"companies": 2, "jobs": 2, "candidates": 2, "applicants": 3, "history": 2}
    for kind, text in FILES.items():
        counts, _ = await bring(kind, text)
        assert counts.get("made") == made[kind], kind
    assert counts == {"made": 2, "already_there": 1}
    rows = await counted()
    assert (rows["companies"], rows["company_names"], rows["job_stages"], rows["applicant_history"]) == (3, 1, 16, 5)
    for kind, text in FILES.items():
        again, _ = await bring(kind, text)
        assert again == {"already_there": text.count("\n") - 1}, kind
    assert await counted() == rows
    (ada,) = await sql(
        "SELECT a.*, c.phone, c.employer_id = h.id AS at_harbour, p.source, p.url FROM applicants a"
        " JOIN candidates c ON c.id = a.candidate_id JOIN profiles p ON p.candidate_id = c.id"
        " JOIN companies h ON h.name = 'Harbour Ltd' WHERE a.stage_kind = 'sent_to_manager'"
    )
    assert (ada["phone"], ada["at_harbour"], ada["source"]) == ("+49 30 1234", True, "linkedin")
    assert ada["url"] == "https://de.linkedin.com/in/ada"
    times = [ada[name].isoformat() for name in ("added_at", "stage_since", "sent_to_manager_at")]
    assert times == ["2026-02-01T00:00:00+00:00", "2026-02-03T09:00:00+00:00", "2026-02-02T08:00:00+00:00"]
    (job,) = await sql("SELECT * FROM jobs WHERE title = 'Welder'")
    assert (job["openings_count"], job["opened_at"].isoformat()) == (2, "2026-01-05T00:00:00+00:00")
    audited = await sql("SELECT thing, count(*) AS n FROM audit_log WHERE thing <> 'API key' GROUP BY thing")
    assert {one["thing"]: one["n"] for one in audited} == {"import": 10, "company": 1}  # New Firm, by its name
    async with reading(engine) as session:
        assert await drift(session) == []


async def test_what_is_refused_says_which_column_and_what_is_allowed(bring, refusals, api):
    for kind in ("companies", "jobs", "candidates"):
        await bring(kind, FILES[kind])
    bad = {
        "companies": {
            "name,domains,client\nX,not a domain,no\n": "domains: 'not a domain' is no domain; give one",
            "name,client\nX,perhaps\n": "client: 'perhaps' is not allowed; write yes or no.",
            "name,client\n,yes\n": "name: is empty, and is needed.",
        },
        "jobs": {
            "key,client,title\nJ9,Nobody,Welder\n": "client: 'Nobody' is no company here.",
            "key,client,title\nJ9,Harbour,Welder\n": "client: 'Harbour' is a company here, but no client.",
            "key,client,title,status\nJ9,Acme,Welder,closed\n": "status: 'closed' is not allowed; allowed are draft",
            "key,client,title,openings\nJ9,Acme,Welder,many\n": "openings: 'many' is no number; write one from 1",
            "key,client,title,openings\nJ9,Acme,Welder,0\n": "openings: Input should be greater than or equal to 1.",
        },
        "candidates": {
            "name,email\nAda,\n": "key: is empty, and so is email; one of the two is needed",
            "name,email\nAda,ada\n": "email: 'ada' is no e-mail address; it must look like ada@example.com",
            "name,email\n?,a@b.example\n": "name: '?' has neither a letter nor a figure.",
            "name,key,profile_url\nAda,K,https://example.com/\n": "profile_url: 'https://example.com/' is a whole site",
        },
        "applicants": {
            "job,candidate\nJ9,C1\n": "job: no job has the key or id 'J9'. Import jobs first.",
            "job,candidate\nJ1,C9\n": "candidate: no candidate has the key, e-mail or id 'C9'.",
            "job,candidate,stage\nJ1,C1,Nowhere\n": "stage: the job has no stage 'Nowhere'; it has Sourced, Contacted,",
            "job,candidate,since\nJ1,C1,31.01.2026\n": "since: '31.01.2026' is no time; write it as 2026-01-31,",
            "job,candidate,since\nJ1,C1,2999-01-01\n": "since: '2999-01-01' must lie between the year 1900 and now.",
            "job,candidate,added_by\nJ1,C1,x@y.example\n": "added_by: nobody signs in here as 'x@y.example'.",
            "job,candidate,reason\nJ1,C1,why\n": "reason: only a rejection has one, and 'Sourced' is",
        },
        "history": {"job,candidate,at,to\nJ1,C1,2026-01-01,Offer\n": "candidate: is not in this job's pipeline."},
    }
    for kind, files in bad.items():
        for text, why in files.items():
            counts, import_id = await bring(kind, text)
            assert counts == {"refused": 1}, text
            assert (await refusals(import_id))[2].startswith(why)
    counts, import_id = await bring("candidates", "key,name\nK1,One\n\nK2\nK3,Three,more\nK4,Four\n")
    assert counts == {"made": 2, "refused": 2}
    assert list(await refusals(import_id)) == [4, 5]
    shown = (await api.get(f"/api/imports/{import_id}/rows", params={"outcome": "refused", "limit": 1})).json()
    assert (shown["items"][0]["cells"], shown["next"] is None) == ({"key": "K2"}, False)


async def test_a_dry_run_judges_alike_and_makes_nothing(bring, counted, monkeypatch, refusals):
    monkeypatch.setattr(carrying, "AT_ONCE", 2)
    before = await counted()
    twice = "key,name\nK1,One\nK2,\nK3,Three\nK1,One\nK4,Four\nK4,Four\n"
    dry, import_id = await bring("candidates", twice, dry_run=True)
    assert (await counted(), list(await refusals(import_id))) == (before, [3])
    assert (await bring("companies", COMPANIES, dry_run=True))[0] == {"made": 2}
    assert await counted() == before
    assert dry == (await bring("candidates", twice))[0] == {"made": 3, "already_there": 2, "refused": 1}


async def test_a_killed_worker_leaves_nothing_half_and_the_next_goes_on(
    send, bring, sql, engine, settings, *, api, monkeypatch
):
    await bring("companies", COMPANIES)
    await bring("jobs", JOBS)
    await bring("candidates", "key,name\n" + "".join(f"C{n},Person {n}\n" for n in range(30)))
    monkeypatch.setattr(carrying, "AT_ONCE", 10)
    started = (await send("applicants", "job,candidate\n" + "".join(f"J1,C{n}\n" for n in range(30)))).json()
    carry, steps = carrying.bring_in, []

    async def killed(session, *given, **more):
        steps.append(1)
        done = await carry(session, *given, **more)
        if len(steps) == 2:
            raise LeaseLostError("as if its process were gone before the commit")
        return done

    monkeypatch.setattr(doors, "bring_in", killed)
    assert await perform(engine, settings, HANDLERS, started["task_id"], owner="dead")
    (left,) = await sql("SELECT (SELECT count(*) FROM applicants) AS made, status FROM tasks WHERE status = 'running'")
    assert (left["made"], left["status"]) == (10, "running")
    shown = (await api.get(f"/api/imports/{started['id']}")).json()
    assert (shown["state"], shown["counts"]["made"]) == ("running", 10)
    assert (await api.post(f"/api/imports/{started['id']}/resume")).status_code == 409
    await sql("UPDATE tasks SET lease_expires_at = now() - interval '1 second' WHERE status = 'running'")
    async with writing(engine) as session:
        assert await take_over_expired(session) == [started["task_id"]]
    assert await perform(engine, settings, HANDLERS, started["task_id"], owner="other")
    shown = (await api.get(f"/api/imports/{started['id']}")).json()
    assert (shown["state"], shown["counts"]["made"], len(steps)) == ("succeeded", 30, 5)
    (done,) = await sql("SELECT count(*) AS n, count(DISTINCT candidate_id) AS people FROM applicants")
    assert (done["n"], done["people"]) == (30, 30)
    assert (await sql("SELECT count(*) AS n FROM applicant_history"))[0]["n"] == 30


async def test_a_company_that_is_there_learns_what_is_new(bring, refusals, sql):
    await bring("companies", "name,domains,location\nHarbour,harbour.example,\nRival,rival.example,\n")
    news = "name,names,domains,client,website,location\n"
    news += "Harbour Ltd,The Docks,docks.example,yes,harbour.example,Hull\nRival,,harbour.example,,,\n"
    dry, dry_id = await bring("companies", news, dry_run=True)
    counts, import_id = await bring("companies", news)
    assert counts == dry == {"updated": 1, "refused": 1}
    assert list(await refusals(import_id)) == list(await refusals(dry_id)) == [3]
    assert "Rival" in (await refusals(import_id))[3]
    (harbour,) = await sql("SELECT * FROM companies WHERE name = 'Harbour'")
    assert (harbour["is_client"], harbour["website"], harbour["location"]) == (True, "https://harbour.example", "Hull")
    (found,) = await sql("SELECT company_id FROM company_domains WHERE domain = 'docks.example'")
    assert found["company_id"] == harbour["id"]
    assert (await bring("companies", "name,location\nthe docks,York\n"))[0] == {"already_there": 1}


async def test_what_only_the_database_refuses_stops_no_other_row(bring, refusals, sql):
    await sql("ALTER TABLE candidates ADD CONSTRAINT short CHECK (length(headline) < 9)")
    counts, import_id = await bring("candidates", "key,name,headline\nK1,One,x\nK2,Two,0123456789\nK3,Three,x\n")
    assert (counts, list(await refusals(import_id))) == ({"made": 2, "refused": 1}, [3])
    assert (await bring("candidates", "key,name\nK1,One\nK3,Three\n"))[0] == {"already_there": 2}


async def test_a_cancelled_import_goes_on_when_asked(send, work, api):
    started = await send("candidates", "key,name\nK1,One\nK2,Two\n")
    address = f"/api/imports/{started.json()['id']}"
    assert (await api.post(f"{address}/cancel")).json()["state"] == "cancelled"
    assert (await api.post(f"{address}/cancel")).status_code == 409
    done = await work(await api.post(f"{address}/resume"))
    assert (done["state"], done["counts"]["made"]) == ("succeeded", 2)
    again = await api.post(f"{address}/resume")
    assert (again.status_code, "has done all its rows" in again.json()["detail"]) == (409, True)


async def test_people_off_limits_are_refused_unless_an_admin_overrides_it(send, bring, refusals, agency, person):
    harbour = await agency.company("Harbour")
    await agency.off_limits(harbour)
    ada = await agency.person(employer_id=harbour, email="ada@example.com")
    file = f"job,candidate\n{agency.job},ada@example.com\n{agency.job},{ada}\n"
    counts, import_id = await bring("applicants", file)
    assert (counts, set(await refusals(import_id))) == ({"refused": 2}, {2, 3})
    assert "off-limits (their own people)" in (await refusals(import_id))[2]
    recruiter = await person()
    refused = await send("applicants", file, headers=recruiter, override_off_limits=True)
    assert (refused.status_code, "only an admin" in refused.json()["detail"]) == (403, True)
    assert (await bring("applicants", file, override_off_limits=True))[0] == {"made": 1, "already_there": 1}


async def test_a_recruiter_sees_the_own_imports_alone(send, work, api, person):
    ada, eve = await person(), await person()
    mine = await work(await send("candidates", "key,name\nK1,One\n", headers=ada, file_name="people.csv"))
    assert (mine["file_name"], mine["made_by"][:5]) == ("people.csv", "user:")
    assert [one["id"] for one in (await api.get("/api/imports", headers=ada)).json()["items"]] == [mine["id"]]
    assert (await api.get("/api/imports", headers=eve)).json()["items"] == []
    for address in ("", "/rows"):
        assert (await api.get(f"/api/imports/{mine['id']}{address}", headers=ada)).status_code == 200
        assert (await api.get(f"/api/imports/{mine['id']}{address}", headers=eve)).status_code == 404
    assert (await api.post(f"/api/imports/{mine['id']}/cancel", headers=eve)).status_code == 404
