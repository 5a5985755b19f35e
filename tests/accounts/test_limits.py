"""How often one caller may ask."""

import pytest
from prometheus_client import REGISTRY

from jobcenter.accounts.limits import Limits
from jobcenter.kit.errors import TooManyRequestsError

ME = "/api/accounts/me"


def limited(app, monkeypatch, **changes):
    settings = app.state.settings.model_copy(update={"requests_per_minute": 10, **changes})
    limits = Limits(settings)
    monkeypatch.setattr("jobcenter.accounts.limits.time.time", lambda: 1_800_000_015.0)  # 15 s into a minute
    app.state.limits = limits
    return limits


async def test_each_caller_is_told_what_is_left_until_nothing_is(client, app, sign_in, monkeypatch):
    one, other = await sign_in("recruiter"), await sign_in("admin")
    limited(app, monkeypatch)
    for left in range(9, -1, -1):
        answer = await client.get(ME, headers=one["headers"])
        told = [answer.headers[f"ratelimit-{name}"] for name in ("limit", "remaining", "reset")]
        assert (answer.status_code, told) == (200, ["10", str(left), "45"])
    refused = await client.get(ME, headers=one["headers"])
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "45")
    assert "JOBCENTER_REQUESTS_PER_MINUTE" in refused.json()["detail"]
    assert (await client.get(ME, headers=other["headers"])).status_code == 200


async def test_all_processes_count_together(app, monkeypatch):
    monkeypatch.setattr("jobcenter.accounts.limits.LOOK_SECONDS", 0)
    one, other = limited(app, monkeypatch), Limits(app.state.settings.model_copy(update={"requests_per_minute": 10}))
    for left in (9, 7, 5, 3, 1):
        assert (await one.count("user:ada")).remaining == left
        assert (await other.count("user:ada")).remaining == left - 1
    with pytest.raises(TooManyRequestsError):
        await one.count("user:ada")
    await other.close()


async def test_redis_is_not_asked_for_every_request(app, monkeypatch):
    monkeypatch.setattr("jobcenter.accounts.limits.LOOK_SECONDS", 3600)
    limits = limited(app, monkeypatch, requests_per_minute=1000)
    for _ in range(50):
        left = await limits.count("user:ada")
    assert left.remaining == 950
    assert int(await limits._redis.get("jobcenter:requests:user:ada:30000000")) == 1


async def test_without_redis_nobody_is_counted_and_it_shows(client, app, sign_in, monkeypatch):
    tokens = await sign_in("admin")
    limited(app, monkeypatch, redis_url_given="redis://127.0.0.1:1/0")
    name = "jobcenter_requests_uncounted_total"
    before = REGISTRY.get_sample_value(name) or 0
    for _ in range(12):
        answer = await client.get(ME, headers=tokens["headers"])
        assert answer.status_code == 200
        assert "ratelimit-limit" not in answer.headers
    assert REGISTRY.get_sample_value(name) == before + 12


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer jc_nonsense"}])
async def test_strangers_are_refused_uncounted(client, app, monkeypatch, header):
    limits = limited(app, monkeypatch)
    assert (await client.get(ME, headers=header)).status_code == 401
    assert [key async for key in limits._redis.scan_iter("jobcenter:requests:*")] == []
