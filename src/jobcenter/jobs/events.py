"""What happens to jobs."""

STAGES_CHANGED = "job_stages_changed"
"""`{"job_id", "is_moved"}`: stages changed; `is_moved`: in order or kind, which applicants carry with them."""
