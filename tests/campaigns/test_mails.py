"""Mails by hand: sent, answered, what became of them, and the campaigns they belong to."""

import asyncio
from datetime import datetime, timedelta

import asyncpg
import pytest
from tests.interviews.pipelines import NOWHERE, pages

from jobcenter.campaigns.loading import load_campaigns, load_mail_events, load_mails
from jobcenter.kit.clock import new_id, now

DAY = "2026-01-0{}T10:00:00Z"


@pytest.fixture
async def applicant(agency):
    return await agency.applicant(agency.acme)


@pytest.fixture
def log(api):
    async def log(applicant, day=1, **given):
        wanted = {"subject": "A ship to weld", "at": DAY.format(day), **given}
        answer = await api.post(f"/api/applicants/{applicant}/mails", json=wanted)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return log


async def test_a_mail_its_events_and_its_answer(api, agency, applicant, log):
    sent = await log(applicant, text="Dear Zoë", subject=" A ship to weld ")
    assert (sent["subject"], sent["text"], sent["event"], sent["answer_id"]) == (
        "A ship to weld",
        "Dear Zoë",
        "sent",
        None,
    )
    kept = await agency.kept(applicant)
    assert (kept["last_mail_at"], kept["last_mail_event"]) == (datetime.fromisoformat(DAY.format(1)), "sent")
    address = f"/api/mails/{sent['id']}"
    for event, day, newest in (("opened", 3, "opened"), ("delivered", 2, "opened"), ("clicked", 3, "clicked")):
        noted = await api.post(f"{address}/events", json={"event": event, "at": DAY.format(day)})
        assert (noted.status_code, noted.json()["event"]) == (201, newest), noted.text
        assert (await agency.kept(applicant))["last_mail_event"] == newest
    answer = await log(applicant, 4, direction="in", parent_id=sent["id"], subject="Re: A ship")
    assert (answer["parent_id"], answer["event"]) == (sent["id"], None)
    kept = await agency.kept(applicant)
    assert kept["replied_at"] == datetime.fromisoformat(DAY.format(4))
    assert kept["last_mail_at"] == datetime.fromisoformat(DAY.format(1))
    assert (await api.get(address)).json()["answer_id"] == answer["id"]
    assert len(await agency.run("SELECT 1 FROM mail_events")) == 4
    audited = await agency.audited("mail")
    assert [one["action"] for one in audited] == ["log", *["note event"] * 3, "log"]
    assert "text" not in audited[0]["after"]
    assert audited[2]["after"]["newest"] is False


async def test_an_applicants_mails_the_newest_first(api, agency, applicant, log):
    made = [await log(applicant, day, text="x" * 1000) for day in (2, 4, 1, 3, 3)]
    await log(await agency.applicant(agency.acme), 5)
    found = await pages(api, f"/api/applicants/{applicant}/mails")
    assert [one["id"] for one in found] == [made[number]["id"] for number in (1, 4, 3, 0, 2)]
    assert (len(found[0]["excerpt"]), "text" in found[0]) == (300, False)


async def test_what_is_no_answer_is_refused_in_words(api, agency, applicant, log):
    sent, received = await log(applicant, 2), await log(applicant, 3, direction="in")
    others = await log(await agency.applicant(agency.acme), 1)
    for said, given in (
        ("no mail that was sent to this applicant", {"direction": "in", "parent_id": others["id"]}),
        ("no mail that was sent to this applicant", {"direction": "in", "parent_id": received["id"]}),
        ("no mail that was sent to this applicant", {"direction": "in", "parent_id": NOWHERE}),
        ("only a mail that came in", {"parent_id": sent["id"]}),
        ("older than the mail it answers", {"direction": "in", "parent_id": sent["id"], "at": DAY.format(1)}),
        ("only a mail that was sent", {"direction": "in", "event": "opened"}),
        ("no campaign of the applicant's job", {"campaign_id": NOWHERE}),
        ("lies in the future", {"at": (now() + timedelta(days=1)).isoformat()}),
        ("body.subject", {"subject": " "}),
    ):
        wanted = {"subject": "Re", "at": DAY.format(4), **given}
        answer = await api.post(f"/api/applicants/{applicant}/mails", json=wanted)
        assert (answer.status_code, said in answer.json()["detail"]) == (422, True), (given, answer.text)
    event = await api.post(f"/api/mails/{received['id']}/events", json={"event": "opened"})
    assert (event.status_code, "came in" in event.json()["detail"]) == (422, True)
    assert len(await agency.run("SELECT 1 FROM mails")) == 3


async def test_events_at_once_leave_the_newest_and_true_facts(api, agency, applicant, log):
    sent = await log(applicant)
    events = [("opened", 3), ("delivered", 2), ("bounced", 4), ("clicked", 3)]
    await asyncio.gather(
        *(api.post(f"/api/mails/{sent['id']}/events", json={"event": e, "at": DAY.format(day)}) for e, day in events)
    )
    assert (await agency.kept(applicant))["last_mail_event"] == "bounced"
    assert (await api.get(f"/api/mails/{sent['id']}")).json()["event_at"] == DAY.format(4)


async def test_campaigns_of_a_job(api, agency, applicant, log):
    address = f"/api/jobs/{agency.acme.job}/campaigns"
    headers = {"Idempotency-Key": "k"}
    answers = await asyncio.gather(*(api.post(address, json={"name": " Spring "}, headers=headers) for _ in "123"))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    more = [(await api.post(address, json={"name": f"{n}"})).json()["id"] for n in range(2)]
    assert [one["id"] for one in await pages(api, address)] == [answers[0].json()["id"], *more]
    assert (await log(applicant, campaign_id=more[0]))["campaign_id"] == more[0]
    foreign = await agency.applicant(agency.rival)
    wanted = {"subject": "x", "campaign_id": more[0]}
    assert (await api.post(f"/api/applicants/{foreign}/mails", json=wanted)).status_code == 422
    for method, body in (("GET", None), ("POST", {"name": "x"})):
        assert (await api.request(method, f"/api/jobs/{NOWHERE}/campaigns", json=body)).status_code == 404


async def test_many_mails_are_loaded_at_once(api, agency, applicant, database_url):
    campaign, sent, answer = new_id(), new_id(), new_id()
    rest = ("Hello", "Dear", now())
    connection = await asyncpg.connect(database_url)
    try:
        await load_campaigns(connection, [(campaign, agency.acme.job, "Spring", now(), now())])
        await load_mails(
            connection,
            [
                (answer, applicant, campaign, sent, "in", *rest, None, None, "test", now()),
                (sent, applicant, campaign, None, "out", *rest, "opened", now(), "test", now()),
            ],
        )
        await load_mail_events(connection, [(sent, event, now()) for event in ("sent", "opened")])
    finally:
        await connection.close()
    shown = (await api.get(f"/api/mails/{sent}")).json()
    assert (shown["answer_id"], shown["campaign_id"], shown["event"]) == (str(answer), str(campaign), "opened")
    assert len(await agency.run("SELECT 1 FROM mail_events")) == 2


async def test_mails_are_the_agencys_alone(api, applicant, log, who):
    sent = await log(applicant)
    for address in (f"/api/applicants/{applicant}/mails", f"/api/mails/{sent['id']}"):
        told = {name: (await api.get(address, headers=headers)).status_code for name, headers in who.headers.items()}
        assert told == dict.fromkeys(told, 200) | {"manager": 403, "rival": 403, "recruiting:write": 403}
    for address in (f"/api/applicants/{NOWHERE}/mails", f"/api/mails/{NOWHERE}"):
        assert (await api.get(address)).status_code == 404
