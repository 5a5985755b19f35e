"""Working hours, in which everything of a made-up agency happens, and ids that are made at such a time."""

import random
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from asyncpg.pgproto import pgproto  # its UUIDs are the standard library's too, and made ten times faster

DAY: Final = 36_000
"""Seconds of a working day: ten hours, from 8:00 UTC."""

AHEAD: Final = 45
_OPENS: Final = timedelta(hours=8)
_SECONDS: Final = [timedelta(seconds=second) for second in range(DAY)]
_LOW: Final = (1 << 62) - 1


class Hours:
    """Working seconds from some years ago until a while ahead, as whole numbers that grow with time.

    A number counts seconds from Monday to Friday, 8:00 to 18:00 UTC, so that whatever is calculated with stays in
    order and falls into no night. `last` is the last one that is not in the future.

    Args:
        now: what is taken for the present.
        days: how many working days there are before it.
    """

    def __init__(self, now: datetime, days: int) -> None:
        before: list[datetime] = []
        day = now.replace(hour=0, minute=0, second=0, microsecond=0) + _OPENS
        while len(before) < days:
            day -= timedelta(days=1)
            if day.weekday() < 5:  # noqa: PLR2004 - Saturday
                before.append(day)
        after: list[datetime] = []
        day = before[0]
        while len(after) < AHEAD:
            day += timedelta(days=1)
            if day.weekday() < 5 and day >= now:  # noqa: PLR2004 - Saturday
                after.append(day)
        self.days = before[::-1] + after
        self.last = days * DAY - 1
        self._millis = [int(day.timestamp()) * 1000 for day in self.days]

    def time(self, second: int) -> datetime:
        """The time of a working second."""
        day, rest = divmod(second, DAY)
        return self.days[day] + _SECONDS[rest]

    def new_id(self, second: int, dice: random.Random) -> UUID:
        """A version 7 UUID as it would have been made at a working second, its chance taken from the dice."""
        day, rest = divmod(second, DAY)
        chance = dice.getrandbits(74)
        millis = self._millis[day] + rest * 1000
        value = millis << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62 | chance & _LOW
        return pgproto.UUID(value.to_bytes(16, "big"))


def midnight(now: datetime) -> datetime:
    """The beginning of a day in UTC."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
