"""Pure decisions about postings: what is stored of one, and when two sightings say the same."""

import hashlib
import html as entities
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import nh3

from jobcenter.postings.found import FoundPosting

LONGEST_DESCRIPTION = 400_000
LONGEST_SEARCHED = 100_000

_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|u)(?:\s[^>]*)?>", re.IGNORECASE
)
_BLOCK_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Clean:
    """A posting ready to be stored: its sanitised text and the hash of all that counts as its content."""

    found: FoundPosting
    description_html: str | None
    content_hash: bytes


def clean(found: FoundPosting) -> Clean:
    """Sanitise a posting's HTML (scripts, handlers, styles and unknown tags go) and hash its content.

    `raw` is not part of the content: vendors move counters and timestamps in it that change nothing for a reader.
    """
    html = nh3.clean(found.description_html[:LONGEST_DESCRIPTION]) if found.description_html else None
    return Clean(found, html, _hash(found, html))


def _hash(found: FoundPosting, html: str | None) -> bytes:
    posted = found.posted_at.astimezone(UTC).isoformat() if isinstance(found.posted_at, datetime) else None
    content: list[Any] = [
        found.title,
        found.company,
        sorted(found.places),
        found.is_remote,
        found.department,
        found.employment_type,
        found.requisition,
        found.url,
        found.apply_url,
        posted,
        html,
        found.salary,
        *([found.outline] if found.outline else []),
    ]
    return hashlib.blake2b(msgspec.json.encode(content, order="deterministic"), digest_size=16).digest()


def one_each(found: Sequence[FoundPosting]) -> list[FoundPosting]:
    """Each vendor id once, the first wins; a repeat adds its places."""
    kept: dict[str, FoundPosting] = {}
    for one in found:
        earlier = kept.get(one.vendor_id)
        if earlier is None:
            kept[one.vendor_id] = one
        else:
            places = tuple(dict.fromkeys((*earlier.places, *one.places)))
            kept[one.vendor_id] = replace(earlier, places=places)
    return list(kept.values())


def text_of(html: str | None) -> str:
    """The words of sanitised HTML, as a person reads them: blocks apart, entities resolved."""
    if not html:
        return ""
    return entities.unescape(_BLOCK_TAG.sub("\n", _INLINE_TAG.sub("", html))).strip()


def search_words(found: FoundPosting, employer: str | None, description: str) -> str:
    """The words by which a posting is found: also without their accents, as people type them."""
    parts = (found.title, found.company or employer, *found.places, found.department, found.requisition, description)
    words = " ".join(filter(None, parts))[:LONGEST_SEARCHED]
    if words.isascii():
        return words
    bare = sorted({unaccented(word) for word in set(words.split()) if not word.isascii()})
    return " ".join((words, *bare))


def unaccented(words: str) -> str:
    """Words without accents: Zürich becomes Zurich."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
