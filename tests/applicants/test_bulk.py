"""Moves in bulk: foreseen, carried out by a task, cancelled, undone; each applicant with its outcome."""

import pytest

from jobcenter.applicants import carrying
from jobcenter.applicants.facts import drift
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading
from jobcenter.work.runner import perform

MANY = 3_000
ADD = """
    INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words, reject_reason)
    SELECT gen_random_uuid(), :job, c.id, s.id, s.kind, s.position, c.name_key,
           lower(concat_ws(' ', c.name, c.headline, c.employer, c.email)), :reason
    FROM candidates c, job_stages s WHERE c.id = ANY (:people) AND s.id = :stage
    RETURNING id
"""


@pytest.fixture
def stand(agency):
    """Puts people at the stage of a kind; gives the applicants' ids, sorted."""

    async def stand(people, kind="sourced", reason=None):
        given = {"job": agency.job, "people": people, "stage": agency.stages[kind], "reason": reason}
        return sorted(row["id"] for row in await agency.run(ADD, **given))

    return stand


@pytest.fixture
def ask(api, agency):
    """Asks for a move to the stage of a kind; gives the answer."""

    async def ask(kind, **more):
        return await api.post(
            f"/api/jobs/{agency.job}/applicants/move", json={"to_stage_id": str(agency.stages[kind]), **more}
        )

    return ask


@pytest.fixture
def work(engine, settings):
    """Does a task as a worker would."""

    async def work(started, *, seconds=None):
        assert started.status_code == 202, started.text
        task_id = started.json()["task_id"]
        assert await perform(engine, settings, HANDLERS, task_id, owner="test", seconds=seconds)
        return started.json()["operation_id"]

    return work


@pytest.fixture
def told(api):
    """How a move stands: its state, its counts without what is nought, and every outcome, page by page."""

    async def told(operation):
        rows, after = [], None
        while True:
            page = {"limit": 200, **({"after": after} if after else {})}
            shown = (await api.get(f"/api/applicants/moves/{operation}", params=page)).json()
            rows += shown["items"]
            after = shown["next"]
            if after is None:
                break
        counts = {name: count for name, count in shown["counts"].items() if count}
        return shown["state"], counts, {one["applicant_id"]: one["outcome"] for one in rows}

    return told


async def kinds(sql):
    rows = await sql("SELECT stage_kind, count(*) AS n FROM applicants GROUP BY 1")
    return {row["stage_kind"]: row["n"] for row in rows}


@pytest.mark.slow  # thousands of rows, twice
async def test_three_thousand_are_moved_by_a_filter_and_moved_back(agency, stand, ask, work, *, told, api, sql, engine):
    people = await agency.people(MANY + 20)
    await stand(people[:MANY])
    await stand(people[MANY : MANY + 10], "contacted")
    await stand(people[MANY + 10 :], "rejected", "too late")
    stages = [str(agency.stages[kind]) for kind in ("sourced", "rejected")]
    given = {"filter": {"stage_ids": stages, "q": "PERSON example.com", "replied": False, "off_limits": False}}
    foreseen = await ask("contacted", dry_run=True, **given)
    assert (foreseen.status_code, foreseen.json()["would_move"], foreseen.json()["by_kind"]) == (
        200,
        MANY + 10,
        [{"kind": "sourced", "count": MANY}, {"kind": "rejected", "count": 10}],
    )
    before = await sql("SELECT id, stage_id, reject_reason FROM applicants ORDER BY id")
    operation = await work(await ask("contacted", note="all of them", **given))
    state, counts, outcomes = await told(operation)
    assert (state, counts) == ("succeeded", {"asked": MANY + 10, "moved": MANY + 10})
    assert set(outcomes.values()) == {"moved"}
    assert await kinds(sql) == {"contacted": MANY + 20}
    (progress,) = await sql("SELECT progress FROM tasks")
    assert progress["progress"]["moved"] == MANY + 10
    moved_on = next(iter(outcomes))
    await api.patch(f"/api/applicants/{moved_on}", json={"stage_id": str(agency.stages["offer"])})
    undone = await work(await api.post(f"/api/applicants/moves/{operation}/undo"))
    state, counts, outcomes = await told(undone)
    assert (state, counts["moved"], counts["changed_meanwhile"]) == ("succeeded", MANY + 9, 1)
    assert [one for one, outcome in outcomes.items() if outcome == "changed_meanwhile"] == [moved_on]
    after = await sql("SELECT id, stage_id, reject_reason FROM applicants ORDER BY id")
    assert [one["id"] for one, other in zip(before, after, strict=True) if one != other] == [after_id(moved_on, after)]
    again = await api.post(f"/api/applicants/moves/{operation}/undo")
    assert (again.status_code, undone in again.json()["detail"]) == (409, True)
    assert (await sql("SELECT count(*) AS n FROM applicant_history"))[0]["n"] == 2 * (MANY + 10)
    async with reading(engine) as session:
        assert await drift(session) == []


def after_id(text, rows):
    return next(row["id"] for row in rows if str(row["id"]) == text)


async def test_each_of_some_ids_has_its_outcome(agency, stand, ask, work, *, told, sql, api):
    first, second, third = await stand(await agency.people(3))
    (there,) = await stand([await agency.person()], "offer")
    gone = new_id()
    ids = [str(one) for one in (first, second, third, there, gone)]
    foreseen = (await ask("offer", ids=ids, dry_run=True)).json()
    assert [foreseen[name] for name in ("asked", "would_move", "already_there", "gone")] == [5, 3, 1, 1]
    started = await ask("offer", ids=ids)
    moved = {"stage_id": str(agency.stages["interview"])}
    assert (await api.patch(f"/api/applicants/{second}", json=moved)).status_code == 200
    await sql("DELETE FROM applicants WHERE id = :id", id=third)
    state, counts, outcomes = await told(await work(started))
    wanted = ["moved", "changed_meanwhile", "gone", "already_there", "gone"]
    assert ([outcomes[one] for one in ids], state, counts["asked"]) == (wanted, "succeeded", 5)
    one = (await api.get(f"/api/applicants/moves/{started.json()['operation_id']}", params={"outcome": "moved"})).json()
    assert [row["applicant_id"] for row in one["items"]] == [str(first)]


async def test_an_undoing_can_be_undone_with_its_reasons(agency, stand, ask, work, *, api, sql):
    await stand(await agency.people(2))
    await stand(await agency.people(1), "offer")
    operation = await work(await ask("rejected", filter={}, reject_reason="the job is gone"))
    reasons = "SELECT stage_kind, reject_reason FROM applicants ORDER BY stage_rank"
    assert {(one["stage_kind"], one["reject_reason"]) for one in await sql(reasons)} == {
        ("rejected", "the job is gone")
    }
    undone = await work(await api.post(f"/api/applicants/moves/{operation}/undo"))
    assert [tuple(one.values()) for one in await sql(reasons)] == [
        ("sourced", None),
        ("sourced", None),
        ("offer", None),
    ]
    await work(await api.post(f"/api/applicants/moves/{undone}/undo"))
    assert {tuple(one.values()) for one in await sql(reasons)} == {("rejected", "the job is gone")}


async def test_a_move_that_is_cut_short_goes_on_or_is_cancelled(
    agency, stand, ask, work, *, told, sql, api, engine, settings, monkeypatch
):
    monkeypatch.setattr(carrying, "AT_ONCE", 10)
    await stand(await agency.people(30))
    started = await ask("contacted", filter={})
    operation, task_id = started.json()["operation_id"], started.json()["task_id"]
    carry, steps = carrying.carry_out, []

    async def breaking(*given, **more):
        steps.append(1)
        if len(steps) == 2:
            raise RuntimeError("the worker broke")
        return await carry(*given, **more)

    monkeypatch.setattr("jobcenter.applicants.tasks.carry_out", breaking)
    await work(started)
    assert await kinds(sql) == {"sourced": 20, "contacted": 10}
    refused = await api.post(f"/api/applicants/moves/{operation}/undo")
    assert (refused.status_code, "still goes on" in refused.json()["detail"]) == (409, True)
    await sql("UPDATE tasks SET run_after = now()")
    assert await perform(engine, settings, HANDLERS, task_id, owner="other")
    state, counts, _ = await told(operation)
    assert (state, counts, len(steps)) == ("succeeded", {"asked": 30, "moved": 30}, 5)
    assert (await sql("SELECT count(*) AS n FROM applicant_history"))[0]["n"] == 30
    again = await ask("offer", filter={})
    other = again.json()["operation_id"]
    assert (await api.post(f"/api/applicants/moves/{other}/cancel")).json()["state"] == "cancelled"
    assert (await api.post(f"/api/applicants/moves/{other}/cancel")).status_code == 409
    assert (await told(other))[1] == {"asked": 30}
    assert await kinds(sql) == {"contacted": 30}


async def test_what_is_no_move_in_bulk(agency, stand, ask, api, person):
    (mine,) = await stand(await agency.people(1))
    nobody = {"filter": {"q": "nobody%"}}
    for kind, wrong in (
        ("offer", {}),
        ("offer", {"ids": [str(mine)], "filter": {}}),
        ("offer", {"ids": []}),
        ("offer", nobody),
        ("offer", {"filter": {"other": 1}}),
        ("offer", {"filter": {}, "reject_reason": "x"}),
        ("rejected", {"filter": {}}),
    ):
        assert (await ask(kind, **wrong)).status_code == 422, wrong
    assert (await ask("offer", dry_run=True, **nobody)).json()["would_move"] == 0
    headers = {"Idempotency-Key": "k"}
    body = {"to_stage_id": str(agency.stages["offer"]), "filter": {}}
    address = f"/api/jobs/{agency.job}/applicants/move"
    first, second = [await api.post(address, json=body, headers=headers) for _ in range(2)]
    assert first.json() == second.json()
    manager = await person("manager", company_id=await agency.company("Other"))
    assert (await api.get(f"/api/applicants/moves/{first.json()['operation_id']}", headers=manager)).status_code == 404
    own = agency.job, agency.stages
    await agency.open_job()
    agency.job = own[0]
    assert (await ask("offer", filter={})).status_code == 422
    agency.job = new_id()
    assert (await ask("offer", filter={})).status_code == 404


async def test_what_a_filter_means(agency, stand, ask, sql):
    harbour = await agency.company("Harbour")
    people = [
        await agency.person("Zoë Å", headline="50% welder_x", employer_id=harbour),
        await agency.person("Bob", headline="Baker"),
        await agency.person("Eve", headline=None),
    ]
    ids = [(await stand([one]))[0] for one in people]
    await sql("UPDATE applicants SET employer_id = :of, replied_at = now() WHERE id = :id", of=harbour, id=ids[0])
    await agency.off_limits(harbour)
    (user,) = await sql(
        "INSERT INTO users (id, email, name, role) VALUES (gen_random_uuid(), 'a@b.c', 'A', 'admin') RETURNING id"
    )
    await sql("UPDATE applicants SET added_by = :user WHERE id = :id", user=user["id"], id=ids[1])

    async def count(**given):
        return (await ask("offer", filter=given, dry_run=True)).json()["would_move"]

    counts = {
        "off": await count(off_limits=True),
        "not off": await count(off_limits=False),
        "replied": await count(replied=True),
        "not replied": await count(replied=False),
        "added by": await count(added_by=[str(user["id"])]),
        "words": await count(q="ZOË  harbour"),
        "signs": await count(q="50% r_x"),
        "no signs": await count(q="b_b"),
        "both": await count(q="welder", replied=False),
        "stage": await count(stage_ids=[str(agency.stages["offer"])]),
        "all": await count(),
    }
    assert counts == {
        "off": 1,
        "not off": 2,
        "replied": 1,
        "not replied": 2,
        "added by": 1,
        "words": 1,
        "signs": 1,
        "no signs": 0,
        "both": 0,
        "stage": 0,
        "all": 3,
    }
