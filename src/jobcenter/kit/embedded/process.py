"""Child processes: started so that they die with their parent, recognised again, stopped with growing force."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from jobcenter.kit.embedded.identity import LAUNCH, Identity

LONGEST_LOG = 10 * 1024 * 1024  # bytes; a longer one is put aside at the next start


def spawn(
    command: Sequence[str],
    *,
    identity: Identity = Identity.SELF,
    death_signal: signal.Signals = signal.SIGTERM,
    output: IO[bytes] | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own; `death_signal` reaches it when the *thread* that called this ends.

    Linux ties that signal to the thread: call it from one that lives as long as the child should, the main thread.
    The command's first word is a full path. Its output goes to `output`, or where the caller's goes.
    """
    return subprocess.Popen(
        [sys.executable, "-I", "-S", LAUNCH, identity, str(int(death_signal)), str(os.getpid()), *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        cwd=cwd,
        env=env,
        start_new_session=True,
    )


def started_at(pid: int) -> str | None:
    """When a process began, as a word to compare: with its id it names one process for ever. None: it is not there."""
    if sys.platform == "linux":
        try:
            status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return None
        state, *rest = status.rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return None if state in "ZX" else f"{boot}/{rest[18]}"
    answer = subprocess.run(["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def alive(pid: int, started: str) -> bool:
    """Whether that very process still runs, and not another that was given its id."""
    return pid > 0 and bool(started) and started_at(pid) == started


def end(pid: int, started: str, steps: Sequence[tuple[signal.Signals, float]]) -> signal.Signals | None:
    """Send signals, each with seconds to wait for it, until the process is gone; the last one it took, or None."""
    for word, patience in steps:
        if not alive(pid, started):
            return None
        try:
            os.kill(pid, word)
        except ProcessLookupError:
            return None
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not alive(pid, started):
                return word
            time.sleep(0.02)
    return steps[-1][0]


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do: ignores what just closed
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_log(path: Path) -> IO[bytes]:
    """Open a server's log to append to; one that has grown too long becomes `<name>.1`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_name(path.name + ".1"))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def last_lines(path: Path, start: int = 0, count: int = 12) -> str:
    """The last lines of a log that were written after byte `start`."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(start, path.stat().st_size - 64 * 1024))
        return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-count:])
