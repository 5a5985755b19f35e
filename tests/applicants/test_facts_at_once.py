"""No kept fact drifts, whatever is written at the same time: hundreds of mixed writes by several sessions."""

import asyncio
import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, text, update

from jobcenter.accounts.rules import Caller
from jobcenter.applicants.adding import add_applicants
from jobcenter.applicants.bulk import ask_for_move
from jobcenter.applicants.changing import change_applicant
from jobcenter.applicants.facts import drift, keep, keep_candidates
from jobcenter.candidates.events import CANDIDATE_CHANGED
from jobcenter.entrypoints.reactions import REACTIONS
from jobcenter.entrypoints.worker import HANDLERS
from jobcenter.jobs.events import STAGES_CHANGED
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import reading, writing
from jobcenter.tables import applicants, interviews, mails, placements, tasks
from jobcenter.tables.interviews import INTERVIEW_STATUSES
from jobcenter.tables.mails import MAIL_EVENTS
from jobcenter.work.outbox import emit, relay
from jobcenter.work.runner import perform

pytestmark = pytest.mark.slow  # hundreds of writes, and a look at all facts after each handful

ADMIN = Caller(kind="user", id=uuid.UUID(int=1), name="a", role="admin", scopes=frozenset(), user_id=None)
ROUNDS = 30
AT_ONCE = 4


class Writers:
    """Everything that can change a fact, each as its slice does it; which and on whom, the dice say."""

    def __init__(self, agency, engine, dice):
        self.agency, self.engine, self.dice = agency, engine, dice
        self.people = []

    async def any_applicant(self, session):
        found = (await session.execute(select(applicants.c.id, applicants.c.candidate_id))).all()
        return self.dice.choice(sorted(found)) if found else None

    def day(self):
        return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(days=self.dice.randrange(40))

    async def write(self):
        async with writing(self.engine) as session:
            mine = await self.any_applicant(session)
            work = self.dice.choice(
                [self.add, self.rename, self.order, self.many]
                + [self.move, self.meet, self.happen, self.mail, self.mark, self.place] * 4
            )
            if mine is None:
                work = self.add
            await work(session, mine)

    async def add(self, session, _mine):
        some = self.dice.sample(self.people, 3)
        stage = self.agency.stages[self.dice.choice(("sourced", "sent_to_manager", "offer"))]
        await add_applicants(session, ADMIN, self.agency.job, some, stage_id=stage)

    async def move(self, session, mine):
        kind = self.dice.choice(("sourced", "sent_to_manager", "interview", "rejected"))
        changes = {"stage_id": self.agency.stages[kind]}
        # What a stage is called is fixed here, what kind it is of is not: so a reason is given where one is needed.
        kind = (
            await session.execute(
                text("SELECT kind FROM job_stages WHERE id = :id FOR SHARE"), {"id": changes["stage_id"]}
            )
        ).scalar_one()
        await change_applicant(
            session, ADMIN, mine.id, changes | ({"reject_reason": "no"} if kind == "rejected" else {})
        )

    async def many(self, session, _mine):
        await ask_for_move(session, ADMIN, self.agency.job, self.agency.stages["contacted"], filters=None)

    async def meet(self, session, mine):
        values = {"scheduled_at": self.day(), "interviewer": f"i{self.dice.randrange(9)}"}
        status = self.dice.choice(INTERVIEW_STATUSES)
        await session.execute(insert(interviews).values(id=new_id(), applicant_id=mine.id, status=status, **values))
        await self.then(keep(session, [mine.id]))

    async def happen(self, session, mine):
        status = self.dice.choice(INTERVIEW_STATUSES)
        await session.execute(update(interviews).where(interviews.c.applicant_id == mine.id).values(status=status))
        await self.then(keep(session, [mine.id]))

    async def mail(self, session, mine):
        direction, happened = self.dice.choice((("in", None), ("out", "sent")))
        values = {"at": self.day(), "subject": "s", "logged_by": "test", "event": happened}
        await session.execute(insert(mails).values(id=new_id(), applicant_id=mine.id, direction=direction, **values))
        await self.then(keep(session, [mine.id]))

    async def mark(self, session, mine):
        happened = self.dice.choice(MAIL_EVENTS)
        sent = (mails.c.applicant_id == mine.id) & (mails.c.direction == "out")
        await session.execute(update(mails).where(sent).values(event=happened))
        await self.then(keep(session, [mine.id]))

    async def place(self, session, mine):
        await session.execute(text("SELECT 1 FROM candidates WHERE id = :id FOR UPDATE"), {"id": mine.candidate_id})
        there = select(placements.c.id).where(placements.c.applicant_id == mine.id)
        start = date(2030, 1, 1) + timedelta(days=self.dice.randrange(40))
        if (await session.execute(there)).first():
            await session.execute(
                update(placements).where(placements.c.applicant_id == mine.id).values(start_date=start)
            )
        else:
            values = {"applicant_id": mine.id, "candidate_id": mine.candidate_id, "start_date": start}
            await session.execute(insert(placements).values(id=new_id(), **values))
        await self.then(keep_candidates(session, [mine.candidate_id]))

    async def rename(self, session, _mine):
        person, name = self.dice.choice(self.people), f"name {self.dice.randrange(99)}"
        changed = text("UPDATE candidates SET name = :name, name_key = :name, headline = :name WHERE id = :id")
        await session.execute(changed, {"name": name, "id": person})
        await emit(session, CANDIDATE_CHANGED, {"candidate_ids": [str(person)]})

    async def order(self, session, _mine):
        changed = text(
            "UPDATE job_stages SET position = 10 - position,"
            " kind = CASE kind WHEN 'qualified' THEN 'offer' WHEN 'offer' THEN 'qualified' ELSE kind END"
            " WHERE job_id = :job"
        )
        await session.execute(changed, {"job": self.agency.job})
        await emit(session, STAGES_CHANGED, {"job_id": str(self.agency.job)})

    async def then(self, keeping):
        await asyncio.sleep(self.dice.random() / 500)
        await keeping


async def settle(engine, settings):
    """What follows the events, and the tasks of these, as relay and workers do them."""
    while await relay(engine, REACTIONS):
        pass
    async with reading(engine) as session:
        waiting = list((await session.execute(select(tasks.c.id).where(tasks.c.status == "queued"))).scalars())
    for one in waiting:
        assert await perform(engine, settings, HANDLERS, one, owner="test")
    return bool(waiting)


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_drifts(agency, engine, settings, seed):
    dice = random.Random(seed)
    writers = Writers(agency, engine, dice)
    writers.people = await agency.people(8)
    for _ in range(ROUNDS):  # a later write would mend what two missed of each other: so each handful is looked at
        await asyncio.gather(*(writers.write() for _ in range(AT_ONCE)), settle(engine, settings))
        while await settle(engine, settings):
            pass
        async with reading(engine) as session:
            assert await drift(session) == []
    async with reading(engine) as session:
        assert len((await session.execute(select(applicants.c.id))).all()) > 3


async def beside(engine, work, other):
    """Begins `work` in a transaction, lets `other` go on meanwhile as far as it can, and only then commits."""
    async with writing(engine) as session:
        await work(session)
        going = asyncio.create_task(other())
        await asyncio.wait({going}, timeout=0.3)
    await going


async def test_who_is_added_while_the_person_is_placed_elsewhere_is_protected(agency, engine):
    (ada,) = await agency.people(1)

    async def add():
        async with writing(engine) as session:
            return (await add_applicants(session, ADMIN, agency.job, [ada]))["rows"][0]["applicant_id"]

    first = await add()
    await agency.open_job(await agency.company("Other"))

    async def place(session):
        values = {"applicant_id": first, "candidate_id": ada, "start_date": date(2030, 1, 1)}
        await session.execute(insert(placements).values(id=new_id(), **values))
        await keep_candidates(session, [ada])

    await beside(engine, place, add)
    async with reading(engine) as session:
        assert await drift(session) == []
        assert None not in (await session.execute(select(applicants.c.protected_until))).scalars().all()


async def test_who_is_added_while_the_stages_change_stands_in_what_they_became(agency, engine, settings):
    writers = Writers(agency, engine, random.Random(1))

    async def change():
        async with writing(engine) as session:
            await writers.order(session, None)
        while await settle(engine, settings):
            pass

    async def add(session):
        await add_applicants(session, ADMIN, agency.job, await agency.people(3))

    await beside(engine, add, change)
    async with reading(engine) as session:
        assert await drift(session) == []
        assert set((await session.execute(select(applicants.c.stage_rank))).scalars()) == {10}
