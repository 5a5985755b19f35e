"""The sites that Job Center knows, by name."""

from typing import Final

from jobcenter.scraping.sites.ashby import Ashby
from jobcenter.scraping.sites.base import Site
from jobcenter.scraping.sites.greenhouse import Greenhouse
from jobcenter.scraping.sites.lever import Lever

_ALL: Final[tuple[Site, ...]] = (Greenhouse(), Lever(), Ashby())

SITES: Final[dict[str, Site]] = {site.facts.name: site for site in _ALL}
"""Every site, by the name that settings, payloads and rows use."""


def site_named(name: str) -> Site:
    """The site of that name.

    Raises:
        KeyError: there is none; the message lists those that there are.
    """
    try:
        return SITES[name]
    except KeyError:
        raise KeyError(f'there is no site "{name}"; there are {", ".join(sorted(SITES))}') from None
