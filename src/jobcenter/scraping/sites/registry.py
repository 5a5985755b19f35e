"""The sites that Job Center knows, by name."""

from typing import Final

from jobcenter.scraping.sites.ashby import Ashby
from jobcenter.scraping.sites.bamboohr import BambooHR
from jobcenter.scraping.sites.base import ChildSite, Site
from jobcenter.scraping.sites.careers import Careers
from jobcenter.scraping.sites.greenhouse import Greenhouse
from jobcenter.scraping.sites.jobspy import BOARDS
from jobcenter.scraping.sites.lever import Lever
from jobcenter.scraping.sites.personio import Personio
from jobcenter.scraping.sites.recruitee import Recruitee
from jobcenter.scraping.sites.smartrecruiters import SmartRecruiters
from jobcenter.scraping.sites.teamtailor import Teamtailor
from jobcenter.scraping.sites.workable import Workable
from jobcenter.scraping.sites.workday import Workday

_ALL: Final[tuple[Site | ChildSite, ...]] = (
    Greenhouse(),
    Lever(),
    Ashby(),
    SmartRecruiters(),
    Workday(),
    Workable(),
    Recruitee(),
    Personio(),
    BambooHR(),
    Teamtailor(),
    Careers(),
    *BOARDS,
)

SITES: Final[dict[str, Site | ChildSite]] = {site.facts.name: site for site in _ALL}
"""Every site, by the name that settings, payloads and rows use."""


def site_named(name: str) -> Site | ChildSite:
    """The site of that name.

    Raises:
        KeyError: there is none; the message lists those that there are.
    """
    try:
        return SITES[name]
    except KeyError:
        raise KeyError(f'there is no site "{name}"; there are {", ".join(sorted(SITES))}') from None
