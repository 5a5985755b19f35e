"""Filters: what a scrape keeps of a site's postings, and what a job board is searched by."""

from typing import Final, Literal

from pydantic import Field

from jobcenter.kit.wire import Body
from jobcenter.scraping.sites.base import SiteFacts

BOARD_RESULTS: Final = 25
_ONLY_BOARDS: Final = ("hours_old", "country_indeed", "job_type", "offset")

JobType = Literal["fulltime", "parttime", "contract", "temporary", "internship", "perdiem", "other", "volunteer"]


class Filters(Body):
    """What a scrape keeps of a site's postings; empty filters keep everything."""

    search_term: str | None = Field(
        None, max_length=200, description="Words that must all stand in title, department or text; or to search for."
    )
    location: str | None = Field(None, max_length=200, description="Part of a place's name, or `remote`.")
    is_remote: bool | None = Field(None, description="Keep remote postings only.")
    results_wanted: int | None = Field(
        None, ge=1, le=100_000, description="Stop after so many; left out: all, and of a job board 25."
    )
    hours_old: int | None = Field(None, ge=1, le=8_784, description="Job boards only: posted within so many hours.")
    country_indeed: str | None = Field(
        None, min_length=2, max_length=40, description="Indeed and Glassdoor only: the country to search in; else usa."
    )
    job_type: JobType | None = Field(None, description="Job boards only: this kind of work.")
    offset: int | None = Field(None, ge=0, le=100_000, description="Job boards only: pass over so many results.")


def check_filters(facts: SiteFacts, filters: Filters) -> None:
    """Check that a site can be asked by these filters; a job board's results are limited where nobody does it.

    Raises:
        ValueError: it cannot; the message says why.
    """
    if facts.kind != "board":
        given = [name for name in _ONLY_BOARDS if getattr(filters, name) is not None]
        if given:
            raise ValueError(f"{', '.join(given)}: {facts.label} cannot be asked by that, only job boards can")
    elif not (filters.search_term or "").strip():
        raise ValueError(f"{facts.label} needs a search_term: the words to search for, such as python developer")
    elif filters.results_wanted is None:
        filters.results_wanted = BOARD_RESULTS
