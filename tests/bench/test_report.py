import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from jobcenter.entrypoints.cli import before_after as names
from jobcenter.entrypoints.cli.report import LATEST, report
from jobcenter.entrypoints.cli.report_page import ABSENT
from jobcenter.kit.errors import InvalidError, NotFoundError

ALONE = ("meta", "br", "line", "rect")  # tags that nothing closes


def figure(name, value, unit, **more):
    return {"name": name, "value": value, "unit": unit, "aim": None, "met": None, **more}


RESULT = {
    "date": "2026-11-23T17:07:54+00:00",
    "quick": False,
    "families": {
        "board": [
            figure(names.OUR_P50, 4.91, "ms", aim=8.0, met=True),
            figure(names.OUR_CPU, 2.25, "ms"),
            figure(names.OLD_FIRST_P50, 1502.7, "ms", note="all rows <of> the job"),
            figure(
                names.TIMES_FASTER, 306.1, "x", aim=350.0, met=False, more_is_better=True, hindrance="Python & JSON"
            ),
        ],
        "load": [figure(f"{names.PEOPLE}: {names.P95}", 140.2, "ms", aim=161.0, met=True)],
    },
}


class Outline(HTMLParser):
    """Rows of all tables as lists of words, texts of the chart, every tag, and whether all are closed."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.texts, self.tags, self.addresses, self._open = [], [], set(), [], []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href"}]
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag not in ALONE:
            self._open.append(tag)

    def handle_startendtag(self, tag, _attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data
        if "text" in self._open:
            self.texts.append(data)

    def row(self, first):
        return next(row for row in self.rows if row and row[0].startswith(first))


def written(tmp_path, result):
    file, page = tmp_path / "result.json", tmp_path / "page.html"
    file.write_text(json.dumps(result))
    report(file, page)
    return page.read_text()


def test_a_report_sets_what_was_measured_beside_what_the_old_portal_reported(tmp_path):
    page = written(tmp_path, RESULT)
    outline = Outline(page)
    assert outline.row("a page, p50") == ["a page, p50", "3,528 ms", "44 ms", ABSENT, "4.91 ms", ""]
    assert outline.row("its first query alone")[3] == "1,503 ms"
    assert outline.row("the database's processor time")[3:] == [ABSENT, "2.25 ms", ""]
    assert outline.row("its first query alone")[4] == "the page above is all there is"
    assert outline.row("a request, p95")[4:] == ["140 ms", ABSENT]
    assert outline.row("connections")[1:3] == ["96", "62"]
    assert not {"script", "link", "img", "iframe"} & outline.tags
    assert outline.addresses == []
    assert "<of>" not in page
    assert "smoke run" not in page


def test_a_report_shows_every_figure_with_its_aim_met_or_missed_and_why(tmp_path):
    outline = Outline(written(tmp_path, RESULT | {"quick": True}))
    assert outline.row(names.OUR_P50) == [names.OUR_P50, "4.91 ms", "≤ 8 ms", "met", ""]
    assert outline.row(names.TIMES_FASTER)[1:] == ["306 x", "≥ 350 x", "missed", "Python & JSON"]
    assert outline.row(names.OLD_FIRST_P50)[0].endswith("all rows <of> the job")
    assert "smoke run" in written(tmp_path, RESULT | {"quick": True})


def test_a_chart_has_a_bar_for_what_was_measured_and_says_what_was_not(tmp_path):
    texts = Outline(written(tmp_path, RESULT)).texts
    shown = dict(pairwise(texts))
    assert shown["the old portal, p50, as it reported"] == "3,528 ms"
    assert shown["Job Center, 100 rows, p50"] == "4.91 ms"
    assert shown["Job Center, 100 rows, p95"] == ABSENT


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("<html>", "it is not JSON"),
        ("[]", "it has no families"),
        ('{"families": {}}', "it has no families"),
        ('{"families": {"board": {}}}', "its family board is no list"),
        ('{"families": {"board": [{"name": "a page", "unit": "ms"}]}}', "figure 1 of its family board has no value"),
        ('{"families": {"board": [{"name": "a page", "unit": "ms", "value": "4"}]}}', "has no value"),
    ],
)
def test_a_file_that_is_no_result_is_refused_with_what_is_wrong(tmp_path, held, said):
    file, page = tmp_path / "held.json", tmp_path / "page.html"
    file.write_text(held)
    with pytest.raises(InvalidError, match=said) as refused:
        report(file, page)
    assert str(file) in refused.value.detail
    assert not page.exists()


def test_where_there_is_no_result_it_is_said_how_one_is_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError, match="make bench") as refused:
        report(None, tmp_path / "page.html")
    assert str(LATEST) in refused.value.detail


def test_without_a_file_the_latest_result_is_read_and_a_dash_prints_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    LATEST.parent.mkdir(parents=True)
    LATEST.write_text(json.dumps(RESULT))
    report(None, Path("-"))
    assert capsys.readouterr().out.startswith("<!doctype html>")
    assert list(tmp_path.glob("*.html")) == []
