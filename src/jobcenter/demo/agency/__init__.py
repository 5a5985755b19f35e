"""A made-up agency: people, firms, pipelines and their histories, in any size, the same for the same seed."""

from jobcenter.demo.agency.filling import APPLICANTS_OF_A_PIPELINE, Made, Wanted, fill

__all__ = ["APPLICANTS_OF_A_PIPELINE", "Made", "Wanted", "fill"]
