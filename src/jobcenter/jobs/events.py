"""What happens to jobs."""

STAGES_CHANGED = "job_stages_changed"
"""`{"job_id"}`: stages changed their order or their kind, which applicants carry with them."""
