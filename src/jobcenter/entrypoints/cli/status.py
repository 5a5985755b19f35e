"""How Job Center is, at a glance."""

from typing import Any

from jobcenter.entrypoints.cli.terminal import AsJson, clean, print_facts, print_json, print_table


def status(as_json: AsJson = False) -> None:
    """Show what waits and runs, who works, and how the last day went."""
    from jobcenter.entrypoints.cli.installation import read, settings_here
    from jobcenter.kit.db import ReadSession
    from jobcenter.scraping import queries
    from jobcenter.work import presence

    settings = settings_here()

    async def look(session: ReadSession) -> dict[str, Any]:
        return {
            "queue": await queries.queue_now(session),
            "workers": await presence.alive(session, "worker"),
            "schedulers": await presence.alive(session, "scheduler"),
            "schedules": await queries.schedules_now(session),
            "last_day": await queries.last_day_by_site(session),
        }

    seen = read(look)
    seen["queue"] = {"name": settings.rq_queue_name, **seen["queue"], "deliveries_in_redis": _deliveries(settings)}
    if as_json:
        print_json(seen)
        return
    queue, planned = seen["queue"], seen["schedules"]
    waiting = f"{queue['waiting']} (the longest for {queue['oldest_waiting_seconds']:.0f} s)"
    in_redis = queue["deliveries_in_redis"]
    print_facts(
        {
            "waiting": waiting if queue["waiting"] else "0",
            "waiting for later": queue["waiting_for_later"],
            "running": queue["running"],
            "Redis": "away: workers look for work themselves, which is slower" if in_redis is None else "ok",
            "workers": _named(seen["workers"]) or "none is alive: start `make up` or `jobcenter worker`",
            "schedulers": _named(seen["schedulers"]) or "none is alive: start `make up` or `jobcenter scheduler`",
            "schedules": f"{planned['schedules']} ({planned['enabled']} on, {planned['due']} due)",
            "next run": planned["next_run_at"],
        }
    )
    print("\nRuns that ended in the last 24 hours:")
    rows = [(one["site_name"], one["status"], one["runs"]) for one in seen["last_day"]]
    print_table(("site", "status", "runs"), rows, nothing="none")


def _deliveries(settings: Any) -> int | None:  # noqa: ANN401 - Settings; loaded by the caller only
    import asyncio

    from jobcenter.work.queue import Bell, QueueAwayError

    try:
        return asyncio.run(Bell(settings).waiting())
    except QueueAwayError:
        return None


def _named(processes: list[dict[str, Any]]) -> str:
    return ", ".join(
        f"{clean(one['id'])}{_processes(one['detail'])} since {clean(one['started_at'])}" for one in processes
    )


def _processes(detail: dict[str, Any]) -> str:
    return f" with {len(detail['processes'])} processes" if "processes" in detail else ""
