"""An embedded PostgreSQL: made on first start, on loopback only, with a password, and found again after any crash."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jobcenter.kit.embedded.binaries import EmbeddedError, PostgresBinaries, find_postgres
from jobcenter.kit.embedded.cluster import copy_programs, major_of, make_cluster
from jobcenter.kit.embedded.identity import Identity, choose_identity, may_enter
from jobcenter.kit.embedded.launch import NOBODY
from jobcenter.kit.embedded.process import end, last_lines, open_log, spawn, started_at
from jobcenter.kit.embedded.server import Server

PATIENCE = 60.0  # seconds for a start; recovery after a crash is part of it
NOTHING: Mapping[str, str] = MappingProxyType({})


class Postgres(Server):
    """One PostgreSQL server on one data directory.

    Beside the directory lie `<name>.json` (mode 0600: password, port, process) and `log/<name>.log`. The server runs
    under an identity that PostgreSQL accepts (see `Identity`). Where that is `nobody` and nobody cannot reach the
    directory, the data lives in a folder under /var/lib that `<name>.json` remembers; where the programs are closed to
    nobody, a copy of them lies beside the data.

    Args:
        data_dir: the data directory; made when it is not there.
        port: the TCP port; None takes the remembered one while it is free, else any.
        settings: PostgreSQL's settings by name, over our defaults.
        identity: as whom it runs; None chooses.
        binaries: which PostgreSQL; None finds one.
    """

    NAME = "PostgreSQL"
    # Fast shutdown (clients are let go), immediate shutdown (recovery at the next start), and the end of patience.
    STOPPING = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        settings: Mapping[str, str] = NOTHING,
        identity: Identity | None = None,
        binaries: PostgresBinaries | None = None,
    ) -> None:
        super().__init__(data_dir, port)
        self.identity = identity
        self._binaries = binaries
        self._settings = dict(settings)

    @property
    def url(self) -> str:
        """`postgresql://jobcenter:<password>@127.0.0.1:<port>/jobcenter`; meaningful after `start`."""
        return f"postgresql://jobcenter:{self._state.password}@127.0.0.1:{self._state.port}/jobcenter"

    def _bring_up(self) -> None:
        self._prepare()
        self._run()

    def _prepare(self) -> None:
        self.identity = self.identity or choose_identity()
        self._binaries = self._binaries or find_postgres()
        self._load_state("It holds the database's password: put back a copy, or restore a backup into a new folder.")
        if self.identity is Identity.NOBODY:
            self._make_reachable()
        self._check_version()
        self._clear_leftovers()
        if not (self._data / "PG_VERSION").exists():
            self._state.save(self._state_file)
            make_cluster(self._data, self._state.password, self._binaries, self.identity)

    @property
    def _data(self) -> Path:
        return Path(self._state.home) / "data" if self._state.home else self.data_dir

    def _make_reachable(self) -> None:
        """Give nobody a place: for the data where nobody can reach it, for the programs where they are closed."""
        assert self._binaries is not None
        if not self._state.home and not may_enter(self.data_dir.parent, Identity.NOBODY):
            root = Path("/var/lib")
            if not os.access(root, os.W_OK):
                root = Path("/var/tmp")  # noqa: S108 - mkdtemp makes a name that nobody could have taken before
            self._state.home = tempfile.mkdtemp(prefix="jobcenter-", dir=root)
            os.chown(self._state.home, NOBODY, NOBODY)
            self._state.save(self._state_file)
        if not may_enter(self._binaries.folder, Identity.NOBODY):
            self._binaries = copy_programs(self._binaries, self._data.parent)

    def _check_version(self) -> None:
        assert self._binaries is not None
        major = major_of(self._data)
        if major is not None and major != self._binaries.major:
            raise EmbeddedError(
                f"The data in {self._data} was written by PostgreSQL {major}, and this Job Center brings PostgreSQL "
                f"{self._binaries.major}, which cannot read it. To move: start the Job Center that you had before, run "
                f"`jobcenter backup jobcenter.backup`, and stop it; move {self.data_dir} and {self._state_file} aside; "
                f"then `make up` with this one, and `jobcenter restore --replace jobcenter.backup`."
            )

    def _clear_leftovers(self) -> None:
        """Stop a server that a killed supervisor left on this data, and remove a pid file that names nobody."""
        end(self._state.pid, self._state.started, self.STOPPING)
        pid_file = self._data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0] or 0)
        started = started_at(pid) if pid > 0 else None
        if started and self._works_here(pid):
            end(pid, started, self.STOPPING)
        # PostgreSQL itself would wait for ever for a stranger that was given the dead server's process id. We hold the
        # folder's lock and no server works in it, so the file is a dead one's.
        pid_file.unlink(missing_ok=True)

    def _works_here(self, pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/cwd").resolve() == self._data.resolve()
        except OSError:  # not ours to look at, hence not ours
            return False

    def _run(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            self._state.port = self._choose_port()
            begin = self.log_file.stat().st_size if self.log_file.exists() else 0
            with open_log(self.log_file) as log:
                process = spawn(
                    self._command(),
                    identity=self.identity or Identity.SELF,
                    death_signal=signal.SIGINT,
                    output=log,
                    cwd=self._data,
                    env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                )
            self._note(process)
            if self._wait_until_ready(process, until):
                self._port = self._state.port  # others know the address now: a restart keeps it
                return
            said = last_lines(self.log_file, begin)
            process.kill()
            process.wait()
            # A killed server's children may still be leaving, or somebody took the free port in between.
            passing = "shared memory block" in said or (self._port is None and "could not bind" in said)
            if not passing or time.monotonic() > until:
                raise EmbeddedError(
                    f"PostgreSQL did not start on {self._data} (port {self._state.port}). Its log, {self.log_file}, "
                    f"ends with:\n{said}"
                )
            time.sleep(0.2)

    def _command(self) -> list[str]:
        assert self._binaries is not None
        chosen = {
            "listen_addresses": "127.0.0.1",
            "port": str(self._state.port),
            "unix_socket_directories": "",
            "password_encryption": "scram-sha-256",
            "log_line_prefix": "%m [%p] ",
            "timezone": "UTC",
        }
        if (self._binaries.root / "lib" / "pg_stat_statements.so").exists():
            chosen["shared_preload_libraries"] = "pg_stat_statements"
        chosen |= self._settings
        options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        return [self._binaries.program("postgres"), "-D", str(self._data), *options]

    def _wait_until_ready(self, process: subprocess.Popen[bytes], until: float) -> bool:
        pid_file = self._data / "postmaster.pid"
        while process.poll() is None and time.monotonic() < until:
            lines = pid_file.read_text(encoding="utf-8").splitlines() if pid_file.exists() else []
            # PostgreSQL writes its state into the eighth line: no client is needed to know that it takes connections.
            if len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready":  # noqa: PLR2004 - as above
                return True
            time.sleep(0.02)
        return False
