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
A_SEARCH = f"INSERT INTO saved_searches (id, user_id, name) SELECT '{SEARCH}', id, 'hits' FROM users"
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
