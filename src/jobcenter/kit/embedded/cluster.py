"""A PostgreSQL data directory: made in full or not at all, and asked for its version."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from jobcenter.kit.embedded.binaries import EmbeddedError, PostgresBinaries
from jobcenter.kit.embedded.identity import LAUNCH, Identity
from jobcenter.kit.embedded.launch import NOBODY
from jobcenter.kit.embedded.private import write_private

BUILTIN_LOCALES = 17  # the first version whose sorting does not depend on the machine's C library


def major_of(data: Path) -> int | None:
    """The major version that wrote this data directory; None when there is none.

    Raises:
        EmbeddedError: the folder has files and is no data directory.
    """
    version = data / "PG_VERSION"
    if version.exists():
        return int(version.read_text(encoding="ascii").split(".", 1)[0])
    if data.exists() and any(data.iterdir()):
        raise EmbeddedError(
            f"{data} has files in it, but no PG_VERSION: it is not a PostgreSQL data directory. Move it aside, or "
            f"choose another folder."
        )
    return None


def make_cluster(data: Path, password: str, binaries: PostgresBinaries, identity: Identity) -> None:
    """Make a data directory with the superuser and the database `jobcenter`; beside it first, then in its place.

    Raises:
        EmbeddedError: with what PostgreSQL said.
    """
    draft = data.with_name(f"{data.name}.new")
    if draft.exists():  # what an interrupted start left
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700, parents=True)
    secret = draft.with_name(f"{draft.name}.password")
    write_private(secret, password + "\n")
    if identity is Identity.NOBODY:
        os.chown(draft, NOBODY, NOBODY)
        os.chown(secret, NOBODY, NOBODY)
    try:
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if binaries.major >= BUILTIN_LOCALES
            else [f"--locale={'C.UTF-8' if sys.platform == 'linux' else 'C'}"]
        )
        _run(
            [
                *[binaries.program("initdb"), f"--pgdata={draft}", "--username=jobcenter", f"--pwfile={secret}"],
                *["--encoding=UTF8", "--auth=scram-sha-256", *locale],
            ],
            identity,
            draft,
        )
        _run(
            [binaries.program("postgres"), "--single", "-D", str(draft), "postgres"],
            identity,
            draft,
            "CREATE DATABASE jobcenter\n",
        )
    finally:
        secret.unlink()
    if data.exists():
        data.rmdir()  # empty: `major_of` has looked
    draft.replace(data)


def copy_programs(binaries: PostgresBinaries, beside: Path) -> PostgresBinaries:
    """Copy an installation into a folder where `nobody` can use it; once for each build of PostgreSQL."""
    with (binaries.folder / "postgres").open("rb") as program:
        build = hashlib.file_digest(program, "sha256").hexdigest()[:12]
    copy = beside / f"postgresql-{binaries.major}-{build}"
    if not copy.exists():
        for old in beside.glob("postgresql-*"):  # of builds before, or half a copy
            shutil.rmtree(old)
        draft = beside / "postgresql-new"
        # The carrier's programs look for their libraries in a sibling of the package: the layout is kept.
        package = binaries.root.parent
        shutil.copytree(binaries.root, draft / package.name / binaries.root.name)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for path in (draft, *draft.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        draft.replace(copy)
    return PostgresBinaries(copy / binaries.root.parent.name / binaries.root.name / "bin", binaries.major)


def _run(command: list[str], identity: Identity, cwd: Path, text: str = "") -> None:
    answer = subprocess.run(
        [sys.executable, "-I", "-S", LAUNCH, identity, "0", "0", *command],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
    )
    # Single-user mode answers 0 even where its one statement failed.
    if answer.returncode != 0 or "ERROR:" in answer.stderr or "FATAL:" in answer.stderr:
        said = (answer.stdout + answer.stderr).strip()
        raise EmbeddedError(f"{Path(command[0]).name} could not make a database in {cwd.parent}. It said:\n{said}")
