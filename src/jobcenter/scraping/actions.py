"""What changes runs and schedules: start, cancel, retry, settle; make, change, pause, delete."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from jobcenter.kit import logs
from jobcenter.kit.clock import new_id, now, short_id
from jobcenter.kit.db import Session
from jobcenter.kit.errors import ChangedMeanwhileError, ConflictError, NotFoundError
from jobcenter.kit.metrics import Count
from jobcenter.scraping.rules import UNFINISHED, lock_key, next_occurrence
from jobcenter.scraping.schemas import ScheduleRequest, ScheduleShown
from jobcenter.tables import scrape_runs, site_schedules
from jobcenter.work.audit import record
from jobcenter.work.tasks import add_task, request_cancel

KIND = "scrape"
MOST_MISSING = 3
RESUMED: dict[str, Any] = {"missing_in_a_row": 0, "paused_because": None}

RUNS = Count("jobcenter_scrape_runs_total", "Ended runs", "site", "status")

log = logs.log(__name__)


async def start_run(
    session: Session,
    *,
    site: str,
    target: str | None,
    payload: dict[str, Any],
    min_pause_seconds: int = 2,
    max_pause_seconds: int = 8,
    max_retries: int = 3,
    trigger: str = "manual",
    requested_by: str | None = None,
    schedule_id: uuid.UUID | None = None,
    occurrence: Any = None,  # noqa: ANN401 - a datetime, or nothing
    retry_of: str | None = None,
    at_once: bool = False,
) -> dict[str, Any]:
    """Write a run and its task; return `run_id` and `task_id`. Ring the bell for the task after the commit.

    `at_once` marks a run whose caller waits for it: it ends when its time is over, instead of going on later.
    """
    digits = short_id()
    run_id = f"{'sched' if trigger == 'schedule' else 'manual'}_{digits}"
    task_id = f"run_{digits}"
    await session.execute(
        insert(scrape_runs).values(
            id=new_id(),
            run_id=run_id,
            task_id=task_id,
            site_schedule_id=schedule_id,
            occurrence=occurrence,
            trigger=trigger,
            site_name=site,
            target=target,
            payload=payload,
            min_pause_seconds=min_pause_seconds,
            max_pause_seconds=max_pause_seconds,
            max_retries=max_retries,
            requested_by=requested_by,
            retry_of=retry_of,
            correlation_id=logs.correlation_id(),
        )
    )
    await add_task(
        session,
        task_id=task_id,
        kind=KIND,
        args={"run_id": run_id, "at_once": at_once},
        lock_key=lock_key(site, target),
        created_by=requested_by,
    )
    return {"run_id": run_id, "task_id": task_id}


async def cancel_run(session: Session, run_id: str, *, actor: str) -> str:
    """Cancel a run; return its status: `cancelled`, or `cancelling` while its worker is being told.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: it has ended already.
    """
    task_id = select(scrape_runs.c.task_id).where(scrape_runs.c.run_id == run_id)
    found = (await session.execute(task_id)).one_or_none()
    if found is None:
        raise NotFoundError(f"There is no run {run_id!r}.")
    # First the task, then the run: whoever keeps a page locks them in this order too.
    task_status = await request_cancel(session, found.task_id)
    locked = select(scrape_runs.c.status).where(scrape_runs.c.run_id == run_id).with_for_update()
    status = (await session.execute(locked)).scalar_one()
    if status not in UNFINISHED:
        raise ConflictError(f"The run {run_id} has ended already: {status}.")
    await record(session, actor=actor, action="cancel", thing="run", thing_id=run_id)
    if task_status == "running":
        return "cancelling"
    if task_status == "cancelled":
        await _end(session, run_id, "cancelled", "cancelled on request")
        return "cancelled"
    raise ConflictError(f"The run {run_id} is just ending: {task_status}. Look again in a moment.")


async def retry_run(session: Session, run_id: str, *, actor: str) -> dict[str, Any]:
    """Run again, from the first page, what a run was asked to do.

    Raises:
        NotFoundError: there is no such run.
        ConflictError: it has not ended yet.
    """
    row = (await session.execute(select(scrape_runs).where(scrape_runs.c.run_id == run_id))).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no run {run_id!r}.")
    if row.status in UNFINISHED:
        raise ConflictError(f"The run {run_id} is still {row.status}; cancel it first, or wait for its end.")
    started = await start_run(
        session,
        site=row.site_name,
        target=row.target,
        payload=row.payload,
        min_pause_seconds=row.min_pause_seconds,
        max_pause_seconds=row.max_pause_seconds,
        max_retries=row.max_retries,
        requested_by=actor,
        retry_of=run_id,
    )
    await record(session, actor=actor, action="retry", thing="run", thing_id=run_id, after=started)
    return started


async def run_schedule(session: Session, schedule_id: uuid.UUID, *, actor: str) -> dict[str, Any]:
    """Start a run of what a schedule does, now and beside its rhythm; returns `run_id` and `task_id`.

    Raises:
        NotFoundError: there is no such schedule.
    """
    row = await _locked(session, schedule_id, None)
    started = await start_run(
        session,
        site=row["site_name"],
        target=row["target"],
        payload=row["payload"],
        min_pause_seconds=row["min_pause_seconds"],
        max_pause_seconds=row["max_pause_seconds"],
        max_retries=row["max_retries"],
        requested_by=actor,
        schedule_id=schedule_id,
        occurrence=now(),
    )
    await session.execute(
        update(site_schedules).where(site_schedules.c.id == schedule_id).values(last_run_at=func.now())
    )
    await record(session, actor=actor, action="run", thing="schedule", thing_id=str(schedule_id), after=started)
    return started


async def settle_run(session: Session, *, task_id: str, status: str, message: str | None) -> None:
    """A run's task ended without the run's own doing (cancelled, broken, given up): say so on the run."""
    run_id = select(scrape_runs.c.run_id).where(scrape_runs.c.task_id == task_id, scrape_runs.c.status.in_(UNFINISHED))
    found = (await session.execute(run_id)).scalar_one_or_none()
    if found is not None:
        await _end(session, found, status, message)


async def _end(session: Session, run_id: str, status: str, message: str | None) -> None:
    ended = await session.execute(
        update(scrape_runs)
        .where(scrape_runs.c.run_id == run_id)
        .values(status=status, message=message, finished_at=func.now(), updated_at=func.now())
        .returning(scrape_runs.c.site_name)
    )
    RUNS.add_with(session, site=ended.scalar_one(), status=status)


async def make_schedule(session: Session, wanted: ScheduleRequest, *, actor: str) -> dict[str, Any]:
    """Make a schedule; its first run is due at once, or at its cron's next moment. Returns the row.

    Raises:
        InvalidError: its cron cannot be read or never fires.
        ConflictError: the name is taken.
    """
    columns = _columns(wanted)
    made: dict[str, Any] = {"id": new_id(), **columns}
    made["next_run_at"] = next_occurrence(made, now()) if wanted.cron else now()
    try:
        async with session.begin_nested():
            row = (
                (await session.execute(insert(site_schedules).values(made).returning(site_schedules))).mappings().one()
            )
    except IntegrityError:
        raise ConflictError(f"There is a schedule named {wanted.name!r} already. Names are unique.") from None
    await record(
        session, actor=actor, action="create", thing="schedule", thing_id=str(row["id"]), after=_plain(columns)
    )
    return dict(row)


async def change_schedule(
    session: Session, schedule_id: uuid.UUID, wanted: ScheduleRequest, *, actor: str, version: int | None = None
) -> dict[str, Any]:
    """Replace a schedule by `wanted`. Returns the row.

    When its rhythm changes, or it goes on after a pause, its next moment is reckoned from now.

    Raises:
        NotFoundError, ConflictError, InvalidError: as when making one.
        ChangedMeanwhileError: `version` is not the row's any more.
    """
    before = await _locked(session, schedule_id, version)
    columns = _columns(wanted)
    resumed = wanted.enabled and not before["enabled"]
    if resumed:
        columns |= RESUMED
    if resumed or any(before[name] != columns[name] for name in ("cron", "interval_minutes", "time_zone")):
        columns["next_run_at"] = next_occurrence({"id": schedule_id, **columns}, now())
    return await _write(session, before, columns, action="change", actor=actor)


async def pause_schedule(
    session: Session, schedule_id: uuid.UUID, *, enabled: bool, actor: str, version: int | None = None
) -> dict[str, Any]:
    """Pause a schedule, or let it run again from its next moment on. Returns the row."""
    before = await _locked(session, schedule_id, version)
    columns: dict[str, Any] = {"enabled": enabled}
    if enabled and not before["enabled"]:
        columns |= {**RESUMED, "next_run_at": next_occurrence(before, now())}
    return await _write(session, before, columns, action="resume" if enabled else "pause", actor=actor)


async def note_board(session: Session, schedule_id: uuid.UUID, *, missing: bool) -> None:
    """A schedule's run found its board, or did not; one that is missing again and again is asked for no more."""
    row = (
        await session.execute(select(site_schedules).where(site_schedules.c.id == schedule_id).with_for_update())
    ).one_or_none()
    if row is None or (not missing and row.missing_in_a_row == 0):
        return
    columns: dict[str, Any] = {"missing_in_a_row": row.missing_in_a_row + 1 if missing else 0}
    if columns["missing_in_a_row"] >= MOST_MISSING and row.enabled:
        columns |= {"enabled": False, "paused_because": f"the site said {MOST_MISSING} times that it has no such board"}
        after = _plain(columns)
        await record(session, actor="scheduler", action="pause", thing="schedule", thing_id=str(row.id), after=after)
    await session.execute(update(site_schedules).where(site_schedules.c.id == row.id).values(columns))


async def delete_schedule(session: Session, schedule_id: uuid.UUID, *, actor: str) -> None:
    """Delete a schedule; its runs stay, without it."""
    before = await _locked(session, schedule_id, None)
    await session.execute(delete(site_schedules).where(site_schedules.c.id == schedule_id))
    shown = {"name": before["name"], "site_name": before["site_name"], "target": before["target"]}
    await record(session, actor=actor, action="delete", thing="schedule", thing_id=str(schedule_id), before=shown)


async def _locked(session: Session, schedule_id: uuid.UUID, version: int | None) -> Mapping[str, Any]:
    statement = select(site_schedules).where(site_schedules.c.id == schedule_id).with_for_update()
    row = (await session.execute(statement)).mappings().one_or_none()
    if row is None:
        raise NotFoundError(f"There is no schedule {schedule_id}.")
    if version is not None and version != row["version"]:
        current = ScheduleShown(**row).model_dump(mode="json")
        raise ChangedMeanwhileError.of("schedule", now=row["version"], seen=version, current=current)
    return dict(row)


async def _write(
    session: Session, before: Mapping[str, Any], columns: dict[str, Any], *, action: str, actor: str
) -> dict[str, Any]:
    statement = (
        update(site_schedules)
        .where(site_schedules.c.id == before["id"])
        .values(**columns, version=site_schedules.c.version + 1, updated_at=func.now())
        .returning(site_schedules)
    )
    try:
        async with session.begin_nested():
            row = (await session.execute(statement)).mappings().one()
    except IntegrityError:
        raise ConflictError(f"There is a schedule named {columns.get('name')!r} already. Names are unique.") from None
    changed = [name for name in columns if before[name] != row[name]]
    await record(
        session,
        actor=actor,
        action=action,
        thing="schedule",
        thing_id=str(before["id"]),
        before=_plain({name: before[name] for name in changed}),
        after=_plain({name: row[name] for name in changed}),
    )
    return dict(row)


def _columns(wanted: ScheduleRequest) -> dict[str, Any]:
    return wanted.model_dump(exclude={"payload"}) | {"payload": wanted.payload.model_dump(exclude_none=True)}


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, (str, int, dict, bool, type(None))) else str(value)
        for name, value in columns.items()
    }
