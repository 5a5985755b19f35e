"""One site, one file: how each source is asked, and how its answers are read."""
