"""A stand-in of the sample for reading, one of its own for each test that makes trouble, and a client."""

import time

import httpx2
import pytest

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.scraping.sites.registry import SITES


@pytest.fixture(scope="session")
def sample():
    """The sample, served; tests only read from it."""
    with StandIn.start(Sample()) as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(tmp_path):
    """Three boards, one a vendor, of 250 postings each; the test's own."""
    with StandIn.start(Sample(count=3, postings=250), access_log=tmp_path / "access.jsonl") as stand_in:
        stand_in.access_log = tmp_path / "access.jsonl"
        yield stand_in


@pytest.fixture(scope="session")
def client():
    with httpx2.Client(trust_env=False, timeout=20) as client:
        yield client


@pytest.fixture
def logged():
    """Waits until so many lines stand in a stand-in's log behind `after`: an end is written after the last byte."""

    def logged(stand_in, count, after=0):
        until = time.monotonic() + 20
        while len(lines := stand_in.log(after)) < count and time.monotonic() < until:
            time.sleep(0.02)
        assert len(lines) == count
        return lines

    return logged


@pytest.fixture
def ask(client):
    """Asks for a board's page as its site does, or for the own page of a posting; answers the response."""

    def ask(stand_in, site, board, position=None, *, posting=None, **headers):
        url = stand_in.site_settings()[f"JOBCENTER_SITE_{site.upper()}_URL"]
        if posting is None:
            request = SITES[site].request(url, board, position or SITES[site].first())
        else:
            request = SITES[site].detail_request(url, board, posting)
        params = dict(request.params) or None
        return client.request(request.method, request.url, params=params, json=request.json, headers=headers)

    return ask


@pytest.fixture
def scrape(ask):
    """Reads a whole board by its site's parser; answers its pages."""

    def scrape(stand_in, site, board):
        pages, position = [], SITES[site].first()
        while position is not None:
            response = ask(stand_in, site, board, position)
            assert response.status_code == 200
            pages.append(SITES[site].read(response.content, position))
            position = pages[-1].next
        return pages

    return scrape
