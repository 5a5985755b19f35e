"""Job Center: self-hosted software for staffing agencies."""

__version__ = "0.1.0"
