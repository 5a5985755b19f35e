"""The board: pages of a pipeline of 40,000 among 1,000,000 applicants, beside PostgreSQL alone and the old way."""

from bench.board.family import run

__all__ = ["run"]
