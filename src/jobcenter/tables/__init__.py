"""The one schema: columns, constraints and indexes of every table; no behaviour."""

from jobcenter.tables.accounts import (
    api_keys,
    identities,
    invitations,
    refresh_tokens,
    sign_in_failures,
    sign_ins,
    users,
)
from jobcenter.tables.applicants import applicant_history, applicant_move_rows, applicant_moves, applicants
from jobcenter.tables.base import metadata
from jobcenter.tables.candidates import candidate_contacts, candidate_notes, candidate_tags, candidates, profiles
from jobcenter.tables.companies import (
    companies,
    company_contacts,
    company_domains,
    company_names,
    contracts,
    interview_rounds,
    off_limits_rules,
)
from jobcenter.tables.imports import import_keys, import_rows, imports
from jobcenter.tables.interviews import interviews, placements
from jobcenter.tables.jobs import job_stages, jobs, stage_templates
from jobcenter.tables.mails import campaigns, mail_events, mails
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
    "applicant_history",
    "applicant_move_rows",
    "applicant_moves",
    "applicants",
    "audit_log",
    "campaigns",
    "candidate_contacts",
    "candidate_notes",
    "candidate_tags",
    "candidates",
    "companies",
    "company_contacts",
    "company_domains",
    "company_names",
    "contracts",
    "idempotency_keys",
    "identities",
    "import_keys",
    "import_rows",
    "imports",
    "interview_rounds",
    "interviews",
    "invitations",
    "job_stages",
    "jobs",
    "mail_events",
    "mails",
    "metadata",
    "off_limits_rules",
    "opening_decisions",
    "opening_members",
    "openings",
    "outbox",
    "page_memory",
    "periodic_work",
    "placements",
    "posting_keys",
    "posting_news",
    "postings",
    "postings_to_match",
    "processes",
    "profiles",
    "refresh_tokens",
    "saved_search_hits",
    "saved_searches",
    "schedule_skips",
    "scrape_run_problems",
    "scrape_runs",
    "sign_in_failures",
    "sign_ins",
    "site_pacing",
    "site_schedules",
    "stage_templates",
    "tasks",
    "users",
]
