"""An embedded PostgreSQL: made on first start, on loopback only, with a password, and found again after any crash."""

import fcntl
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from jobcenter.kit.embedded.binaries import EmbeddedError, PostgresBinaries, find_postgres
from jobcenter.kit.embedded.cluster import copy_programs, major_of, make_cluster
from jobcenter.kit.embedded.identity import Identity, choose_identity, may_enter
from jobcenter.kit.embedded.launch import NOBODY
from jobcenter.kit.embedded.private import ServerState
from jobcenter.kit.embedded.process import end, free_port, is_free, last_lines, open_log, spawn, started_at

PATIENCE = 60.0  # seconds for a start; recovery after a crash is part of it
# Fast shutdown (clients are let go), immediate shutdown (recovery at the next start), and the end of patience.
STOPPING = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
NOTHING: Mapping[str, str] = MappingProxyType({})


class Postgres:
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

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        settings: Mapping[str, str] = NOTHING,
        identity: Identity | None = None,
        binaries: PostgresBinaries | None = None,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.log_file = self.data_dir.parent / "log" / f"{self.data_dir.name}.log"
        self.identity = identity
        self._binaries = binaries
        self._port = port
        self._settings = dict(settings)
        self._state_file = self.data_dir.with_name(f"{self.data_dir.name}.json")
        self._state = ServerState()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """`postgresql://jobcenter:<password>@127.0.0.1:<port>/jobcenter`; meaningful after `start`."""
        return f"postgresql://jobcenter:{self._state.password}@127.0.0.1:{self._state.port}/jobcenter"

    @property
    def pid(self) -> int | None:
        """The server's process id while it was started by this object and not stopped."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """How the started server ended (negative: by that signal); None while it runs or before it starts."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start the server and wait until it takes connections (recovering first after a crash).

        Raises:
            EmbeddedError: with the reason, what to do, and the log's last lines.
        """
        if self._process and self._process.poll() is None:
            return
        self.data_dir.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_lock()
        try:
            self._prepare()
            self._run()
        except BaseException:
            self._let_go()
            raise

    def stop(self) -> None:
        """Stop it: clients are let go and everything is written down. Does nothing when it does not run."""
        if self._process:
            started = started_at(self._process.pid) or ""
            end(self._process.pid, started, STOPPING)
            self._process.wait()
        self._let_go()

    def kill(self) -> None:
        """SIGKILL, as a power cut would; the next `start` recovers. For chaos tests."""
        if self._process:
            self._process.kill()
            self._process.wait()
        self._let_go()

    def _take_lock(self) -> None:
        if self._lock:
            return
        lock = self.data_dir.with_name(f"{self.data_dir.name}.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise EmbeddedError(
                f"Another process already runs PostgreSQL on {self.data_dir}. Stop that one, or use another folder."
            ) from None
        self._lock = lock

    def _let_go(self) -> None:
        self._process = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _prepare(self) -> None:
        self.identity = self.identity or choose_identity()
        self._binaries = self._binaries or find_postgres()
        try:
            self._state = ServerState.load(self._state_file)
        except ValueError as error:
            raise EmbeddedError(
                f"{self._state_file} is damaged ({error}). It holds the database's password: put back a copy, or "
                f"restore a backup into a new folder."
            ) from None
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
        end(self._state.pid, self._state.started, STOPPING)
        pid_file = self._data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0] or 0)
        started = started_at(pid) if pid > 0 else None
        if started and self._works_here(pid):
            end(pid, started, STOPPING)
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
            self._process = process
            self._state.pid, self._state.started = process.pid, started_at(process.pid) or ""
            self._state.save(self._state_file)
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

    def _choose_port(self) -> int:
        if self._port:
            return self._port
        remembered = self._state.port
        return remembered if remembered and is_free(remembered) else free_port()

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
