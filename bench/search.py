"""Search: pages of postings out of a million, beside the bare index scan that no search can beat."""

import time
from dataclasses import dataclass

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.figures import Figure, point
from bench.ground import Ground
from jobcenter.kit.db import make_engine, reading
from jobcenter.kit.settings import load_settings
from jobcenter.postings.queries import find
from jobcenter.postings.schemas import Filters

STORED, QUICK_STORED = 1_000_000, 2_000
SAMPLES, QUICK_SAMPLES = 60, 3
PAGE = 100
AIM = 3.0
# Words with the frequencies of a language: the n-th is n times as rare as the first; ids that sort by age, as ours do.
FILL = """
    INSERT INTO postings (id, site_name, target, vendor_id, title, company, employer, places, locations, content_hash,
        last_seen_run_id, normal_version, words)
    SELECT CAST(lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0') AS uuid),
        CASE n % 2 WHEN 0 THEN 'lever' ELSE 'greenhouse' END, 'stored-' || n % 1000, n::text, told.title,
        'Company ' || n % 1000, 'Company ' || n % 1000, ARRAY[told.city], jsonb_build_array(jsonb_build_object(
            'city', told.city, 'country', CASE n % 3 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' ELSE 'US' END)),
        decode(md5(n::text), 'hex'), CAST('00000000-0000-7000-8000-000000000000' AS uuid), 1,
        to_tsvector('simple', told.title || ' Company ' || n % 1000 || ' ' || told.city || ' ' || told.text)
    FROM generate_series(1, {stored}) n CROSS JOIN LATERAL (
        SELECT 'Engineer of word' || 1 + n % 500 AS title, 'City' || 1 + n % 300 AS city,
            (SELECT string_agg('word' || floor(exp(random() * ln(20000.0)))::int, ' ')
             FROM generate_series(1, 40 + n % 2)) AS text
    ) told
"""
SEARCHES = {
    "a word that one in a thousand has": Filters(q="word900"),
    "two words that many have": Filters(q="word3 word7"),
    "a word, a country, remote or not": Filters(q="word40", country=["DE"]),
    "a company": Filters(company="Company 77"),
    "a city": Filters(place="City12"),
    "everything, newest first": Filters(),
}
BARE = "SELECT * FROM postings WHERE words @@ to_tsquery('simple', $1) AND closed_at IS NULL ORDER BY id DESC LIMIT 100"


@dataclass
class _Timed:
    """How long the same search took, in milliseconds: ours, and the bare scan's of a like number of rows."""

    ours: list[float]
    bare: list[float]


async def run(ground: Ground) -> list[Figure]:
    """Each search in turn with the bare scan, warm."""
    stored = QUICK_STORED if ground.quick else STORED
    samples = QUICK_SAMPLES if ground.quick else SAMPLES
    async with ground.database() as url:
        connection = await asyncpg.connect(url)
        engine = make_engine(load_settings({"DATABASE_URL": url}), pool_size=1, name="bench")
        try:
            await connection.execute(FILL.format(stored=stored))
            await connection.execute("VACUUM ANALYZE postings")
            timed = {name: await _time(engine, connection, filters, samples) for name, filters in SEARCHES.items()}
        finally:
            await engine.dispose()
            await connection.close()
    return [figure for name, one in timed.items() for figure in _figures(name, one, stored)]


async def _time(engine: AsyncEngine, connection: asyncpg.Connection, filters: Filters, samples: int) -> _Timed:
    timed = _Timed([], [])
    for number in range(samples + 2):
        began = time.perf_counter()
        async with reading(engine) as session:
            await find(session, filters, limit=PAGE)
        between = time.perf_counter()
        await connection.fetch(BARE, "word900")
        if number > 1:  # two are for warming up
            timed.ours.append((between - began) * 1000)
            timed.bare.append((time.perf_counter() - between) * 1000)
    return timed


def _figures(name: str, timed: _Timed, stored: int) -> list[Figure]:
    note = f"the first {PAGE} of {stored:,} postings, warm, through the API's own query"
    scan = point(timed.bare, 0.5)
    return [
        Figure(f"{name}: p50", point(timed.ours, 0.5), "ms", timed.ours, note=note),
        Figure(f"{name}: p95", point(timed.ours, 0.95), "ms", timed.ours, note=note),
        Figure(
            f"{name}: p50 as a multiple of the bare index scan of {PAGE} rows",
            point(timed.ours, 0.5) / max(1e-9, scan),
            "x",
            [ours / max(1e-9, bare) for ours, bare in zip(timed.ours, timed.bare, strict=True)],
            aim=AIM,
            hindrance="rows that many words share are sorted before the newest are known; reading the words is a trip",
            note="the scan reads the word that one in a thousand has, in the same run",
            details={"bare scan p50 (ms)": round(scan, 2)},
        ),
    ]
