"""What happens to candidates."""

CANDIDATE_CHANGED = "candidate_changed"
"""`{"candidate_ids": [...]}`: name, e-mail, headline or employer of these people are not what they were."""
