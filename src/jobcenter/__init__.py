"""Job Center: self-hosted software for staffing agencies."""
