"""Alembic's environment: migrations run inside one transaction each, on a connection that the caller hands over."""

from alembic import context

from jobcenter.tables import metadata

if context.is_offline_mode():
    context.configure(
        url="postgresql://", target_metadata=metadata, literal_binds=True, dialect_opts={"paramstyle": "named"}
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
