"""Campaigns: mails to applicants, their answers, and what became of each."""
