"""The supervisor behind `make up`: starts everything, keeps it running, stops all of it cleanly."""

from jobcenter.entrypoints.up.supervisor import up

__all__ = ["up"]
