"""How a board is ordered, and the cursors that lead to any place in it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from jobcenter.kit.errors import InvalidError
from jobcenter.tables import applicants
from jobcenter.tables.applicants import SORTED_BY

BY_DEFAULT: Final = "stage"
NOT_FOR_CLIENTS: Final = frozenset({"last_mail", "replied", "protected_until"})
"""What a client's person cannot see, and so cannot sort by: the order alone would tell."""
SORTS: Final = tuple(sign + name for name in SORTED_BY for sign in ("", "-"))
FIRST_ID, LAST_ID = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)
PLACES: Final = 200
"""How many places a scrollbar gets, unless it asks for another distance between them."""
SUMMARY_SECONDS: Final = 120.0
OFF_LIMITS_TAG: Final = "off_limits"
"""What is kept in the cache under this tag, a change of any off-limits rule makes old."""


def board_tag(job_id: object) -> str:
    """The tag under which is kept what is shown of a job's applicants."""
    return f"board:{job_id}"


@dataclass(frozen=True, slots=True)
class Order:
    """An order of a board: by `column` of applicants, then by id; what has no value stands last either way."""

    name: str
    column: str
    descending: bool
    has_gaps: bool
    is_date: bool

    @property
    def word(self) -> str:
        """How it is asked for, and bound into cursors."""
        return f"-{self.name}" if self.descending else self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two rows: behind the row of that value and id; without `valued`, among those without a value."""

    id: uuid.UUID
    value: Any = None
    valued: bool = True


def order_of(sort: str, *, for_client: bool) -> Order:
    """The order that a word of `sort=` names.

    Raises:
        InvalidError: there is no such order for this caller.
    """
    order = _orders().get(sort)
    if order is None or (for_client and order.name in NOT_FOR_CLIENTS):
        known = [one for one in SORTS if not (for_client and one.removeprefix("-") in NOT_FOR_CLIENTS)]
        raise InvalidError(
            f"sort: there is no order {sort!r}. Use one of: {', '.join(known)}.", extra={"allowed": known}
        )
    return order


@lru_cache(maxsize=1)
def _orders() -> dict[str, Order]:
    made = [
        Order(
            name,
            column,
            descending,
            has_gaps=bool(applicants.c[column].nullable),
            is_date=applicants.c[column].type.python_type is date,
        )
        for name, column in SORTED_BY.items()
        for descending in (False, True)
    ]
    return {order.word: order for order in made}


def written(order: Order, place: Place) -> list[Any]:
    """A place as values that a cursor can hold."""
    if not place.valued:
        return [place.id]
    return [place.value.isoformat() if order.is_date else place.value, place.id]


def read(order: Order, values: Any) -> Place:  # noqa: ANN401 - what `Paging.start` gives: one value, or a list
    """The place that a cursor of this order holds."""
    if not isinstance(values, list):
        return Place(values, valued=False)
    value, row_id = values
    return Place(row_id, date.fromisoformat(value) if order.is_date else value)


def every_of(total: int, every: int | None) -> int:
    """How many rows lie between two places: as asked for, or so many that there are at most `PLACES`."""
    return every or max(1, -(-total // PLACES))


def place_after(order: Order) -> Callable[[Any, uuid.UUID], Place]:
    """Makes the place behind a row from its value and id."""
    if not order.has_gaps:
        return lambda value, row_id: Place(row_id, value)
    return lambda value, row_id: Place(row_id, value, valued=value is not None)


def where_gaps_begin(order: Order) -> Place:
    """The place behind the last row that has a value."""
    return Place(LAST_ID if order.descending else FIRST_ID, valued=False)
