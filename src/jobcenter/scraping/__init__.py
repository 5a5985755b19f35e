"""How postings are found: sites, schedules, runs."""
