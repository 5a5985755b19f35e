"""The table before and after: what the old portal reported, and under which name the bench keeps each figure."""

from dataclasses import dataclass
from typing import Final

OUR_P50: Final = "a page at one client, p50"
OUR_P95: Final = "a page at one client, p95"
OUR_WRITE: Final = "a move alone, p50"
OUR_WRITE_AMONG_READERS: Final = "a move while eight clients read, p50"
OUR_CONNECTIONS: Final = "connections while eight clients read and one writes"
OUR_STATEMENTS: Final = "statements a page, with BEGIN and COMMIT and who is asking"
OUR_ROWS: Final = "rows read for a page"
OUR_BLOCKS: Final = "blocks read for a page"
OUR_CPU: Final = "PostgreSQL's processor time for a page"
OUR_BYTES: Final = "a page of 100 rows"

OLD_P50: Final = "the old way: a whole page, p50"
OLD_P95: Final = "the old way: a whole page, p95"
OLD_FIRST_P50: Final = "the old way: its first query alone, p50"
OLD_FIRST_P95: Final = "the old way: its first query alone, p95"
OLD_WRITE: Final = "the old way: a change of a status, p50"
OLD_WRITE_AMONG_READERS: Final = "the old way: a change of a status while eight clients read, p50"
OLD_STATEMENTS: Final = "the old way: statements a page"
OLD_ROWS: Final = "the old way: rows read for a page"
OLD_BLOCKS: Final = "the old way: blocks read for a page"
OLD_CPU: Final = "the old way: PostgreSQL's processor time for a page"
OLD_BYTES: Final = "the old way: its first answer"
TIMES_FASTER: Final = "a page, times as fast as the old way's first query alone"

PEOPLE: Final = "direct, cache off"
PEOPLE_CACHED: Final = "direct, cache on"
"""How the family `load` begins the names of its figures."""

P50, P95, BROKEN, WRITES = "p50", "p95", "answers of 5xx, or none", "writes, p50"
HELD: Final = "connections of all parts at PostgreSQL, the most at one moment"


@dataclass(frozen=True, slots=True)
class Instead:
    """Words in the place of a figure that there cannot be."""

    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the table.

    Attributes:
        what: in words.
        reported: by the old portal, before anything was done.
        cached: by the old portal, after a cache was put in front.
        old: the figure's name of the old way, run here.
        ours: the figure's name of Job Center without a cache.
        ours_cached: and with it.
    """

    what: str
    reported: str = ""
    cached: str = ""
    old: str | Instead = ""
    ours: str | Instead = ""
    ours_cached: str = ""


def _at_work(what: str, name: str, *, reported: str, cached: str, old: Instead) -> Compared:
    """A line of the thirty-two clients."""
    return Compared(what, reported, cached, old, f"{PEOPLE}: {name}", f"{PEOPLE_CACHED}: {name}")


NO_WEB: Final = Instead("no web server: its queries run straight")

TABLE: Final[dict[str, tuple[Compared, ...]]] = {
    "One client at a time": (
        Compared("a page, p50", "3,528 ms", "44 ms", OLD_P50, OUR_P50),
        Compared("a page, p95", "15,164 ms", "161 ms", OLD_P95, OUR_P95),
        Compared("its first query alone, p50", "", "", OLD_FIRST_P50, Instead("the page above is all there is")),
        Compared("a write alone, p50", "", "", OLD_WRITE, OUR_WRITE),
        Compared(
            "a write while eight clients read", "465 ms", "1 to 2 ms", OLD_WRITE_AMONG_READERS, OUR_WRITE_AMONG_READERS
        ),
    ),
    "What a page costs": (
        Compared("statements", "over 1,000", "", OLD_STATEMENTS, OUR_STATEMENTS),
        Compared("rows read", "", "", OLD_ROWS, OUR_ROWS),
        Compared("blocks of 8 kB read", "1,004 a second: the ceiling", "6 to 180 a second", OLD_BLOCKS, OUR_BLOCKS),
        Compared("the database's processor time", "99.7 % busy", "99 %; 20 to 30 % off-peak", OLD_CPU, OUR_CPU),
        Compared("bytes of the answer", "6.4 MB of 30,000 rows", "", OLD_BYTES, OUR_BYTES),
    ),
    "Thirty-two clients without a pause, a fifth of it writes": (
        _at_work("a request, p50", P50, reported="3,528 ms", cached="44 ms", old=NO_WEB),
        _at_work("a request, p95", P95, reported="15,164 ms", cached="161 ms", old=NO_WEB),
        _at_work("answers of 5xx, or none", BROKEN, reported="33 to 60 %", cached="0 %", old=NO_WEB),
        _at_work("a write, p50", WRITES, reported="465 ms", cached="1 to 2 ms", old=NO_WEB),
        _at_work("connections", HELD, reported="96", cached="62", old=Instead("one for each request at work")),
    ),
}
"""The old portal's own figures are those of its outage's report: MySQL, another machine, real traffic."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart: the name of a figure in ms, or milliseconds that were told."""

    label: str
    figure: str = ""
    milliseconds: float | None = None
    is_ours: bool = False


BARS: Final = (
    Bar("the old portal, p95, as it reported", milliseconds=15_164),
    Bar("the old portal, p50, as it reported", milliseconds=3_528),
    Bar("the old way here: a whole page, p50", OLD_P50),
    Bar("the old way here: its first query, p50", OLD_FIRST_P50),
    Bar("Horilla, 10 rows", milliseconds=2_730),
    Bar("OpenCATS, 15 rows", milliseconds=541),
    Bar("Reqcore, 100 rows with few facts", milliseconds=61),
    Bar("Job Center, 100 rows, p95", OUR_P95, is_ours=True),
    Bar("Job Center, 100 rows, p50", OUR_P50, is_ours=True),
)
"""The three other systems were measured once, at one client, on such a machine; they are not part of a run."""
