import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from prometheus_client import REGISTRY

from jobcenter.accounts.access import AskingFirst, check_every_route
from jobcenter.entrypoints.web import make_app


def test_an_application_with_a_route_without_a_rule_does_not_start(settings):
    forgetful = make_app(settings)

    @forgetful.get("/forgotten")
    def _forgotten() -> None: ...

    with pytest.raises(RuntimeError, match="does not start: GET /forgotten"):
        check_every_route(forgetful)


def test_the_application_checks_itself_before_it_starts(settings, monkeypatch):
    checked = []
    monkeypatch.setattr("jobcenter.entrypoints.web.check_every_route", checked.append)
    made = make_app(settings)
    assert checked == [made]
    assert isinstance(made, FastAPI)


def test_every_route_asks_who_is_there_before_it_reads_the_body(app):
    assert [
        one.path for one in iter_route_contexts(app.routes) if not isinstance(one.original_route, AskingFirst)
    ] == []


async def test_what_is_not_there_is_told_as_a_problem(stranger):
    missing = await stranger.get("/nowhere")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    wrong = await stranger.delete("/api/scraping/schedules")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, POST")


async def test_a_body_that_would_fill_the_memory_is_refused(stranger):
    async def endless():
        for _ in range(64):
            yield b" " * 65536

    answer = await stranger.post(
        "/api/accounts/sign-in", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert "larger than" in answer.json()["detail"]


async def test_requests_are_counted_by_the_whole_pattern_of_their_route(stranger):
    name, labels = (
        "jobcenter_requests_total",
        {"method": "GET", "route": "/api/scraping/runs/{run_id}", "status": "401"},
    )
    before = REGISTRY.get_sample_value(name, labels) or 0
    await stranger.get("/api/scraping/runs/manual_0")
    assert REGISTRY.get_sample_value(name, labels) == before + 1
