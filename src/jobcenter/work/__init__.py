"""Queued work and what surrounds it: tasks, leases, outbox, periodic work, idempotency, audit."""
