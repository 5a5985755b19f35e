"""An import whose rows were forgotten says so, and does not go on; its file can be brought in again."""

from datetime import timedelta

from jobcenter.imports.retention import forget_old_rows
from jobcenter.kit.db import writing

FILE = "name,client\nAcme GmbH,yes\n,yes\n"


async def test_an_import_without_its_rows_does_not_go_on(send, work, api, sql, *, engine):
    asked = await send("companies", FILE)
    import_id = asked.json()["id"]
    assert (await api.post(f"/api/imports/{import_id}/cancel")).status_code == 200
    await sql("UPDATE imports SET at = now() - interval '91 days'")
    await sql("UPDATE tasks SET finished_at = now() - interval '91 days'")

    async def clear():
        async with writing(engine) as session:
            return await forget_old_rows(session, kept=timedelta(days=90))

    resumed = await api.post(f"/api/imports/{import_id}/resume")  # what goes on again is needed
    assert resumed.status_code == 202
    assert await clear() == 0
    assert (await work(resumed))["counts"] == {"made": 1, "updated": 0, "already_there": 0, "refused": 1}
    (kept,) = await sql("SELECT cells FROM import_rows WHERE outcome = 'refused'")
    assert kept["cells"]["client"] == "yes"
    await sql("UPDATE tasks SET finished_at = now() - interval '91 days'")
    assert await clear() == 2
    shown = (await api.get(f"/api/imports/{import_id}")).json()
    assert (shown["counts"]["made"], shown["rows_count"]) == (1, 2)
    assert shown["rows_cleared_at"]
    assert (await api.get(f"/api/imports/{import_id}/rows")).json()["items"] == []
    refused = await api.post(f"/api/imports/{import_id}/resume")
    assert refused.status_code == 409
    assert "Bring the file in again" in refused.json()["detail"]
    assert (await work(await send("companies", FILE)))["counts"]["already_there"] == 1
