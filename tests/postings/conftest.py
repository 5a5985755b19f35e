"""Postings as the engine would have stored them, and people who look for them."""

import itertools
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from jobcenter.accounts.actions import create_user
from jobcenter.kit.clock import new_id, now
from jobcenter.kit.db import writing
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.rules import search_words

PASSWORD = "correct horse battery"
numbers = itertools.count(1)

ADD = text(
    """
    INSERT INTO postings (
        id, site_name, target, vendor_id, title, company, employer, places, locations, is_remote, work_mode, department,
        employment, requisition, url, posted_at, description_html, content_hash, pay_min, pay_max, pay_currency,
        pay_period, words, first_seen_at, ready_at, closed_at, last_seen_run_id
    ) VALUES (
        :id, :site_name, :target, :vendor_id, :title, :company, :employer, CAST(:places AS text[]),
        CAST(:locations AS jsonb), :is_remote, :work_mode, :department, :employment, :requisition, :url, :posted_at,
        :description_html, '', :pay_min, :pay_max, :pay_currency, :pay_period, to_tsvector('simple', :words),
        :first_seen_at, :first_seen_at, :closed_at, :id
    )
    """
)


@pytest.fixture
def add(engine):
    """Stores a posting; gives its id. `country` and `city` become its location; `seen` is when it was found."""

    async def add(title="Welder", *, city=None, country=None, seen=None, **given):
        place = ", ".join(filter(None, (city, country)))
        found = FoundPosting(
            vendor_id=given.get("vendor_id") or f"v{next(numbers)}",
            title=title,
            company=given.get("company"),
            places=tuple(given.get("places") or ([place] if place else [])),
            is_remote=given.get("is_remote"),
            department=given.get("department"),
            requisition=given.get("requisition"),
            url=given.get("url"),
            description_html=given.get("description_html"),
        )
        location = [{"city": city, "region": None, "country": country, "words": place}] if place else []
        names = ("employment", "posted_at", "pay_min", "pay_max", "pay_currency", "pay_period", "closed_at")
        values = {
            **{name: given.get(name) for name in names},
            **{name: getattr(found, name) for name in ("vendor_id", "title", "company", "is_remote", "department")},
            **{name: getattr(found, name) for name in ("requisition", "url", "description_html")},
            "id": new_id(),
            "site_name": given.get("site_name", "lever"),
            "target": given.get("target", "acme"),
            "employer": given.get("employer") or found.company or given.get("target", "acme"),
            "places": list(found.places),
            "locations": json.dumps(location),
            "work_mode": given.get("work_mode"),
            "words": search_words(found, None, found.description_html),
            "first_seen_at": seen or now(),
        }
        if seen is not None:
            values["id"] = _id_of(seen)
        async with writing(engine) as session:
            await session.execute(ADD, values)
        return str(values["id"])

    return add


def _id_of(moment: datetime) -> uuid.UUID:
    """An id as it is made at that moment."""
    millis = int(moment.timestamp() * 1000)
    return uuid.UUID(int=(millis << 80) | (new_id().int & ((1 << 80) - 1)))


@pytest.fixture
def found(api):
    """Searches; gives the titles that were found, in order."""

    async def found(**params):
        answer = await api.get("/api/postings", params=params)
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    return found


@pytest.fixture
def person(api, engine):
    """Makes a user and signs in; gives the headers to send along."""

    async def person(email="ada@example.com", role="recruiter"):
        async with writing(engine) as session:
            await create_user(session, email=email, name=email, role=role, password=PASSWORD, actor="test")
        answer = await api.post("/api/accounts/sign-in", json={"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    return person


@pytest.fixture
def many(sql):
    """Fills the table with so many small postings."""

    async def many(count):
        await sql(
            "INSERT INTO postings (id, site_name, target, vendor_id, title, company, places, words, content_hash,"
            " last_seen_run_id, description_html) SELECT gen_random_uuid(), 'lever', 'many', n::text, 'Welder ' || n,"
            " '=cmd()', ARRAY['Berlin, DE'], to_tsvector('simple', 'welder berlin'), '', gen_random_uuid(),"
            " repeat('words of it ', 100) FROM generate_series(1, CAST(:count AS integer)) n",
            count=count,
        )

    return many


@pytest.fixture
def days_ago():
    return lambda days: datetime.now(UTC) - timedelta(days=days)
