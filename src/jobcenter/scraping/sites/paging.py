"""Where a page stands on its board and where the next one does: boards of one page, and pages by offset."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from jobcenter.scraping.sites.base import PageRequest, Position
from jobcenter.scraping.sites.reading import page_url

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


class OnePageSite:
    """What sites have in common that tell a whole board in one answer: one request, and nothing behind it.

    `path` stands below the vendor's address, with `{target}` where it carries the board's name; `params` are always the
    same.
    """

    path: ClassVar[str]
    params: ClassVar[Mapping[str, str]] = {}

    def first(self) -> Position:
        """The only page."""
        return {}

    def request(self, base_url: str, target: str, position: Position) -> PageRequest:  # noqa: ARG002 - one page only
        """The whole board."""
        return PageRequest(page_url(base_url, target, self.path), params=self.params)

    def skip(self, position: Position) -> Position | None:  # noqa: ARG002 - nothing follows the only page
        """None: nothing follows the only page."""
        return None
