"""One harm at a time: whatever is killed, stopped or emptied, no run is lost and none is done by two at once."""

import os
import signal
import time

import pytest

pytestmark = [pytest.mark.chaos]

BOARD = ("lever", "birch-analytics")  # four pages of a hundred: time enough to be hurt in


@pytest.fixture
def node(installation):
    installation.start("worker")
    return installation


def first_page(installation, until, run_id):
    def there():
        return installation.runs()[run_id]["completed_pages"] >= 1

    until(there, "the first page")


def taken_over(installation):
    return sum(row["taken_over"] for row in installation.ask("SELECT taken_over FROM tasks"))


def test_a_killed_worker_child_loses_no_page_it_finished(node, until, check):
    run_id = node.scrape(*BOARD)
    first_page(node, until, run_id)
    node.children_of("worker")[0].kill()
    node.wait_until_ended()
    assert taken_over(node) == 1
    pages = [line for line in node.stand_in.log() if line["event"] == "start" and line["run"] == run_id]
    assert len(pages) <= node.runs()[run_id]["completed_pages"] + 1  # only the page in hand was asked for again
    check()


def test_a_child_dies_with_its_killed_parent_and_the_run_goes_on(node, until, check):
    run_id = node.scrape(*BOARD)
    first_page(node, until, run_id)
    child = node.children_of("worker")[0]
    child.parent().kill()
    until(lambda: not child.is_running(), "the child to die with its parent", 5)
    node.wait_until_ended()
    assert taken_over(node) == 1
    check()


def test_a_killed_node_takes_all_its_processes_along_and_another_takes_over(node, until, check):
    run_id = node.scrape(*BOARD)
    first_page(node, until, run_id)
    family = [*node.processes_of("worker"), *node.children_of("worker")]
    node.start("worker", "another worker")
    node.kill("worker")
    until(lambda: not any(one.is_running() for one in family), "the node's processes to die with it", 5)
    node.wait_until_ended()
    assert taken_over(node) == 1
    check()


def test_a_worker_stopped_past_its_lease_writes_and_asks_nothing_when_it_wakes(node, until, check):
    run_id = node.scrape(*BOARD)
    first_page(node, until, run_id)
    family = [node.processes_of("worker"), node.children_of("worker")]
    frozen = [node.parts["worker"].pid, *(one.pid for group in family for one in group)]
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    node.start("worker", "another worker")
    until(lambda: taken_over(node) == 1, "the take-over", 20)
    node.wait_until_ended()
    ended = node.runs()[run_id]
    for pid in frozen:
        os.kill(pid, signal.SIGCONT)
    time.sleep(2)
    assert node.runs()[run_id] == ended
    assert any("lease" in line["event"] for line in node.log_of("worker"))
    check()


def test_valkey_killed_and_back_empty_costs_no_run(node, until, check):
    runs = [node.scrape("lever", "birch-analytics"), node.scrape("lever", "ember-analytics")]
    runs += [node.scrape("lever", "birch-analytics") for _ in range(3)]
    first_page(node, until, runs[0])
    node.lose_valkey()
    runs.append(node.scrape("greenhouse", "amber-analytics"))
    node.wait_until_ended()
    assert set(node.runs()) == set(runs)
    check()


def test_work_goes_on_slowly_while_valkey_is_away_and_health_says_so(node, until, check):
    node.valkey.kill()
    run_id = node.scrape(*BOARD)
    assert node.client.get("/health").json() == {"status": "degraded"}
    assert node.client.get("/jobs/queue/status").json()["data"]["redis"] == "away"
    until(lambda: node.runs()[run_id]["status"] == "succeeded", "the run without a queue")
    node.valkey.start()
    after = node.scrape("lever", "ember-analytics")
    until(lambda: node.runs()[after]["status"] == "succeeded", "the run after the queue came back")
    assert node.client.get("/health").json() == {"status": "ok"}
    check()


def test_postgres_killed_and_back_costs_no_run(node, until, check):
    run_id = node.scrape(*BOARD)
    first_page(node, until, run_id)
    node.postgres.kill()
    answer = node.client.get(f"/jobs/scrape/{run_id}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert node.client.get("/health").status_code == 503
    node.postgres.start()
    node.wait_until_ended()
    check()


def test_two_schedulers_and_a_killed_one_start_each_occurrence_once(node, until, check):
    for board in ("birch-analytics", "ember-analytics"):
        body = {"name": board, "site_name": "lever", "target": board, "interval_minutes": 1, "max_pause_seconds": 0}
        assert node.client.post("/api/scraping/schedules", json=body | {"min_pause_seconds": 0}).status_code == 201
    node.start("scheduler", "first scheduler")
    node.start("scheduler", "second scheduler")
    until(lambda: len(node.runs()) == 2, "the first occurrences")
    node.kill("first scheduler")
    node.ask("UPDATE site_schedules SET next_run_at = now()")
    node.wait_until_ended()
    node.ask("UPDATE site_schedules SET next_run_at = now()")
    until(lambda: len(node.runs()) >= 4, "the next occurrences")
    node.wait_until_ended()
    rows = node.ask("SELECT site_schedule_id, occurrence, count(*) FROM scrape_runs GROUP BY 1, 2")
    assert rows
    assert all(row["count"] == 1 for row in rows)
    check()
