"""As whom a server runs: PostgreSQL refuses to be root, so root needs another self."""

import os
import subprocess
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from jobcenter.kit.embedded.binaries import EmbeddedError

LAUNCH = str(Path(__file__).with_name("launch.py"))
FORCED_BY = "JOBCENTER_EMBEDDED_AS"  # namespace | nobody: for tests, and for machines where the first choice misbehaves


class Identity(StrEnum):
    """`SELF`: as the caller. `NAMESPACE`: root, seen as user 1000 inside. `NOBODY`: the system's unprivileged user."""

    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


@cache
def _possible(identity: Identity) -> bool:
    probe = subprocess.run([sys.executable, "-I", "-S", LAUNCH, identity, "0", "0"], capture_output=True, check=False)
    return probe.returncode == 0


def choose_identity() -> Identity:
    """The identity that a server takes on: the caller's own, unless the caller is root.

    Raises:
        EmbeddedError: root can become nobody else here, or `JOBCENTER_EMBEDDED_AS` holds an unknown word.
    """
    if os.geteuid() != 0:
        return Identity.SELF
    forced = os.environ.get(FORCED_BY)
    if forced:
        if forced not in {Identity.NAMESPACE, Identity.NOBODY}:
            raise EmbeddedError(f"{FORCED_BY} is {forced!r}: it must be 'namespace' or 'nobody'.")
        return Identity(forced)
    for identity in (Identity.NAMESPACE, Identity.NOBODY):
        if _possible(identity):
            return identity
    raise EmbeddedError(
        "PostgreSQL refuses to run as root, and this machine lets root become neither a namespace's user nor 'nobody'. "
        "Run Job Center as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs elsewhere."
    )


def may_enter(folder: Path, identity: Identity) -> bool:
    """Whether a process with this identity may reach into `folder`, judged by letting one try."""
    if identity is not Identity.NOBODY:
        return True
    command = [sys.executable, "-I", "-S", LAUNCH, identity, "0", "0", "/bin/sh", "-c", 'cd "$0"', str(folder)]
    return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode == 0
