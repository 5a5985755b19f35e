"""Tables of imports: each file that was brought in, its rows and what came of them, and keys of other systems."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Uuid, text

from jobcenter.tables.base import document, made_at, metadata, moment, one_of, word

IMPORT_KINDS = ("companies", "jobs", "candidates", "applicants", "history")
IMPORT_OUTCOMES = ("made", "updated", "already_there", "refused")

# The file's rows lie here from the start, so that a worker anywhere can do them, and go on behind the last it did. The
# task may be forgotten; an import stays, told by ids of its own.
imports = Table(
    "imports",
    metadata,
    Column("id", Uuid, primary_key=True),
    word("kind"),
    word("file_name", required=False),
    word("digest"),
    Column("dry_run", Boolean, nullable=False, server_default=text("false")),
    Column("override_off_limits", Boolean, nullable=False, server_default=text("false")),
    document("columns", default="[]"),  # what each of the file's columns is here; null: it is left out
    Column("rows_count", Integer, nullable=False),
    document("counts"),
    word("made_by"),
    Column("by_id", Uuid, ForeignKey("users.id", ondelete="SET NULL"), nullable=True),
    Column("caller_id", Uuid, nullable=False),  # the user, or the key, who sees it again
    word("task_id"),
    made_at("at"),
    moment("rows_cleared_at"),  # from then on its rows go, and it cannot go on
    one_of("kind", *IMPORT_KINDS),
    Index("ix_imports_caller_id", "caller_id", "id"),
    Index("ix_imports_by_id", "by_id"),
    Index("ix_imports_digest", "digest"),
)

import_rows = Table(
    "import_rows",
    metadata,
    Column("import_id", Uuid, ForeignKey("imports.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # as a spreadsheet counts: the header is row 1
    document("cells", default=None),  # what stands in the file, until it is done; of a refused row it stays
    word("outcome", required=False),
    word("message", required=False),
    word("key", required=False),
    Column("thing_id", Uuid, nullable=True),
    one_of("outcome", *IMPORT_OUTCOMES),
    PrimaryKeyConstraint("import_id", "number"),
    Index("ix_import_rows_outcome", "import_id", "outcome", "number"),
    Index("ix_import_rows_key", "import_id", "key", postgresql_where=text("key IS NOT NULL")),
)

import_keys = Table(
    "import_keys",
    metadata,
    word("kind"),
    word("key"),
    Column("thing_id", Uuid, nullable=False),
    Column("import_id", Uuid, nullable=False),
    one_of("kind", *IMPORT_KINDS),
    PrimaryKeyConstraint("kind", "key"),
    Index("ix_import_keys_thing_id", "thing_id"),
)
