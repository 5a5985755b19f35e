"""Looking after an installation: what is wrong with it, its schema, its backups."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobcenter.entrypoints.cli.terminal import AsJson, print_json

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

File = Annotated[Path, typer.Argument(metavar="FILE")]


def doctor(as_json: AsJson = False) -> None:
    """Say what is wrong with this installation, and how to mend it."""
    from jobcenter.entrypoints.doctor import examine, report

    raise typer.Exit(report(examine(), as_json=as_json))


def migrate(as_json: AsJson = False) -> None:
    """Bring the database's schema to this version's."""
    from alembic.util import CommandError

    from jobcenter.entrypoints.cli.installation import database_fault, on_database, settings_here
    from jobcenter.kit.errors import ConflictError, UnavailableError
    from jobcenter.migrations import run

    settings = settings_here()
    before = on_database(settings, _revision)
    try:
        run.migrate(settings.database_url)
    except CommandError as error:
        raise ConflictError(
            f"The database stands at version {before}, which this Job Center does not know ({error}): a newer one "
            f"migrated it. Use that one, or restore a backup."
        ) from None
    except OSError as error:
        raise UnavailableError(database_fault(settings.database_url, error)) from error
    after = on_database(settings, _revision)
    if as_json:
        print_json({"before": before, "after": after})
    elif before == after:
        print(f"Nothing to do: the database stands at version {after}.")
    else:
        print(f"The database was brought from {f'version {before}' if before else 'nothing'} to version {after}.")


async def _revision(engine: "AsyncEngine") -> str | None:
    from alembic.runtime.migration import MigrationContext

    async with engine.connect() as connection:
        return await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())


def backup(
    file: File,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
) -> None:
    """Write the whole database into a file, while everything runs."""
    from jobcenter.entrypoints.backup import backup as write_backup
    from jobcenter.entrypoints.cli.installation import settings_here
    from jobcenter.kit.errors import ConflictError

    if file.exists() and not overwrite:
        raise ConflictError(f"{file} exists already. Choose another name, or replace it with --overwrite.")
    size = write_backup(settings_here().database_url, file, overwrite=overwrite)
    print(f"{file}: {size / 1024**2:,.1f} MB. Put it back with: jobcenter restore {file}")


def restore(
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="Throw away what the database holds now.")] = False,
) -> None:
    """Put a backup back into an empty database, whole or not at all."""
    from jobcenter.entrypoints.backup import restore as put_back
    from jobcenter.entrypoints.cli.installation import settings_here

    put_back(settings_here().database_url, file, replace=replace)
    print(f"{file} is restored. If it came from an older Job Center: jobcenter migrate")
