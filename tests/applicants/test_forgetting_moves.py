"""A move whose outcomes were forgotten says so: whoever looks, and whoever would undo it."""

from datetime import timedelta

from jobcenter.applicants.retention import forget_old_outcomes
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.kit.db import writing
from jobcenter.work.runner import perform


async def test_a_move_of_which_nothing_is_kept_any_more_is_not_undone(agency, api, sql, *, engine, settings):
    people = [str(await agency.person()) for _ in range(2)]
    added = await api.post(f"/api/jobs/{agency.job}/applicants", json={"candidate_ids": people})
    assert added.status_code == 200, added.text
    wanted = {"to_stage_id": str(agency.stages["contacted"]), "filter": {}}
    started = (await api.post(f"/api/jobs/{agency.job}/applicants/move", json=wanted)).json()
    assert await perform(engine, settings, HANDLERS, started["task_id"], owner="test")
    address = f"/api/applicants/moves/{started['operation_id']}"

    async def clear():
        async with writing(engine) as session:
            return await forget_old_outcomes(session, kept=timedelta(days=90))

    await sql("UPDATE applicant_moves SET at = now() - interval '91 days'")
    assert await clear() == 0  # its task ended just now
    shown = (await api.get(address)).json()
    assert (len(shown["items"]), shown["outcomes_cleared_at"]) == (2, None)
    await sql("UPDATE tasks SET finished_at = now() - interval '91 days'")
    history = await sql("SELECT * FROM applicant_history ORDER BY id")
    assert await clear() == 2
    shown = (await api.get(address)).json()
    assert (shown["items"], shown["counts"]["moved"]) == ([], 2)
    assert shown["outcomes_cleared_at"]
    refused = await api.post(f"{address}/undo")
    assert refused.status_code == 409
    assert "cannot be undone any more" in refused.json()["detail"]
    assert await sql("SELECT * FROM applicant_history ORDER BY id") == history
