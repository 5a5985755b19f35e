"""Becomes a server process: takes on an identity, ties its life to its parent's, and executes the command.

Run as a script by `process.spawn`, never imported by Job Center, so it uses the standard library alone:
`python -I -S launch.py <identity> <death signal> <parent's pid> <command…>`. A script of its own, because code between
fork and exec (`preexec_fn`) is not safe in a parent that has threads.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
CANNOT_BECOME = 71  # EX_OSERR: the identity was refused
NOBODY = 65534
UID_INSIDE = 1000  # any number but 0: PostgreSQL only refuses to be root


def become(identity: str) -> None:
    """Take on `self` (nothing), `namespace` (a user namespace in which root is an ordinary user) or `nobody`.

    Raises:
        OSError: the kernel or the container's policy refuses.
    """
    if identity == "namespace":
        uid, gid = os.geteuid(), os.getegid()
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "user namespaces are refused")
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{UID_INSIDE} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{UID_INSIDE} {gid} 1", encoding="ascii")
    elif identity == "nobody":
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def die_with(parent: int, death_signal: int) -> None:
    """Have the kernel send `death_signal` to this process when its parent dies (Linux; elsewhere nothing)."""
    if not death_signal or sys.platform != "linux":
        return
    # After `become`: a change of credentials clears the wish.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before the wish was known
        sys.exit(1)


def main() -> None:
    """Do as the arguments say; exits with 71 and one line on standard error where the identity is refused."""
    identity, death_signal, parent, *command = sys.argv[1:]
    try:
        become(identity)
    except OSError as error:
        sys.stderr.write(f"cannot run as {identity}: {error}\n")
        sys.exit(CANNOT_BECOME)
    os.umask(0o077)
    die_with(int(parent), int(death_signal))
    if command:
        os.execv(command[0], command)  # noqa: S606 - the command is our own; a shell is what we avoid


if __name__ == "__main__":
    main()
