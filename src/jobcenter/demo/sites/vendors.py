"""The vendors that the stand-in can speak as, by the name that their addresses begin with."""

from typing import Final

from jobcenter.demo.sites.ashby import AshbyShape
from jobcenter.demo.sites.greenhouse import GreenhouseShape
from jobcenter.demo.sites.lever import LeverShape
from jobcenter.demo.sites.vendor import Vendor

_ALL: Final[tuple[Vendor, ...]] = (GreenhouseShape(), LeverShape(), AshbyShape())

SHAPES: Final[dict[str, Vendor]] = {vendor.name: vendor for vendor in _ALL}
"""Every vendor's shape by its name."""
