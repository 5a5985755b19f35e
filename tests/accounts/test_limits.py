"""How often one caller may ask."""

import pytest
from prometheus_client import REGISTRY

from jobcenter.accounts.limits import Limits

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
