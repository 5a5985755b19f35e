"""A write and the reads after it: does who wrote see it at once, wherever it is shown and whoever reads meanwhile?"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.clients import Answer, Client
from bench.ground import BenchError
from bench.load.scene import MOVABLE, Job, Row, Scene

LONGEST_WAIT = 0.06  # seconds until the second look: about as long as a replica needs
MISSING = 404

Look = Callable[[], Awaitable[bool]]
"""Reads, and says whether the write is seen."""


@dataclass
class Seen:
    """What came of the pairs: which reads missed the write before them, out of how many, by where they looked."""

    pairs: int = 0
    looks: Counter[str] = field(default_factory=Counter)
    stale: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


async def write_and_read(scene: Scene, urls: Sequence[str], pairs: int) -> Seen:
    """So many writes, each read back at once and once more a moment later; between the two a colleague's job is read.

    Every client writes to the applicants of one job that nobody else writes to, so that it knows what is to be seen,
    counts too. All write answers to mails of the large job, and read how many there are, which takes longest: so that
    at any moment somebody reads there what somebody else has just written.

    Raises:
        BenchError: something was answered that is no answer to these questions.
    """
    seen = Seen()
    writers = [*zip(scene.staff, scene.others, strict=False)]  # in a small agency there are fewer jobs than people
    answers = Answers.of(scene.large)
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for number, (person, job) in enumerate(writers):
            client = Client(urls, person.authorization, brings=person.brings)
            writer = Writer(job, answers, client, seen, random.Random(number))
            group.create_task(writer.work(pairs // len(writers) + (number < pairs % len(writers))))
    seen.seconds = time.monotonic() - began
    return seen


@dataclass(slots=True)
class Answers:
    """Who of the large job has answered a mail: `silent` never did, and `most` is how many there are at most by now."""

    job: Job
    silent: list[Row]
    most: int

    @classmethod
    def of(cls, job: Job) -> "Answers":
        """As it stands now."""
        silent = [row for row in job.rows if row.id not in job.replied]
        return cls(job, silent, sum(job.counts.values()) - len(job.replied))

    @property
    def path(self) -> str:
        """Where those who are silent are counted: nearly all, which takes long enough for others to ask meanwhile."""
        return f"{self.job.board}/summary?replied=false"


class Writer:
    """One client, the only one that writes to its job."""

    def __init__(self, job: Job, answers: Answers, client: Client, seen: Seen, dice: random.Random) -> None:
        self._job, self._answers, self._client, self._seen, self._dice = job, answers, client, seen, dice

    async def work(self, pairs: int) -> None:
        """So many writes, each with its reads, and between these a read of what all write to."""
        kinds: list[Callable[[Row], Awaitable[dict[str, Look]]]] = [
            *(self._move, self._answer, self._mail, self._answer, self._interview, self._move, self._answer, self._note)
        ]
        try:
            for number in range(pairs):
                looks = await kinds[number % len(kinds)](self._dice.choice(self._job.rows))
                await self._look(looks, "at once")
                await self._get(self._answers.path)
                await asyncio.sleep(self._dice.random() * LONGEST_WAIT)
                await self._look(looks, "a moment later")
                self._seen.pairs += 1
        finally:
            await self._client.close()

    async def _look(self, looks: dict[str, Look], when: str) -> None:
        where = self._dice.choice([*looks])
        self._seen.looks[where] += 1
        if not await looks[where]():
            self._seen.stale[f"{where}, {when}, position by {self._client.brings}"] += 1

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer:
        answer = await self._client.ask(method, path, body)
        if answer.status not in {200, 201, MISSING}:
            raise BenchError(f"{method} {path} answered {answer.status}: {answer.body[:300].decode(errors='replace')}")
        return answer

    async def _get(self, path: str) -> Any:
        """What is shown there; nothing where it is not there, which somebody who made it must not be told."""
        answer = await self._ask("GET", path)
        return {"items": []} if answer.status == MISSING else answer.json()

    async def _made(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = (await self._ask("POST", path, body)).json()
        return made

    async def _listed(self, path: str, wanted: str) -> dict[str, Any] | None:
        items = (await self._get(path))["items"]
        return next((one for one in items if one["id"] == wanted), None)

    async def _move(self, row: Row) -> dict[str, Look]:
        before = (await self._get(f"/api/applicants/{row.id}"))["stage_id"]
        to = self._dice.choice([one for one in self._job.stages_of(MOVABLE) if one != before])
        moved = await self._ask("PATCH", f"/api/applicants/{row.id}", {"stage_id": to})
        if moved.status == MISSING:
            raise BenchError(f"the applicant {row.id} is gone")
        self._job.counts[before] -= 1
        self._job.counts[to] += 1

        async def by_itself() -> bool:
            return bool((await self._get(f"/api/applicants/{row.id}"))["stage_id"] == to)

        async def in_the_history() -> bool:
            latest = (await self._get(f"/api/applicants/{row.id}/history?limit=1"))["items"][0]
            return bool(latest["to_stage"] == self._job.stages[to])

        async def on_the_board() -> bool:
            path = f"{self._job.board}?stage={to}&sort=-stage_since&limit=5"
            return await self._listed(path, row.id) is not None

        async def in_the_summary() -> bool:
            shown = await self._get(f"{self._job.board}/summary")
            return {one["id"]: one["count"] for one in shown["stages"]} == self._job.counts

        return {
            "detail": by_itself,
            "history": in_the_history,
            "board": on_the_board,
            "summary": in_the_summary,
        }

    async def _answer(self, row: Row) -> dict[str, Look]:
        """An answer of somebody in the large job who never gave one; where all have, a mail in one's own."""
        if not self._answers.silent:
            return await self._mail(row)
        one = self._answers.silent.pop(self._dice.randrange(len(self._answers.silent)))
        await self._made(f"/api/applicants/{one.id}/mails", {"subject": "Re: A role", "direction": "in"})
        self._answers.most -= 1

        async def counted() -> bool:
            most = self._answers.most  # before asking: what is written later may be missing
            return bool((await self._get(self._answers.path))["total"] <= most)

        return {"summary of the large job": counted}

    async def _note(self, row: Row) -> dict[str, Look]:
        path = f"/api/candidates/{row.candidate_id}"
        before = (await self._get(path))["notes_count"]
        made = await self._made(f"{path}/notes", {"text": "Called, and will call again."})

        async def in_the_list() -> bool:
            return await self._listed(f"{path}/notes?limit=20", made["id"]) is not None

        async def counted() -> bool:
            return bool((await self._get(path))["notes_count"] > before)

        return {"list": in_the_list, "detail": counted}

    async def _mail(self, row: Row) -> dict[str, Look]:
        direction = self._dice.choice(("in", "out"))
        body = {"subject": "A role that may suit you", "text": "Shall we talk?", "direction": direction}
        made = await self._made(f"/api/applicants/{row.id}/mails", body)

        async def in_the_list() -> bool:
            return await self._listed(f"/api/applicants/{row.id}/mails?limit=5", made["id"]) is not None

        async def by_itself() -> bool:
            return bool((await self._get(f"/api/mails/{made['id']}")).get("id") == made["id"])

        async def on_the_board() -> bool:
            sort, fact = ("-replied", "replied_at") if direction == "in" else ("-last_mail", "last_mail_at")
            shown = await self._listed(f"{self._job.board}?sort={sort}&limit=5", row.id)
            return shown is not None and _same(shown[fact], made["at"])

        async def in_the_summary() -> bool:
            return bool((await self._get(f"{self._job.board}/summary?replied=true"))["total"] == len(self._job.replied))

        if direction == "in":
            self._job.replied.add(row.id)
        return {
            "list": in_the_list,
            "detail": by_itself,
            "board": on_the_board,
            "summary": in_the_summary,
        }

    async def _interview(self, row: Row) -> dict[str, Look]:
        at = datetime.now(UTC) + timedelta(days=self._dice.uniform(400, 3000))
        told = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        body = {"scheduled_at": told, "interviewer": "A person of the client's"}
        made = await self._made(f"/api/applicants/{row.id}/interviews", body)

        async def in_the_list() -> bool:
            return await self._listed(f"/api/applicants/{row.id}/interviews?limit=200", made["id"]) is not None

        async def by_itself() -> bool:
            return bool((await self._get(f"/api/interviews/{made['id']}")).get("id") == made["id"])

        async def in_the_calendar() -> bool:
            return await self._listed(f"/api/interviews?from={told}&limit=100", made["id"]) is not None

        return {"list": in_the_list, "detail": by_itself, "calendar": in_the_calendar}


def _same(one: str | None, other: str) -> bool:
    return one is not None and datetime.fromisoformat(one) == datetime.fromisoformat(other)
