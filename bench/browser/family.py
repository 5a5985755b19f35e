"""The family's order: fill an agency, let the browser measure, say what each measurement means."""

import re
import secrets
from pathlib import PurePosixPath
from typing import Any

from bench.agency import PIPELINE, fill
from bench.board.scene import LARGEST
from bench.browser.chromium import driven, lacking
from bench.browser.weight import MOST_KILOBYTES, kilobytes
from bench.figures import Figure, of_samples, point
from bench.ground import Ground, Parts
from jobcenter.accounts.actions import create_user
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import Settings

APPLICANTS = 100_000
QUICK_PIPELINE, QUICK_APPLICANTS = 2_000, 3_000
EMAIL = "browser@example.com"
SAMPLES = {"warm": 2, "navigations": 11, "seconds": 60.0, "jumps": 60, "moves": 20, "refusals": 10}
QUICK_SAMPLES = {"warm": 1, "navigations": 2, "seconds": 3.0, "jumps": 4, "moves": 2, "refusals": 1}
KINDS = ("sourced", "contacted", "qualified", "sent_to_manager", "interview")
"""Kinds of stages between which one moves with nothing further to say."""
STEPS = {
    "the application's script": r"index-.*\.js",
    "the sign-in": "refresh",
    "who one is": "me",
    "the page's script": r"BoardPage-.*\.js",
    "the first page of rows": "board",
}

LOAD = "load of the machine over the minute before"
ROWS_AIM = 80.0
BARE_FRAME, FRAME_AIM = 17.5, 20.0  # what is shown as 17 ms


async def run(ground: Ground) -> list[Figure]:
    """First rows, scrolling beside a bare list, heap, places, changes and what is loaded, by one browser in one run."""
    if absent := lacking():
        return [Figure("browsers to measure in", 0, "browsers", aim=1, more_is_better=True, hindrance=absent)]
    pipeline, applicants = (QUICK_PIPELINE, QUICK_APPLICANTS) if ground.quick else (PIPELINE, APPLICANTS)
    async with ground.database() as url:
        environ = ground.environ(url)
        await fill(environ, pipeline, applicants)
        parts = Parts(environ, ground.folder / "browser.log")
        try:
            await parts.start(nodes=0, scheduler=False)
            password = secrets.token_urlsafe(24)
            await _take_on(parts.settings, password)
            measured = await driven(
                {
                    **(QUICK_SAMPLES if ground.quick else SAMPLES),
                    "url": str(parts.api.base_url).rstrip("/"),
                    "key": parts.api.headers["Authorization"].removeprefix("Bearer "),
                    "email": EMAIL,
                    "password": password,
                    "job": str(await parts.connection.fetchval(LARGEST)),
                    "rows": pipeline,
                    "kinds": KINDS,
                }
            )
        finally:
            await parts.stop()
    return [*_opened(measured), *_scrolled(measured), *_moved(measured)]


async def _take_on(settings: Settings, password: str) -> None:
    """A recruiter, who signs in as people do."""
    engine = make_engine(settings, pool_size=0)
    async with writing(engine) as session:
        await create_user(session, email=EMAIL, name="Bench", role="recruiter", password=password, actor="bench")
    await engine.dispose()


def _opened(measured: dict[str, Any]) -> list[Figure]:
    """From the navigation to rows, and what was loaded for it."""
    opened = measured["opened"]
    scripts = {PurePosixPath(path).name for one in opened for path in one["scripts"]}
    weights = {name: kilobytes([name]) for name in sorted(scripts)}
    load = measured["loads"]["opened"]
    spent = point([one["cpu"] for one in opened], 0.5)
    return [
        of_samples(
            "navigation to the board until its first rows are painted",
            [one["first"] for one in opened],
            "ms",
            aim=700.0,
            hindrance=f"the page spends {spent:.0f} ms of one core; the machine's load was {load:.1f}",
            note=f"Chromium {measured['version']}, 1440 x 900, an empty cache each time, a warm server",
            details={
                "until anything was painted, median": round(point([one["contentful"] for one in opened], 0.5), 1),
                **_steps(opened),
                "spent by the page's main thread until then, median": round(spent, 1),
                LOAD: round(load, 2),
            },
        ),
        Figure(
            "JavaScript that the board loads, gzip",
            kilobytes(scripts),
            "kB",
            aim=MOST_KILOBYTES,
            hindrance="the largest: " + ", ".join(sorted(weights, key=lambda name: -weights[name])[:4]),
            note="all that was loaded until the network was idle; thousands of bytes",
            details=weights,
        ),
    ]


def _steps(opened: list[dict[str, Any]]) -> dict[str, float]:
    """Until each thing on the way to the rows was here, by medians: one waits for the other."""
    found = {
        what: [at for one in opened for name, at in one["steps"] if re.fullmatch(pattern, name)]
        for what, pattern in STEPS.items()
    }
    return {f"until {what} was here, median": round(point(at, 0.5), 1) for what, at in found.items() if at}


def _scrolled(measured: dict[str, Any]) -> list[Figure]:
    """Frames beside those of a bare list, rows that are elements, heap, and places by the scrollbar."""
    board, bare = ([took for turn in measured["turns"][name] for took in turn["frames"]] for name in ("board", "bare"))
    late, bare_late = (
        [took for turn in measured["turns"][name] for took in turn["late"]] for name in ("board", "bare")
    )
    ours, theirs = point(board, 0.95), point(bare, 0.95)
    cost, bare_cost = (
        sum(turn["cpu"] for turn in measured["turns"][name]) / len(took)
        for name, took in (("board", board), ("bare", bare))
    )
    costly = f"a frame of the board costs {cost:.1f} ms of one core, one of empty rows {bare_cost:.1f}"
    if cost < BARE_FRAME / 2:
        costly += ": it fits, but where others want the cores some come late"
    down = f"{measured['total']:,} rows from top to bottom"
    before, after = (measured[name] / 1_000_000 for name in ("heapBefore", "heapAfter"))
    incomplete = [100 * turn["incomplete"] for turn in measured["turns"]["board"]]
    return [
        Figure(
            "frames while scrolling, p95, beside those of empty rows",
            ours / theirs,
            "x",
            aim=1.25,
            hindrance=costly,
            note=f"{down}, in turn with a bare list of the same rows, the same lines scrolling both",
            details={
                "of the main thread a frame, board (ms)": round(cost, 2),
                "of the main thread a frame, empty rows (ms)": round(bare_cost, 2),
                "between callbacks, board, p95 (ms)": round(point(late, 0.95), 2),
                "between callbacks, empty rows, p95 (ms)": round(point(bare_late, 0.95), 2),
                LOAD: round(measured["loads"]["scrolled"], 2),
            },
        ),
        Figure(
            "a frame while scrolling the board, p95",
            ours,
            "ms",
            _points(board),
            aim=FRAME_AIM if theirs < BARE_FRAME else None,
            hindrance=costly,
        ),
        Figure("a frame while scrolling empty rows, p95", theirs, "ms", _points(bare)),
        Figure(
            "of the frames while scrolling, those in which a row in sight was not read yet",
            sum(incomplete) / len(incomplete),
            "%",
            incomplete,
            note=f"at {measured['rowsASecond']:,.0f} rows a second",
        ),
        Figure(
            "rows that are elements while scrolling, the most",
            max(turn["rows"] for turn in [*measured["turns"]["board"], measured["back"]]),
            "rows",
            aim=ROWS_AIM,
            hindrance="rows around those in sight",
            note="with the head",
        ),
        Figure(
            "heap after all rows and back, beside before",
            after / before,
            "x",
            aim=1.3,
            hindrance="pages of rows that are kept, and what the engine has compiled meanwhile",
            note="garbage was collected before both",
            details={"before (MB)": round(before, 2), "after (MB)": round(after, 2)},
        ),
        of_samples(
            "to any place by the scrollbar until its rows are painted, p95",
            measured["jumps"],
            "ms",
            share=0.95,
            aim=300.0,
            hindrance="a page of rows is asked for and answered; the browser and the parts share the cores",
            details={"p50": round(point(measured["jumps"], 0.5), 1)},
        ),
    ]


def _moved(measured: dict[str, Any]) -> list[Figure]:
    """A change of stage shown before the server has answered, and taken back where it refuses."""
    refusals = measured["refusals"]
    shown = [*measured["moves"], *(one["shown"] for one in refusals)]
    half, load = point(shown, 0.5), measured["loads"]["moved"]
    return [
        of_samples(
            "a change of stage, from the key until the row shows it, p95",
            shown,
            "ms",
            share=0.95,
            aim=100.0,
            hindrance=f"half took {half:.0f} ms at most; the machine's load was {load:.1f}",
            note="nothing is waited for: the row is shown changed before it is asked",
            details={"p50": round(half, 1), LOAD: round(load, 2)},
        ),
        of_samples(
            "refused, as somebody else was first: until the row says the truth and a word why",
            [one["back"] for one in refusals],
            "ms",
            note="the server answered 412; each was taken back",
        ),
    ]


def _points(took: list[float]) -> list[float]:
    """Of thousands of frames the points tell enough."""
    return [point(took, share / 100) for share in (1, 5, 25, 50, 75, 90, 95, 99, 100)]
