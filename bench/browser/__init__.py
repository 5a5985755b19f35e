"""The browser: the board as a person has it, in Chromium, beside a bare list of empty rows."""

from bench.browser.family import run

__all__ = ["run"]
