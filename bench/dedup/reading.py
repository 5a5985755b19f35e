"""A row's posting as matching sees it: read through the normaliser, as a stored one is."""

import uuid
from datetime import datetime
from typing import Any

from jobcenter.postings.found import FoundPosting
from jobcenter.postings.matching import Facts
from jobcenter.postings.normal import normalise

_IDS = uuid.UUID("6f1cbb0e-6f5d-5a55-9a3c-2f6e3f0a7c11")


def facts_of(row: dict[str, Any]) -> Facts:
    """The facts of one side of a pair."""
    found = FoundPosting(
        vendor_id=row["vendor_id"],
        title=row["title"],
        company=row["company"],
        places=tuple(row["places"]),
        is_remote=row["is_remote"],
        department=row["department"],
        employment_type=row["employment_type"],
        requisition=row["requisition"],
        url=row["url"],
        apply_url=row["apply_url"] or None,
        posted_at=datetime.fromisoformat(row["posted_at"]),
    )
    normal = normalise(found, target=row["target"], description_text=row["description_text"])
    return Facts(
        id=uuid.uuid5(_IDS, f"{row['site']} {row['target']} {row['vendor_id']}"),
        site=row["site"],
        target=row["target"],
        vendor_id=row["vendor_id"],
        employer_key=normal.employer_key,
        title_key=normal.title_key,
        title=found.title,
        locations=tuple(normal.locations),
        work_mode=normal.work_mode,
        requisition=found.requisition,
        urls=tuple(url for url in (found.url, found.apply_url) if url),
        text=row["description_text"],
        first_seen=datetime.fromisoformat(row["first_seen_at"]),
        last_seen=datetime.fromisoformat(row["last_seen_at"]),
        closed_at=datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else None,
    )
