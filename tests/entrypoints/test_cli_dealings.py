"""Interviews, placements and mails from the command line, put down by hand."""

import pytest
from tests.interviews.pipelines import Agency

pytestmark = pytest.mark.slow


@pytest.fixture
async def applicant(engine):
    agency = Agency(engine)
    return await agency.applicant(await agency.client("Acme"), "offer")


async def test_what_happens_with_an_applicant_is_put_down(run_cli, applicant, sql):
    given = ("--round", "Phone", "--interviewer", "Eve")
    made = run_cli("interview", "add", applicant, "2026-03-01T10:00Z", *given, "--json").went_well().json
    assert (made["round"], made["status"], made["scheduled_at"]) == ("Phone", "scheduled", "2026-03-01T10:00:00Z")
    said = run_cli("interview", "outcome", made["id"], "passed", "--note", "good").went_well().out
    assert "Zoë Ångström" in said
    assert "passed" in said
    placed = run_cli("placement", "add", applicant, "2026-04-01", "--fee", "12000", "--currency", "eur").went_well()
    assert "under guarantee until 2026-06-30" in placed.out
    mail = run_cli("mail", "log", applicant, "A ship", "--at", "2026-02-01T10:00Z", "--event", "opened", "--json")
    reply = run_cli("mail", "reply", mail.went_well().json["id"], "--json").went_well().json
    assert (reply["parent_id"], reply["direction"], reply["subject"]) == (mail.json["id"], "in", "Re: A ship")
    (kept,) = await sql("SELECT last_outcome, last_interviewer, last_mail_event, replied_at FROM applicants")
    assert (kept["last_outcome"], kept["last_interviewer"], kept["last_mail_event"]) == ("passed", "Eve", "opened")
    assert kept["replied_at"] is not None
    actors = await sql("SELECT DISTINCT split_part(actor, ':', 1) AS kind FROM audit_log")
    assert actors == [{"kind": "cli"}]


def test_what_is_wrong_is_said_in_a_sentence(run_cli, applicant):
    run_cli("interview", "add", applicant, "tomorrow").failed("'tomorrow' is no time", "2030-01-31T14:00")
    other = run_cli("interview", "add", applicant, "2026-03-01", "--round", "Final")
    other.failed("no interview round 'Final'", "There are: Phone")
