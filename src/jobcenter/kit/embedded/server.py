"""What both embedded servers have in common: one process on one folder, which it alone may use."""

import fcntl
import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, ClassVar

from jobcenter.kit.embedded.binaries import EmbeddedError
from jobcenter.kit.embedded.private import ServerState
from jobcenter.kit.embedded.process import end, free_port, is_free, started_at


class Server(ABC):
    """One server on one folder; beside it lie its state (mode 0600), its lock and its log.

    `NAME` is for people. `STOPPING` holds the signals that stop it, gentle ones first, with the seconds given to each.
    """

    NAME: ClassVar[str]
    STOPPING: ClassVar[tuple[tuple[signal.Signals, float], ...]]

    def __init__(self, data_dir: Path, port: int | None) -> None:
        self.data_dir = data_dir.absolute()
        self.log_file = self.data_dir.parent / "log" / f"{self.data_dir.name}.log"
        self._port = port
        self._state_file = self.data_dir.with_name(f"{self.data_dir.name}.json")
        self._state = ServerState()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The server's process id while it was started by this object and not stopped."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """How the started server ended (negative: by that signal); None while it runs or before it starts."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start the server and wait until it answers; it dies with the thread that started it.

        Raises:
            EmbeddedError: with the reason, what to do, and the log's last lines.
        """
        if self._process and self._process.poll() is None:
            return
        self.data_dir.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._take_lock()
        try:
            self._bring_up()
        except BaseException:
            self._let_go()
            raise

    @abstractmethod
    def _bring_up(self) -> None:
        """Load the state, clear what a killed supervisor left, run the program, and wait until it answers."""

    def stop(self) -> None:
        """Stop it gently: all is written down. Does nothing when it does not run."""
        if self._process:
            end(self._process.pid, started_at(self._process.pid) or "", self.STOPPING)
            self._process.wait()
        self._let_go()

    def kill(self) -> None:
        """SIGKILL, as a power cut would; the next `start` recovers."""
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
                f"Another process already runs {self.NAME} on {self.data_dir}. Stop that one, or use another folder."
            ) from None
        self._lock = lock

    def _let_go(self) -> None:
        self._process = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _load_state(self, advice: str) -> None:
        try:
            self._state = ServerState.load(self._state_file)
        except ValueError as error:
            raise EmbeddedError(f"{self._state_file} is damaged ({error}). {advice}") from None

    def _choose_port(self) -> int:
        if self._port:
            return self._port
        remembered = self._state.port
        return remembered if remembered and is_free(remembered) else free_port()

    def _note(self, process: subprocess.Popen[bytes]) -> None:
        """Remember the process that was just spawned, for this object and for the next one on this folder."""
        self._process = process
        self._state.pid, self._state.started = process.pid, started_at(process.pid) or ""
        self._state.save(self._state_file)
