"""Facts about applicants in the past tense; each event tells of one applicant, or of up to a thousand moved at once."""

from typing import Final

APPLICANT_ADDED: Final = "applicant_added"
"""{"job_id", "applicant_ids", "stage_id", "kind"}: candidates were put into a job's pipeline."""

APPLICANT_MOVED: Final = "applicant_moved"
"""{"job_id", "applicant_ids", "stage_id", "kind"}: they stand in that stage now."""

APPLICANT_HIRED: Final = "applicant_hired"
"""As `APPLICANT_MOVED`, beside it: the stage's kind is hired."""

APPLICANT_REJECTED: Final = "applicant_rejected"
"""As `APPLICANT_MOVED`, beside it: the stage's kind is rejected."""

APPLICANTS_CHANGED: Final = "applicants_changed"
"""{"job_ids"}: facts that are kept on applicants of these jobs became others."""

ALSO: Final = {"hired": APPLICANT_HIRED, "rejected": APPLICANT_REJECTED}
"""What else is told when applicants come to a stage of this kind."""
