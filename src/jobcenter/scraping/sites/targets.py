"""Targets, the names of boards: what one may be anywhere, and what it must be at a site."""

import re
from typing import Final

from jobcenter.scraping.sites.base import ONE_NAME, SiteFacts

_NAME: Final = ONE_NAME.removeprefix("^").removesuffix("$")
_MOST_NAMES: Final = 6

TARGET_PATTERN: Final = rf"^{_NAME}(?:/{_NAME}){{0,5}}$"
"""What a target is at any site: one name, or a few with slashes between them."""


def possible_target(target: str) -> str:
    """The target, where it can be one at all.

    Raises:
        ValueError: no site has such a target; the message says why, for a person to read.
    """
    names = target.split("/")
    if len(names) > _MOST_NAMES or not all(re.fullmatch(_NAME, name) and name.strip(".") for name in names):
        raise ValueError(
            f"{target!r} can be no board's name: one has no \\ ? # %, no space at an end, is more than dots, "
            "and has at most five / between names"
        )
    return target


def check_target(target: str | None, facts: SiteFacts) -> None:
    """Check that a target is there where the site needs one, and is of the site's form.

    Raises:
        ValueError: it is not; the message says where to find it.
    """
    if facts.needs_target and target is None:
        raise ValueError(f"{facts.label} needs a target: {facts.target_hint}")
    if not facts.needs_target and target is not None:
        raise ValueError(f"{facts.label} takes no target: it is searched by search_term, location and is_remote")
    if target is not None and not re.fullmatch(facts.target_pattern, target):
        raise ValueError(f"{target!r} cannot be a target at {facts.label}; give {facts.target_hint}")
