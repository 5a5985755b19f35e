"""Faults on demand: what may go wrong, for which requests, how often."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

Kind = Literal[
    "status",
    "delay",
    "html",
    "truncated",
    "wrong_json",
    "damaged_item",
    "huge",
    "redirect_loop",
    "redirect",
    "hang",
    "drop",
]


class Fault(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One fault and the requests that it strikes.

    Attributes:
        kind: `status` answers that status; `delay` waits and answers as usual; `html` is a page with 200; `truncated`
            half a JSON body, whole as HTTP; `wrong_json` an object of another shape; `damaged_item` puts `replacement`
            in an item's place; `huge` streams a page of `size` bytes; `redirect_loop` leads to itself; `redirect` to
            `location`; `hang` never answers; `drop` closes the connection in the middle of the body.
        site: only this vendor's boards.
        board: only this board.
        query: only requests whose query (or POSTed body) has these values, such as `{"skip": "100"}` for one page.
        of: only `lists`, or only `postings`, the own pages of single ones; None: both.
        posting: only the own page of the posting of this id.
        times: for so many requests, then never again; None: always.
        probability: of striking a request that fits, drawn from `seed`.
        seed: the same seed strikes the same requests, where they come in the same order.
        status: the answer of `status`.
        retry_after: the header of that name, in seconds or as a date.
        delay_ms: how long `delay` waits.
        jitter_ms: up to so much longer, drawn from `seed`.
        location: where `redirect` leads to.
        size: of `huge`, in bytes.
        seconds: how long `hang` holds a connection whose client stays.
        item: which item of the page `damaged_item` replaces.
        replacement: what stands in its place: any JSON.
    """

    kind: Kind
    site: str | None = None
    board: str | None = None
    query: dict[str, str] = msgspec.field(default_factory=dict)
    of: Literal["lists", "postings"] | None = None
    posting: str | None = None
    times: int | None = None
    probability: float = 1.0
    seed: int = 0
    status: int = 500
    retry_after: int | str | None = None
    delay_ms: float = 0
    jitter_ms: float = 0
    location: str = ""
    size: int = 200_000_000
    seconds: float = 3_600
    item: int = 0
    replacement: Any = msgspec.field(default_factory=lambda: {"id": None, "title": 17, "text": ["no", "text"]})


class _Armed:
    """A fault with what is left of it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.hits = 0
        self.dice = random.Random(fault.seed)  # noqa: S311 - repeatable on purpose

    def strikes(self, site: str, board: str, query: Mapping[str, str], posting: str | None) -> bool:
        fault = self.fault
        if fault.times is not None and self.hits >= fault.times:
            return False
        if fault.site not in {None, site} or fault.board not in {None, board}:
            return False
        if fault.of not in {None, "lists" if posting is None else "postings"} or fault.posting not in {None, posting}:
            return False
        if any(query.get(name) != value for name, value in fault.query.items()):
            return False
        if fault.probability < 1 and self.dice.random() >= fault.probability:
            return False
        self.hits += 1
        return True


class Faults:
    """The faults in force, in their order."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self._armed = [_Armed(fault) for fault in faults]

    def replace(self, faults: Sequence[Fault]) -> None:
        """These faults, and no others."""
        self._armed = [_Armed(fault) for fault in faults]

    def add(self, faults: Sequence[Fault]) -> None:
        """These faults in addition."""
        self._armed += [_Armed(fault) for fault in faults]

    def strike(
        self, site: str, board: str, query: Mapping[str, str], *, posting: str | None = None
    ) -> tuple[float, Fault | None]:
        """How many seconds this request has to wait, and the first other fault that strikes it.

        `posting` is the id of the posting whose own page is asked for; None: a board's list is.
        """
        wait = 0.0
        for armed in self._armed:
            if armed.strikes(site, board, query, posting):
                if armed.fault.kind != "delay":
                    return wait, armed.fault
                wait += (armed.fault.delay_ms + armed.dice.random() * armed.fault.jitter_ms) / 1000
        return wait, None

    def shown(self) -> list[dict[str, Any]]:
        """The faults as JSON, each with the number of requests that it struck."""
        return [{**msgspec.to_builtins(armed.fault), "hits": armed.hits} for armed in self._armed]
