import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from jobcenter.entrypoints.cli.before_after import PEOPLE, PEOPLE_CACHED, TABLE

ROOT = Path(__file__).parents[2]
FAMILIES = [
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
    "dedup_pairs",
]
# What the report takes from a result it takes by name.
TOLD = {name for lines in TABLE.values() for line in lines for name in (line.old, line.ours, line.ours_cached)}
NAMES = {name for name in TOLD if isinstance(name, str) and name}
BY_LOAD = {name for name in NAMES if name.startswith(PEOPLE_CACHED)}
UNCACHED = {name for name in NAMES if name.startswith(PEOPLE)}  # a smoke run leaves these out
REPORTED = {"board": NAMES - BY_LOAD - UNCACHED, "load": BY_LOAD}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_measures_finite_figures_on_its_own_servers(family, tmp_path):
    output = tmp_path / "result.json"
    ran = subprocess.run(
        [sys.executable, "-m", "bench", family, "--quick", "--output", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr

    said = output.read_text()
    result = json.loads(said)
    assert list(result["families"]) == [family]
    figures = result["families"][family]
    assert figures
    for figure in figures:
        numbers = [figure[name] for name in ("value", "min", "median", "max")] + figure["samples"]
        assert all(math.isfinite(number) for number in numbers), figure
        assert figure["min"] <= figure["median"] <= figure["max"], figure
        assert figure["samples"], figure
        if figure["aim"] is not None:
            assert figure["met"] in {True, False}
    assert REPORTED.get(family, set()) <= {figure["name"] for figure in figures}
    assert str(tmp_path.parent) not in said
    assert "/tmp/" not in said


def test_an_unknown_family_is_refused_with_the_names_of_all():
    ran = subprocess.run(
        [sys.executable, "-m", "bench", "nonsense"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert all(name in ran.stderr for name in FAMILIES)
