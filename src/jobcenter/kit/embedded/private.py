"""Files that only their owner may read: passwords, keys, and what a server needs to be found again."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file with mode 0600, whole or not at all: no moment shows it half written or to others."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@dataclass(slots=True)
class ServerState:
    """What is remembered of a server between two starts: its password, port, process, and its home if moved."""

    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    port: int = 0
    pid: int = 0
    started: str = ""
    home: str = ""

    @classmethod
    def load(cls, path: Path) -> "ServerState":
        """Read it back; a file that is not there makes a fresh state.

        Raises:
            ValueError: the file is damaged.
        """
        if not path.exists():
            return cls()
        known = {one.name for one in fields(cls)}
        return cls(
            **{name: value for name, value in json.loads(path.read_text(encoding="utf-8")).items() if name in known}
        )

    def save(self, path: Path) -> None:
        """Keep it, for its owner's eyes only."""
        write_private(path, json.dumps(asdict(self)))
