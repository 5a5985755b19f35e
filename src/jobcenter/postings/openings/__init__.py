"""Openings: postings that are the same vacancy, brought together with the evidence, never for good."""
