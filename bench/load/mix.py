"""Thirty-two people at work at once: four reads to a write, each asking anew as soon as they were answered."""

import asyncio
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.clients import Answer, Client
from bench.ground import BenchError
from bench.load.scene import MOVABLE, OF_CLIENTS, Job, Person, Row, Scene
from jobcenter.tables.applicants import SORTED_BY

WRITES = 0.2
OF_THE_LARGE_JOB = 0.5
NOT_FOR_CLIENTS = {"last_mail", "replied", "protected_until"}
MOST_SHOWN = 5
WELL = {200, 201}

Request = tuple[str, str, str, dict[str, Any] | None]
"""A kind of request, its method, its path, its body."""


@dataclass
class Told:
    """What came of the requests: milliseconds by kind, answers by their status, and what nobody intended."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    written: set[str] = field(default_factory=set)
    broken: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        """Of every answer that was as intended."""
        return [one for kind in self.milliseconds.values() for one in kind]

    @property
    def of_writes(self) -> list[float]:
        """Of those that wrote."""
        return [one for kind in self.written for one in self.milliseconds[kind]]

    def note(self, kind: str, what: str, answer: Answer, milliseconds: float) -> None:
        """Count one answer."""
        if answer.status in WELL:
            self.milliseconds[kind].append(milliseconds)
        elif answer.status >= 500:
            self.broken[f"{answer.status} {kind}"] += 1
        else:
            self.mistakes.append(f"{what} answered {answer.status}: {answer.body[:300].decode(errors='replace')}")

    def check(self) -> None:
        """Refuse a run in which something was answered that the mix did not mean to ask.

        Raises:
            BenchError: naming some of it.
        """
        if self.mistakes:
            shown = "\n  ".join(self.mistakes[:MOST_SHOWN])
            raise BenchError(f"{len(self.mistakes)} answers of 4xx that nobody intended, such as:\n  {shown}")


async def work(scene: Scene, urls: Sequence[str], seconds: float) -> Told:
    """All people of the scene at work for so long.

    Raises:
        BenchError: something was answered that the mix did not mean to ask.
    """
    told = Told()
    began = time.monotonic()
    minds = [Mind(scene, person, random.Random(number)) for number, person in enumerate(scene.people)]
    async with asyncio.TaskGroup() as group:
        for mind in minds:
            group.create_task(_one(mind, urls, began + seconds, told))
    told.seconds = time.monotonic() - began
    told.check()
    return told


async def _one(mind: "Mind", urls: Sequence[str], until: float, told: Told) -> None:
    client = Client(urls, mind.person.authorization, brings=mind.person.brings)
    try:
        while time.monotonic() < until:
            kind, method, path, body = mind.next()
            began = time.perf_counter()
            try:
                answer = await client.ask(method, path, body)
            except ConnectionError as error:
                told.broken[str(error)] += 1
                continue
            told.note(kind, f"{method} {path} {body or ''}", answer, (time.perf_counter() - began) * 1000)
            if method != "GET":
                told.written.add(kind)
            if kind == "board":
                mind.keep_cursor(path, answer.body)
    finally:
        await client.close()


class Mind:
    """What one person does next; each has dice of its own, so that a run is the same as the one before it."""

    def __init__(self, scene: Scene, person: Person, dice: random.Random) -> None:
        self.scene = scene
        self.person = person
        self.dice = dice
        self._further = ""
        reads: dict[Callable[[], Request], int] = {
            self._board: 40,
            self._summary: 10,
            self._candidate: 14,
            self._applicant: 7,
            self._history: 4,
            self._job: 8,
            self._interviews: 5,
        }
        of_the_agency: dict[Callable[[], Request], int] = {
            self._jobs: 4,
            self._candidates: 3,
            self._notes: 3,
            self._mails: 2,
        }
        writes: dict[Callable[[], Request], int] = {self._move: 50}
        if not person.is_client:
            reads |= of_the_agency
            writes |= {self._note: 20, self._mail: 15, self._interview: 15}
        self._reads, self._writes = reads, writes

    def next(self) -> Request:
        """The next request."""
        among = self._writes if self.dice.random() < WRITES else self._reads
        (chosen,) = self.dice.choices([*among], [*among.values()])
        return chosen()

    def keep_cursor(self, path: str, content: bytes) -> None:
        """Remember where the board goes on behind the page just seen."""
        cursor = content[content.rfind(b'"next":') + 7 :].rstrip(b"}")
        beginning, _, _ = path.partition("&after=")
        self._further = "" if cursor == b"null" else f"{beginning}&after={cursor.decode().strip(chr(34))}"

    def _any_job(self) -> Job:
        if self.person.is_client or self.dice.random() < OF_THE_LARGE_JOB:
            return self.scene.large
        return self.dice.choice(self.scene.others)

    def _any_row(self, job: Job) -> Row:
        return self.dice.choice(job.of_client if self.person.is_client else job.rows)

    def _asked_of_a_board(self, job: Job) -> str:
        """Half of the boards are as they come; the others have an order or a filter of any kind."""
        dice = self.dice.random()
        if dice < 0.5:
            return "limit=100"
        if dice < 0.75:
            names = [one for one in SORTED_BY if not (self.person.is_client and one in NOT_FOR_CLIENTS)]
            return f"sort={self.dice.choice(('', '-'))}{self.dice.choice(names)}"
        filters = ["q=engineer", "q=an", f"stage={self.dice.choice([*job.stages])}"]
        if not self.person.is_client:
            filters += [f"{name}={truth}" for name in ("replied", "off_limits") for truth in ("true", "false")]
            filters.append(f"added_by={self.scene.adder}")
        return self.dice.choice(filters)

    def _board(self) -> Request:
        further, self._further = self._further, ""
        if further and self.dice.random() < 0.3:
            return "board", "GET", further, None
        job = self._any_job()
        return "board", "GET", f"{job.board}?{self._asked_of_a_board(job)}", None

    def _summary(self) -> Request:
        job = self._any_job()
        asked = self._asked_of_a_board(job)
        return "summary", "GET", f"{job.board}/summary" + ("" if asked == "limit=100" else f"?{asked}"), None

    def _candidate(self) -> Request:
        return "candidate", "GET", f"/api/candidates/{self._any_row(self._any_job()).candidate_id}", None

    def _applicant(self) -> Request:
        return "applicant", "GET", f"/api/applicants/{self._any_row(self._any_job()).id}", None

    def _history(self) -> Request:
        return "history", "GET", f"/api/applicants/{self._any_row(self._any_job()).id}/history", None

    def _job(self) -> Request:
        return "job", "GET", f"/api/jobs/{self._any_job().id}{self.dice.choice(('', '/stages'))}", None

    def _interviews(self) -> Request:
        since = (datetime.now(UTC) + timedelta(days=self.dice.uniform(-60, 10))).strftime("%Y-%m-%dT%H:%M:%SZ")
        return "interviews", "GET", f"/api/interviews?from={since}&limit=50", None

    def _jobs(self) -> Request:
        return "jobs", "GET", f"/api/jobs?limit=50{self.dice.choice(('', '&status=open'))}", None

    def _candidates(self) -> Request:
        return "candidates", "GET", f"/api/candidates?limit=50{self.dice.choice(('', '&q=ann', '&q=jo'))}", None

    def _notes(self) -> Request:
        return "notes", "GET", f"/api/candidates/{self._any_row(self._any_job()).candidate_id}/notes", None

    def _mails(self) -> Request:
        return "mails", "GET", f"/api/applicants/{self._any_row(self._any_job()).id}/mails", None

    def _move(self) -> Request:
        job = self._any_job()
        to = self.dice.choice(job.stages_of(OF_CLIENTS if self.person.is_client else MOVABLE))
        return "move", "PATCH", f"/api/applicants/{self._any_row(job).id}", {"stage_id": to}

    def _note(self) -> Request:
        row = self._any_row(self._any_job())
        body = {"text": "Called, and will call again.", "is_internal": self.dice.random() < 0.5}
        return "note", "POST", f"/api/candidates/{row.candidate_id}/notes", body

    def _mail(self) -> Request:
        row = self._any_row(self._any_job())
        direction = "in" if self.dice.random() < 0.2 else "out"
        body = {"subject": "A role that may suit you", "text": "Shall we talk about it?", "direction": direction}
        return "mail", "POST", f"/api/applicants/{row.id}/mails", body

    def _interview(self) -> Request:
        at = datetime.now(UTC) + timedelta(days=self.dice.uniform(1, 20))
        body = {"scheduled_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "interviewer": "A person of the client's"}
        return "interview", "POST", f"/api/applicants/{self._any_row(self._any_job()).id}/interviews", body
