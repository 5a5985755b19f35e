"""A person's dossier: the applications and one timeline of five tables, page by page, as far as each may see."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests.interviews.pipelines import NOWHERE, agency, pages, who

from jobcenter.kit.clock import new_id

__all__ = ["agency", "who"]
BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
STEP = """
    INSERT INTO applicant_history (applicant_id, by, by_id, from_stage, from_kind, to_stage, to_kind, at, note)
    VALUES (:applicant, 'user:ada', :by, 'Contacted', 'contacted', 'Interview', 'interview', :at, :note)
"""
INTERVIEW = """
    INSERT INTO interviews (id, applicant_id, round_id, scheduled_at, interviewer, interviewer_id, note)
    VALUES (:id, :applicant, :round, :at, 'Mia', :by, 'firm')
"""
MAIL = """
    INSERT INTO mails (id, applicant_id, direction, subject, text, event, at, logged_by)
    VALUES (:id, :applicant, :direction, 'A welder', repeat('x', 400), :event, :at, 'user:ada')
"""
NOTE = """
    INSERT INTO candidate_notes (id, candidate_id, applicant_id, text, is_internal, author, created_at)
    VALUES (:id, :candidate, :applicant, :text, :is_internal, 'user:ada', :at)
"""
PLACEMENT = """
    INSERT INTO placements (id, applicant_id, candidate_id, start_date, guarantee_days, created_at)
    VALUES (:id, :applicant, :candidate, '2026-04-01', 90, :at)
"""


class Life:
    """What happens with one person at two clients, an hour after another."""

    def __init__(self, agency, person, own, foreign):
        self.agency, self.person, self.own, self.foreign = agency, person, own, foreign
        self.at = BEGIN

    async def tell(self, statement, **given):
        self.at += timedelta(hours=1)
        await self.agency.run(statement, at=self.at, **given)

    async def note(self, text, *, applicant=None, is_internal=True):
        await self.tell(
            NOTE, id=new_id(), candidate=self.person, applicant=applicant, text=text, is_internal=is_internal
        )


@pytest.fixture
async def life(agency, who):
    """One thing of each kind at each client, and notes of both kinds."""
    person = await agency.person("Zoë Ångström")
    own = await agency.applicant(agency.acme, "interview", candidate=person)
    foreign = await agency.applicant(agency.rival, "contacted", candidate=person, sent=False)
    made = Life(agency, person, own, foreign)
    for applicant, client in ((own, agency.acme), (foreign, agency.rival)):
        await made.tell(STEP, applicant=applicant, by=who.ada, note="keen")
        await made.tell(INTERVIEW, id=new_id(), applicant=applicant, round=client.rounds["Phone"], by=who.ada)
        await made.tell(MAIL, id=new_id(), applicant=applicant, direction="out", event="opened")
        await made.tell(MAIL, id=new_id(), applicant=applicant, direction="in", event=None)
        await made.tell(PLACEMENT, id=new_id(), applicant=applicant, candidate=person)
        await made.note("on the application", applicant=applicant, is_internal=False)
    await made.note("for us alone")
    await made.note("for all", is_internal=False)
    return made


@pytest.fixture
def timeline(api, who, life):
    """All of the person's timeline for one of `who`, page by page."""

    async def timeline(name, limit=50, **params):
        address = f"/api/candidates/{life.person}/timeline"
        return await pages(api, address, limit=limit, params=params, headers=who.headers[name])

    return timeline


async def test_everything_stands_in_one_line_the_latest_first(timeline, life):
    told = await timeline("ada")
    assert [one["kind"] for one in told] == [
        *("note", "note"),
        *("note", "placement", "mail", "mail", "interview", "stage") * 2,
        "stage",  # when the own client was sent the person, before all this
    ]
    assert [one["at"] for one in told] == sorted((one["at"] for one in told), reverse=True)
    assert len({one["id"] for one in told}) == len(told)
    newest, _, of_job, placed, replied, opened, held, moved = told[:8]
    assert (newest["text"], newest["state"], newest["job"]) == ("for all", "shared", None)
    assert (of_job["applicant_id"], of_job["job"]) == (str(life.foreign), "Welder")
    assert placed["title"] == "2026-04-01"
    assert (replied["state"], opened["state"], opened["title"], len(opened["text"])) == (
        "in",
        "opened",
        "A welder",
        300,
    )
    assert (held["title"], held["by"], held["text"]) == ("Phone", "Mia", "firm")
    assert (moved["before"], moved["title"], moved["state"], moved["text"]) == (
        *("Contacted", "Interview", "interview", "keen"),
    )


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_pages_hold_each_entry_once(timeline, limit):
    assert await timeline("ada", limit=limit) == await timeline("ada")


async def test_entries_of_one_moment_are_not_lost_between_pages(timeline, life):
    await life.agency.run("UPDATE candidate_notes SET created_at = :at", at=BEGIN)
    await life.agency.run("UPDATE mails SET at = :at", at=BEGIN)
    assert await timeline("ada", limit=1) == await timeline("ada")


async def test_kinds_may_be_chosen(timeline, api, life):
    told = await timeline("ada", limit=3, kind=["mail", "placement"])
    assert [one["kind"] for one in told] == ["placement", "mail", "mail"] * 2
    wrong = await api.get(f"/api/candidates/{life.person}/timeline", params={"kind": "dream"})
    assert (wrong.status_code, "kind" in wrong.json()["detail"]) == (422, True)


async def test_a_clients_manager_sees_what_is_its_own(timeline, life):
    told = await timeline("manager")
    assert [one["kind"] for one in told] == ["note", "note", "placement", "interview", "stage", "stage"]
    assert {one["applicant_id"] for one in told} == {None, str(life.own)}
    assert "for us alone" not in {one["text"] for one in told}
    held, moved, sent = told[3:]
    assert (held["text"], moved["text"]) == (None, None), "what another wrote of the person"
    assert (moved["before"], sent["before"]) == ("Contacted", None)
    assert await timeline("manager", kind="mail") == []


async def test_a_manager_sees_the_own_words(timeline, who, life):
    await life.agency.run("UPDATE interviews SET interviewer_id = :id", id=who.manager)
    await life.agency.run("UPDATE applicant_history SET by_id = :id", id=who.manager)
    told = {one["kind"]: one["text"] for one in await timeline("manager", kind=["interview"])}
    assert told == {"interview": "firm"}
    assert {one["text"] for one in await timeline("manager", kind=["stage"])} == {"keen", None}


async def test_applications_are_the_latest_first_and_a_managers_own_alone(api, who, life):
    address = f"/api/candidates/{life.person}/applications"
    told = await pages(api, address, limit=1, headers=who.headers["ada"])
    assert [(one["id"], one["company"], one["job_status"]) for one in told] == [
        (str(life.foreign), "Rival", "open"),
        (str(life.own), "Acme", "open"),
    ]
    assert all(uuid.UUID(one["placement_id"]) for one in told)
    own = await pages(api, address, headers=who.headers["manager"])
    assert [(one["id"], one["added_by"]) for one in own] == [(str(life.own), None)]


@pytest.mark.parametrize("part", ["timeline", "applications"])
async def test_who_is_not_there_or_not_to_be_seen_is_404(api, who, agency, part):
    hidden = await agency.person("Nobody's")
    for person, name in ((NOWHERE, "ada"), (hidden, "manager")):
        answer = await api.get(f"/api/candidates/{person}/{part}", headers=who.headers[name])
        assert (answer.status_code, str(person) in answer.json()["detail"]) == (404, True)


async def test_a_long_life_costs_as_many_statements_and_reads_one_page(timeline, api, who, life, statements_sent):
    statements_sent.clear()
    address, headers = f"/api/candidates/{life.person}/timeline", who.headers["ada"]
    await api.get(address, params={"limit": 5}, headers=headers)
    few = len(statements_sent)
    await life.agency.run(
        "INSERT INTO candidate_notes (id, candidate_id, text, author, created_at)"
        " SELECT gen_random_uuid(), :person, 'again', 'user:ada', CAST(:at AS timestamptz) + n * interval '1 s'"
        " FROM generate_series(1, 1000) n",
        person=life.person,
        at=BEGIN + timedelta(days=9),
    )
    statements_sent.clear()
    answer = await api.get(address, params={"limit": 5}, headers=headers)
    assert (len(statements_sent), len(answer.json()["items"])) == (few, 5)
    assert len(await timeline("ada", limit=200)) == 1015
