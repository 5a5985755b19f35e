"""Bring files of CSV in: companies, jobs, candidates, applicants, history."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_json, remark

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.ext.asyncio import AsyncEngine

    from jobcenter.kit.settings import Settings

KINDS = ("companies", "jobs", "candidates", "applicants", "history")
PARTIAL, INTERRUPTED = 3, 130
SHOWN_REFUSALS = 20
LOOK_SECONDS = 0.5
ENDED = frozenset({"succeeded", "failed", "cancelled", "forgotten"})


def import_csv(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=f"What it holds: {', '.join(KINDS)}; best in this order.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="CSV in UTF-8; its first row names the columns.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only judge each row; nothing is made.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an import of this file ended early.")] = False,
    override_off_limits: Annotated[
        bool, typer.Option("--override-off-limits", help="Add applicants who are off-limits too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a file of CSV in. A file may be brought in again: what is there already is left alone.

    Exit code: 0 when all went well, 3 when rows were refused, 1 when it broke.
    """
    from jobcenter.entrypoints.cli.installation import on_database, settings_here
    from jobcenter.imports.columns import described
    from jobcenter.kit.errors import InvalidError

    if kind not in KINDS:
        raise InvalidError(f"KIND: {kind!r} is not allowed; allowed are {', '.join(KINDS)}.")
    if dry_run and resume:
        raise InvalidError(
            "--resume goes on with what a real import left; a dry run begins anew. Leave one of them out."
        )
    settings = settings_here()

    async def bring(engine: "AsyncEngine") -> dict[str, Any]:
        import_id = await _opened(engine, kind, file, dry_run=dry_run, resume=resume, override=override_off_limits)
        return await _done(settings, import_id)

    try:
        row = on_database(settings, bring)
    except InvalidError:
        remark(f"Of {kind} {described(kind)}.")
        raise
    except KeyboardInterrupt:
        remark("Stopped. A worker goes on with it; without one, the same command with --resume does.")
        raise typer.Exit(INTERRUPTED) from None
    _tell(row, as_json=as_json)
    if row["state"] != "succeeded":
        raise typer.Exit(1)
    if row["counts"].get("refused"):
        raise typer.Exit(PARTIAL)


async def _opened(
    engine: "AsyncEngine", kind: str, file: Path, *, dry_run: bool, resume: bool, override: bool
) -> "uuid.UUID":
    """The import of a file: the latest of the same file that is not whole, where that is asked for; else a new one."""
    from jobcenter.entrypoints.cli.installation import operator
    from jobcenter.imports import actions, queries
    from jobcenter.imports.reading import digest_of
    from jobcenter.kit.db import writing

    caller = operator()
    with await asyncio.to_thread(file.open, "rb") as opened:
        async with writing(engine) as session:
            if resume:
                digest = await asyncio.to_thread(digest_of, opened)
                latest = await queries.latest_of_file(session, caller, kind, digest)
                if latest is None:
                    remark("This file was not brought in before: it begins at its first row.")
                elif latest["state"] != "succeeded" and latest["rows_cleared_at"] is not None:
                    remark("The rows of its last import are not kept any more: it begins at its first row.")
                else:
                    if latest["state"] in ENDED and latest["state"] != "succeeded":
                        await actions.resume(session, caller, latest["id"])
                    found: uuid.UUID = latest["id"]
                    return found
            return await actions.open_import(
                session,
                caller,
                kind,
                opened,
                file_name=file.name[:200],
                dry_run=dry_run,
                override_off_limits=override,
            )


async def _done(settings: "Settings", import_id: "uuid.UUID") -> dict[str, Any]:
    """Do an import in this process, unless a worker was quicker, and say how it goes; the row at its end."""
    from jobcenter.entrypoints.cli.installation import operator
    from jobcenter.imports.queries import find_import, rows_of
    from jobcenter.imports.tasks import IMPORT, import_file
    from jobcenter.kit.db import make_engine, reading, writing
    from jobcenter.work.leases import take_over_expired
    from jobcenter.work.presence import name_of
    from jobcenter.work.queue import Bell
    from jobcenter.work.runner import perform

    engine = make_engine(settings, pool_size=2, name="jobcenter-cli")  # one for the lease's heartbeat
    try:
        while True:
            async with reading(engine) as session:
                row = await find_import(session, operator(), import_id)
                if row["state"] in ENDED:
                    refused = await rows_of(session, import_id, outcome="refused", limit=SHOWN_REFUSALS)
                    return row | {"refused": refused}
            claimed = await perform(
                engine, settings, {IMPORT: import_file}, row["task_id"], owner=name_of("cli"), seconds=LOOK_SECONDS
            )
            if not claimed:  # another has it, or had it and is gone: then its lease runs out
                async with writing(engine) as session:
                    waiting = await take_over_expired(session)
                await Bell(settings).ring([one for one in waiting if one != row["task_id"]])
                await asyncio.sleep(LOOK_SECONDS)
            _progress(row)
    finally:
        await engine.dispose()


def _progress(row: Mapping[str, Any]) -> None:
    done = sum(row["counts"].values())
    if 0 < done < row["rows_count"]:
        remark(f"{done:,} of {row['rows_count']:,} rows")


def _tell(row: Mapping[str, Any], *, as_json: bool) -> None:
    counts = row["counts"]
    if as_json:
        told = {
            name: row[name] for name in ("id", "kind", "state", "error", "dry_run", "rows_count", "counts", "refused")
        }
        print_json(told)
        return
    for one in row["refused"]:
        remark(f"row {one['number']}: {clean(one['message'])}")
    left = counts.get("refused", 0) - len(row["refused"])
    if left > 0:
        remark(f"… and {left:,} more: GET /api/imports/{row['id']}/rows?outcome=refused lists them all.")
    verb = "would be made" if row["dry_run"] else "made"
    print(
        f"{row['rows_count']:,} {row['kind']}: {counts.get('made', 0):,} {verb}, {counts.get('updated', 0):,} updated, "
        f"{counts.get('already_there', 0):,} there already, {counts.get('refused', 0):,} refused."
    )
    if row["state"] != "succeeded":
        remark(f"It ended early ({row['state']}: {clean(row['error'])}). Go on: the same command with --resume.")
