"""Placements: who was hired, from when, for which fee, under which guarantee."""
