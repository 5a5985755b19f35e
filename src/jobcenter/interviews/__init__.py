"""Interviews: when, with whom, in which round, and how they went."""
