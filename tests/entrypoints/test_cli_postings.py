"""Postings and openings from the command line: search, export, look into one, and the news of all."""

import csv
import json
import uuid

import pytest
from sqlalchemy import text

from jobcenter.kit.clock import new_id
from jobcenter.kit.db import writing

pytestmark = pytest.mark.slow

ADD = """
    INSERT INTO postings (id, site_name, target, vendor_id, title, company, employer, places, locations, work_mode,
                          description_html, words, content_hash, last_seen_run_id, closed_at, first_seen_at)
    VALUES (:id, 'lever', :target, :title, :title, :company, :company, ARRAY['Wien'],
            '[{"city": "Vienna", "region": null, "country": "AT", "words": "Wien"}]', :mode, :html,
            to_tsvector('simple', :title || ' Wien ' || coalesce(:html, '')), '', :id, :closed,
            now() - CAST(:age AS interval))
"""


@pytest.fixture
async def stored(engine):
    """A few postings with news; gives their ids by title."""
    given = [
        ("Welder", "amber", "Stahl AG", "remote", "<p>We weld\x1b[31m steel</p>", False, "1 hour"),
        ("Baker", "birch", "=Brot", None, None, False, "9 days"),
        ("Painter", "amber", "Farben", None, None, True, "2 days"),
    ]
    ids = {}
    async with writing(engine) as session:
        run = {"run": new_id()}
        await session.execute(
            text(
                "INSERT INTO scrape_runs (id, run_id, trigger, site_name, payload)"
                " VALUES (:run, 'r', 'manual', 'lever', '{}')"
            ),
            run,
        )
        for title, target, company, mode, html, closed, age in given:
            ids[title] = new_id()
            row = {"id": ids[title], "title": title, "target": target, "company": company, "mode": mode, "html": html}
            when = "now()" if closed else "NULL"
            await session.execute(
                text(ADD.replace(":closed", when).replace("CAST(:age AS interval)", f"interval '{age}'")), row
            )
            news = (
                "INSERT INTO posting_news (scrape_run_id, posting_id, news, changes, at)"
                " VALUES (:run, :id, :news, CAST(:changes AS jsonb), now() - :hours * interval '1 hour')"
            )
            told = {"changes": json.dumps({"title": ["Smith", title]}), "news": "changed", "hours": len(ids) * 10}
            await session.execute(text(news), {**run, "id": ids[title], **told})
    return ids


def titles(said):
    return [one["title"] for one in said.went_well().json]


@pytest.mark.usefixtures("stored")
def test_postings_are_found_by_all_that_can_be_asked(run_cli):
    def found(*words):
        return titles(run_cli("postings", *words, "--json"))

    assert found() == ["Baker", "Welder"]
    assert found("--search", "weld* -baker") == ["Welder"]
    assert found("--company", "stahl") == ["Welder"]
    assert found("--country", "at", "--place", "Wien", "--remote") == ["Welder"]
    assert found("--since", "7d") == ["Welder"]
    assert found("--since", "1990-01-01", "--limit", "1") == ["Baker"]
    assert found("--closed") == ["Painter"]
    assert found("--target", "birch", "--site", "lever") == ["Baker"]
    shown = run_cli("postings", "--company", "stahl").went_well().out
    assert "Stahl AG" in shown
    assert len(shown.splitlines()) == 2
    assert "no such postings" in run_cli("postings", "--company", "nobody").went_well().out


@pytest.fixture
async def in_openings(stored, engine):
    """The welder and the baker as one opening, the painter as another, which is closed; gives the first one's id."""
    one, other = new_id(), new_id()
    async with writing(engine) as session:
        await session.execute(
            text(
                "INSERT INTO openings (id, title, employer, locations, postings_count, closed_at) VALUES"
                """ (:one, 'Welder', 'Stahl AG', '[{"city": "Wien", "words": "Wien"}]', 2, NULL),"""
                " (:other, 'Painter', 'Farben', '[]', 1, now())"
            ),
            {"one": one, "other": other},
        )
        for title, opening in (("Welder", one), ("Baker", one), ("Painter", other)):
            await session.execute(
                text("INSERT INTO opening_members (posting_id, opening_id) VALUES (:posting, :opening)"),
                {"posting": stored[title], "opening": opening},
            )
    return one


def test_openings_are_found_by_the_same(run_cli, in_openings):
    def found(*words):
        return titles(run_cli("openings", "list", *words, "--json"))

    assert found() == ["Welder"]
    assert found("--search", "baker") == ["Welder"]
    assert found("--company", "stahl", "--country", "at", "--place", "Vienna", "--remote", "--since", "7d") == [
        "Welder"
    ]
    assert found("--target", "birch", "--site", "lever", "--several") == ["Welder"]
    assert found("--remote", "--target", "birch") == []  # of no posting both
    assert found("--closed") == ["Painter"]
    assert found("--closed", "--several") == []
    assert found("--pay-at-least", "1", "--currency", "EUR") == []
    shown = run_cli("openings", "list", "--place", "wien").went_well().out
    assert all(words in shown for words in ("Welder", "Stahl AG", "Wien", str(in_openings)))
    assert "no such openings" in run_cli("openings", "list", "--company", "nobody").went_well().out
    run_cli("openings", "list", "--pay-at-least", "1").failed("needs currency")
    run_cli("openings", "list", "--since", "yesterday").failed("'yesterday' is no time")


@pytest.mark.usefixtures("stored")
def test_what_cannot_be_asked_is_told(run_cli):
    run_cli("postings", "--search", '"open').failed("quotation mark")
    run_cli("postings", "--country", "Austria").failed("country")
    run_cli("postings", "--since", "yesterday").failed("'yesterday' is no time", "7d")
    run_cli("postings", "--export", "out.xlsx").failed("out.xlsx", ".csv or .jsonl")
    run_cli("postings", "--export", "nowhere/out.csv").failed("nowhere", "No such file")
    run_cli("posting", uuid.UUID(int=0)).failed("no posting 00000000")


@pytest.mark.usefixtures("stored")
def test_postings_are_exported(run_cli, tmp_path):
    done = run_cli("postings", "--export", "out.csv").went_well()
    assert (done.out, "Exported to out.csv" in done.err) == ("", True)
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["title"], row["company"]) for row in rows] == [("Baker", "'=Brot"), ("Welder", "Stahl AG")]
    run_cli("postings", "--closed", "--export", "out.jsonl").went_well()
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert row["title"] == "Painter"
    run_cli("postings", "--search", '"', "--export", "bad.csv").failed("quotation mark")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["out.csv", "out.jsonl"]


def test_one_posting_is_shown_whole_and_cannot_command_the_terminal(run_cli, stored):
    shown = run_cli("posting", stored["Welder"]).went_well().out
    assert all(words in shown for words in ("Stahl AG", "remote", "changed", "title", "We weld"))
    assert "\x1b" not in shown
    whole = run_cli("posting", stored["Welder"], "--json").went_well().json
    assert (whole["title"], whole["history"][0]["changes"]) == ("Welder", {"title": ["Smith", "Welder"]})


@pytest.mark.usefixtures("stored")
def test_news_since_yesterday(run_cli):
    assert titles(run_cli("news", "--json")) == ["Welder", "Baker"]
    assert titles(run_cli("news", "--since", "48h", "--json")) == ["Welder", "Baker", "Painter"]
    assert titles(run_cli("news", "--since", "48h", "--target", "amber", "--limit", "1", "--json")) == ["Welder"]
    assert "title: Smith → Welder" in run_cli("news", "--news", "changed").went_well().out
    assert "Nothing happened" in run_cli("news", "--news", "closed").went_well().out
