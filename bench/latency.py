"""Latency: from POST /jobs/scrape to the run's first request at its site, on a worker that has nothing to do."""

import asyncio
import random
import time
from datetime import datetime

from bench.figures import Figure, of_samples
from bench.ground import Ground, Parts
from jobcenter.demo.sites import Sample, StandIn

SAMPLES, QUICK_SAMPLES = 120, 3
AIM = 150.0
HINDRANCE = "RQ forks a child for every task, and each makes a TLS context (20 ms of CPU) and database connections anew"
STEPS = """
    SELECT extract(epoch FROM t.created_at)::float8 AS made, extract(epoch FROM t.started_at)::float8 AS claimed
    FROM tasks t JOIN scrape_runs r ON r.task_id = t.id WHERE r.run_id = $1
"""


async def run(ground: Ground) -> list[Figure]:
    """One run after the other, each on an idle worker, at moments that keep no step with any loop of its."""
    samples = QUICK_SAMPLES if ground.quick else SAMPLES
    started: list[float] = []
    answered: list[float] = []
    to_claim: list[float] = []
    to_request: list[float] = []
    sample = Sample(count=1, postings=1, vendors=("greenhouse",))
    board = sample.boards()[0]
    with StandIn.start(sample) as stand_in:
        async with ground.parts(stand_in) as parts:
            for _ in range(3):
                await parts.ended([await parts.scrape(board.vendor, board.slug)])
            seen = len(stand_in.log())
            for _ in range(samples):
                await asyncio.sleep(random.uniform(0.05, 0.25))
                began = time.monotonic()
                run_id = await parts.scrape(board.vendor, board.slug)
                answered.append((time.monotonic() - began) * 1000)
                await parts.ended([run_id])
                lines = stand_in.log(seen)
                seen += len(lines)
                first = next(one for one in lines if one["run"] == run_id and one["event"] == "start")
                # The access log's monotonic clock is this machine's: the same as ours.
                started.append((first["monotonic"] - began) * 1000)
                claimed, requested = await _steps(parts, run_id, first["at"])
                to_claim.append(claimed)
                to_request.append(requested)
    return [
        of_samples("POST to the run's first request, p50", started, "ms"),
        of_samples("POST to the run's first request, p95", started, "ms", share=0.95, aim=AIM, hindrance=HINDRANCE),
        of_samples("of it: POST's own answer, p50", answered, "ms"),
        of_samples("of it: the task's row made to its claim, p50", to_claim, "ms"),
        of_samples("of it: claim to the first request, p50", to_request, "ms"),
        of_samples("POST's own answer, p95", answered, "ms", share=0.95),
    ]


async def _steps(parts: Parts, run_id: str, requested_at: str) -> tuple[float, float]:
    """Milliseconds from the task's row to its claim, and from there to the request; by the machine's wall clock."""
    row = await parts.connection.fetchrow(STEPS, run_id)
    requested = datetime.fromisoformat(requested_at).timestamp()
    return (row["claimed"] - row["made"]) * 1000, (requested - row["claimed"]) * 1000
