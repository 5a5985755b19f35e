"""An embedded Valkey (or Redis): on loopback only, with a password, keeping nothing on disk."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from jobcenter.kit.embedded.binaries import EmbeddedError, find_valkey
from jobcenter.kit.embedded.private import write_private
from jobcenter.kit.embedded.process import end, last_lines, open_log, spawn
from jobcenter.kit.embedded.server import Server

PATIENCE = 15.0  # seconds for a start: there is nothing to load


class Valkey(Server):
    """One Valkey server. It persists nothing: PostgreSQL is the truth, this is only the bell that wakes workers.

    Beside its folder lie `<name>.json` (mode 0600: password, port, process) and `log/<name>.log`.

    Args:
        data_dir: a folder for its configuration (mode 0600: it holds the password); made when it is not there.
        port: the TCP port; None takes the remembered one while it is free, else any.
    """

    NAME = "Valkey"
    STOPPING = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))

    def __init__(self, data_dir: Path, *, port: int | None = None) -> None:
        super().__init__(data_dir, port)

    @property
    def url(self) -> str:
        """`redis://:<password>@127.0.0.1:<port>/0`; meaningful after `start`."""
        return f"redis://:{self._state.password}@127.0.0.1:{self._state.port}/0"

    def _bring_up(self) -> None:
        self.data_dir.mkdir(exist_ok=True, mode=0o700)
        self._load_state("Delete it: a new one is made.")
        end(self._state.pid, self._state.started, self.STOPPING)  # one that a killed supervisor left
        self._run(self._program())

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
            self._state.port = self._choose_port()
            write_private(config, self._config())
            begin = self.log_file.stat().st_size if self.log_file.exists() else 0
            with open_log(self.log_file) as log:
                process = spawn([program, str(config)], output=log, cwd=self.data_dir)
            self._note(process)
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
