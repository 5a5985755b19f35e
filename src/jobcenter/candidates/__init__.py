"""Candidates: people, their profiles, contacts, tags and notes."""
