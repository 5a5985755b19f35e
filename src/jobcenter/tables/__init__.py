"""The one schema: columns, constraints and indexes of every table; no behaviour."""

from jobcenter.tables.accounts import api_keys, refresh_tokens, sign_ins, users
from jobcenter.tables.base import metadata
from jobcenter.tables.openings import opening_decisions, opening_members, openings, posting_keys, postings_to_match
from jobcenter.tables.postings import posting_news, postings
from jobcenter.tables.scraping import (
    page_memory,
    schedule_skips,
    scrape_run_problems,
    scrape_runs,
    site_pacing,
    site_schedules,
)
from jobcenter.tables.searches import saved_search_hits, saved_searches
from jobcenter.tables.work import audit_log, idempotency_keys, outbox, periodic_work, processes, tasks

__all__ = [
    "api_keys",
    "audit_log",
    "idempotency_keys",
    "metadata",
    "opening_decisions",
    "opening_members",
    "openings",
    "outbox",
    "page_memory",
    "periodic_work",
    "posting_keys",
    "posting_news",
    "postings",
    "postings_to_match",
    "processes",
    "refresh_tokens",
    "saved_search_hits",
    "saved_searches",
    "schedule_skips",
    "scrape_run_problems",
    "scrape_runs",
    "sign_ins",
    "site_pacing",
    "site_schedules",
    "tasks",
    "users",
]
