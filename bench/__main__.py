"""`python -m bench [NAME …] [--quick] [--output FILE]`: measure, print a table, keep the numbers."""

import argparse
import asyncio
import json
import sys
import time
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench.figures import Figure, machine_class, results, show
from bench.ground import Ground
from jobcenter.kit import logs
from jobcenter.kit.settings import load_settings

FAMILIES = (
    "ingest",
    "worker",
    "latency",
    "memory",
    "size",
    "up",
    "connections",
    "takeover",
    "search",
    "matching",
    "board",
    "load",
    "browser",
    "dedup_pairs",
)
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Measure; 1 where a family could not be measured. A missed aim is a result, not a failure."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these families: {', '.join(FAMILIES)}")
    parser.add_argument("--quick", action="store_true", help="a smoke run: everything works, no number means anything")
    parser.add_argument("--output", type=Path, help="write the JSON there, instead of keeping a whole run in results/")
    given = parser.parse_args()
    unknown = set(given.names) - set(FAMILIES)
    if unknown:
        parser.error(f"there is no family {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    logs.set_up(load_settings({"JOBCENTER_LOG_LEVEL": "error"}), "bench")
    began = time.monotonic()
    measured, failed = _measure([name for name in FAMILIES if not given.names or name in given.names], given.quick)
    show(measured)
    kept = results(measured, seconds=time.monotonic() - began, quick=given.quick)
    whole = not (failed or given.names or given.quick)
    for path in [given.output] if given.output else _kept_as() if whole else []:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    for name in failed:
        print(f"bench: {name} could not be measured; the reason stands above", file=sys.stderr)
    return 1 if failed else 0


def _measure(names: list[str], quick: bool) -> tuple[dict[str, list[Figure]], list[str]]:  # noqa: FBT001 - one flag, handed through
    """Each family on servers of its own, one after the other; a family that breaks costs only itself."""
    measured: dict[str, list[Figure]] = {}
    failed: list[str] = []
    for name in names:
        began = time.monotonic()
        print(f"bench: {name} …", end=" ", file=sys.stderr, flush=True)
        try:
            with Ground(quick=quick) as ground:
                measured[name] = asyncio.run(import_module(f"bench.{name}").run(ground))
        except Exception:  # noqa: BLE001 - whatever it is, it is told, and the others go on
            traceback.print_exc()
            failed.append(name)
        print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return measured, failed


def _kept_as() -> list[Path]:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%MZ")
    return [RESULTS / f"{stamp}-{machine_class()}.json", RESULTS / "latest.json"]


if __name__ == "__main__":
    sys.exit(main())
