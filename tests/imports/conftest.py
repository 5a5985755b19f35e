"""Files that are brought in over the API, done as a worker does them."""

import pytest

from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.work.runner import perform


@pytest.fixture
def send(api):
    """Sends a file; gives the answer."""

    async def send(kind, text, *, headers=None, **asked):
        body = text if isinstance(text, bytes) else text.encode()
        given = {"Content-Type": "text/csv", **(headers or {})}
        return await api.post(f"/api/imports/{kind}", content=body, params=asked, headers=given)

    return send


@pytest.fixture
def work(engine, settings, api):
    """Does an import as a worker would; gives how it stands then."""

    async def work(answer, *, seconds=None):
        assert answer.status_code == 202, answer.text
        task_id, import_id = answer.json()["task_id"], answer.json()["id"]
        assert await perform(engine, settings, HANDLERS, task_id, owner="test", seconds=seconds)
        return (await api.get(f"/api/imports/{import_id}")).json()

    return work


@pytest.fixture
def bring(send, work):
    """Sends a file and has it done; gives its counts without what is nought, and its id."""

    async def bring(kind, text, **asked):
        done = await work(await send(kind, text, **asked))
        assert (done["state"], done["error"]) == ("succeeded", None)
        return {name: count for name, count in done["counts"].items() if count}, done["id"]

    return bring


@pytest.fixture
def refusals(api):
    """Why rows of an import were refused, by their numbers."""

    async def refusals(import_id):
        answer = await api.get(f"/api/imports/{import_id}/rows", params={"outcome": "refused", "limit": 200})
        return {one["number"]: one["message"] for one in answer.json()["items"]}

    return refusals
