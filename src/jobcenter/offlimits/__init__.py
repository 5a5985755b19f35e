"""Off-limits: whose people must not be approached, why and until when."""
