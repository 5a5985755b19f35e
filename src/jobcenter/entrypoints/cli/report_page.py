"""A bench result as one HTML page that needs nothing beside it: the table before and after, a chart, every figure."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from jobcenter.entrypoints.cli.before_after import BARS, TABLE, Bar, Instead

Measured = Mapping[str, Any]
"""A figure as the bench keeps it: `name`, `value`, `unit`, `aim`, `more_is_better`, `met`, `hindrance`, `beyond` …"""

ABSENT: Final = "not measured in this run"
HEADINGS: Final = (
    "",
    "the old portal, as it reported",
    "after a cache was put in front",
    "the old way, run here",
    "Job Center here, without a cache",
    "Job Center here, with it",
)
STYLE: Final = """
:root { color-scheme: light dark; --line: #8885; --ours: #1a7f5a; --theirs: #8a8f98; --missed: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ours: #4cc38a; --missed: #ff8a80; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; } .said { opacity: .75; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { border-bottom-width: 2px; } tbody th { font-weight: normal; }
tr.part th { font-weight: 600; padding-top: 1.2rem; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.absent { opacity: .6; font-style: italic; } .met { color: var(--ours); } .missed { color: var(--missed); }
.ours { font-weight: 600; } .warning { border: 2px solid var(--missed); padding: .5rem 1rem; }
svg { width: 100%; height: auto; } svg text { font: 13px system-ui, sans-serif; fill: currentColor; }
svg .bar { fill: var(--theirs); } svg .bar.ours { fill: var(--ours); } svg line { stroke: var(--line); }
"""
_MET: Final = {True: '<td class="met">met</td>', False: '<td class="missed">missed</td>', None: "<td></td>"}
_WIDTH, _ROW, _LEFT, _RIGHT, _TOP = 960, 30, 290, 100, 24


def report_page(result: Mapping[str, Any]) -> str:
    """The whole page of a result as `bench/results/*.json` holds one."""
    families: Mapping[str, Sequence[Measured]] = result["families"]
    by_name = {str(one["name"]): one for figures in families.values() for one in figures}
    body = "\n".join(
        (
            *_head(result),
            "<h2>Before and after</h2>",
            *_before_and_after(by_name),
            "<h2>How long a page takes</h2>",
            *_chart(by_name),
            "<h2>Every figure</h2>",
            *_every_figure(families),
        )
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Job Center: what the bench measured</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def aims(result: Mapping[str, Any]) -> tuple[int, int]:
    """How many figures have an aim, and how many of these missed it."""
    told = [one for figures in result["families"].values() for one in figures if one.get("met") is not None]
    return len(told), sum(not one["met"] for one in told)


def number(value: float) -> str:
    """A value with as many digits as say something."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004 - three digits


def _told(one: Measured) -> str:
    return f"{'> ' if one.get('beyond') else ''}{number(one['value'])} {one['unit']}"


def _head(result: Mapping[str, Any]) -> Iterator[str]:
    machine, versions = result.get("machine", {}), result.get("versions", {})
    facts = (
        f"measured {result.get('date', 'at a time not told')}",
        f"revision {result.get('revision') or 'not told'}",
        f"{machine.get('cores', '?')} cores, {machine.get('memory_mb', 0) / 1000:.0f} GB, {machine.get('system', '?')}",
        f"Python {versions.get('python', '?')}",
    )
    with_aim, missed = aims(result)
    yield "<h1>Job Center: what the bench measured</h1>"
    yield f'<p class="said">{escape(" · ".join(facts))}</p>'
    if result.get("quick"):
        yield '<p class="warning">A smoke run: everything works, and no number on this page means anything.</p>'
    yield f"<p>{with_aim} figures have an aim; {with_aim - missed} met it, {missed} missed it.</p>"


def _row(cells: Iterable[str], kind: str = "") -> str:
    return f'<tr class="{kind}">{"".join(cells)}</tr>'


def _before_and_after(by_name: Mapping[str, Measured]) -> Iterator[str]:
    yield '<div class="wide"><table><thead>'
    yield _row(f'<th scope="col">{escape(one)}</th>' for one in HEADINGS)
    yield "</thead><tbody>"
    for part, lines in TABLE.items():
        yield _row([f'<th scope="rowgroup" colspan="{len(HEADINGS)}">{escape(part)}</th>'], "part")
        for line in lines:
            told = (f"<td>{escape(one)}</td>" for one in (line.reported, line.cached))
            run = (_measured(by_name, line.old), _measured(by_name, line.ours, "ours"))
            cached = _measured(by_name, line.ours_cached, "ours")
            yield _row([f'<th scope="row">{escape(line.what)}</th>', *told, *run, cached])
    yield "</tbody></table></div>"
    yield (
        '<p class="said">What the old portal reported comes from another machine, another database (MySQL) and real '
        "traffic: it says how it felt, not how much faster a query is. Its way run here has the same data, the same "
        "PostgreSQL and the same minute as ours.</p>"
    )


def _measured(by_name: Mapping[str, Measured], name: str | Instead, kind: str = "") -> str:
    """The cell of a figure; words where there is none to be had."""
    if isinstance(name, Instead):
        return f"<td>{escape(name.words)}</td>"
    if not name:
        return "<td></td>"
    if name not in by_name:
        return f'<td class="absent">{ABSENT}</td>'
    return f'<td class="number {kind}">{escape(_told(by_name[name]))}</td>'


def _chart(by_name: Mapping[str, Measured]) -> Iterator[str]:
    """Bars on a logarithmic scale: ten times as long is one step to the right."""
    bars = [(one, _milliseconds(one, by_name)) for one in BARS]
    known = [value for _, value in bars if value]
    lowest, highest = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    step = (_WIDTH - _LEFT - _RIGHT) / (highest - lowest)
    height = _TOP + _ROW * len(bars) + 10
    yield f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="chart">'
    spoken = "; ".join(f"{one.label}: {f'{number(value)} ms' if value else ABSENT}" for one, value in bars)
    yield f'<title id="chart">Milliseconds for a page, on a logarithmic scale. {escape(spoken)}.</title>'
    for power in range(lowest, highest + 1):
        x = _LEFT + (power - lowest) * step
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{height}"/>'
        yield f'<text x="{x:.1f}" y="14" text-anchor="middle">{number(10**power)} ms</text>'
    for place, (one, value) in enumerate(bars):
        y = _TOP + _ROW * place + 6
        yield f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(one.label)}</text>'
        if not value:
            yield f'<text x="{_LEFT + 6}" y="{y + 14}" opacity="0.6">{ABSENT}</text>'
            continue
        width = max(2.0, (math.log10(value) - lowest) * step)
        yield f'<rect class="bar{" ours" if one.is_ours else ""}" x="{_LEFT}" y="{y}" width="{width:.1f}" height="20"/>'
        yield f'<text x="{_LEFT + width + 6:.1f}" y="{y + 14}">{number(value)} ms</text>'
    yield "</svg>"
    yield (
        '<p class="said">The three other systems were measured once on such a machine, at one client, with the rows '
        "that their page shows.</p>"
    )


def _milliseconds(bar: Bar, by_name: Mapping[str, Measured]) -> float | None:
    if bar.milliseconds is not None:
        return bar.milliseconds
    return float(by_name[bar.figure]["value"]) if bar.figure in by_name else None


def _every_figure(families: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    yield '<div class="wide"><table><thead>'
    headings = ("figure", "measured", "aim", "met", "what stands in the way")
    yield _row(f'<th scope="col">{one}</th>' for one in headings)
    yield "</thead><tbody>"
    for family, figures in families.items():
        yield _row([f'<th scope="rowgroup" colspan="{len(headings)}">{escape(family)}</th>'], "part")
        for one in figures:
            yield _row(_cells(one))
    yield "</tbody></table></div>"


def _cells(one: Measured) -> Iterator[str]:
    note = f'<br><small class="said">{escape(one["note"])}</small>' if one.get("note") else ""
    yield f'<th scope="row">{escape(one["name"])}{note}</th>'
    yield f'<td class="number">{escape(_told(one))}</td>'
    aim = one.get("aim")
    sign = "≥" if one.get("more_is_better") else "≤"
    shown = "" if aim is None else f"{sign} {number(aim)} {one['unit']}"
    yield f'<td class="number">{escape(shown)}</td>'
    yield _MET[one.get("met")]
    yield f"<td>{escape(one.get('hindrance') or 'not known yet') if one.get('met') is False else ''}</td>"
