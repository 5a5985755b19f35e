"""Profiles: what an extension reads of people elsewhere."""
