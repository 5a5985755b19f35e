"""What happens in saved searches."""

SEARCH_MATCHED = "SearchMatched"
"""`{"search_id", "user_id", "name", "new": how many, "posting_ids": the first of them}`."""
