"""Notes on candidates."""
