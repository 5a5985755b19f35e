"""Stages over the API: the usual ones, templates, and the replacing of a job's stages under applicants."""

import asyncio
from uuid import UUID

import pytest

from jobcenter.applicants.facts import KEEP
from jobcenter.entrypoints.reactions import REACTIONS
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.jobs.events import STAGES_CHANGED
from jobcenter.jobs.loading import load_jobs, load_stages
from jobcenter.jobs.queries import Stage, first_stage_of, stages_of
from jobcenter.jobs.rules import DEFAULT_STAGES, check_stages
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import reading, writing
from jobcenter.kit.errors import NotFoundError
from jobcenter.tables.jobs import STAGE_KINDS
from jobcenter.work.outbox import relay
from jobcenter.work.runner import perform

JOBS, TEMPLATES = "/api/jobs", "/api/stage-templates"
SHORT = [{"name": "Found", "kind": "sourced"}, {"name": "Hired", "kind": "hired"}, {"name": "No", "kind": "rejected"}]


@pytest.fixture
def stages(api):
    """The stages of a job, as they are shown."""

    async def stages(job):
        answer = await api.get(f"{JOBS}/{job['id']}/stages")
        assert (answer.status_code, answer.headers["etag"]) == (200, f'"{answer.json()["version"]}"'), answer.text
        return answer.json()["stages"]

    return stages


@pytest.fixture
def put(api):
    """Replaces the stages of a job; gives the answer."""

    async def put(job, stages, **headers):
        given = [{name: one[name] for name in ("id", "name", "kind") if name in one} for one in stages]
        return await api.put(f"{JOBS}/{job['id']}/stages", json={"stages": given}, headers=headers)

    return put


@pytest.fixture
def events(sql):
    """How many events tell of moved stages."""

    async def events(job):
        told = await sql("SELECT payload FROM outbox WHERE event = :event", event=STAGES_CHANGED)
        assert {one["payload"]["job_id"] for one in told} <= {job["id"]}
        return sum(one["payload"]["is_moved"] for one in told)

    return events


def named(stages):
    return [(stage["name"], stage["kind"]) for stage in stages]


def test_the_usual_stages_are_a_pipeline_of_every_kind():
    check_stages([Stage(UUID(int=0), name, kind, 1) for name, kind in DEFAULT_STAGES])
    assert [kind for _, kind in DEFAULT_STAGES] == list(STAGE_KINDS)


async def test_a_job_begins_with_the_stages_of_its_template(api, make, stages, engine):
    usual = await make()
    assert named(await stages(usual)) == list(DEFAULT_STAGES)
    template = (await api.post(TEMPLATES, json={"name": "Short", "stages": SHORT})).json()
    job = await make(template_id=template["id"])
    shown = await stages(job)
    assert [(one["name"], one["kind"], one["position"]) for one in shown] == [
        ("Found", "sourced", 1),
        ("Hired", "hired", 2),
        ("No", "rejected", 3),
    ]
    assert (await api.delete(f"{TEMPLATES}/{template['id']}")).status_code == 204
    assert await stages(job) == shown
    async with reading(engine) as session:
        assert (await first_stage_of(session, UUID(job["id"]))).name == "Found"
        assert [one.name for one in await stages_of(session, UUID(job["id"]))] == ["Found", "Hired", "No"]
        with pytest.raises(NotFoundError):
            await first_stage_of(session, new_id())


async def test_a_template_as_it_is_made_changed_and_deleted(api, sql):
    headers = {"Idempotency-Key": "k"}
    answers = await asyncio.gather(
        *(api.post(TEMPLATES, json={"name": "Short", "stages": SHORT}, headers=headers) for _ in range(3))
    )
    assert len({answer.text for answer in answers}) == 1
    made = answers[0].json()
    address = f"{TEMPLATES}/{made['id']}"
    assert (answers[0].status_code, made["stages"], made["version"]) == (201, SHORT, 1)
    assert (await api.get(address)).json() == made
    twice = await api.post(TEMPLATES, json={"name": "Short", "stages": SHORT})
    assert (twice.status_code, "named 'Short' already" in twice.json()["detail"]) == (409, True)
    changed = await api.put(address, json={"name": "Brief", "stages": SHORT}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["name"]) == (200, '"2"', "Brief")
    late = await api.put(address, json={"name": "Late", "stages": SHORT}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["current"]) == (412, changed.json())
    assert [one["name"] for one in (await api.get(TEMPLATES)).json()["items"]] == ["Brief"]
    assert (await api.delete(address)).status_code == 204
    for method, body in (("GET", None), ("PUT", {"name": "Gone", "stages": SHORT}), ("DELETE", None)):
        assert (await api.request(method, address, json=body)).status_code == 404
    audited = await sql("SELECT action FROM audit_log WHERE thing = 'stage template' ORDER BY id")
    assert [one["action"] for one in audited] == ["create", "change", "delete"]


NO_PIPELINES = {
    "empty": ([], "sourced (where new applicants enter), and one of hired"),
    "no hire": ([SHORT[0], SHORT[2]], "a stage of the kind hired (where a placement begins)."),
    "twice one name": ([*SHORT, {"name": "FOUND", "kind": "offer"}], "2 of them are named 'Found'"),
    "unknown kind": ([*SHORT, {"name": "x", "kind": "Offer"}], f"allowed are {', '.join(STAGE_KINDS)}"),
    "no name": ([*SHORT, {"name": " ", "kind": "offer"}], "must not be empty"),
    "too many": ([*SHORT, *({"name": str(n), "kind": "offer"} for n in range(48))], "stages"),
}


async def test_stages_that_make_no_pipeline_are_refused_in_words(api, make, put, stages):
    job = await make()
    before = await stages(job)
    for name, (given, said) in NO_PIPELINES.items():
        for answer in (await api.post(TEMPLATES, json={"name": "T", "stages": given}), await put(job, given)):
            assert (answer.status_code, said in answer.json()["detail"]) == (422, True), (name, answer.text)
    other = await stages(await make())
    for given in ([other[0], *before[1:]], [*before, {**before[0], "name": "Again"}]):
        answer = await put(job, given)
        assert (answer.status_code, "is no stage of this job" in answer.json()["detail"]) == (422, True)
    assert await stages(job) == before


async def test_stages_are_renamed_reordered_added_and_removed(api, make, put, stages, events, *, sql):
    job = await make()
    before = await stages(job)
    assert (await put(job, before)).json()["version"] == 1

    swapped = [{**before[0], "name": before[1]["name"]}, {**before[1], "name": before[0]["name"]}, *before[2:]]
    renamed = await put(job, swapped, **{"If-Match": '"1"'})
    assert (renamed.status_code, renamed.headers["etag"], await events(job)) == (200, '"2"', 0)
    assert named(renamed.json()["stages"])[:2] == [("Contacted", "sourced"), ("Sourced", "contacted")]

    late = await put(job, before, **{"If-Match": '"1"'})
    assert (late.status_code, late.json()["version"]) == (412, 2)

    tail = [*swapped, {"name": "Withdrawn", "kind": "rejected"}]
    assert (await put(job, tail)).status_code == 200
    assert await events(job) == 0
    now_there = await stages(job)

    wanted = [now_there[0], {"name": "Test task", "kind": "interview"}, *now_there[2:]]
    answer = await put(job, [*wanted[:3], *reversed(wanted[3:])])
    assert (answer.status_code, await events(job)) == (200, 1)
    shown = await stages(job)
    assert shown == answer.json()["stages"]
    assert [one["position"] for one in shown] == list(range(1, 10))
    assert named(shown)[:4] == [
        ("Contacted", "sourced"),
        ("Test task", "interview"),
        ("Replied", "qualified"),
        ("Withdrawn", "rejected"),
    ]
    assert now_there[1]["id"] not in {one["id"] for one in shown}

    kinds = [{**one, "kind": "offer"} if one["name"] == "Test task" else one for one in shown]
    assert ((await put(job, kinds)).status_code, await events(job)) == (200, 2)
    assert (await api.get(f"{JOBS}/{job['id']}")).json()["version"] == 5
    audited = await sql("SELECT before, after FROM audit_log WHERE action = 'change stages' ORDER BY id")
    assert len(audited) == 4
    assert named(audited[0]["before"]["stages"]) == list(DEFAULT_STAGES)
    assert named(audited[-1]["after"]["stages"]) == named(kinds)


async def test_a_stage_with_applicants_cannot_be_removed(make, put, stages, put_applicant, sql):
    job = await make()
    before = await stages(job)
    for _ in range(3):
        await put_applicant(job["id"], before[1])
    refused = await put(job, [before[0], *before[2:]])
    assert (refused.status_code, "'Contacted' has 3." in refused.json()["detail"]) == (409, True)
    assert refused.json()["applicants"] == {before[1]["id"]: 3}
    assert await stages(job) == before
    await sql("UPDATE applicants SET stage_id = CAST(:stage AS uuid)", stage=before[0]["id"])
    assert (await put(job, [before[0], *before[2:]])).status_code == 200


async def test_an_applicant_who_is_just_being_added_keeps_the_stage(make, put, stages, put_applicant, *, engine, sql):
    job = await make()
    before = await stages(job)
    async with writing(engine) as session:
        await put_applicant(job["id"], before[1], session)
        removing = asyncio.create_task(put(job, [before[0], *before[2:]]))
        while not await sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
            assert not removing.done(), removing.result().text
    refused = await removing
    assert (refused.status_code, "'Contacted' has 1." in refused.json()["detail"]) == (409, True)
    assert await stages(job) == before


async def test_of_two_who_put_stages_at_once_each_leaves_a_pipeline(make, put, stages):
    job = await make()
    before = await stages(job)
    given = [[*before, {"name": name, "kind": "offer"}] for name in ("One", "Two")]
    answers = await asyncio.gather(*(put(job, one, **{"If-Match": '"1"'}) for one in given))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    assert [one["position"] for one in await stages(job)] == list(range(1, 10))


async def test_many_jobs_are_loaded_with_their_stages(api, amber, engine, stages):
    ids = sorted(new_id() for _ in range(3))
    moment = now()
    jobs = [
        (one, UUID(amber), f"Welder {n}", "", None, "open", None, n + 1, moment, None, moment, moment)
        for n, one in enumerate(ids)
    ]
    pipelines = [
        (new_id(), one, name, kind, place) for one in ids for place, (name, kind) in enumerate(DEFAULT_STAGES, 1)
    ]
    async with writing(engine) as session:
        raw = await (await session.connection()).get_raw_connection()
        await load_jobs(raw.driver_connection, jobs)
        await load_stages(raw.driver_connection, pipelines)
    listed = (await api.get(JOBS)).json()["items"]
    assert [(one["title"], one["openings_count"]) for one in listed] == [(f"Welder {n}", n + 1) for n in (2, 1, 0)]
    assert named(await stages(listed[0])) == list(DEFAULT_STAGES)


async def test_applicants_follow_their_stage(make, put, stages, put_applicant, *, engine, settings, sql):
    job = await make()
    before = await stages(job)
    await put_applicant(job["id"], before[1])
    assert (await put(job, [before[0], before[2], {**before[1], "kind": "interview"}, *before[3:]])).status_code == 200
    assert await relay(engine, REACTIONS) > 0
    (task,) = await sql("SELECT id FROM tasks WHERE kind = :kind", kind=KEEP)
    assert await perform(engine, settings, HANDLERS, task["id"], owner="test")
    assert await sql("SELECT stage_kind, stage_rank FROM applicants") == [{"stage_kind": "interview", "stage_rank": 3}]
