"""One row of each thing, of fixed ids: what lists hang on, and what the addresses of routes name."""

import uuid

RUN, SCHEDULE, POSTING, SEARCH = (
    uuid.UUID(int=(0x0189 << 112) | (7 << 76) | (2 << 62) | number) for number in range(1, 5)
)

A_RUN = f"""
    INSERT INTO scrape_runs (id, run_id, trigger, status, site_name, target, payload)
    VALUES ('{RUN}', 'manual_0', 'manual', 'succeeded', 'lever', 'acme', '{{}}')
"""
A_SCHEDULE = f"INSERT INTO site_schedules (id, name, site_name) VALUES ('{SCHEDULE}', 'daily', 'lever')"
A_POSTING = f"""
    INSERT INTO postings (id, site_name, target, vendor_id, title, content_hash, last_seen_run_id)
    VALUES ('{POSTING}', 'lever', 'acme', 'the one', 'Welder', '', '{uuid.UUID(int=0)}')
"""
A_SEARCH = f"INSERT INTO saved_searches (id, user_id, name) SELECT '{SEARCH}', id, 'hits' FROM users LIMIT 1"
CANDIDATE = uuid.UUID(int=SEARCH.int + 1000)
A_CANDIDATE = f"INSERT INTO candidates (id, name, name_key) VALUES ('{CANDIDATE}', 'Ada', 'ada')"
COMPANY, CONTRACT = uuid.UUID(int=SEARCH.int + 2000), uuid.UUID(int=SEARCH.int + 2001)
A_COMPANY = f"INSERT INTO companies (id, name, name_key, is_client) VALUES ('{COMPANY}', 'Acme', 'acme', true)"
A_CONTRACT = f"""
    INSERT INTO contracts (id, company_id, title, starts_on) VALUES ('{CONTRACT}', '{COMPANY}', 'Frame', '2026-01-01')
"""
JOB, STAGE, APPLICANT = (uuid.UUID(int=SEARCH.int + number) for number in (3000, 3001, 3002))
A_JOB = f"INSERT INTO jobs (id, company_id, title) VALUES ('{JOB}', '{COMPANY}', 'Welder')"
A_STAGE = f"""
    INSERT INTO job_stages (id, job_id, name, kind, position) VALUES ('{STAGE}', '{JOB}', 'Offer', 'offer', 1)
"""
AN_APPLICANT = f"""
    INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
    VALUES ('{APPLICANT}', '{JOB}', '{CANDIDATE}', '{STAGE}', 'offer', 1, 'ada', 'ada')
"""
OPERATION = uuid.UUID(int=SEARCH.int + 4000)
AN_OPERATION = f"""
    INSERT INTO applicant_moves (id, job_id, task_id, counts, made_by)
    VALUES ('{OPERATION}', '{JOB}', 'move_0', '{{"asked": 0}}', 'test')
"""
IMPORT = uuid.UUID(int=SEARCH.int + 4001)
AN_IMPORT = f"""
    INSERT INTO imports (id, kind, digest, rows_count, made_by, caller_id, task_id)
    VALUES ('{IMPORT}', 'candidates', 'd', 0, 'test', '{IMPORT}', 'import_0')
"""
INTERVIEW, PLACEMENT, MAIL, CAMPAIGN = (uuid.UUID(int=SEARCH.int + number) for number in range(5000, 5004))
NOTE, CONTACT, RULE, TEMPLATE, OPENING, PROFILE = (uuid.UUID(int=SEARCH.int + number) for number in range(6000, 6006))
AN_INTERVIEW = f"""
    INSERT INTO interviews (id, applicant_id, scheduled_at) VALUES ('{INTERVIEW}', '{APPLICANT}', '2026-03-01T10:00Z')
"""
A_PLACEMENT = f"""
    INSERT INTO placements (id, applicant_id, candidate_id, start_date)
    VALUES ('{PLACEMENT}', '{APPLICANT}', '{CANDIDATE}', '2026-04-01')
"""
A_CAMPAIGN = f"INSERT INTO campaigns (id, job_id, name) VALUES ('{CAMPAIGN}', '{JOB}', 'spring')"
A_MAIL = f"""
    INSERT INTO mails (id, applicant_id, campaign_id, direction, subject, at, logged_by)
    VALUES ('{MAIL}', '{APPLICANT}', '{CAMPAIGN}', 'out', 'Hello', '2026-02-01T10:00Z', 'test')
"""
A_NOTE = f"""
    INSERT INTO candidate_notes (id, candidate_id, text, author, is_internal)
    VALUES ('{NOTE}', '{CANDIDATE}', 'A note.', 'Ada', false)
"""
A_PROFILE = f"""
    INSERT INTO profiles (id, candidate_id, source, url, name, seen_at)
    VALUES ('{PROFILE}', '{CANDIDATE}', 'linkedin', 'https://example.com/in/ada', 'Ada', now())
"""
A_CONTACT = f"INSERT INTO company_contacts (id, company_id, name) VALUES ('{CONTACT}', '{COMPANY}', 'Cy')"
A_RULE = f"""
    INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, made_by)
    VALUES ('{RULE}', '{CONTRACT}', '{COMPANY}', 'a client', '2026-01-01', 'test')
"""
A_TEMPLATE = f"""
    INSERT INTO stage_templates (id, name, stages)
    VALUES ('{TEMPLATE}', 'usual', '[{{"name": "Found", "kind": "sourced"}}, {{"name": "Out", "kind": "rejected"}}]')
"""
AN_OPENING = f"INSERT INTO openings (id, title) VALUES ('{OPENING}', 'Welder')"

GROUND = (A_RUN, A_SCHEDULE, A_POSTING, A_SEARCH)
PIPELINE = (A_COMPANY, A_CONTRACT, A_CANDIDATE, A_JOB, A_STAGE, AN_APPLICANT, AN_OPERATION, AN_IMPORT)
AROUND = (AN_INTERVIEW, A_PLACEMENT, A_CAMPAIGN, A_MAIL, A_NOTE, A_PROFILE, A_CONTACT, A_RULE, A_TEMPLATE, AN_OPENING)

IDS = {
    "run_id": "manual_0",
    "schedule_id": SCHEDULE,
    "posting_id": POSTING,
    "search_id": SEARCH,
    "opening_id": OPENING,
    "company_id": COMPANY,
    "contact_id": CONTACT,
    "contract_id": CONTRACT,
    "rule_id": RULE,
    "candidate_id": CANDIDATE,
    "note_id": NOTE,
    "profile_id": PROFILE,
    "job_id": JOB,
    "template_id": TEMPLATE,
    "applicant_id": APPLICANT,
    "operation_id": OPERATION,
    "import_id": IMPORT,
    "kind": "companies",
    "interview_id": INTERVIEW,
    "placement_id": PLACEMENT,
    "mail_id": MAIL,
}
