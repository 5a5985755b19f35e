"""What happens to off-limits rules."""

OFF_LIMITS_CHANGED = "off_limits_changed"
"""`{"company_id"}`: a rule on this company's people was made, changed or taken away."""
