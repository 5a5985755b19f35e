"""`jobcenter company`: add, find, look at one, straight on the installation's database."""

import json

import pytest
import structlog
from pydantic import ValidationError
from typer.testing import CliRunner

from jobcenter.entrypoints.cli.program import program
from jobcenter.kit.errors import ConflictError


@pytest.fixture
def run(environ, monkeypatch):
    """Runs `jobcenter company …` in this process; gives what it printed, or raises what it would tell."""
    monkeypatch.setenv("DATABASE_URL", environ["DATABASE_URL"])
    monkeypatch.setenv("JOBCENTER_DATA_DIR", environ["JOBCENTER_DATA_DIR"])

    def run(*words):
        done = CliRunner().invoke(program, ["company", *words])
        if done.exception is not None:
            raise done.exception
        return done.stdout

    yield run
    structlog.reset_defaults()  # commands make the process quiet


def test_a_company_is_added_found_and_shown(run):
    acme = run("add", "Acme GmbH", "--client", "--also", "Rockets", "--domain", "www.acme.com").strip()
    run("add", "Beta")
    assert [one["name"] for one in json.loads(run("list", "--json"))] == ["Acme GmbH", "Beta"]
    assert [one["id"] for one in json.loads(run("list", "rocket", "--json"))] == [acme]
    assert [one["id"] for one in json.loads(run("list", "--clients", "--json"))] == [acme]
    table = run("list", "acme")
    assert all(word in table for word in ("Acme GmbH", "yes", "Rockets", "acme.com", acme))
    assert "Beta" not in table
    shown = json.loads(run("show", acme, "--json"))
    assert (shown["name"], shown["domains"], shown["rounds"], shown["contracts"]) == ("Acme GmbH", ["acme.com"], [], [])
    assert "Rockets" in run("show", acme)
    assert "There is no such company" in run("list", "nowhere")


def test_what_cannot_be_added_is_told_in_a_sentence(run):
    run("add", "Acme")
    with pytest.raises(ConflictError, match="goes by this name already"):
        run("add", "ACME Inc")
    assert run("add", "ACME Inc", "--twin")
    with pytest.raises(ValidationError, match="is no domain"):
        run("add", "New", "--domain", "nowhere")
