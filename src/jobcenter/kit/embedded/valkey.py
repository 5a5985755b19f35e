"""An embedded Valkey (or Redis): on loopback only, with a password, keeping nothing on disk."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import IO

from jobcenter.kit.embedded.binaries import EmbeddedError, find_valkey
from jobcenter.kit.embedded.private import ServerState, write_private
from jobcenter.kit.embedded.process import end, free_port, is_free, last_lines, open_log, spawn, started_at

PATIENCE = 15.0  # seconds for a start: there is nothing to load
STOPPING = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))


class Valkey:
    """One Valkey server. It persists nothing: PostgreSQL is the truth, this is only the bell that wakes workers.

    Beside its folder lie `<name>.json` (mode 0600: password, port, process) and `log/<name>.log`.

    Args:
        data_dir: a folder for its configuration (mode 0600: it holds the password); made when it is not there.
        port: the TCP port; None takes the remembered one while it is free, else any.
    """

    def __init__(self, data_dir: Path, *, port: int | None = None) -> None:
        self.data_dir = data_dir.absolute()
        self.log_file = self.data_dir.parent / "log" / f"{self.data_dir.name}.log"
        self._port = port
        self._state_file = self.data_dir.with_name(f"{self.data_dir.name}.json")
        self._state = ServerState()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def url(self) -> str:
        """`redis://:<password>@127.0.0.1:<port>/0`; meaningful after `start`."""
        return f"redis://:{self._state.password}@127.0.0.1:{self._state.port}/0"

    @property
    def pid(self) -> int | None:
        """The server's process id while it was started by this object and not stopped."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """How the started server ended (negative: by that signal); None while it runs or before it starts."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start the server, empty, and wait until it answers.

        Raises:
            EmbeddedError: with the reason, what to do, and the log's last lines.
        """
        if self._process and self._process.poll() is None:
            return
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_lock()
        try:
            self._load_state()
            end(self._state.pid, self._state.started, STOPPING)  # one that a killed supervisor left
            self._run(self._program())
        except BaseException:
            self._let_go()
            raise

    def stop(self) -> None:
        """Stop it. Does nothing when it does not run."""
        if self._process:
            end(self._process.pid, started_at(self._process.pid) or "", STOPPING)
            self._process.wait()
        self._let_go()

    def kill(self) -> None:
        """SIGKILL. For chaos tests."""
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
                f"Another process already runs Valkey on {self.data_dir}. Stop that one first, or use another folder."
            ) from None
        self._lock = lock

    def _let_go(self) -> None:
        self._process = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _load_state(self) -> None:
        try:
            self._state = ServerState.load(self._state_file)
        except ValueError as error:
            raise EmbeddedError(f"{self._state_file} is damaged ({error}). Delete it: a new one is made.") from None

    def _program(self) -> str:
        found = find_valkey()
        if os.access(found, os.X_OK):
            return str(found)
        # Some installers drop the executable bit, and the package's folder may not be ours to change.
        copy = self.data_dir / "valkey-server"
        shutil.copyfile(found, copy)
        copy.chmod(0o700)
        return str(copy)

    def _run(self, program: str) -> None:
        until = time.monotonic() + PATIENCE
        config = self.data_dir / "valkey.conf"
        while True:
            remembered = self._state.port if self._state.port and is_free(self._state.port) else 0
            self._state.port = self._port or remembered or free_port()
            write_private(config, self._config())
            begin = self.log_file.stat().st_size if self.log_file.exists() else 0
            with open_log(self.log_file) as log:
                process = spawn([program, str(config)], output=log, cwd=self.data_dir)
            self._process = process
            self._state.pid, self._state.started = process.pid, started_at(process.pid) or ""
            self._state.save(self._state_file)
            if self._wait_until_ready(process, until):
                self._port = self._state.port  # others know the address now: a restart keeps it
                return
            process.kill()
            process.wait()
            said = last_lines(self.log_file, begin)
            if self._port is not None or "Address already in use" not in said or time.monotonic() > until:
                raise EmbeddedError(
                    f"Valkey did not start on port {self._state.port}. Its log, {self.log_file}, ends with:\n{said}"
                )

    def _config(self) -> str:
        # A file, not arguments: the process list is for everybody's eyes. '--save ""' keeps it from writing snapshots.
        return (
            f"bind 127.0.0.1\nport {self._state.port}\nrequirepass {self._state.password}\nprotected-mode yes\n"
            f'save ""\nappendonly no\ndaemonize no\nmaxmemory-policy noeviction\ndir "{self.data_dir}"\n'
        )

    def _wait_until_ready(self, process: subprocess.Popen[bytes], until: float) -> bool:
        question = f"AUTH {self._state.password}\r\nPING\r\n".encode()
        while process.poll() is None and time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self._state.port), timeout=1) as wire:
                    wire.sendall(question)
                    answer = b""
                    while answer.count(b"\r\n") < 2:  # noqa: PLR2004 - one line for each of the two questions
                        part = wire.recv(256)
                        if not part:
                            break
                        answer += part
                    if answer == b"+OK\r\n+PONG\r\n":
                        return True
            except OSError:  # not listening yet
                time.sleep(0.02)
        return False
