"""A posting as a site's parser hands it over: cleaned of the vendor's form, not yet stored."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

NORMAL_VERSION = 2
"""That of the rules in `normal`; one more whenever the same words come to mean something else."""


@dataclass(frozen=True, slots=True)
class FoundPosting:
    """One job advert as one source shows it.

    `vendor_id` and `title` are never empty. `places` are the vendor's own words, each once, in the vendor's order.
    `description_html` is as the vendor wrote it (unescaped, but not yet sanitised: `postings` does that).
    `posted_at` is aware; where the vendor gives no date but says how long ago it was, `posted_words` are its words
    ("Posted 3 Days Ago"): no part of the content, for they change by themselves. `salary` keeps the vendor's figures:
    `{"min", "max", "currency", "interval", "text"}`, absent keys left out. `outline` is what a list says in place of
    words that it leaves to the posting's own page ("2 Locations"): part of the content, so that a change of it is seen,
    and shown nowhere. `raw` is the vendor's item, whole.
    """

    vendor_id: str
    title: str
    company: str | None = None
    places: tuple[str, ...] = ()
    is_remote: bool | None = None
    department: str | None = None
    employment_type: str | None = None
    requisition: str | None = None
    url: str | None = None
    apply_url: str | None = None
    posted_at: datetime | None = None
    posted_words: str | None = None
    description_html: str | None = None
    salary: dict[str, Any] = field(default_factory=dict)
    outline: str | None = None
    raw: dict[str, Any] = field(default_factory=dict)
