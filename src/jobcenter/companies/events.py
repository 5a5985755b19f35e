"""What happens to companies."""

CONTRACT_CHANGED = "contract_changed"
"""`{"company_id", "contract_id"}`: a client's contract is another, and so may be whom its rules protect."""
