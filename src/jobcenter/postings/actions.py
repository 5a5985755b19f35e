"""Storing postings: each exactly once by site, target and the vendor's id, a page at a time."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import text

from jobcenter.kit import logs
from jobcenter.kit.clock import new_id
from jobcenter.kit.db import Session
from jobcenter.postings.found import FoundPosting
from jobcenter.postings.rules import Clean, clean, one_each


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page brought: how many postings were new, changed, or as before."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


# One statement a page, whatever its size: the vendor's ids are unique within it (`one_each`). A sighting with the
# same content only moves `last_seen`, which touches no index. A repeat within one run, on another page, adds its
# places; the hash stays that of the run's first sighting, so that the next run, which meets the same two, finds nothing
# changed. xmax is 0 for a row that this statement inserted; changed_at is now() where it found news. `= ANY` says again
# what the join says: with it the index is asked for the page's ids whatever PostgreSQL believes of the table; without
# it, and before the first ANALYZE, it reads all that is stored of the target, for every page anew.
_STORE = text(
    """
    WITH given AS (
        SELECT * FROM unnest(
            CAST(:ids AS uuid[]), CAST(:vendor_ids AS text[]), CAST(:titles AS text[]), CAST(:companies AS text[]),
            CAST(:places AS text[]), CAST(:remotes AS boolean[]), CAST(:departments AS text[]),
            CAST(:employment_types AS text[]), CAST(:requisitions AS text[]), CAST(:urls AS text[]),
            CAST(:apply_urls AS text[]), CAST(:posted AS timestamptz[]), CAST(:descriptions AS text[]),
            CAST(:salaries AS text[]), CAST(:raws AS text[]), CAST(:hashes AS bytea[])
        ) AS given (
            id, vendor_id, title, company, places, is_remote, department, employment_type, requisition, url, apply_url,
            posted_at, description_html, salary, raw, content_hash
        )
    ), seen_again AS (
        UPDATE postings p SET last_seen_at = now(), last_seen_run_id = CAST(:run AS uuid)
        FROM given g
        WHERE p.site_name = :site AND p.target = :target AND p.vendor_id = g.vendor_id
          AND p.vendor_id = ANY (CAST(:vendor_ids AS text[])) AND p.content_hash = g.content_hash
        RETURNING p.vendor_id
    ), written AS (
        INSERT INTO postings AS p (
            id, site_name, target, vendor_id, title, company, places, is_remote, department, employment_type,
            requisition, url, apply_url, posted_at, description_html, salary, raw, content_hash, last_seen_run_id,
            correlation_id
        )
        SELECT g.id, :site, :target, g.vendor_id, g.title, g.company,
            ARRAY(SELECT jsonb_array_elements_text(CAST(g.places AS jsonb))), g.is_remote, g.department,
            g.employment_type, g.requisition, g.url, g.apply_url, g.posted_at, g.description_html,
            CAST(g.salary AS jsonb), CAST(g.raw AS jsonb), g.content_hash, CAST(:run AS uuid), :correlation_id
        FROM given g WHERE NOT EXISTS (SELECT 1 FROM seen_again s WHERE s.vendor_id = g.vendor_id)
        ON CONFLICT (site_name, target, vendor_id) DO UPDATE SET
            title = excluded.title, company = excluded.company,
            places = CASE WHEN p.last_seen_run_id = excluded.last_seen_run_id
                THEN p.places || ARRAY(SELECT e FROM unnest(excluded.places) e WHERE e <> ALL (p.places))
                ELSE excluded.places END,
            is_remote = excluded.is_remote, department = excluded.department,
            employment_type = excluded.employment_type, requisition = excluded.requisition, url = excluded.url,
            apply_url = excluded.apply_url, posted_at = excluded.posted_at,
            description_html = excluded.description_html, salary = excluded.salary, raw = excluded.raw,
            content_hash = CASE WHEN p.last_seen_run_id = excluded.last_seen_run_id
                THEN p.content_hash ELSE excluded.content_hash END,
            changed_at = CASE WHEN p.last_seen_run_id = excluded.last_seen_run_id AND excluded.places <@ p.places
                THEN p.changed_at ELSE now() END,
            last_seen_at = now(), last_seen_run_id = excluded.last_seen_run_id,
            correlation_id = excluded.correlation_id
        RETURNING p.id, (p.xmax = 0) AS is_new, (p.xmax <> 0 AND p.changed_at IS NOT DISTINCT FROM now()) AS is_changed
    ), news AS (
        INSERT INTO posting_news (scrape_run_id, posting_id, news)
        SELECT CAST(:run AS uuid), id, CASE WHEN is_new THEN 'new' ELSE 'changed' END FROM written
        WHERE is_new OR is_changed
        ON CONFLICT DO NOTHING
    )
    SELECT (SELECT count(*) FROM written WHERE is_new) AS new,
           (SELECT count(*) FROM written WHERE is_changed) AS changed,
           (SELECT count(*) FROM seen_again) + (SELECT count(*) FROM written WHERE NOT is_new AND NOT is_changed)
               AS unchanged
    """
)

# A plan made once for every page knows neither the page's size nor, before the first ANALYZE, the table's: it compares
# each posting with each (1.6 s instead of 0.1 s for a thousand that are as before). Planning anew costs about a
# millisecond.
_PLAN_EACH_PAGE = text("SET LOCAL plan_cache_mode = force_custom_plan")

_SEEN_AGAIN = text(
    """
    WITH seen_again AS (
        UPDATE postings SET last_seen_at = now(), last_seen_run_id = CAST(:run AS uuid)
        WHERE site_name = :site AND target = :target AND vendor_id = ANY (CAST(:vendor_ids AS text[]))
        RETURNING 1
    ) SELECT count(*) FROM seen_again
    """
)


async def store_page(
    session: Session, *, site: str, target: str, run: uuid.UUID, found: Sequence[FoundPosting]
) -> Stored:
    """Store one page's postings under the run that saw them."""
    if not found:
        return Stored()
    page = [clean(one) for one in one_each(found)]
    await session.execute(_PLAN_EACH_PAGE)
    row = (await session.execute(_STORE, _columns(page) | _where(site, target, run))).one()
    return Stored(row.new, row.changed, row.unchanged)


async def see_again(session: Session, *, site: str, target: str, run: uuid.UUID, vendor_ids: Sequence[str]) -> Stored:
    """A page is as it was: its postings were seen again."""
    given = {"site": site, "target": target, "run": run, "vendor_ids": list(vendor_ids)}
    return Stored(unchanged=int((await session.execute(_SEEN_AGAIN, given)).scalar_one()))


def _where(site: str, target: str, run: uuid.UUID) -> dict[str, object]:
    return {"site": site, "target": target, "run": run, "correlation_id": logs.correlation_id()}


def _columns(page: Sequence[Clean]) -> dict[str, object]:
    founds = [one.found for one in page]
    return {
        "ids": [new_id() for _ in page],
        "vendor_ids": [one.vendor_id for one in founds],
        "titles": [one.title for one in founds],
        "companies": [one.company for one in founds],
        "places": [_json(one.places) for one in founds],
        "remotes": [one.is_remote for one in founds],
        "departments": [one.department for one in founds],
        "employment_types": [one.employment_type for one in founds],
        "requisitions": [one.requisition for one in founds],
        "urls": [one.url for one in founds],
        "apply_urls": [one.apply_url for one in founds],
        "posted": [one.posted_at for one in founds],
        "descriptions": [one.description_html for one in page],
        "salaries": [_json(one.salary) for one in founds],
        "raws": [_json(one.raw) for one in founds],
        "hashes": [one.content_hash for one in page],
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
