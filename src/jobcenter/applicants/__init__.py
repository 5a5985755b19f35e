"""Applicants: candidates in the pipelines of jobs, and every stage they went through."""
