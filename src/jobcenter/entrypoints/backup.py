"""Backups in PostgreSQL's own format: made by pg_dump, put back by pg_restore, whole or not at all."""

import asyncio
import os
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

from jobcenter.kit.embedded import EmbeddedError, PostgresBinaries, find_postgres

LOCK_WAIT = "10s"  # how long replacing waits for the parts that still use the database

TABLES = """
    SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg_toast%'
"""
# Exactly the schema that PostgreSQL makes: with another owner, later dumps would try to create it.
EMPTY = """
    DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
"""


class BackupError(Exception):
    """A backup or restore cannot be done; the message says why and what to do."""


def backup(database_url: str, file: Path, *, overwrite: bool = False) -> int:
    """Write the whole database into `file` (pg_dump's custom format, mode 0600); consistent while everything runs.

    Returns:
        The file's size in bytes.

    Raises:
        BackupError: the file exists and `overwrite` is not set, or PostgreSQL said no.
    """
    if file.exists() and not overwrite:
        raise BackupError(f"{file} exists already. Choose another name, or allow it to be overwritten.")
    programs = _programs_for(database_url)
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        # Made by us first: it holds people's data, and pg_dump would leave its mode to the umask.
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run(
            [programs.program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"], database_url, file=draft
        )
        draft.replace(file)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def restore(database_url: str, file: Path, *, replace: bool = False) -> None:
    """Put a backup back into an empty database, in one transaction; `replace` throws away what is in it, in the same.

    A backup of an older Job Center is brought up to date by `jobcenter migrate` (or the next `make up`).

    Raises:
        BackupError: the file is no backup, the database is not empty, or PostgreSQL said no; nothing was changed.
    """
    if not file.is_file():
        raise BackupError(f"{file} does not exist or is no file.")
    programs = _programs_for(database_url)
    tables = int(asyncio.run(_ask(database_url, TABLES)))
    if tables and not replace:
        raise BackupError(
            f"The database already has {tables} tables: restoring into it would mix two sets of data. Restore into an "
            f"empty database, or allow this one's contents to be thrown away."
        )
    pg_restore = [programs.program("pg_restore"), "--no-owner", "--no-privileges"]
    if not tables:
        _run([*pg_restore, "--exit-on-error", "--single-transaction", str(file)], database_url)
        return
    # Emptying and filling must be one transaction, so that a bad file costs nothing: pg_restore alone cannot do that.
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=file.absolute().parent) as folder:
        script = Path(folder) / "backup.sql"
        _run([*pg_restore, str(file)], None, file=script)
        _run(
            [
                *(programs.program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"),
                *(f"--command=SET LOCAL lock_timeout = '{LOCK_WAIT}'", f"--command={EMPTY}", f"--file={script}"),
            ],
            database_url,
        )


def _programs_for(database_url: str) -> PostgresBinaries:
    """PostgreSQL's programs, when they are new enough for this server."""
    server = int(asyncio.run(_ask(database_url, "SELECT current_setting('server_version_num')::int / 10000")))
    try:
        programs = find_postgres()
    except EmbeddedError as error:
        raise BackupError(f"Backups need PostgreSQL's own pg_dump and pg_restore. {error}") from None
    if programs.major < server:
        raise BackupError(
            f"The server is PostgreSQL {server}, and the programs in {programs.folder} are of version "
            f"{programs.major}: pg_dump must not be older than its server. Put PostgreSQL {server}'s programs first on "
            f"PATH."
        )
    return programs


async def _ask(database_url: str, question: str) -> int:
    where = urlsplit(database_url)
    try:
        connection = await asyncpg.connect(database_url, timeout=10)
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        reason = str(error) or "it did not answer in 10 s"
        raise BackupError(f"PostgreSQL at {where.hostname}:{where.port or 5432} cannot be asked: {reason}.") from error
    try:
        return int(await connection.fetchval(question))
    finally:
        await connection.close()


def _run(command: list[str], database_url: str | None, *, file: Path | None = None) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}
    if database_url:
        parts = urlsplit(database_url)
        # Not on the command line, which everybody on the machine can read.
        environ["PGPASSWORD"] = unquote(parts.password or "")
        user_and_host = parts.netloc.rpartition("@")
        netloc = f"{user_and_host[0].partition(':')[0]}{user_and_host[1]}{user_and_host[2]}"
        command = [*command, f"--dbname={urlunsplit(parts._replace(netloc=netloc))}"]
    if file:
        command = [*command, f"--file={file}"]
    answer = subprocess.run(  # noqa: S603 - PostgreSQL's programs with arguments made here
        command, capture_output=True, text=True, check=False, env=environ
    )
    if answer.returncode != 0:
        raise BackupError(f"{Path(command[0]).name} failed, and nothing was changed. It said:\n{answer.stderr.strip()}")
