"""Job boards by python-jobspy: the document's examples to the letter, silent drops, hangs, bans, what is missing."""

import asyncio

import psutil
import pytest

from jobcenter.demo.sites import Fault, Sample, StandIn
from jobcenter.entrypoints.cli.importing import planned
from jobcenter.kit.db import writing
from jobcenter.scraping.actions import cancel_run

pytestmark = pytest.mark.slow  # each call of python-jobspy is a process that takes more than a second to load

DOCUMENTED = {
    "site_name": "indeed",
    "search_term": "python developer",
    "location": "remote",
    "is_remote": True,
    "results_wanted": 50,
}
PYTHON = {"search_term": "python developer"}


@pytest.fixture(scope="module")
def boards():
    """The job boards that have a stand-in, with 130 results each."""
    with StandIn.start(Sample(count=2, postings=130, vendors=("indeed", "bdjobs"))) as stand_in:
        yield stand_in


def asking():
    """The processes that ask a job board for this one."""
    return [one for one in psutil.Process().children(recursive=True) if "jobspy_child" in " ".join(one.cmdline())]


async def until_asking():
    for _ in range(1000):
        if found := asking():
            return found[0]
        await asyncio.sleep(0.01)
    raise AssertionError("nobody asks the board")


async def test_the_asynchronous_example(api, sql, do_slice, asked):
    answer = await api.post("/jobs/scrape", json=DOCUMENTED)
    assert answer.status_code == 202
    data = answer.json()["data"]
    assert answer.json() == {
        "status": "success",
        "data": {"task_id": data["task_id"], "run_id": data["run_id"], "status": "queued", "execution_mode": "async"},
    }
    await sql("UPDATE scrape_runs SET min_pause_seconds = 0, max_pause_seconds = 0")
    assert await do_slice(data["task_id"])
    ended = (await api.get(f"/jobs/scrape/{data['run_id']}")).json()["data"]
    assert (ended["status"], ended["new_count"], ended["filtered_count"]) == ("succeeded", 50, 0)
    assert (ended["site_name"], ended["target"], ended["message"]) == ("indeed", None, None)
    assert ended["payload"] == {name: value for name, value in DOCUMENTED.items() if name != "site_name"}
    (line,) = asked()
    assert all(
        word in line["path"] for word in ("python+developer", "remote", "DSQF7")
    )  # the last is Indeed's own word
    (posting,) = await sql("SELECT * FROM postings ORDER BY vendor_id LIMIT 1")
    assert (posting["site_name"], posting["target"], posting["company"]) == ("indeed", "", "Amber Analytics")
    assert not posting["vendor_id"].startswith("in-")
    assert posting["url"] == f"https://www.indeed.com/viewjob?jk={posting['vendor_id']}"
    assert posting["raw"]["site"] == "indeed"
    (page,) = await sql("SELECT count(*) AS remembered FROM page_memory")
    assert page["remembered"] == 0


async def test_the_synchronous_example(api):
    body = {"site_name": "indeed", "search_term": "python developer", "results_wanted": 15}
    answer = await api.post("/jobs/scrape?mode=sync", json=body)
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert (data["status"], data["execution_mode"], data["count"], len(data["jobs"])) == ("succeeded", "sync", 15, 15)
    status = (await api.get(f"/jobs/scrape/{data['run_id']}")).json()["data"]
    assert (status["status"], status["new_count"]) == ("succeeded", 15)


async def test_more_than_one_call_brings_takes_several_and_its_remarks_are_kept_once(run_one, sql):
    run = await run_one("indeed", results_wanted=60, job_type="other", **PYTHON)
    assert (run["status"], run["new_count"], run["completed_pages"]) == ("succeeded", 60, 2)
    said = await sql("SELECT kind, reason FROM scrape_run_problems")
    assert said == [{"kind": "error", "reason": "Indeed: job_type other isn't supported, ignoring it."}]
    again = await run_one("indeed", results_wanted=40, offset=50, **PYTHON)
    assert (again["new_count"], again["unchanged_count"], again["closed_count"]) == (30, 10, 0)
    assert (await sql("SELECT count(*) AS n FROM postings WHERE closed_at IS NULL"))[0]["n"] == 90


async def test_what_is_dropped_in_silence_is_counted(run_one, sql, changed):
    with StandIn.start(Sample(count=1, postings=40, vendors=("indeed",))) as own:
        under = changed(**own.site_settings())
        ids = [row["vendor_id"] for row in own.rows("indeed", "search")]
        broken = {vendor_id: {"title": None} for vendor_id in ids[:4]}
        own.control(changes=[{"site": "indeed", "board": "search", "edit": broken}])
        run = await run_one("indeed", under=under, results_wanted=50, **PYTHON)
        assert (run["status"], run["seen_count"], run["new_count"]) == ("partial", 40, 36)
        assert (run["dropped_count"], run["errors_count"]) == (4, 4)
        drops = await sql("SELECT reason FROM scrape_run_problems WHERE kind = 'drop'")
        assert len(drops) == 4
        assert all("python-jobspy could not read the item" in drop["reason"] for drop in drops)
        more = {vendor_id: {"title": None} for vendor_id in ids[:20]}
        own.control(changes=[{"site": "indeed", "board": "search", "edit": more}])
        assert (await run_one("indeed", under=under, results_wanted=50, **PYTHON))["status"] == "failed"


async def test_a_hang_is_killed_at_the_deadline(run_one, stand_in, monkeypatch):
    monkeypatch.setattr("jobcenter.scraping.tasks.PAGE_SECONDS", 4.0)
    stand_in.control(faults=[Fault("hang", site="indeed")])
    run = await run_one("indeed", **PYTHON)
    assert (run["status"], run["message"]) == ("failed", "Indeed did not answer within 4 s.")
    assert asking() == []


async def test_a_hang_ends_when_the_run_is_cancelled(*, engine, start, do_slice, run_row, stand_in, changed):
    stand_in.control(faults=[Fault("hang", site="indeed")])
    started = await start("indeed", **PYTHON)
    slice_ = asyncio.create_task(do_slice(started["task_id"], under=changed(JOBCENTER_LEASE_SECONDS="1.5")))
    child = await until_asking()
    async with writing(engine) as session:
        assert await cancel_run(session, started["run_id"], actor="test") == "cancelling"
    assert await asyncio.wait_for(slice_, 30)
    assert not child.is_running()
    assert (await run_row(started["run_id"]))["task"]["status"] == "cancelled"


async def test_a_ban_opens_the_breaker_of_its_board_alone(
    *, run_one, start, do_slice, run_row, sql, stand_in, asked, api
):
    stand_in.control(faults=[Fault("status", site="indeed", status=429)])
    banned = await start("indeed", **PYTHON)
    assert await do_slice(banned["task_id"])
    run = await run_row(banned["run_id"])
    assert (run["status"], run["retries"]) == ("queued", 1)
    assert run["message"].startswith("Indeed refuses us: response status code 429. Try 1 of 3 follows.")
    behind = await start("indeed", **PYTHON)
    await sql("UPDATE tasks SET status = 'cancelled' WHERE id = :id", id=banned["task_id"])
    assert await do_slice(behind["task_id"])
    assert "refuses us" in (await run_row(behind["run_id"]))["message"]
    assert len(asked()) == 1, "nobody asks a closed board"
    other = await run_one("bdjobs", results_wanted=10, **PYTHON)
    assert (other["status"], other["new_count"]) == ("succeeded", 10)
    sites = {one["name"]: one for one in (await api.get("/jobs/sites")).json()["data"]}
    assert not sites["indeed"]["usable"]
    assert "429" in sites["indeed"]["health"]
    assert sites["bdjobs"]["usable"]
    assert sites["bdjobs"]["last_success_at"] is not None
    assert sites["bdjobs"]["health"].startswith("Last seen working at")
    assert sites["linkedin"]["health"] == "Not asked yet."


async def test_what_was_found_before_a_failure_is_kept(run_one, stand_in):
    stand_in.control(faults=[Fault("status", site="bdjobs", status=403, query={"pg": "2"})])
    run = await run_one("bdjobs", results_wanted=100, **PYTHON)
    assert (run["new_count"], run["completed_pages"], run["complete"]) == (50, 1, False)
    assert run["message"] == "BDJobs refuses us: response status code 403."


async def test_a_private_address_is_refused(run_one, changed, asked):
    run = await run_one("indeed", under=changed(JOBCENTER_ALLOWED_PRIVATE_HOSTS=""), **PYTHON)
    assert (run["status"], asked()) == ("failed", [])
    assert "127.0.0.1, a private address" in run["message"]


async def test_without_the_package_the_boards_say_so(run_one, api, monkeypatch):
    monkeypatch.setattr("jobcenter.scraping.sites.base.find_spec", lambda _name: None)
    sites = {one["name"]: one for one in (await api.get("/jobs/sites")).json()["data"]}
    assert "pip install 'python-jobspy==1.4.1'" in sites["indeed"]["health"]
    assert (sites["indeed"]["usable"], sites["lever"]["usable"]) == (False, True)
    run = await run_one("indeed", max_retries=3, **PYTHON)
    assert (run["status"], run["retries"]) == ("failed", 0)
    assert "is not installed here" in run["message"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"site_name": "indeed"}, "Indeed needs a search_term"),
        ({"site_name": "indeed", "search_term": " "}, "Indeed needs a search_term"),
        ({"site_name": "indeed", "target": "acme", **PYTHON}, "Indeed takes no target"),
        ({"site_name": "lever", "target": "acme", "hours_old": 24}, "hours_old: Lever cannot be asked by that"),
        ({"site_name": "indeed", "job_type": "slavery", **PYTHON}, "fulltime"),
        ({"site_name": "indeed", "offset": -1, **PYTHON}, "greater than or equal to 0"),
        ({"site_name": "careers"}, "Careers pages needs a target"),
        ({"site_name": "careers", "target": "localhost"}, "jobs.example.com"),
    ],
)
async def test_what_cannot_be_asked_is_refused(api, body, said):
    answer = await api.post("/jobs/scrape", json=body)
    assert answer.status_code == 422
    assert said in answer.text


async def test_boards_have_a_limit_where_nobody_sets_one_and_wishes_of_their_own(api, sql):
    wishes = {"hours_old": 72, "country_indeed": "germany", "job_type": "fulltime", "offset": 50}
    assert (await api.post("/jobs/scrape", json={"site_name": "indeed", **PYTHON, **wishes})).status_code == 202
    (run,) = await sql("SELECT payload FROM scrape_runs")
    assert run["payload"] == {**PYTHON, **wishes, "results_wanted": 25}
    schedule = {"name": "Python", "site_name": "indeed", "payload": PYTHON}
    made = await api.post("/api/scraping/schedules", json=schedule)
    assert made.status_code == 201, made.text
    assert made.json()["payload"] == {**PYTHON, "results_wanted": 25}


def test_import_makes_no_schedule_for_a_board():
    companies = [
        {"name": "Acme", "platform": "Indeed", "slug": "acme"},
        {"name": "Acme", "platform": "lever", "slug": "a"},
    ]
    plan = planned(companies, 60, [])
    assert [one.site_name for one in plan.wanted] == ["lever"]
    assert plan.errors == ["row 1 (Acme): indeed is a job board, which no company has"]
