"""Rows on their way in: what stands in each, what it means, and what came of it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from pydantic import ValidationError

from jobcenter.kit.clock import now
from jobcenter.kit.errors import JobCenterError

LONGEST_KEY: Final = 200
BETWEEN: Final = "|"
MOST_FAULTS: Final = 3
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(days=1)
_YES: Final = frozenset({"yes", "y", "true", "1", "x"})
_NO: Final = frozenset({"no", "n", "false", "0", ""})


class RefusedError(Exception):
    """A row cannot be used; its text is the sentence that the person reads."""


@dataclass(frozen=True, slots=True)
class Import:
    """What is known of an import while its rows are done: who made it, and whether it only looks."""

    id: uuid.UUID
    kind: str
    dry_run: bool
    override_off_limits: bool
    made_by: str
    by_id: uuid.UUID | None


@dataclass(slots=True)
class Row:
    """One row; `key` is what tells it from others of its import, `outcome` is empty until it is settled."""

    number: int
    cells: dict[str, str]
    outcome: str | None = None
    message: str | None = None
    key: str | None = None
    thing_id: uuid.UUID | None = None
    wanted: dict[str, Any] = field(default_factory=dict)

    @property
    def thing(self) -> uuid.UUID:
        """The id of what this row has made or found; it is settled."""
        if self.thing_id is None:
            raise LookupError(f"Row {self.number} is not settled.")
        return self.thing_id

    def forget(self) -> None:
        """As if nothing had been done with this row yet."""
        self.outcome = self.message = self.key = self.thing_id = None
        self.wanted = {}

    def refuse(self, why: object) -> None:
        """This row is not used."""
        self.outcome, self.message = "refused", str(why)

    def settle(self, outcome: str, thing_id: uuid.UUID | None, message: str | None = None) -> None:
        """This row is done."""
        self.outcome, self.thing_id, self.message = outcome, thing_id, message

    def needed(self, column: str) -> str:
        """What stands in a column that may not be empty.

        Raises:
            RefusedError: it is empty.
        """
        value = self.cells.get(column)
        if not value:
            raise RefusedError(f"{column}: is empty, and is needed.")
        return value

    def identifier(self, column: str) -> str | None:
        """A key or another reference; None where there is none.

        Raises:
            RefusedError: it is too long.
        """
        value = " ".join(self.cells.get(column, "").split())
        if len(value) > LONGEST_KEY:
            raise RefusedError(f"{column}: has {len(value)} characters; at most {LONGEST_KEY} are allowed.")
        return value or None

    def several(self, column: str) -> list[str]:
        """The values of a column that may hold several."""
        return [one for part in self.cells.get(column, "").split(BETWEEN) if (one := part.strip())]

    def truth(self, column: str) -> bool:
        """Yes or no; no where nothing stands.

        Raises:
            RefusedError: it is neither.
        """
        value = self.cells.get(column, "").lower()
        if value not in _YES | _NO:
            raise RefusedError(f"{column}: {value[:80]!r} is not allowed; write yes or no.")
        return value in _YES

    def moment(self, column: str) -> datetime | None:
        """A time, or a day as its beginning, in UTC where no zone is named; None where nothing stands.

        Raises:
            RefusedError: it is no time in ISO 8601, before 1900, or in the future.
        """
        value = self.cells.get(column)
        if not value:
            return None
        try:
            found = datetime.fromisoformat(value)
            found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise RefusedError(
                f"{column}: {value[:80]!r} is no time; write it as 2026-01-31, or as 2026-01-31T12:00:00Z."
            ) from None
        if not _EARLIEST <= found <= now() + _AHEAD:
            raise RefusedError(f"{column}: {value[:80]!r} must lie between the year 1900 and now.")
        return found

    def day(self, column: str) -> datetime | None:
        """The beginning of a day, in UTC; None where nothing stands.

        Raises:
            RefusedError: as for a moment.
        """
        found = self.moment(column)
        return None if found is None else datetime.combine(date(found.year, found.month, found.day), time(), UTC)


def usable(row: Row, read: Callable[..., None], *given: object, names: Mapping[str, str] | None = None) -> bool:
    """Read a row by `read(row, *given)`; a row that it refuses is settled so, with its sentence.

    `names` are names that columns have here, by those of other slices, whose errors are the row's too.
    """
    try:
        read(row, *given)
    except RefusedError as error:
        row.refuse(error)
    except (JobCenterError, ValidationError) as error:
        row.refuse(_sentence(error, names or {}))
    return row.outcome is None


def _sentence(error: JobCenterError | ValidationError, names: Mapping[str, str]) -> str:
    if isinstance(error, JobCenterError):
        where, colon, rest = error.detail.partition(":")
        return f"{names.get(where, where)}{colon}{rest}"
    faults = []
    for one in error.errors()[:MOST_FAULTS]:
        name = str(one["loc"][0]) if one["loc"] else "row"
        faults.append(f"{names.get(name, name)}: {str(one['msg']).removeprefix('Value error, ')}")
    return "; ".join(faults) + "."
