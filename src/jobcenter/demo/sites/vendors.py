"""The vendors that the stand-in can speak as, by the name that their addresses begin with."""

from typing import Final

from jobcenter.demo.sites.ashby import AshbyShape
from jobcenter.demo.sites.bamboohr import BambooHRShape
from jobcenter.demo.sites.bdjobs import BDJobsShape
from jobcenter.demo.sites.careers import CareersShape
from jobcenter.demo.sites.greenhouse import GreenhouseShape
from jobcenter.demo.sites.indeed import IndeedShape
from jobcenter.demo.sites.lever import LeverShape
from jobcenter.demo.sites.personio import PersonioShape
from jobcenter.demo.sites.recruitee import RecruiteeShape
from jobcenter.demo.sites.smartrecruiters import SmartRecruitersShape
from jobcenter.demo.sites.teamtailor import TeamtailorShape
from jobcenter.demo.sites.vendor import Vendor
from jobcenter.demo.sites.workable import WorkableShape
from jobcenter.demo.sites.workday import WorkdayShape

_ALL: Final[tuple[Vendor, ...]] = (
    GreenhouseShape(),
    LeverShape(),
    AshbyShape(),
    SmartRecruitersShape(),
    WorkdayShape(),
    WorkableShape(),
    RecruiteeShape(),
    PersonioShape(),
    BambooHRShape(),
    TeamtailorShape(),
    CareersShape(),
    IndeedShape(),
    BDJobsShape(),
)

SHAPES: Final[dict[str, Vendor]] = {vendor.name: vendor for vendor in _ALL}
"""Every vendor's shape by its name."""
