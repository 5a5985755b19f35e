"""What is done with the rows of each kind of file: checked alike, and written unless it only looks."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from jobcenter.imports.kinds.applicants import bring_applicants
from jobcenter.imports.kinds.candidates import bring_candidates
from jobcenter.imports.kinds.companies import bring_companies
from jobcenter.imports.kinds.history import bring_history
from jobcenter.imports.kinds.jobs import bring_jobs
from jobcenter.imports.rows import Import, Row
from jobcenter.kit.db import Session

BRING: Final[Mapping[str, Callable[[Session, Import, Sequence[Row]], Awaitable[None]]]] = {
    "companies": bring_companies,
    "jobs": bring_jobs,
    "candidates": bring_candidates,
    "applicants": bring_applicants,
    "history": bring_history,
}
