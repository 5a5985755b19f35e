"""Jobs of a made-up agency: one with a large pipeline, others open and closed, with their stages and campaigns."""

import json
import random
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from jobcenter.demo.agency import names
from jobcenter.demo.agency.copying import Tables
from jobcenter.demo.agency.courses import KINDS, TEMPLATES
from jobcenter.demo.agency.firms import Company, Ground
from jobcenter.demo.agency.hours import DAY, Hours

LARGE_SINCE: Final = 120
"""How many working days ago the large job was opened."""

_FEWEST, _MOST = 50, 2_000
_OPEN: Final = 0.36
_DRAFTS: Final = 3
_TRADE_OF_THE_LARGE: Final = 0
_OWN_STAGE: Final = 0.15
_OF_THE_FIRST_CLIENT: Final = 0.08


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of one job."""

    id: UUID
    name: str
    kind: str
    rank: int


@dataclass(slots=True)
class Job:
    """A vacancy: `size` applicants come to it between the working seconds `opened` and `end`.

    `stages` are the ten of `KINDS`. `hired` counts up while it is planned who comes.
    """

    id: UUID
    client: Company
    trade_number: int
    level: str
    place: str
    size: int
    opened: int
    end: int
    is_closed: bool
    stages: list[Stage]
    status: str = "open"
    campaigns: list[UUID] = field(default_factory=list)
    hired: int = 0

    @property
    def trade(self) -> str:
        """What one does there."""
        return names.TRADES[self.trade_number][0]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.level}{self.trade}"


def make_jobs(seed: int, sizes: tuple[int, int], hours: Hours, ground: Ground, rows: Tables) -> list[Job]:
    """Make jobs for a pipeline and for all applicants, that many at each; their own rows come with `keep_jobs`."""
    pipeline, applicants = sizes
    dice = random.Random(f"{seed}/jobs")  # noqa: S311 - a sample, no secret
    begun = hours.time(0)
    for name, stages in TEMPLATES.items():
        document = json.dumps([{"name": stage, "kind": kind} for stage, kind in zip(stages, KINDS, strict=True)])
        rows["stage_templates"].append((hours.new_id(0, dice), name, document, begun, begun))
    jobs = [_job(pipeline, hours, ground, dice, rows, large=True)]
    jobs += [_job(size, hours, ground, dice, rows) for size in _sizes(applicants - pipeline, dice)]
    jobs += [_job(0, hours, ground, dice, rows) for _ in range(_DRAFTS)]
    return jobs


def _sizes(applicants: int, dice: random.Random) -> list[int]:
    most = min(_MOST, max(1, applicants // 4))
    least = min(_FEWEST, most)
    sizes = []
    left = applicants
    while left:
        size = min(left, int(least * (most / least) ** dice.random()))
        sizes.append(size)
        left -= size
    return sizes


def _job(size: int, hours: Hours, ground: Ground, dice: random.Random, rows: Tables, *, large: bool = False) -> Job:
    today = hours.last // DAY
    is_closed = not large and size > 0 and dice.random() > _OPEN
    if large:
        opened, end = today - LARGE_SINCE, hours.last
    elif is_closed:
        opened = dice.randrange(0, today - 30)
        end = min(today - 2, opened + dice.randrange(15, 90)) * DAY + dice.randrange(DAY)
    else:
        opened, end = today - dice.randrange(5, 110), hours.last
    opened = opened * DAY + dice.randrange(DAY)
    # The manager of the first client has the large job and some of the others to look at.
    first = large or dice.random() < _OF_THE_FIRST_CLIENT
    client = ground.clients[0] if first else ground.clients[int(dice.random() * len(ground.clients))]
    trade = _TRADE_OF_THE_LARGE if large else int(dice.random() * len(names.TRADES))
    level = "" if large else dice.choice(names.LEVELS)
    place = "Remote (EU)" if large else dice.choice((client.place, client.place, dice.choice(names.PLACES)))
    job_id = hours.new_id(opened, dice)
    job = Job(job_id, client, trade, level, place, size, opened, end, is_closed, [])
    job.stages = _stages(job, hours, dice, rows)
    return job


def _stages(job: Job, hours: Hours, dice: random.Random, rows: Tables) -> list[Stage]:
    """The ten stages of a job, copied from a template; some jobs have one of their own in between, still empty."""
    template = TEMPLATES["Engineering" if "Engineer" in job.trade else "Standard"]
    if job.trade in {"Registered Nurse", "Physiotherapist", "Pharmacist"}:
        template = TEMPLATES["Clinical"]
    own = dice.randrange(1, 4) if dice.random() < _OWN_STAGE else len(KINDS)
    stages = []
    for number, (name, kind) in enumerate(zip(template, KINDS, strict=True)):
        stages.append(Stage(hours.new_id(job.opened, dice), name, kind, number + 1 + (number >= own)))
    rows["job_stages"] += [(stage.id, job.id, stage.name, stage.kind, stage.rank) for stage in stages]
    if own < len(KINDS):
        rows["job_stages"].append((hours.new_id(job.opened, dice), job.id, "Parked", "sourced", own + 1))
    return stages


def keep_jobs(seed: int, jobs: list[Job], hours: Hours, ground: Ground, rows: Tables) -> None:
    """Make the rows of jobs and their campaigns, once it is known how many are hired at each."""
    dice = random.Random(f"{seed}/campaigns")  # noqa: S311 - a sample, no secret
    for job in jobs:
        opened, end = hours.time(job.opened), hours.time(job.end)
        wanted = job.hired + dice.randrange(1, 3)
        if job.is_closed and job.hired:
            job.status, wanted = "filled", job.hired
        elif job.is_closed:
            job.status = "cancelled"
        elif not job.size:
            job.status = "draft"
        elif job.hired == 0 and job is not jobs[0] and dice.random() < 0.1:  # noqa: PLR2004 - a share
            job.status = "on_hold"
        manager_id = ground.manager.id if job.client is ground.clients[0] else None
        description = (
            f"{job.client.name} looks for a {job.title} in {job.place}. Made up, as everything in this agency: "
            "the team is small, the work is varied, and nobody will call you back."
        )
        rows["jobs"].append(
            (
                *(job.id, job.client.id, job.title, description, job.place, job.status, manager_id, wanted),
                *(None if job.status == "draft" else opened, end if job.is_closed else None),
                *(opened, end if job.is_closed else opened),
            )
        )
        for name in ("First mail", "Reminders")[: dice.randrange(1, 3)] if job.size else ():
            job.campaigns.append(hours.new_id(job.opened, dice))
            rows["campaigns"].append((job.campaigns[-1], job.id, f"{job.title}: {name}", opened, opened))
