"""Jobs over the API: made, changed by two people, opened and closed, found; and who sees and changes what."""

import asyncio
from datetime import datetime

from jobcenter.kit.db import writing
from jobcenter.tables.jobs import JOB_STATUSES

JOBS = "/api/jobs"
MISSING = "01900000-0000-7000-8000-000000000000"


async def titles(api, headers=None, **params):
    answer = await api.get(JOBS, params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_a_job_as_it_is_made_changed_and_shown(api, amber, make, sql):
    made = await make(title="  Senior \n Welder ", description=" <b>Steel</b>\n", location="Linz")
    assert (made["title"], made["description"], made["location"]) == ("Senior Welder", "<b>Steel</b>", "Linz")
    assert (made["company_name"], made["manager_name"], made["openings_count"]) == ("Amber", None, 1)
    assert (made["status"], made["opened_at"], made["closed_at"], made["version"]) == ("draft", None, None, 1)
    address = f"{JOBS}/{made['id']}"
    shown = await api.get(address)
    assert (shown.json(), shown.headers["etag"]) == (made, '"1"')
    (listed,) = (await api.get(JOBS)).json()["items"]
    assert listed == {name: value for name, value in made.items() if name != "description"}

    changed = await api.patch(address, json={"location": None, "openings_count": 3}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert (changed.json()["location"], changed.json()["openings_count"]) == (None, 3)
    same = await api.patch(address, json={"openings_count": 3, "company_id": amber})
    assert same.json() == changed.json()

    created, change = await sql("SELECT * FROM audit_log WHERE thing = 'job' ORDER BY id")
    assert (created["action"], created["thing_id"], created["after"]["title"]) == ("create", made["id"], made["title"])
    assert (change["before"], change["after"]) == (
        {"location": "Linz", "openings_count": 1},
        {"location": None, "openings_count": 3},
    )


async def test_one_key_makes_one_job(api, amber, sql):
    wanted, headers = {"company_id": amber, "title": "Welder"}, {"Idempotency-Key": "k"}
    answers = await asyncio.gather(*(api.post(JOBS, json=wanted, headers=headers) for _ in range(3)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert [row["count"] for row in await sql("SELECT count(*) FROM jobs")] == [1]


async def test_of_two_who_change_one_job_the_second_is_told_what_is_there(api, make):
    address = f"{JOBS}/{(await make())['id']}"
    seen = {"If-Match": '"1"'}
    both = await asyncio.gather(
        *(api.patch(address, json={"title": title}, headers=seen) for title in ("Smith", "Baker"))
    )
    first, late = sorted(both, key=lambda answer: answer.status_code)
    assert (first.status_code, late.status_code) == (200, 412)
    assert late.json()["current"] == first.json()
    assert "it stands at version 2, you saw 1" in late.json()["detail"]


async def test_when_a_job_was_opened_and_closed(api, make):
    made = await make()

    async def move(status):
        answer = await api.patch(f"{JOBS}/{made['id']}", json={"status": status})
        assert answer.status_code == 200, answer.text
        job = answer.json()
        return tuple(datetime.fromisoformat(job[name]) if job[name] else None for name in ("opened_at", "closed_at"))

    opened, closed = await move("open")
    assert opened is not None
    assert closed is None
    assert await move("on_hold") == (opened, None)
    assert await move("open") == (opened, None)
    kept, filled = await move("filled")
    assert kept == opened < filled
    assert await move("cancelled") == (opened, filled)
    assert await move("open") == (opened, None)
    assert (await move("filled"))[1] > filled
    assert await move("draft") == (None, None)
    assert (await move("open"))[0] > opened
    at_once = await make(status="open")
    assert (at_once["opened_at"] is not None, at_once["closed_at"]) == (True, None)


async def test_a_status_in_another_case_is_told_what_is_allowed(api, amber, make, sql):
    job = await make()
    answers = [
        answer
        for status in ("OPEN", "Open", "closed", "")
        for answer in (
            await api.post(JOBS, json={"company_id": amber, "title": "Baker", "status": status}),
            await api.patch(f"{JOBS}/{job['id']}", json={"status": status}),
            await api.get(JOBS, params={"status": status}),
        )
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert f"allowed are {', '.join(JOB_STATUSES)}" in answer.json()["detail"]
    assert [row["status"] for row in await sql("SELECT status FROM jobs")] == ["draft"]


async def test_what_no_job_can_be_is_refused_in_words(api, amber, company, make):
    birch = await company("Birch", is_client=False)
    job = await make()
    wrong = [
        ({"company_id": MISSING}, "there is no company"),
        ({"company_id": birch}, "'Birch' is not a client"),
        ({"title": " \n "}, "must not be empty"),
        ({"title": "x" * 301}, "body.title"),
        ({"openings_count": 0}, "body.openings_count"),
        ({"manager_id": MISSING}, "there is no user"),
        ({"salary": 1}, "body.salary"),
    ]
    for given, said in wrong:
        wanted = {"company_id": amber, "title": "Welder", **given}
        for answer in (await api.post(JOBS, json=wanted), await api.patch(f"{JOBS}/{job['id']}", json=given)):
            assert (answer.status_code, said in answer.json()["detail"]) == (422, True), (given, answer.text)
    unknown = await api.post(JOBS, json={"company_id": amber, "title": "Welder", "template_id": MISSING})
    assert (unknown.status_code, "there is no stage template" in unknown.json()["detail"]) == (422, True)
    for name in ("title", "status", "company_id", "description", "openings_count"):
        answer = await api.patch(f"{JOBS}/{job['id']}", json={name: None})
        assert (answer.status_code, f"{name} cannot be null" in answer.json()["detail"]) == (422, True)
    assert (await api.get(f"{JOBS}/{job['id']}")).json() == job


async def test_who_can_be_in_charge(api, amber, company, person, make, *, sql):
    birch = await company("Birch")
    rita = await person("rita@example.com")
    mine = await person("mia@amber.example", "manager", company_id=amber)
    other = await person("ben@birch.example", "manager", company_id=birch)
    gone = await person("gone@example.com")
    await sql("UPDATE users SET is_active = false WHERE email = 'gone@example.com'")
    job = await make(manager_id=rita)
    assert job["manager_name"] == "rita@example.com"
    address = f"{JOBS}/{job['id']}"
    for wrong, said in ((other, "is not a manager of the job's client"), (gone, "is not active")):
        answer = await api.patch(address, json={"manager_id": wrong})
        assert (answer.status_code, said in answer.json()["detail"]) == (422, True)
    assert (await api.patch(address, json={"manager_id": mine})).status_code == 200
    moved = await api.patch(address, json={"company_id": birch})
    assert (moved.status_code, "not a manager of the job's client" in moved.json()["detail"]) == (422, True)
    both = await api.patch(address, json={"company_id": birch, "manager_id": other})
    assert (both.status_code, both.json()["company_name"]) == (200, "Birch")


async def test_a_job_with_applicants_stays_with_its_client(api, company, make, put_applicant):
    job = await make()
    stages = (await api.get(f"{JOBS}/{job['id']}/stages")).json()["stages"]
    await put_applicant(job["id"], stages[0])
    answer = await api.patch(f"{JOBS}/{job['id']}", json={"company_id": await company("Birch")})
    assert (answer.status_code, "stays with its client" in answer.json()["detail"]) == (409, True)


async def test_a_job_whose_first_applicant_is_just_being_added_stays_too(
    api, company, make, put_applicant, *, engine, sql
):
    job, other = await make(), await company("Birch")
    stages = (await api.get(f"{JOBS}/{job['id']}/stages")).json()["stages"]
    async with writing(engine) as session:
        await put_applicant(job["id"], stages[0], session)
        titled = await api.patch(f"{JOBS}/{job['id']}", json={"title": "Baker"})
        assert titled.status_code == 200  # which holds up nobody who adds
        giving = asyncio.create_task(api.patch(f"{JOBS}/{job['id']}", json={"company_id": other}))
        while not await sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
            assert not giving.done(), giving.result().text
    answer = await giving
    assert (answer.status_code, "stays with its client" in answer.json()["detail"]) == (409, True)


async def test_jobs_are_found_newest_first(api, amber, company, person, make):
    birch, rita = await company("Birch"), await person("rita@example.com")
    await make(title="Welder 100%", status="open")
    await make(title="Älterer Welder", status="on_hold", manager_id=rita)
    await make(title="Nurse", company_id=birch)
    assert await titles(api) == ["Nurse", "Älterer Welder", "Welder 100%"]
    assert await titles(api, status=["open", "on_hold"]) == ["Älterer Welder", "Welder 100%"]
    assert await titles(api, company_id=birch) == ["Nurse"]
    assert await titles(api, manager_id=rita, company_id=amber) == ["Älterer Welder"]
    assert await titles(api, q="weld älter") == ["Älterer Welder"]
    assert await titles(api, q="0%") == ["Welder 100%"]
    assert await titles(api, q="_") == []
    for q in ("  ", "w " * 30):
        assert (await api.get(JOBS, params={"q": q})).status_code == 422
    page = (await api.get(JOBS, params={"limit": 2})).json()
    assert await titles(api, limit=2, after=page["next"]) == ["Welder 100%"]


async def test_a_clients_manager_sees_and_describes_its_own_jobs_and_no_more(
    api, amber, company, person, make, *, sign_in, sql
):
    birch = await company("Birch")
    await person("mia@amber.example", "manager", company_id=amber)
    await person("lost@nowhere.example", "manager")
    mia, lost = await sign_in("mia@amber.example"), await sign_in("lost@nowhere.example")
    job, foreign = await make(), await make(company_id=birch, title="Nurse")
    template = {
        "name": "Birch's",
        "stages": [{"name": kind, "kind": kind} for kind in ("sourced", "hired", "rejected")],
    }
    templates = (await api.post("/api/stage-templates", json=template)).json()["id"]

    assert await titles(api, mia) == ["Welder"]
    assert await titles(api, mia, company_id=birch) == []
    assert await titles(api, lost) == []
    unseen = [f"{JOBS}/{foreign['id']}", f"{JOBS}/{foreign['id']}/stages", f"/api/stage-templates/{templates}"]
    for address in unseen:
        assert (await api.get(address)).status_code == 200
        assert (await api.get(address, headers=mia)).status_code == 404
    for address, headers in ((f"{JOBS}/{foreign['id']}", mia), (f"{JOBS}/{job['id']}", lost)):
        for change in ({"title": "Mine"}, {"status": "filled"}):
            assert (await api.patch(address, json=change, headers=headers)).status_code == 404
    assert (await api.get("/api/stage-templates", headers=mia)).json()["items"] == []

    own = f"{JOBS}/{job['id']}"
    told = await api.patch(own, json={"title": "Smith", "description": "Iron"}, headers=mia)
    assert (told.status_code, told.json()["title"], told.json()["description"]) == (200, "Smith", "Iron")
    for change in ({"status": "filled"}, {"title": "Baker", "manager_id": None}, {"company_id": birch}):
        refused = await api.patch(own, json=change, headers=mia)
        assert (refused.status_code, "title and the description" in refused.json()["detail"]) == (403, True)
    assert len((await api.get(f"{own}/stages", headers=mia)).json()["stages"]) == 8
    assert (await api.put(f"{own}/stages", json={"stages": []}, headers=mia)).status_code == 403
    assert (await api.get(own)).json()["title"] == "Smith"
    actors = await sql("SELECT actor FROM audit_log WHERE thing = 'job' AND action = 'change'")
    assert [row["actor"] for row in actors] == ["user:mia@amber.example"]


async def test_a_key_reads_or_writes_by_its_scope(api, amber, make, make_key):
    job = await make()
    address, reader = f"{JOBS}/{job['id']}", await make_key(scopes=("recruiting:read",))
    writer = await make_key(scopes=("recruiting:write",))
    assert await titles(api, reader) == ["Welder"]
    assert (await api.patch(address, json={"title": "Smith"}, headers=reader)).status_code == 403
    assert (await api.patch(address, json={"status": "open"}, headers=writer)).status_code == 200
    made = await api.post(JOBS, json={"company_id": amber, "title": "Smith"}, headers=writer)
    assert made.status_code == 201
    assert (await api.get(f"{JOBS}/{MISSING}")).json()["detail"] == f"There is no job {MISSING}."
