"""The command line as a person and a script use it: real processes in an empty folder."""

import json
import subprocess
import sys

import pytest

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.scraping.sites.registry import SITES

CLI = [sys.executable, "-m", "jobcenter.entrypoints.cli"]
PATIENCE = 60  # seconds: a limit for what hangs, not a measurement


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert "Traceback" not in self.err, self.err

    @property
    def json(self):
        return json.loads(self.out)

    def failed(self, *words, code=1):
        """It ended with `code`, and one clear sentence that holds all these words."""
        assert (self.code, self.out) == (code, ""), (self.code, self.out, self.err)
        assert self.err.startswith("jobcenter: "), self.err
        assert all(word in self.err for word in words), self.err

    def went_well(self):
        assert self.code == 0, self.err
        return self


@pytest.fixture
def run_cli(environ, tmp_path):
    """Runs a command to its end, in an empty folder; `without` and keywords change its environment."""

    def run(*words, stdin="", without=(), **changes):
        given = {name: value for name, value in (environ | changes).items() if name not in without}
        done = subprocess.run(
            [*CLI, *map(str, words)],
            env=given,
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return Said(done)

    return run


@pytest.fixture
def stand_in():
    with StandIn.start(Sample(count=3, postings=40)) as sites:
        yield sites


@pytest.fixture
def sited(environ, stand_in):
    """The environment with the stand-in in the vendors' place, asked as fast as it can answer; `run_cli` has it too."""
    rates = {f"JOBCENTER_SITE_{name.upper()}_REQUESTS_PER_SECOND": "10000" for name in SITES}
    environ |= {**stand_in.site_settings(), **rates}
    return environ


@pytest.fixture
def worker(sited):
    """A real worker node, started as the supervisor starts it."""
    process = subprocess.Popen([*CLI, "worker"], env=sited, stdout=subprocess.DEVNULL)
    yield process
    process.terminate()
    assert process.wait(PATIENCE) == 0
