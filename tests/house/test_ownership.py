import ast
import re
from pathlib import Path

import pytest

from jobcenter.tables import metadata

SRC = Path(__file__).parents[2] / "src" / "jobcenter"

OWNERS = {
    "accounts": {
        "api_keys",
        "identities",
        "invitations",
        "refresh_tokens",
        "sign_in_failures",
        "sign_ins",
        "users",
    },
    "companies": {
        "companies",
        "company_contacts",
        "company_domains",
        "company_names",
        "contracts",
        "interview_rounds",
    },
    "offlimits": {"off_limits_rules"},
    "jobs": {"job_stages", "jobs", "stage_templates"},
    "candidates": {"candidate_contacts", "candidate_notes", "candidate_tags", "candidates", "profiles"},
    "applicants": {"applicant_history", "applicant_move_rows", "applicant_moves", "applicants"},
    "imports": {"import_keys", "import_rows", "imports"},
    "interviews": {"interviews"},
    "placements": {"placements"},
    "campaigns": {"campaigns", "mail_events", "mails"},
    "postings": {
        "opening_decisions",
        "opening_members",
        "openings",
        "posting_keys",
        "posting_news",
        "postings",
        "postings_to_match",
        "saved_search_hits",
        "saved_searches",
    },
    "scraping": {
        "page_memory",
        "schedule_skips",
        "scrape_run_problems",
        "scrape_runs",
        "site_pacing",
        "site_schedules",
    },
    "work": {"audit_log", "idempotency_keys", "outbox", "periodic_work", "processes", "tasks"},
}
VERBS = {"insert", "update", "delete", "upsert"}
RAW = re.compile(r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY|MERGE\s+INTO)\s+\"?([a-z_]+)")


def written_by(source):
    """The tables that a module's code writes: by SQLAlchemy's verbs, or in raw SQL."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in VERBS and node.args:
                yield ast.unparse(node.args[0]).split(".")[-1]
            if isinstance(called, ast.Attribute) and called.attr in VERBS:
                yield ast.unparse(called.value).split(".")[-1]
            if isinstance(called, ast.Attribute) and called.attr in {"copy_records_to_table", "copy_to_table"}:
                yield ast.literal_eval(node.args[0])
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from RAW.findall(node.value)


def test_every_table_has_one_owner():
    owned = [table for tables in OWNERS.values() for table in tables]
    assert sorted(owned) == sorted(metadata.tables)


def test_only_its_owner_writes_a_table():
    wrong = []
    for path in sorted(SRC.rglob("*.py")):
        room = path.relative_to(SRC).parts[0]
        foreign = set(metadata.tables) - OWNERS.get(room, set())
        if room != "migrations":
            wrong += [f"{path.relative_to(SRC)}: {table}" for table in foreign & set(written_by(path.read_text()))]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "session.execute(insert(users).values(name='x'))",
        "session.execute(tables.users.update())",
        "text('''DELETE FROM users''')",
        "text(f'UPDATE users SET {x}')",
        "connection.copy_records_to_table('users', records=rows)",
    ],
)
def test_the_scan_sees_every_way_of_writing(source):
    assert "users" in set(written_by(source))
