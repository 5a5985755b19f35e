"""A worker node is killed in the middle of a move of thousands: another ends it, and moves each of them once."""

import asyncio
import os
import signal
import time
from collections import Counter

import httpx2
import pytest
from tests.faults.conftest import PATIENCE, PIPELINE, all_went_on

from jobcenter.applicants.facts import drift
from jobcenter.kit.db import make_engine, reading
from jobcenter.kit.settings import load_settings

pytestmark = pytest.mark.slow  # servers of its own, and load while thousands are moved


@pytest.fixture
def load(apis, load_on):
    return load_on(apis[0])


@pytest.fixture
def boss(installation, apis):
    """A client that asks for the move, and may."""
    headers = {"Authorization": f"Bearer {installation.keys(1)[0]}"}
    with httpx2.Client(base_url=apis[0][0], headers=headers, timeout=20) as client:
        yield client


@pytest.fixture
def pipeline(installation):
    """The large job, a stage of it that holds few, and how many history rows each applicant has."""
    job = installation.ask("SELECT job_id FROM applicants GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")[0]["job_id"]
    stage = installation.ask(
        "SELECT s.id FROM job_stages s WHERE s.job_id = $1 AND s.kind NOT IN ('hired', 'rejected')"
        " ORDER BY (SELECT count(*) FROM applicants a WHERE a.stage_id = s.id) LIMIT 1",
        job,
    )[0]["id"]
    return job, stage, history(installation, job)


def history(installation, job):
    rows = installation.ask(
        "SELECT a.id, count(h.id) AS n FROM applicants a LEFT JOIN applicant_history h ON h.applicant_id = a.id"
        " WHERE a.job_id = $1 GROUP BY 1",
        job,
    )
    return Counter({row["id"]: row["n"] for row in rows})


def kill_node_at(installation, task_id):
    """SIGKILL the node whose process is at this task; gives the node's process id, or None if nobody is at it."""
    owner = installation.ask("SELECT lease_owner FROM tasks WHERE id = $1", task_id)[0]["lease_owner"]
    if owner is None:
        return None
    node = int(owner.partition("/")[0].rpartition(":")[2])
    os.kill(node, signal.SIGKILL)
    return node


def test_a_node_killed_in_the_middle_of_a_move_of_thousands(installation, boss, load, pipeline):
    job, stage, before = pipeline
    stood = {one["id"] for one in installation.ask("SELECT id FROM applicants WHERE stage_id = $1", stage)}
    with load.going() as record, installation.running("worker", "worker"):
        began = time.monotonic()
        wanted = {"filter": {}, "to_stage_id": str(stage)}
        asked = boss.post(f"/api/jobs/{job}/applicants/move", json=wanted).json()
        killed, done, state = None, [], "queued"
        until = began + PATIENCE
        while state in {"queued", "running"} and time.monotonic() < until:
            answer = boss.get(f"/api/applicants/moves/{asked['operation_id']}", params={"limit": 1}).json()
            state, counts = answer["state"], answer["counts"]
            done.append(sum(counts.values()) - counts["asked"])
            stages = boss.get(f"/api/jobs/{job}/board/summary").json()["stages"]
            there = next((one["count"] for one in stages if one["id"] == str(stage)), 0)
            assert there >= len(stood) + counts["moved"], f"{there} are shown of {counts}"
            if killed is None and done[-1]:
                killed = kill_node_at(installation, asked["task_id"])
                at_kill = done[-1]
        all_went_on(record, began, time.monotonic())
    assert killed
    assert at_kill < PIPELINE
    assert (state, counts["moved"], counts["already_there"]) == ("succeeded", PIPELINE - len(stood), len(stood))
    assert done == sorted(done)
    assert installation.ask("SELECT taken_over FROM tasks WHERE id = $1", asked["task_id"])[0]["taken_over"] == 1
    assert history(installation, job) - before == Counter({one: 1 for one in before if one not in stood})
    assert asyncio.run(drift_of(installation, job)) == []


async def drift_of(installation, job):
    engine = make_engine(load_settings(installation.environ), pool_size=1)
    async with reading(engine) as session:
        found = await drift(session, job_id=job)
    await engine.dispose()
    return found
