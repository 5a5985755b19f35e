"""What may be a target, at any site and at each."""

import re

import pytest

from jobcenter.scraping.sites.registry import SITES
from jobcenter.scraping.sites.targets import TARGET_PATTERN, check_target, possible_target

ANY = ["acme", "a.b-c", "Acme & Co", "ümlaut", "a", "acme.wd1/External"]
NONE = [
    "",
    " a",
    "a ",
    "a/",
    "/a",
    "a/b/c/d/e/f/g",
    "a//b",
    ".",
    "..",
    "a/..",
    "./a",
    "...",
    "a?b",
    "a#b",
    "a%2Fb",
    "a\\b",
    "a\nb",
    "a\n",
]


@pytest.mark.parametrize("target", ANY)
def test_what_can_be_a_target(target):
    assert possible_target(target) == target
    assert re.fullmatch(TARGET_PATTERN, target)


@pytest.mark.parametrize("target", NONE)
def test_what_cannot_be_one_is_said(target):
    with pytest.raises(ValueError, match=f"^{re.escape(repr(target))} can be no board's name"):
        possible_target(target)


@pytest.mark.parametrize("target", ["acme.wd1/External", "a-b.wd103/x_y.z", "a_b.wd5/E"])
def test_workdays_form(target):
    check_target(target, SITES["workday"].facts)


@pytest.mark.parametrize(
    "target", ["acme", "acme/External", "acme.wd1", "acme.wd1/a b", "a.b.c/d", "-a.wd1/x", "acme.wd1/x\n"]
)
def test_what_is_not_workdays_form_is_told_the_form(target):
    with pytest.raises(ValueError, match=r"cannot be a target at Workday; give tenant\.shard/site, such as acme\.wd1/"):
        check_target(target, SITES["workday"].facts)


def test_two_names_are_no_target_where_one_is():
    check_target("Acme & Co", SITES["lever"].facts)
    with pytest.raises(ValueError, match="'a/b' cannot be a target at Lever; give the site's name: the last part of"):
        check_target("a/b", SITES["lever"].facts)


def test_none_where_one_is_needed():
    with pytest.raises(ValueError, match=r"^Workday needs a target: tenant\.shard/site"):
        check_target(None, SITES["workday"].facts)
