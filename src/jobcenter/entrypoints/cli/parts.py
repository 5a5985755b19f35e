"""The long-running parts, each loaded alone: their memory counts."""

import sys

PARTS = ("up", "api", "worker", "scheduler")


def run(part: str) -> int:
    """Run one of `PARTS` until it is asked to stop; the exit code."""
    match part:
        case "up":
            from jobcenter.entrypoints.up import up as supervise

            return supervise()
        case "api":
            from jobcenter.entrypoints.web import main
        case "worker":
            from jobcenter.entrypoints.worker import main
        case _:
            from jobcenter.entrypoints.scheduler import main
    main()
    return 0


def up() -> None:
    """Run everything here: databases, API, workers, scheduler. Ctrl-C stops it."""
    sys.exit(run("up"))


def api() -> None:
    """Run the API alone."""
    sys.exit(run("api"))


def worker() -> None:
    """Run a worker node alone: it does the scrapes. Any number may run."""
    sys.exit(run("worker"))


def scheduler() -> None:
    """Run a scheduler alone: it starts what is due. Any number may run."""
    sys.exit(run("scheduler"))
