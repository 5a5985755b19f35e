"""Bringing one's data in: files of CSV, read as a whole, done by a worker a thousand rows at a time."""
