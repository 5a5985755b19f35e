"""A saved search's matches as an Atom feed (RFC 4287)."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from jobcenter.postings.rules import text_of

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
LONGEST_SUMMARY = 600

# What XML 1.0 cannot hold, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB = re.compile("https?://", re.IGNORECASE)
_CUT_TAG = re.compile(r"<[^>]*\Z")


def atom(search: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], *, address: str) -> bytes:
    """The feed of a search (`id`, `name`, `created_at`) with its matches, the latest first, as UTF-8.

    `address` is this installation's own, such as `https://jobs.example.com`. The same rows make the same bytes.
    """
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "id", f"urn:uuid:{search['id']}")
    _add(feed, "title", search["name"])
    _add(feed, "updated", _moment(max([search["created_at"], *(entry["matched_at"] for entry in entries)])))
    ET.SubElement(feed, "link", rel="self", href=f"{address}/api/postings/searches/{search['id']}/feed")
    ET.SubElement(feed, "generator").text = "Job Center"
    _add(ET.SubElement(feed, "author"), "name", "Job Center")
    for entry in entries:
        feed.append(_entry(entry, address))
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(row: Mapping[str, Any], address: str) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", f"urn:uuid:{row['id']}")
    _add(entry, "title", " – ".join(filter(None, (row["title"], _company(row)))))  # noqa: RUF001 - a dash between words
    _add(entry, "updated", _moment(row["matched_at"]))
    _add(entry, "published", _moment(row["posted_at"] or row["first_seen_at"]))
    ET.SubElement(entry, "link", rel="alternate", href=_link(row, address))
    _add(entry, "summary", _summary(row))
    return entry


def _company(row: Mapping[str, Any]) -> str:
    return str(row["employer"] or row["company"] or row["target"])


def _summary(row: Mapping[str, Any]) -> str:
    pay = [f"{amount:f}" for amount in (row["pay_min"], row["pay_max"]) if amount is not None]
    amounts = "–".join(dict.fromkeys(pay))  # noqa: RUF001 - a dash between amounts
    facts = [
        "; ".join(row["places"]),
        row["work_mode"],
        (row["employment"] or "").replace("_", " "),
        f"{amounts} {row['pay_currency'] or ''} a {row['pay_period'] or 'period unknown'}" if pay else None,
    ]
    told = " · ".join(filter(None, facts))
    words = " ".join(text_of(_CUT_TAG.sub("", row["excerpt"] or "")).split())
    cut = words if len(words) <= LONGEST_SUMMARY else f"{words[:LONGEST_SUMMARY].rpartition(' ')[0]} …"
    return "\n".join(filter(None, (told, cut)))


def _link(row: Mapping[str, Any], address: str) -> str:
    for url in (row["url"], row["apply_url"]):
        if url and _WEB.match(url):
            return _UNWRITABLE.sub("", url)
    return f"{address}/api/postings/{row['id']}"


def _add(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _UNWRITABLE.sub("", words)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
