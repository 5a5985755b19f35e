"""The statements that store a page: one for the page, whatever its size, with what is news of it."""

from sqlalchemy import text

# What a posting's history compares, by its column; the vendor's words, not what they mean.
_COMPARED = (
    "title",
    "company",
    "places",
    "is_remote",
    "department",
    "employment_type",
    "requisition",
    "url",
    "apply_url",
    "posted_at",
    "salary",
)
_TOLD = "left({row}.description_html, 10000)"
_PAIRS = ", ".join(
    [f"('{name}', to_jsonb(b.{name}), to_jsonb(w.{name}))" for name in _COMPARED]
    + [f"('description', to_jsonb({_TOLD.format(row='b')}), to_jsonb({_TOLD.format(row='w')}))"]
)

CHANGES = (
    "(SELECT jsonb_object_agg(f.name, jsonb_build_array(f.was, f.became)) "  # noqa: S608 - names of our own columns
    f"FROM (VALUES {_PAIRS}) AS f (name, was, became) WHERE f.was IS DISTINCT FROM f.became)"
)
"""What differs between the rows `b` (before) and `w` (written): `{"title": ["old", "new"], …}`; NULL when nothing."""

_NORMAL = (
    "jsonb_to_record({given}) AS n (employer text, employer_key text, title_key text, locations jsonb, work_mode text, "
    "employment text, pay_min numeric, pay_max numeric, pay_currency text, pay_period text, pay_evidence text, "
    "language text)"
)

# The vendor's ids are unique within the page (`one_each`). A sighting with the same content only moves `last_seen`,
# which touches no index. A repeat within one run, on another page, adds its places; the hash stays that of the run's
# first sighting, so that the next run, which meets the same two, finds nothing changed. xmax is 0 for a row that this
# statement inserted; changed_at is now() where it found news. `= ANY` says again what the join says: with it the index
# is asked for the page's ids whatever PostgreSQL believes of the table; without it, and before the first ANALYZE, it
# reads all that is stored of the target, for every page anew. Where a list leaves out what the posting's own page tells
# (`detailed`), what was learnt there stays until it is fetched anew. Where it tells in words how long ago a posting was
# posted (`is_worded`), the day that they meant at first sight stays too: each pass would find another.
STORE = text(
    f"""
    WITH given AS (
        SELECT * FROM unnest(
            CAST(:id AS uuid[]), CAST(:vendor_id AS text[]), CAST(:title AS text[]), CAST(:company AS text[]),
            CAST(:places AS text[]), CAST(:is_remote AS boolean[]), CAST(:department AS text[]),
            CAST(:employment_type AS text[]), CAST(:requisition AS text[]), CAST(:url AS text[]),
            CAST(:apply_url AS text[]), CAST(:posted_at AS timestamptz[]), CAST(:is_worded AS boolean[]),
            CAST(:description_html AS text[]), CAST(:salary AS text[]), CAST(:raw AS text[]),
            CAST(:content_hash AS bytea[]), CAST(:normal AS text[]), CAST(:words AS text[])
        ) AS given (
            id, vendor_id, title, company, places, is_remote, department, employment_type, requisition, url, apply_url,
            posted_at, is_worded, description_html, salary, raw, content_hash, normal, words
        )
    ), before AS (
        SELECT p.* FROM postings p JOIN given g ON g.vendor_id = p.vendor_id
        WHERE p.site_name = :site AND p.target = :target AND p.vendor_id = ANY (CAST(:vendor_id AS text[]))
          AND (p.content_hash <> g.content_hash OR p.closed_at IS NOT NULL)
    ), seen_again AS (
        UPDATE postings p SET last_seen_at = now(), last_seen_run_id = CAST(:run AS uuid)
        FROM given g
        WHERE p.site_name = :site AND p.target = :target AND p.vendor_id = g.vendor_id
          AND p.vendor_id = ANY (CAST(:vendor_id AS text[])) AND p.content_hash = g.content_hash
          AND p.closed_at IS NULL
        RETURNING p.vendor_id
    ), written AS (
        INSERT INTO postings AS p (
            id, site_name, target, vendor_id, title, company, places, is_remote, department, employment_type,
            requisition, url, apply_url, posted_at, description_html, salary, raw, content_hash, last_seen_run_id,
            correlation_id, employer, employer_key, title_key, locations, work_mode, employment, pay_min, pay_max,
            pay_currency, pay_period, pay_evidence, language, normal_version, words, details_wanted
        )
        SELECT g.id, :site, :target, g.vendor_id, g.title, g.company,
            ARRAY(SELECT jsonb_array_elements_text(CAST(g.places AS jsonb))), g.is_remote, g.department,
            g.employment_type, g.requisition, g.url, g.apply_url,
            coalesce(CASE WHEN g.is_worded THEN b.posted_at END, g.posted_at), g.description_html,
            CAST(g.salary AS jsonb), CAST(g.raw AS jsonb), g.content_hash, CAST(:run AS uuid), :correlation_id,
            n.employer, n.employer_key, n.title_key, n.locations, n.work_mode, n.employment, n.pay_min, n.pay_max,
            n.pay_currency, n.pay_period, n.pay_evidence, n.language, :normal_version, to_tsvector('simple', g.words),
            :detailed
        FROM given g LEFT JOIN before b ON b.vendor_id = g.vendor_id,
            {_NORMAL.format(given="CAST(g.normal AS jsonb)")}
        WHERE NOT EXISTS (SELECT 1 FROM seen_again s WHERE s.vendor_id = g.vendor_id)
        ON CONFLICT (site_name, target, vendor_id) DO UPDATE SET
            title = excluded.title, company = coalesce(excluded.company, CASE WHEN :detailed THEN p.company END),
            places = CASE WHEN p.last_seen_run_id = excluded.last_seen_run_id
                THEN p.places || ARRAY(SELECT e FROM unnest(excluded.places) e WHERE e <> ALL (p.places))
                WHEN :detailed AND excluded.places = '{{}}' THEN p.places
                ELSE excluded.places END,
            is_remote = coalesce(excluded.is_remote, CASE WHEN :detailed THEN p.is_remote END),
            department = coalesce(excluded.department, CASE WHEN :detailed THEN p.department END),
            employment_type = coalesce(excluded.employment_type, CASE WHEN :detailed THEN p.employment_type END),
            requisition = coalesce(excluded.requisition, CASE WHEN :detailed THEN p.requisition END),
            url = CASE WHEN :detailed THEN coalesce(p.url, excluded.url) ELSE excluded.url END,
            apply_url = coalesce(excluded.apply_url, CASE WHEN :detailed THEN p.apply_url END),
            posted_at = coalesce(excluded.posted_at, CASE WHEN :detailed THEN p.posted_at END),
            description_html = coalesce(excluded.description_html, CASE WHEN :detailed THEN p.description_html END),
            salary = CASE WHEN :detailed AND excluded.salary = '{{}}' THEN p.salary ELSE excluded.salary END,
            raw = excluded.raw,
            employer = excluded.employer, employer_key = excluded.employer_key, title_key = excluded.title_key,
            locations = excluded.locations, work_mode = excluded.work_mode, employment = excluded.employment,
            pay_min = excluded.pay_min, pay_max = excluded.pay_max, pay_currency = excluded.pay_currency,
            pay_period = excluded.pay_period, pay_evidence = excluded.pay_evidence, language = excluded.language,
            normal_version = excluded.normal_version, words = excluded.words,
            details_wanted = :detailed, details_tries = 0, closed_at = NULL,
            content_hash = CASE WHEN p.last_seen_run_id = excluded.last_seen_run_id
                THEN p.content_hash ELSE excluded.content_hash END,
            changed_at = CASE
                WHEN p.content_hash = excluded.content_hash THEN p.changed_at
                WHEN p.last_seen_run_id = excluded.last_seen_run_id AND excluded.places <@ p.places THEN p.changed_at
                ELSE now() END,
            last_seen_at = now(), last_seen_run_id = excluded.last_seen_run_id,
            correlation_id = excluded.correlation_id
        RETURNING p.*, (p.xmax = 0) AS is_new
    ), to_match AS (
        INSERT INTO postings_to_match (posting_id) SELECT id FROM written ON CONFLICT DO NOTHING
    ), told AS (
        SELECT w.id, {CHANGES} AS changes, CASE
            WHEN w.is_new THEN 'new'
            WHEN b.closed_at IS NOT NULL THEN 'reopened'
            WHEN w.changed_at IS NOT DISTINCT FROM now() THEN 'changed' END AS news
        FROM written w LEFT JOIN before b ON b.id = w.id
    ), news AS (
        INSERT INTO posting_news (scrape_run_id, posting_id, news, changes)
        SELECT CAST(:run AS uuid), id, news, CASE WHEN news <> 'new' THEN changes END FROM told WHERE news IS NOT NULL
        ON CONFLICT DO NOTHING
    )
    SELECT count(*) FILTER (WHERE news = 'new') AS new, count(*) FILTER (WHERE news = 'changed') AS changed,
           count(*) FILTER (WHERE news = 'reopened') AS reopened,
           count(*) FILTER (WHERE news IS NULL) + (SELECT count(*) FROM seen_again) AS unchanged
    FROM told
    """  # noqa: S608 - put together from the names of columns above
)

# A plan made once for every page knows neither the page's size nor, before the first ANALYZE, the table's: it compares
# each posting with each (1.6 s instead of 0.1 s for a thousand that are as before). Planning anew costs about a
# millisecond.
PLAN_EACH_PAGE = text("SET LOCAL plan_cache_mode = force_custom_plan")

SEE_AGAIN = text(
    """
    WITH seen_again AS (
        UPDATE postings SET last_seen_at = now(), last_seen_run_id = CAST(:run AS uuid)
        WHERE site_name = :site AND target = :target AND vendor_id = ANY (CAST(:vendor_ids AS text[]))
          AND closed_at IS NULL
        RETURNING 1
    ) SELECT count(*) FROM seen_again
    """
)

# From what it was before the list brought news of it to what it is now: what the list had otherwise for a moment is no
# change.
_BOTH_CHANGES = (
    "(SELECT jsonb_object_agg(f.name, jsonb_build_array(f.was, f.became)) FROM ("
    "SELECT name, coalesce(n.changes -> name, told.changes -> name) -> 0 AS was, "
    "coalesce(told.changes -> name, n.changes -> name) -> 1 AS became "
    "FROM jsonb_object_keys(coalesce(n.changes, '{}') || told.changes) AS name"
    ") AS f WHERE f.was IS DISTINCT FROM f.became)"
)

# The posting's own page may be read in a later run than the one that brought the news, where it failed first: it is the
# latest news of the posting that it completes.
ADD_DETAILS = text(
    f"""
    WITH before AS (
        SELECT * FROM postings WHERE id = CAST(:id AS uuid)
    ), written AS (
        UPDATE postings p SET
            company = :company, places = ARRAY(SELECT jsonb_array_elements_text(CAST(:places AS jsonb))),
            is_remote = CAST(:is_remote AS boolean), department = :department, employment_type = :employment_type,
            requisition = :requisition, url = :url, apply_url = :apply_url,
            posted_at = CAST(:posted_at AS timestamptz), description_html = :description_html,
            salary = CAST(:salary AS jsonb), raw = CAST(:raw AS jsonb),
            employer = n.employer, employer_key = n.employer_key, title_key = n.title_key, locations = n.locations,
            work_mode = n.work_mode, employment = n.employment, pay_min = n.pay_min, pay_max = n.pay_max,
            pay_currency = n.pay_currency, pay_period = n.pay_period, pay_evidence = n.pay_evidence,
            language = n.language, normal_version = :normal_version, words = to_tsvector('simple', :words),
            details_wanted = false, details_tries = 0, ready_at = now()
        FROM {_NORMAL.format(given="CAST(:normal AS jsonb)")}
        WHERE p.id = CAST(:id AS uuid) AND p.details_wanted
        RETURNING p.*
    ), to_match AS (
        INSERT INTO postings_to_match (posting_id) SELECT id FROM written ON CONFLICT DO NOTHING
    ), told AS (
        SELECT w.id, {CHANGES} AS changes FROM written w JOIN before b ON b.id = w.id
    )
    UPDATE posting_news n SET changes = {_BOTH_CHANGES} FROM told
    WHERE n.posting_id = told.id AND n.news <> 'new' AND told.changes IS NOT NULL AND n.scrape_run_id = (
        SELECT scrape_run_id FROM posting_news WHERE posting_id = told.id ORDER BY at DESC, scrape_run_id DESC LIMIT 1
    )
    """  # noqa: S608 - put together from the names of columns above
)

# A run that was interrupted may end after another that began later: what any run saw since this one began is there.
CLOSE = text(
    """
    WITH closed AS (
        UPDATE postings SET closed_at = now(), details_wanted = false
        WHERE site_name = :site AND target = :target AND closed_at IS NULL
          AND last_seen_run_id <> CAST(:run AS uuid) AND last_seen_at < CAST(:began_at AS timestamptz)
        RETURNING id
    ), to_match AS (
        INSERT INTO postings_to_match (posting_id) SELECT id FROM closed ON CONFLICT DO NOTHING
    ), news AS (
        INSERT INTO posting_news (scrape_run_id, posting_id, news)
        SELECT CAST(:run AS uuid), id, 'closed' FROM closed
        ON CONFLICT DO NOTHING
    ) SELECT count(*) FROM closed
    """
)
