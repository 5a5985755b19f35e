"""Tables of queued work: tasks with leases, outbox, periodic work, processes, idempotency keys, audit log."""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word

TASK_STATUSES = ("queued", "running", "succeeded", "failed", "cancelled")

tasks = Table(
    "tasks",
    metadata,
    Column("id", Text, primary_key=True),
    word("kind"),
    document("args"),
    word("lock_key", required=False),
    word("status", default="queued"),
    moment("run_after", required=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("stalls", Integer, nullable=False, server_default="0"),
    Column("taken_over", Integer, nullable=False, server_default="0"),
    Column("fence", BigInteger, nullable=False, server_default="0"),
    word("lease_owner", required=False),
    moment("lease_expires_at"),
    moment("delivered_at"),
    moment("cancel_requested_at"),
    document("progress"),
    document("outcome", default=None),
    word("error", required=False),
    word("correlation_id", required=False),
    word("created_by", required=False),
    made_at(),
    moment("started_at"),
    moment("finished_at"),
    one_of("status", *TASK_STATUSES),
    Index("ix_tasks_due", "run_after", postgresql_where=text("status = 'queued'")),
    Index("ix_tasks_leased", "lease_expires_at", postgresql_where=text("status = 'running'")),
    Index("ix_tasks_waiting_lock", "lock_key", postgresql_where=text("status = 'queued' AND lock_key IS NOT NULL")),
    Index("uq_tasks_running_lock", "lock_key", unique=True, postgresql_where=text("status = 'running'")),
    Index("ix_tasks_finished", "finished_at", postgresql_where=text("finished_at IS NOT NULL")),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    word("event"),
    document("payload"),
    word("correlation_id", required=False),
    made_at(),
    Column("tries", Integer, nullable=False, server_default="0"),
    moment("next_try_at"),
    word("error", required=False),
    moment("relayed_at"),
    Index("ix_outbox_waiting", "id", postgresql_where=text("relayed_at IS NULL")),
    Index("ix_outbox_relayed", "relayed_at", postgresql_where=text("relayed_at IS NOT NULL")),
)

periodic_work = Table(
    "periodic_work",
    metadata,
    Column("name", Text, primary_key=True),
    Column("every_seconds", Double, nullable=False),
    moment("next_at", required=True),
    moment("last_at"),
    word("last_error", required=False),
)

processes = Table(
    "processes",
    metadata,
    Column("id", Text, primary_key=True),
    word("part"),
    word("host"),
    Column("pid", Integer, nullable=False),
    made_at("started_at"),
    made_at("seen_at"),
    document("detail"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("caller", Text, nullable=False),
    Column("key", Text, nullable=False),
    word("request_hash"),
    Column("answer_status", SmallInteger, nullable=True),
    document("answer", default=None),
    made_at(),
    PrimaryKeyConstraint("caller", "key"),
    Index("ix_idempotency_keys_created_at", "created_at"),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    made_at("at"),
    word("actor"),
    word("action"),
    word("thing"),
    word("thing_id"),
    document("before", default=None),
    document("after", default=None),
    word("correlation_id", required=False),
    Index("ix_audit_log_thing", "thing", "thing_id", "id"),
    Index("ix_audit_log_kind", "thing", "id"),
    Index("ix_audit_log_actor", "actor", "id"),
)
