"""What vendors give in parts, made whole: places of city, region and country, adverts of sections with headings."""

from collections.abc import Iterable
from html import escape

from jobcenter.scraping.sites.reading import html, text


def one_place(*parts: object) -> str | None:
    """One place from its parts, the smallest first, such as "Paris, Île-de-France, France"; None without any.

    A part that only repeats the country ("Singapore, Singapore") is left out; a city named as its region is not.
    """
    read = [part for part in map(text, parts) if part]
    return ", ".join([*(part for part in read[:-1] if part != read[-1]), read[-1]]) if read else None


def one_advert(sections: Iterable[tuple[object, object]]) -> str | None:
    """One advert from sections of a heading (a plain text, or None) and its HTML; sections without HTML say nothing."""
    parts: list[str] = []
    for heading, content in sections:
        written, named = html(content), text(heading)
        if written:
            parts += [f"<h3>{escape(named, quote=False)}</h3>", written] if named else [written]
    return html("\n".join(parts))
