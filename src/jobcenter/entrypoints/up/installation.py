"""The folder of an installation, `.jobcenter/`: who runs it, its secrets, and how to find it while it runs."""

import fcntl
import json
import os
import secrets
import signal
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from jobcenter.kit.embedded import write_private
from jobcenter.kit.embedded.process import alive, end, started_at

LEAVING = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 2.0))


class InUseError(Exception):
    """Another supervisor runs in this folder."""


@dataclass(slots=True)
class Running:
    """What `running.json` holds while the installation runs (mode 0600: it has passwords in it).

    `processes` maps a part's name to its process id and start; `metrics` maps a part's name to an address.
    """

    database_url: str
    redis_url: str
    api: str
    supervisor: int
    metrics: dict[str, str] = field(default_factory=dict)
    processes: dict[str, dict[str, Any]] = field(default_factory=dict)


class Installation:
    """One folder that at most one supervisor uses at a time.

    Raises:
        InUseError: another one does.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        # Others may pass through, not look: where PostgreSQL runs as nobody, its data lies in here all the same.
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        self.running_file = self.folder / "running.json"
        self.sign_in_file = self.folder / "sign-in.txt"
        self._lock: IO[bytes] = (self.folder / "up.lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            before = self._read()
            who = f" (process {before['supervisor']})" if "supervisor" in before else ""
            raise InUseError(
                f"Job Center already runs in {self.folder.parent}{who}. Stop it there with Ctrl-C, or start this one "
                f"in another folder, with another JOBCENTER_PORT."
            ) from None

    def end_leftovers(self) -> list[str]:
        """End the parts that a killed supervisor left behind; the names of those that were still there."""
        found: list[str] = []
        for name, process in self._read().get("processes", {}).items():
            if name in {"postgres", "valkey"}:  # they know their own leftovers, and how to stop them gently
                continue
            if alive(process["pid"], process["started"]):
                found.append(name)
                end(process["pid"], process["started"], LEAVING)
        self.running_file.unlink(missing_ok=True)
        return found

    def secret_key(self) -> str:
        """The key that signs tokens: made once, kept in `secret-key` (mode 0600)."""
        path = self.folder / "secret-key"
        if not path.exists():
            write_private(path, secrets.token_urlsafe(48) + "\n")
        return path.read_text(encoding="ascii").strip()

    def keep_sign_in(self, email: str, password: str) -> None:
        """Keep the first sign-in where its owner finds it again, and nobody else."""
        write_private(self.sign_in_file, f"email: {email}\npassword: {password}\n")

    def note(self, running: Running, pids: dict[str, int]) -> None:
        """Write down how this installation can be reached, and its processes."""
        running.processes = {name: {"pid": pid, "started": started_at(pid) or ""} for name, pid in pids.items()}
        write_private(self.running_file, json.dumps(asdict(running), indent=1))

    def leave(self) -> None:
        """After a clean stop: nothing runs here any more."""
        self.running_file.unlink(missing_ok=True)
        self._lock.close()

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self.running_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):  # it is written whole; a strange one has nothing to tell us
            return {}


def new_supervisor(database_url: str, redis_url: str, api: str, metrics: dict[str, str]) -> Running:
    """What is known of this installation before its parts run."""
    return Running(database_url=database_url, redis_url=redis_url, api=api, supervisor=os.getpid(), metrics=metrics)
