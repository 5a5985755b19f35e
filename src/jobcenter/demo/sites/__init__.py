"""Stand-in sites: the vendors' real shapes on loopback, with faults on demand and an access log to check against."""

from jobcenter.demo.sites.faults import Fault
from jobcenter.demo.sites.rows import Board, CsvFiles, Row, Source
from jobcenter.demo.sites.sample import Sample
from jobcenter.demo.sites.serving import serve
from jobcenter.demo.sites.standin import StandIn

__all__ = ["Board", "CsvFiles", "Fault", "Row", "Sample", "Source", "StandIn", "serve"]
