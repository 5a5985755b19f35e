"""Pipelines as the agency's work would have left them, filled by one statement a table."""

import uuid

KINDS = ("sourced", "contacted", "qualified", "sent_to_manager", "interview", "offer", "hired", "rejected")

CLIENT, OTHER_CLIENT, JOB, OTHER_JOB = (uuid.UUID(int=(0x0190 << 112) | (7 << 76) | (2 << 62) | n) for n in range(4))

# Employer 7 is off limits now, employer 8 was until yesterday; every third person is active in the other job as well.
A_CLIENT = [
    f"""
    INSERT INTO companies (id, name, name_key, is_client) VALUES
        ('{CLIENT}', 'Client', 'client', true), ('{OTHER_CLIENT}', 'Other client', 'other client', true)
    """,
    """
    INSERT INTO companies (id, name, name_key)
    SELECT gen_random_uuid(), 'Employer ' || n, 'employer ' || n FROM generate_series(1, 10) n
    """,
    f"""
    INSERT INTO contracts (id, company_id, title, starts_on)
    VALUES (gen_random_uuid(), '{CLIENT}', 'Contract', '2020-01-01')
    """,
    """
    INSERT INTO off_limits_rules (id, contract_id, company_id, reason, starts_on, ends_on, made_by)
    SELECT gen_random_uuid(), k.id, c.id, 'hands off', '2020-01-01',
           CASE WHEN c.name = 'Employer 8' THEN current_date - 2 END, 'test'
    FROM contracts k, companies c WHERE c.name IN ('Employer 7', 'Employer 8')
    """,
    f"""
    INSERT INTO interview_rounds (id, company_id, name, position)
    VALUES (gen_random_uuid(), '{CLIENT}', 'Technical', 1)
    """,
    f"""
    INSERT INTO jobs (id, company_id, title, status)
    VALUES ('{JOB}', '{CLIENT}', 'Welder', 'open'), ('{OTHER_JOB}', '{OTHER_CLIENT}', 'Painter', 'open')
    """,
    f"""
    INSERT INTO job_stages (id, job_id, name, kind, position)
    SELECT gen_random_uuid(), j.id, 'the ' || k.kind, k.kind, k.n
    FROM jobs j, unnest(ARRAY{list(KINDS)}) WITH ORDINALITY k (kind, n)
    """,
    """
    INSERT INTO users (id, email, name, role)
    SELECT gen_random_uuid(), 'r' || n || '@example.com', 'Recruiter ' || n, 'recruiter' FROM generate_series(1, 3) n
    """,
]
SOME = "generate_series(CAST(:first AS integer), CAST(:last AS integer)) n"
PEOPLE = f"""
    INSERT INTO candidates (id, name, name_key, email, headline, title, location, employer, employer_id, notes_count)
    SELECT gen_random_uuid(), 'Person ' || n, 'person ' || n, 'p' || n || '@example.com', 'Head_line ' || n % 17,
           'Title', 'Graz', e.name, e.id, n % 4
    FROM {SOME} LEFT JOIN companies e ON e.name = 'Employer ' || n % 11
"""
# Whole hours, so that many rows have the same value and only the id decides between them.
APPLICANTS = """
    INSERT INTO applicants (
        id, job_id, candidate_id, stage_id, stage_kind, stage_rank, stage_since, added_at, added_by, round_id, name_key,
        words, employer_id, sent_to_manager_at, last_interview_at, last_interviewer, last_outcome, next_interview_at,
        next_interviewer, last_mail_at, last_mail_event, replied_at, protected_until
    )
    SELECT gen_random_uuid(), s.job_id, c.id, s.id, s.kind, s.position, t.at - h % 7 * interval '1 hour',
           t.at - h % 11 * interval '1 hour', u.id, r.id, c.name_key,
           lower(concat_ws(' ', c.name, c.headline, c.employer, c.email)), c.employer_id,
           CASE WHEN s.position BETWEEN 4 AND 7 THEN t.at - h % 13 * interval '1 hour' END,
           CASE WHEN h % 5 = 0 THEN t.at - h % 29 * interval '1 hour' END, CASE WHEN h % 5 = 0 THEN 'Ida' END,
           CASE WHEN h % 5 = 0 THEN 'passed' END,
           CASE WHEN h % 37 = 0 THEN t.at + h % 3 * interval '1 day' END, CASE WHEN h % 37 = 0 THEN 'Ida' END,
           CASE WHEN h % 2 = 0 THEN t.at - h % 31 * interval '1 hour' END, CASE WHEN h % 2 = 0 THEN 'opened' END,
           CASE WHEN h % 6 = 0 THEN t.at - h % 3 * interval '1 hour' END,
           CASE WHEN h % 8 = 0 THEN current_date + h % 10 END
    FROM candidates c
    CROSS JOIN LATERAL (SELECT split_part(c.name, ' ', 2)::integer AS n) numbered
    CROSS JOIN LATERAL (SELECT abs(hashtext(n::text)) AS h) hashed
    CROSS JOIN (SELECT date_trunc('hour', now()) AS at) t
    JOIN job_stages s ON s.job_id = '{job}' AND s.position = 1 + h % 8
    LEFT JOIN users u ON u.email = 'r' || h % 4 || '@example.com'
    LEFT JOIN interview_rounds r ON s.kind = 'interview'
    WHERE n BETWEEN :first AND :last AND n % {every} = 0
"""
