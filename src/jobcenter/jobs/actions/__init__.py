"""What changes jobs, their stages, and the templates of these."""

from jobcenter.jobs.actions.jobs import change_job, make_job
from jobcenter.jobs.actions.stages import replace_stages
from jobcenter.jobs.actions.templates import change_template, delete_template, make_template

__all__ = [
    "change_job",
    "change_template",
    "delete_template",
    "make_job",
    "make_template",
    "replace_stages",
]
