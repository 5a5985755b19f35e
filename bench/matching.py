"""Matching: a million postings placed in openings, and what one more costs, beside COPY of the same rows."""

import tempfile
import time
from dataclasses import dataclass, field

import asyncpg
import psutil
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.figures import Figure
from bench.ground import Ground
from jobcenter.kit.db import make_engine, writing
from jobcenter.kit.settings import load_settings
from jobcenter.postings.openings.actions import match_some

STORED, QUICK_STORED = 1_000_000, 2_000
TENTHS = 10
MEGABYTE = 1_000_000
GROWTH_AIM = 1.3
WRITTEN = ("posting_keys", "openings", "opening_members")
# Employers of fifty vacancies each, with a text of their own in every advert; of five postings the last is a board's
# copy of the one before, under the employer's bare name and with an introduction of the board's.
FILL = r"""
    INSERT INTO postings (id, site_name, target, vendor_id, title, company, employer, employer_key, title_key, places,
        locations, url, description_html, content_hash, last_seen_run_id, normal_version)
    SELECT CAST(lpad(to_hex(1700000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0') AS uuid),
        CASE WHEN copied THEN 'linkedin' ELSE 'greenhouse' END,
        CASE WHEN copied THEN '' ELSE 'employer' || employer END, n::text, title,
        'Employer' || employer || CASE WHEN copied THEN '' ELSE ' GmbH' END, 'Employer' || employer,
        'employer' || employer, lower(title), ARRAY['City' || city || ', Germany'],
        jsonb_build_array(jsonb_build_object('city', 'City' || city, 'region', NULL, 'country', 'DE',
            'words', 'City' || city || ', Germany')),
        CASE WHEN copied THEN 'https://www.linkedin.com/jobs/view/' ELSE 'https://jobs.example.com/' END || n,
        '<p>' || CASE WHEN copied THEN 'Seen by many people who look for work today. ' ELSE '' END || own || '</p><p>'
            || about || '</p>',
        decode(md5(n::text), 'hex'), CAST('00000000-0000-7000-8000-000000000000' AS uuid), 1
    FROM (
        SELECT n, n % 5 = 0 AS copied, CASE WHEN n % 5 = 0 THEN n - 1 ELSE n END AS vacancy
        FROM generate_series({first}, {last}) n
    ) numbered CROSS JOIN LATERAL (
        SELECT vacancy / 50 AS employer, 1 + vacancy * 7 % 300 AS city,
            (ARRAY['', 'Senior ', 'Lead '])[1 + vacancy % 3] || 'Engineer of word' || 1 + vacancy * 13 % 500 AS title
    ) told CROSS JOIN LATERAL (
        SELECT string_agg(regexp_replace(md5(vacancy || ':' || i), '(.{{4}})', '\1 ', 'g'), '') AS own
        FROM generate_series(1, 15) i
    ) advert CROSS JOIN LATERAL (
        SELECT string_agg(regexp_replace(md5(employer || '/' || i), '(.{{4}})', '\1 ', 'g'), '') AS about
        FROM generate_series(1, 5) i
    ) boilerplate
"""
WAIT = "INSERT INTO postings_to_match SELECT id FROM postings WHERE vendor_id::int BETWEEN $1 AND $2"


@dataclass
class _Seen:
    """What matching took: seconds and postings of each batch, and the most memory that this process held."""

    seconds: list[float] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)
    most_memory: int = 0

    def each(self, first: float, last: float) -> float:
        """Milliseconds a posting, between these shares of the batches."""
        part = slice(int(first * len(self.placed)), max(1, int(last * len(self.placed))))
        return 1000 * sum(self.seconds[part]) / max(1, sum(self.placed[part]))


async def run(ground: Ground) -> list[Figure]:
    """Match all that is stored, then some more; then COPY what was written."""
    stored = QUICK_STORED if ground.quick else STORED
    more = stored // 100
    async with ground.database() as url:
        connection = await asyncpg.connect(url)
        engine = make_engine(load_settings({"DATABASE_URL": url}), pool_size=1, name="bench")
        try:
            await connection.execute(FILL.format(first=1, last=stored))
            await connection.execute(WAIT, 1, stored)
            await connection.execute("VACUUM ANALYZE postings, postings_to_match")
            before = psutil.Process().memory_info().rss
            seen = await _match(engine)
            copies, joined = await _joined(connection)
            await connection.execute(FILL.format(first=stored + 1, last=stored + more))
            await connection.execute(WAIT, stored + 1, stored + more)
            later = await _match(engine)
            copied = await _copy(connection)
        finally:
            await engine.dispose()
            await connection.close()
    return _figures(stored, seen, later, copied=copied, before=before, joined=joined / copies)


async def _match(engine: AsyncEngine) -> _Seen:
    """Match what waits, as the task does."""
    seen, process = _Seen(), psutil.Process()
    while True:
        began = time.perf_counter()
        async with writing(engine) as session:
            placed = await match_some(session)
        if not placed:
            return seen
        seen.seconds.append(time.perf_counter() - began)
        seen.placed.append(placed)
        seen.most_memory = max(seen.most_memory, process.memory_info().rss)


async def _joined(connection: asyncpg.Connection) -> tuple[int, int]:
    """How many copies there are, and how many stand in one opening with what they are copies of, and nothing else."""
    row = await connection.fetchrow(
        """
        SELECT count(*), count(*) FILTER (WHERE mine.opening_id = theirs.opening_id AND o.postings_count = 2)
        FROM postings copy JOIN postings original ON original.vendor_id = (copy.vendor_id::int - 1)::text
        JOIN opening_members mine ON mine.posting_id = copy.id
        JOIN opening_members theirs ON theirs.posting_id = original.id JOIN openings o ON o.id = mine.opening_id
        WHERE copy.site_name = 'linkedin'
        """
    )
    return row[0], row[1]


async def _copy(connection: asyncpg.Connection) -> float:
    """Seconds that COPY takes for the rows that matching wrote, into tables with the same indexes."""
    took = 0.0
    for table in WRITTEN:
        await connection.execute(f"CREATE TABLE copied_{table} (LIKE {table} INCLUDING ALL)")
        with tempfile.TemporaryFile() as rows:
            await connection.copy_from_table(table, output=rows, format="binary")
            rows.seek(0)
            began = time.perf_counter()
            await connection.copy_to_table(f"copied_{table}", source=rows, format="binary")
            took += time.perf_counter() - began
    return took


def _figures(stored: int, seen: _Seen, later: _Seen, *, copied: float, before: int, joined: float) -> list[Figure]:
    seconds, each = sum(seen.seconds), later.each(0, 1)
    tenths = [seen.each(tenth / TENTHS, (tenth + 1) / TENTHS) for tenth in range(TENTHS)]
    share = sum(later.placed) / (stored + sum(later.placed))
    return [
        Figure(f"{stored:,} postings matched", stored / seconds, "/s", note="one process, none matched before"),
        Figure(
            "the same as a share of COPY",
            100 * copied * (1 - share) / seconds,
            "%",
            note="COPY of the keys, openings and members that matching wrote, into tables with the same indexes",
        ),
        Figure(
            "copies that were joined with their original, and with nothing else",
            100 * joined,
            "%",
            aim=98.0,
            more_is_better=True,
        ),
        Figure(
            "memory that grew while matching",
            (seen.most_memory - before) / MEGABYTE,
            "MB",
            note="of the process that matches, at most",
        ),
        Figure(
            "one more posting with ten times as many stored",
            tenths[-1] / tenths[0],
            "x",
            [one / tenths[0] for one in tenths],
            aim=GROWTH_AIM,
            note="the last tenth's postings beside the first's, each tenth's in the samples",
        ),
        Figure(
            f"a new posting where {stored:,} are matched, beside one of the first tenth",
            each / tenths[0],
            "x",
            aim=GROWTH_AIM,
            details={"milliseconds a new posting": round(each, 3), "of the first tenth": round(tenths[0], 3)},
        ),
    ]
