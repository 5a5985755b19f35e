"""Saved searches: what a person keeps looking for, and the postings that were new to it."""
