"""Callers who remember all that they were told, and name every answer that is not true to it."""

import asyncio
import random
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

import httpx2

LONGEST_SECONDS = 10.0  # a limit for what hangs, not a measurement
GRACE_SECONDS = 4.0  # after a part is back
WRITES = ("move", "add", "note")
READS = ("board", "stage", "summary", "applicant", "person", "notes")
OPEN_KINDS = ("sourced", "contacted", "qualified")

numbers = count(1)


@dataclass
class Record:
    """What was answered: faults in words, when the database was said to be away, when which question went well."""

    faults: list[str] = field(default_factory=list)
    away: list[tuple[float, float, str]] = field(default_factory=list)
    well: list[tuple[float, str]] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)

    def wrong(self, fault):
        self.faults.append(f"{time.monotonic():.2f}: {fault}")

    def asked_well_between(self, begin, end):
        """How often each kind of question went well in this time."""
        return Counter(kind for at, kind in self.well if begin <= at <= end)

    def untimely(self):
        """The refusals that no outage explains."""
        return [
            f"{kind} was refused at {began:.2f} to {ended:.2f}"
            for began, ended, kind in self.away
            if not any(ended >= begin and began <= end + GRACE_SECONDS for begin, end in self.outages)
        ]


class Caller:
    """One caller with a key of its own, which asks any of the API's processes, one question after the other."""

    def __init__(self, key, urls, record, *, keeps_cookies):
        self.client = httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, timeout=LONGEST_SECONDS)
        self.urls, self.record, self.keeps_cookies = urls, record, keeps_cookies
        self.chance = random.Random(key)

    async def ask(self, kind, method, path, *, expected=200, **more):
        """The answer, or None where the database was away or something was wrong, which is recorded."""
        began = time.monotonic()
        try:
            answer = await self.client.request(method, self.chance.choice(self.urls) + path, **more)
        except httpx2.HTTPError as error:
            self.record.wrong(f"{kind}: {error!r} after {time.monotonic() - began:.1f} s")
            return None
        if not self.keeps_cookies:
            self.client.cookies.clear()
        if answer.status_code == 503:
            self.record.away.append((began, time.monotonic(), kind))
            by_the_book = int(answer.headers.get("Retry-After", 0)) > 0
            if not by_the_book or answer.headers["content-type"] != "application/problem+json":
                self.record.wrong(f"{kind}: a 503 without its headers: {answer.headers}")
        elif answer.status_code != expected:
            self.record.wrong(f"{kind}: {answer.status_code} {answer.text[:300]}")
        else:
            self.record.well.append((time.monotonic(), kind))
            return answer.json()
        await asyncio.sleep(0.05)  # nobody asks at once again
        return None


class Recruiter(Caller):
    """Alone moves one job's applicants, adds people and writes notes on them: it knows what every read must show."""

    def __init__(self, key, urls, record, job, *, keeps_cookies):
        super().__init__(key, urls, record, keeps_cookies=keeps_cookies)
        self.job = job
        self.may_write = True
        self.stands: dict[str, str] = {}  # applicant: stage
        self.versions: dict[str, int] = {}
        self.stages: list[str] = []
        self.moves = Counter()
        self.people: dict[str, str] = {}  # candidate: e-mail
        self.notes: dict[str, tuple[str, str]] = {}  # note: candidate and text
        self.pending = None  # a write that was not answered well, to be sent again until it is
        self.unsure: tuple[str, str] | None = None  # an applicant, and the stage where it may stand by now

    async def get_ready(self, database):
        rows = await database.fetch("SELECT id, stage_id, version FROM applicants WHERE job_id = $1", self.job)
        self.stands = {str(row["id"]): str(row["stage_id"]) for row in rows}
        self.versions = {str(row["id"]): row["version"] for row in rows}
        stages = await database.fetch(
            "SELECT id FROM job_stages WHERE job_id = $1 AND kind = ANY($2)", self.job, OPEN_KINDS
        )
        self.stages = [str(row["id"]) for row in stages]
        self.history = await self._history(database)
        self.people, self.notes = await self._add_person(self._new_person()), {}

    async def _history(self, database):
        rows = await database.fetch(
            "SELECT applicant_id, count(*) AS n FROM applicant_history h JOIN applicants a ON a.id = h.applicant_id"
            " WHERE a.job_id = $1 GROUP BY 1",
            self.job,
        )
        return Counter({str(row["applicant_id"]): row["n"] for row in rows})

    async def work(self):
        """One write, and some reads that must show it and all before."""
        if self.may_write and self.pending is None:
            self.pending = self.chance.choice((self._a_move, self._a_move, self._a_person, self._a_note))()
        if self.pending is not None and await self.pending():
            self.pending = None
        for kind in self.chance.sample(READS, 3):
            await getattr(self, f"read_{kind}")()

    def _a_move(self):
        applicant = self.chance.choice([*self.stands])
        stage = self.chance.choice([one for one in self.stages if one != self.stands[applicant]])

        async def move():
            self.unsure = (applicant, stage)
            path = f"/api/applicants/{applicant}"
            told = await self.ask("move", "PATCH", path, json={"stage_id": stage})
            if told is None:
                return False
            self.unsure, self.stands[applicant] = None, stage
            self._see(applicant, told["stage_id"], told["version"], "move")
            self.moves[applicant] += 1
            return True

        return move

    def _new_person(self):
        name = f"Person {next(numbers)} {uuid.uuid4().hex[:8]}"
        return {"name": name, "email": f"{name.replace(' ', '.').lower()}@example.com"}, uuid.uuid4().hex

    async def _add_person(self, person):
        wanted, key = person
        path, once = "/api/candidates", {"Idempotency-Key": key}
        told = await self.ask("add", "POST", path, json=wanted, headers=once, expected=201)
        return told and {told["id"]: wanted["email"]}

    def _a_person(self):
        person = self._new_person()

        async def add():
            made = await self._add_person(person)
            self.people |= made or {}
            return made is not None

        return add

    def _a_note(self):
        candidate, text, key = self.chance.choice([*self.people]), f"note {uuid.uuid4().hex}", uuid.uuid4().hex

        async def write():
            path, once = f"/api/candidates/{candidate}/notes", {"Idempotency-Key": key}
            told = await self.ask("note", "POST", path, json={"text": text}, headers=once, expected=201)
            if told is not None:
                self.notes[told["id"]] = (candidate, text)
            return told is not None

        return write

    def _see(self, applicant, stage, version, kind):
        allowed = {self.stands.get(applicant)}
        if self.unsure is not None and self.unsure[0] == applicant:
            allowed.add(self.unsure[1])
        if stage not in allowed:
            self.record.wrong(f"{kind}: {applicant} stands at {stage}, and was told to be at {allowed}")
        if version < self.versions[applicant]:
            self.record.wrong(f"{kind}: {applicant} of version {version}, told was {self.versions[applicant]}")
        self.versions[applicant] = max(version, self.versions[applicant])

    async def read_board(self):
        told = await self.ask("board", "GET", f"/api/jobs/{self.job}/board", params={"limit": 200})
        if told is None:
            return
        for row in told["items"]:
            self._see(row["id"], row["stage_id"], row["version"], "board")
        if len(told["items"]) != len(self.stands):
            self.record.wrong(f"board: {len(told['items'])} rows of {len(self.stands)}")

    async def read_stage(self):
        stage = self.chance.choice(self.stages)
        params = {"limit": 200, "stage": stage}
        told = await self.ask("stage", "GET", f"/api/jobs/{self.job}/board", params=params)
        if told is not None:
            self._compare("stage", {row["id"] for row in told["items"]}, self._standing_at(stage))

    def _standing_at(self, stage):
        return {one for one, where in self.stands.items() if where == stage}

    def _compare(self, kind, found, known):
        besides = set() if self.unsure is None else {self.unsure[0]}
        if found - besides != known - besides:
            self.record.wrong(f"{kind}: {len(found - known)} too many, {len(known - found)} too few")

    async def read_summary(self):
        told = await self.ask("summary", "GET", f"/api/jobs/{self.job}/board/summary")
        if told is None:
            return
        counted = {stage["id"]: stage["count"] for stage in told["stages"] if stage["count"]}
        if counted not in self._counts():
            self.record.wrong(f"summary: {counted}, told was {self._counts()}")

    def _counts(self):
        possible = [Counter(self.stands.values())]
        if self.unsure is not None:
            possible.append(Counter((self.stands | dict([self.unsure])).values()))
        return possible

    async def read_applicant(self):
        applicant = self.chance.choice([*(self.moves or self.stands)])
        told = await self.ask("applicant", "GET", f"/api/applicants/{applicant}")
        if told is not None:
            self._see(applicant, told["stage_id"], told["version"], "applicant")

    async def read_person(self):
        candidate = [*self.people][-1]
        told = await self.ask("person", "GET", f"/api/candidates/{candidate}")
        if told is not None and told["email"] != self.people[candidate]:
            self.record.wrong(f"person: {told}")

    async def read_notes(self):
        candidate = self.chance.choice([*self.people])
        told = await self.ask("notes", "GET", f"/api/candidates/{candidate}/notes", params={"limit": 200})
        known = {note for note, (of, _) in self.notes.items() if of == candidate}
        if told is not None and not known <= {note["id"] for note in told["items"]}:
            self.record.wrong(f"notes: {known} were written, {told} is shown")

    async def lost(self, database):
        """What was acknowledged and is not in the database exactly once."""
        rows = await database.fetch("SELECT id, stage_id FROM applicants WHERE job_id = $1", self.job)
        if {str(row["id"]): str(row["stage_id"]) for row in rows} != self.stands:
            yield f"the applicants of {self.job} do not stand where they were moved to"
        if (await self._history(database)) - self.history != self.moves:
            yield f"the history of {self.job} does not have each move once"
        emails = [*self.people.values()]
        rows = await database.fetch("SELECT id, email FROM candidates WHERE email = ANY($1)", emails)
        if {str(row["id"]): row["email"] for row in rows} != self.people or len(rows) != len(self.people):
            yield "people who were added are not there once"
        texts = [text for _, text in self.notes.values()]
        rows = await database.fetch("SELECT id, candidate_id, text FROM candidate_notes WHERE text = ANY($1)", texts)
        if {str(row["id"]): (str(row["candidate_id"]), row["text"]) for row in rows} != self.notes:
            yield "notes that were written are not there once"


class Onlooker(Caller):
    """Only reads, of all jobs: what it was shown of one moment must never give way to what was before."""

    def __init__(self, key, urls, record, jobs, *, keeps_cookies):
        super().__init__(key, urls, record, keeps_cookies=keeps_cookies)
        self.jobs = jobs
        self.versions: dict[str, int] = {}

    async def work(self):
        job = self.chance.choice(self.jobs)
        await self.ask("summary", "GET", f"/api/jobs/{job}/board/summary")
        told = await self.ask("board", "GET", f"/api/jobs/{job}/board", params={"limit": 200})
        for row in (told or {"items": []})["items"]:
            if row["version"] < self.versions.get(row["id"], 0):
                self.record.wrong(f"board: {row['id']} went back from {self.versions[row['id']]} to {row['version']}")
            self.versions[row["id"]] = row["version"]
