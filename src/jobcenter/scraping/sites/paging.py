"""Pages by offset: where a page stands on its board, and where the next one does."""

from typing import Any, Final

from jobcenter.scraping.sites.base import Position

FURTHEST: Final = 50_000  # no company has more; a vendor that ignores offsets must not keep a run going for ever


def count_of(value: object) -> int:
    """A count as vendors and positions tell it; whatever is none is 0."""
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0


def offset_of(position: Position, name: str = "offset") -> int:
    """How many items stand before the page at `position`."""
    return count_of(position.get(name))


def position_at(name: str, offset: int, **more: Any) -> Position | None:  # noqa: ANN401 - whatever a site carries along
    """The position of the page behind so many items; None beyond what any board can hold."""
    return {name: offset, **more} if offset <= FURTHEST else None
