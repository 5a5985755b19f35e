"""The old portal's page on our tables: its six queries, in the shape that its outage report describes."""

from typing import Final

# Joins, nested common table expressions and the missing LIMIT are the old portal's; names are ours. It kept no facts on
# an applicant's row, so that `ja.*` is here the columns that it had. The first runs once a page, the others for each of
# the first two hundred applicants: `$1` is the job, then the applicant, at last the candidate.
PAGE: Final = """
    WITH blacklisted_companies AS (
        SELECT r.company_id, c.company_id AS client_id FROM off_limits_rules r JOIN contracts c ON c.id = r.contract_id
    ), blacklisted_profiles AS (
        SELECT lp.id FROM profiles lp JOIN blacklisted_companies b ON b.company_id = lp.employer_id GROUP BY lp.id
    ), placed AS (
        SELECT candidate_id, max(start_date + guarantee_days * interval '1 day') AS protected_until
        FROM placements GROUP BY candidate_id
    ), active AS (
        SELECT ja.candidate_id, count(*) AS jobs FROM applicants ja JOIN jobs j ON j.id = ja.job_id
        WHERE j.status = 'open' AND ja.stage_kind NOT IN ('hired', 'rejected') GROUP BY ja.candidate_id
    ), sent_to_manager AS (
        SELECT applicant_id, min(at) AS sent_at FROM applicant_history WHERE to_kind = 'sent_to_manager'
        GROUP BY applicant_id
    )
    SELECT ja.id, ja.job_id, ja.candidate_id, ja.stage_kind, ja.added_by, ja.round_id, ja.added_at, ja.updated_at,
        j.title AS job_title, co.name AS client, adder.name AS added_by_name, c.email, lp.name, lp.headline, lp.title,
        lp.location, employer.name AS employer, round.name AS round, i.scheduled_at, interviewer.name AS interviewer,
        (bp.id IS NOT NULL) AS blacklisted, p.protected_until, a.jobs AS active_in, s.sent_at
    FROM applicants ja
    LEFT JOIN jobs j ON j.id = ja.job_id
    LEFT JOIN companies co ON co.id = j.company_id
    LEFT JOIN users adder ON adder.id = ja.added_by
    LEFT JOIN candidates c ON c.id = ja.candidate_id
    LEFT JOIN profiles lp ON lp.candidate_id = c.id
    LEFT JOIN companies employer ON employer.id = lp.employer_id
    LEFT JOIN interview_rounds round ON round.id = ja.round_id
    LEFT JOIN LATERAL (
        SELECT * FROM interviews WHERE applicant_id = ja.id ORDER BY scheduled_at DESC LIMIT 1
    ) i ON true
    LEFT JOIN users interviewer ON interviewer.id = i.interviewer_id
    LEFT JOIN blacklisted_profiles bp ON bp.id = lp.id
    LEFT JOIN placed p ON p.candidate_id = c.id
    LEFT JOIN active a ON a.candidate_id = c.id
    LEFT JOIN sent_to_manager s ON s.applicant_id = ja.id
    WHERE ja.job_id = $1
    ORDER BY ja.updated_at DESC
"""
_APPLICANT: Final = "LEFT JOIN applicants ja ON ja.id = {of}.applicant_id LEFT JOIN jobs j ON j.id = ja.job_id"
_CLIENT: Final = "LEFT JOIN companies co ON co.id = j.company_id"
_PERSON: Final = "LEFT JOIN candidates c ON c.id = ja.candidate_id LEFT JOIN profiles lp ON lp.candidate_id = c.id"
INTERVIEWS: Final = f"""
    SELECT i.*, r.name AS round, j.title, co.name AS client, u.name AS person, c.email, lp.name FROM interviews i
    {_APPLICANT.format(of="i")} {_CLIENT}
    LEFT JOIN interview_rounds r ON r.id = i.round_id LEFT JOIN users u ON u.id = i.interviewer_id
    {_PERSON} WHERE i.applicant_id = $1
"""
PLACEMENTS: Final = f"""
    SELECT p.*, j.title, co.name AS client, c.email, lp.name, u.name AS person FROM placements p
    {_APPLICANT.format(of="p")} {_CLIENT}
    LEFT JOIN candidates c ON c.id = p.candidate_id LEFT JOIN profiles lp ON lp.candidate_id = c.id
    LEFT JOIN users u ON u.id = ja.added_by WHERE p.applicant_id = $1
"""
HISTORY: Final = f"""
    SELECT h.*, u.name AS person, j.title, co.name AS client FROM applicant_history h
    LEFT JOIN users u ON u.id = h.by_id {_APPLICANT.format(of="h")} {_CLIENT}
    WHERE h.applicant_id = $1 ORDER BY h.at DESC
"""
MAILS: Final = f"""
    SELECT m.*, reply.id AS reply_id, cam.name AS campaign, cj.title AS campaign_job, cco.name AS campaign_client,
        ja.stage_kind, j.title, co.name AS client, c.email, lp.name, e.name AS employer, u.name AS person
    FROM mails m LEFT JOIN mails reply ON reply.parent_id = m.id
    LEFT JOIN campaigns cam ON cam.id = m.campaign_id LEFT JOIN jobs cj ON cj.id = cam.job_id
    LEFT JOIN companies cco ON cco.id = cj.company_id
    {_APPLICANT.format(of="m")} {_CLIENT} {_PERSON}
    LEFT JOIN companies e ON e.id = lp.employer_id LEFT JOIN users u ON u.id = ja.added_by
    WHERE m.applicant_id = $1 ORDER BY m.at DESC
"""
STATUS: Final = """
    WITH blocked AS (
        SELECT r.company_id FROM off_limits_rules r JOIN contracts c ON c.id = r.contract_id
    ), running AS (
        SELECT ja.candidate_id FROM applicants ja JOIN jobs j ON j.id = ja.job_id
        WHERE j.status = 'open' AND ja.stage_kind NOT IN ('hired', 'rejected') AND ja.candidate_id = $1
    )
    SELECT c.id, CASE WHEN bl.company_id IS NOT NULL THEN 'off_limits' WHEN p.id IS NOT NULL THEN 'placed'
        WHEN r.candidate_id IS NOT NULL THEN 'active' ELSE 'available' END AS status
    FROM candidates c LEFT JOIN profiles lp ON lp.candidate_id = c.id
    LEFT JOIN blocked bl ON bl.company_id = lp.employer_id
    LEFT JOIN placements p ON p.candidate_id = c.id AND p.start_date + p.guarantee_days * interval '1 day' > now()
    LEFT JOIN running r ON r.candidate_id = c.id WHERE c.id = $1 LIMIT 1
"""
OF_EACH_APPLICANT: Final = (INTERVIEWS, PLACEMENTS, HISTORY, MAILS)

# A change of a status: the row is read and held, changed, and its history written, in one transaction.
READ_FOR_CHANGE: Final = "SELECT stage_kind FROM applicants WHERE id = $1 FOR UPDATE"
CHANGE: Final = """
    UPDATE applicants SET stage_id = s.id, stage_kind = s.kind, updated_at = now() FROM job_stages s
    WHERE applicants.id = $1 AND s.id = $2
"""
WRITE_HISTORY: Final = """
    INSERT INTO applicant_history (applicant_id, by, from_kind, to_stage, to_kind)
    SELECT $1, 'the bench', $3, name, kind FROM job_stages WHERE id = $2
"""

# What the old portal had: an index on a foreign key, none of several columns, and none on those that its report asks
# for: a mail's parent, a profile's employer, an off-limits rule's company.
FOREIGN_KEYS: Final = {
    "applicants": ("job_id", "candidate_id", "stage_id", "added_by", "round_id"),
    "applicant_history": ("applicant_id", "by_id"),
    "candidates": (),
    "interviews": ("applicant_id", "round_id", "interviewer_id"),
    "placements": ("applicant_id", "candidate_id"),
    "mails": ("applicant_id", "campaign_id"),
    "campaigns": ("job_id",),
    "profiles": ("candidate_id",),
    "contracts": ("company_id",),
    "off_limits_rules": ("contract_id",),
    "jobs": ("company_id",),
}


def indexes() -> list[str]:
    """The statements that make the old portal's indexes, where ours are gone."""
    return [
        f"CREATE INDEX old_{table}_{column} ON {table} ({column})"
        for table, columns in FOREIGN_KEYS.items()
        for column in columns
    ]
