"""Rows from :first to :last of every list of recruiting, by the list's route."""

from tests.house.fills import NUMBERS
from tests.house.rows import APPLICANT, CANDIDATE, COMPANY, CONTRACT, IMPORT, JOB, OPERATION, STAGE

FILLS_OF_RECRUITING = {
    "/api/candidates": f"""
        INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Ada', 'ada' FROM {NUMBERS}
    """,
    "/api/candidates/{candidate_id}/profiles": f"""
        INSERT INTO profiles (id, candidate_id, source, url, name, seen_at)
        SELECT gen_random_uuid(), '{CANDIDATE}', 'linkedin', 'https://example.com/in/' || n, 'Ada', now() FROM {NUMBERS}
    """,
    "/api/candidates/{candidate_id}/notes": f"""
        INSERT INTO candidate_notes (id, candidate_id, text, author)
        SELECT gen_random_uuid(), '{CANDIDATE}', 'A note.', 'Ada' FROM {NUMBERS}
    """,
    "/api/candidates/{candidate_id}/applications": f"""
        WITH made AS (
            INSERT INTO jobs (id, company_id, title) SELECT gen_random_uuid(), '{COMPANY}', 'Turner' FROM {NUMBERS}
            RETURNING id
        ), stages AS (
            INSERT INTO job_stages (id, job_id, name, kind, position)
            SELECT gen_random_uuid(), id, 'Found', 'sourced', 1 FROM made RETURNING id, job_id
        ) INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
        SELECT gen_random_uuid(), job_id, '{CANDIDATE}', id, 'sourced', 1, 'ada', 'ada' FROM stages
    """,
    "/api/candidates/{candidate_id}/timeline": f"""
        WITH noted AS (
            INSERT INTO candidate_notes (id, candidate_id, text, author)
            SELECT gen_random_uuid(), '{CANDIDATE}', 'A note.', 'Ada' FROM {NUMBERS}
        ) INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), '{APPLICANT}', now() - n * interval '1 hour' FROM {NUMBERS}
    """,
    "/api/jobs": f"""
        WITH made AS (
            INSERT INTO companies (id, name, name_key, is_client)
            SELECT gen_random_uuid(), 'Client ' || n, 'client' || n, true FROM {NUMBERS} RETURNING id
        ) INSERT INTO jobs (id, company_id, title, manager_id)
        SELECT gen_random_uuid(), id, 'Welder', (SELECT id FROM users WHERE email = 'admin@example.com') FROM made
    """,
    "/api/stage-templates": f"""
        INSERT INTO stage_templates (id, name, stages)
        SELECT gen_random_uuid(), 'template ' || n, '[{{"name": "Found", "kind": "sourced"}}]' FROM {NUMBERS}
    """,
    "/api/companies": f"""
        WITH made AS (
            INSERT INTO companies (id, name, name_key)
            SELECT gen_random_uuid(), 'Firm ' || n, 'firm' || n FROM {NUMBERS} RETURNING id
        ) INSERT INTO company_names (company_id, name_key, name) SELECT id, 'works', 'Works' FROM made
    """,
    "/api/companies/{company_id}/contacts": f"""
        INSERT INTO company_contacts (id, company_id, name) SELECT gen_random_uuid(), '{COMPANY}', 'Ada' FROM {NUMBERS}
    """,
    "/api/companies/{company_id}/contracts": f"""
        INSERT INTO contracts (id, company_id, title, starts_on)
        SELECT gen_random_uuid(), '{COMPANY}', 'Frame', '2026-01-01' FROM {NUMBERS}
    """,
    "/api/off-limits": f"""
        INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, made_by)
        SELECT gen_random_uuid(), '{CONTRACT}', '{COMPANY}', 'a client', '2026-01-01', 'test' FROM {NUMBERS}
    """,
    "/api/companies/{company_id}/off-limits": f"""
        INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, made_by)
        SELECT gen_random_uuid(), '{CONTRACT}', '{COMPANY}', 'a client', '2026-01-01', 'test' FROM {NUMBERS}
    """,
    "/api/applicants/{applicant_id}/interviews": f"""
        INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), '{APPLICANT}', now() - n * interval '1 hour' FROM {NUMBERS}
    """,
    "/api/applicants/{applicant_id}/history": f"""
        INSERT INTO applicant_history (applicant_id, at, by, to_stage, to_kind)
        SELECT '{APPLICANT}', now() - n * interval '1 hour', 'test', 'Offer', 'offer' FROM {NUMBERS}
    """,
    "/api/applicants/moves/{operation_id}": f"""
        INSERT INTO applicant_move_rows (operation_id, applicant_id, to_stage_id)
        SELECT '{OPERATION}', gen_random_uuid(), '{STAGE}' FROM {NUMBERS}
    """,
    "/api/imports": f"""
        INSERT INTO imports (id, kind, digest, rows_count, made_by, caller_id, task_id)
        SELECT gen_random_uuid(), 'candidates', 'd', 0, 'test', '{IMPORT}', 'import_' || n FROM {NUMBERS}
    """,
    "/api/imports/{import_id}/rows": f"""
        INSERT INTO import_rows (import_id, number, outcome) SELECT '{IMPORT}', n, 'made' FROM {NUMBERS}
    """,
    "/api/interviews": f"""
        INSERT INTO interviews (id, applicant_id, scheduled_at)
        SELECT gen_random_uuid(), '{APPLICANT}', now() + n * interval '1 hour' FROM {NUMBERS}
    """,
    "/api/placements": f"""
        WITH people AS (
            INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Bo', 'bo' FROM {NUMBERS} RETURNING id
        ), placed AS (
            INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
            SELECT gen_random_uuid(), '{JOB}', id, '{STAGE}', 'offer', 1, 'bo', 'bo' FROM people
            RETURNING id, candidate_id
        ) INSERT INTO placements (id, applicant_id, candidate_id, start_date)
        SELECT gen_random_uuid(), id, candidate_id, '2026-01-01' FROM placed
    """,
    "/api/applicants/{applicant_id}/mails": f"""
        INSERT INTO mails (id, applicant_id, direction, subject, at, logged_by)
        SELECT gen_random_uuid(), '{APPLICANT}', 'out', 'Hello', now() - n * interval '1 hour', 'test' FROM {NUMBERS}
    """,
    "/api/jobs/{job_id}/board": f"""
        WITH people AS (
            INSERT INTO candidates (id, name, name_key) SELECT gen_random_uuid(), 'Cy', 'cy' FROM {NUMBERS} RETURNING id
        ) INSERT INTO applicants (id, job_id, candidate_id, stage_id, stage_kind, stage_rank, name_key, words)
        SELECT gen_random_uuid(), '{JOB}', id, '{STAGE}', 'offer', 1, 'cy', 'cy' FROM people
    """,
    "/api/jobs/{job_id}/campaigns": f"""
        INSERT INTO campaigns (id, job_id, name) SELECT gen_random_uuid(), '{JOB}', 'spring ' || n FROM {NUMBERS}
    """,
}
