"""What is wrong with an installation, and how to mend it: `jobcenter doctor`."""

from jobcenter.entrypoints.doctor.examination import examine
from jobcenter.entrypoints.doctor.findings import Finding, report

__all__ = ["Finding", "examine", "report"]
