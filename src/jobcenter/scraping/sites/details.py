"""Reading a posting's own page: one object, kept whole, or an answer that is none."""

from typing import Any

from jobcenter.scraping.sites.base import PageUnreadableError
from jobcenter.scraping.sites.reading import DEEPEST, TooDeepError, at, cleaned, json_of, kind_of, text


def detail_of(body: bytes, key: str, vendor: str) -> dict[str, Any]:
    """The object that a posting's own page is; under `key` it holds the object that says most.

    Raises:
        PageUnreadableError: it is no such object; where the vendor says why, the message repeats it.
    """
    document = json_of(body, vendor)
    if not isinstance(at(document, key), dict):
        given = at(document, key) if isinstance(document, dict) else document
        said = text(at(document, "message")) or text(at(document, "error"))
        raise PageUnreadableError(
            f'{vendor} answered {kind_of(given)} where a posting with "{key}" should be'
            + (f'; it says: "{said[:200]}"' if said else "")
        )
    try:
        whole: dict[str, Any] = cleaned(document)
    except TooDeepError as error:
        raise PageUnreadableError(f"{vendor} answered a posting that is nested deeper than {DEEPEST} levels") from error
    return whole
