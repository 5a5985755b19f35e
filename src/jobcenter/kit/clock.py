"""Time and ids: always aware, always UTC; ids that sort by the time they were made."""

import os
import secrets
import time
import uuid
from datetime import UTC, datetime


def now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> uuid.UUID:
    """A version 7 UUID (RFC 9562): 48 bits of milliseconds, 12 of their fraction, then random.

    New rows stay together in an index, and those of one process sort as they were made.
    """
    millis, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return uuid.UUID(int=(millis << 80) | (0x7 << 76) | (fraction << 64) | (0b10 << 62) | random)


def short_id() -> str:
    """Sixteen random hexadecimal digits, for ids that people read aloud and copy."""
    return secrets.token_hex(8)
