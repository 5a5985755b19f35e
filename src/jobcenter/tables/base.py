"""The schema's common ground: one metadata, one naming of constraints, and the column forms that every family uses."""

from sqlalchemy import CheckConstraint, Column, DateTime, Index, MetaData, Text, func
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment(name: str, *, required: bool = False) -> Column[object]:
    """A column for a time: aware, UTC; empty unless `required`."""
    return Column(name, DateTime(timezone=True), nullable=not required)


def made_at(name: str = "created_at") -> Column[object]:
    """A column that is set to the transaction's time when the row is made."""
    return Column(name, DateTime(timezone=True), nullable=False, server_default=func.now())


def document(name: str, *, default: str | None = "{}") -> Column[object]:
    """A JSONB column; never empty unless `default` is None."""
    return Column(name, JSONB, nullable=default is None, server_default=default)


def found_by_parts(name: str, column: str) -> Index:
    """An index by which rows are found whose text column holds some letters anywhere, in whatever case."""
    return Index(name, column, postgresql_using="gin", postgresql_ops={column: "gin_trgm_ops"})


def one_of(column: str, *values: str) -> CheckConstraint:
    """The database's own list of what a text column may hold: lower-case words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def word(name: str, *, default: str | None = None, required: bool = True) -> Column[str]:
    """A text column."""
    return Column(name, Text, nullable=not required, server_default=default)
