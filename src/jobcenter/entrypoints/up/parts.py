"""The parts under supervision: what each is, when it is started again, and when that is given up."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Protocol

from jobcenter.kit.embedded import EmbeddedError
from jobcenter.kit.embedded.process import spawn

FIRST_DELAY, LONGEST_DELAY = 1.0, 30.0  # seconds before a crashed part is started again: doubled each time
SETTLED = 60.0  # seconds of life after which a crash counts as the first
WRONG_SETTINGS = 78  # EX_CONFIG: how a part says that its settings cannot work
GIVE_UP_AFTER = 5  # exits in a row with wrong settings


class GaveUpError(Exception):
    """A part cannot run with these settings, so nothing should."""


class Runs(Protocol):
    """What can be supervised: an embedded server, or a part of Job Center."""

    @property
    def pid(self) -> int | None:
        """Its process id, while it is started."""

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""

    def start(self) -> None:
        """Start it. Raises EmbeddedError when it cannot."""


class Part:
    """One part of Job Center, in a process and session of its own; what it prints passes through.

    Args:
        name: the command: `api`, `worker` or `scheduler`.
        environ: its whole environment.
    """

    def __init__(self, name: str, environ: Mapping[str, str]) -> None:
        self.name = name
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process id, once started."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """How it ended (negative: by that signal); None while it runs or before it starts."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start it anew."""
        self._process = spawn([sys.executable, "-m", "jobcenter.entrypoints.cli", self.name], env=self._environ)

    def ask_to_stop(self) -> None:
        """SIGTERM: finish what is at hand, then end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """SIGKILL, to it and to the processes it started."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


def how_it_ended(code: int) -> str:
    """An exit code in words."""
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


class Watch:
    """Keeps one part running.

    Args:
        name: how the terminal names it.
        part: the server or part.
    """

    def __init__(self, name: str, part: Runs) -> None:
        self.name = name
        self.part = part
        self._delay = FIRST_DELAY
        self._began = 0.0
        self._due: float | None = None
        self._wrong_settings = 0

    def begin(self) -> None:
        """Start the part for the first time; its errors are the caller's."""
        self._began = time.monotonic()
        self.part.start()

    def look(self) -> list[str]:
        """Start the part again where it is due; what happened, in sentences for the terminal (mostly none).

        Raises:
            GaveUpError: it ended too often because of its settings.
        """
        now = time.monotonic()
        if self._due is not None:
            return self._start_again() if now >= self._due else []
        code = self.part.exit_code
        if code is None:
            return []
        if now - self._began > SETTLED:
            self._delay, self._wrong_settings = FIRST_DELAY, 0
        self._count_wrong_settings(code)
        return [f"{self.name} {how_it_ended(code)}; {self._wait(now)}"]

    def _count_wrong_settings(self, code: int) -> None:
        self._wrong_settings = self._wrong_settings + 1 if code == WRONG_SETTINGS else 0
        if self._wrong_settings:
            self._delay = FIRST_DELAY  # a wrong setting does not heal by waiting: come to the point
        if self._wrong_settings >= GIVE_UP_AFTER:
            raise GaveUpError(
                f"{self.name} ended {GIVE_UP_AFTER} times in a row because of its settings: its own message stands "
                f"above (`jobcenter doctor` looks at all of them). Everything is stopped now."
            )

    def _wait(self, now: float) -> str:
        self._due = now + self._delay
        words = f"starting it again in {self._delay:.0f} s"
        self._delay = min(self._delay * 2, LONGEST_DELAY)
        return words

    def _start_again(self) -> list[str]:
        self._due, self._began = None, time.monotonic()
        try:
            self.part.start()
        except EmbeddedError as error:
            return [f"{error}\n{self.name} could not be started; {self._wait(time.monotonic())}"]
        return [f"{self.name} runs again (process {self.part.pid})"]
