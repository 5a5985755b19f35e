"""The one schema: columns, constraints and indexes of every table; no behaviour."""
