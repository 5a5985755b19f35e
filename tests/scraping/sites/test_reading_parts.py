"""Places from their parts, and adverts from their sections."""

import pytest

from jobcenter.scraping.sites.reading_parts import one_advert, one_place


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        (("Porto", "Norte", "Portugal"), "Porto, Norte, Portugal"),
        (("New York", "New York", "United States"), "New York, New York, United States"),
        (("Singapore", "Singapore", "Singapore"), "Singapore"),
        (("Luxembourg", None, "Luxembourg"), "Luxembourg"),
        ((" Porto ", "", None), "Porto"),
        ((None, {}, [], True), None),
        ((), None),
    ],
)
def test_one_place(parts, place):
    assert one_place(*parts) == place


def test_sections_stand_under_their_headings_and_empty_ones_say_nothing():
    assert one_advert([("You & <we>", "<p>a</p>"), (None, "<p>b</p>"), ("Empty", " "), ({}, "c"), ("Odd", 7)]) == (
        "<h3>You &amp; &lt;we&gt;</h3>\n<p>a</p>\n<p>b</p>\nc"
    )
    assert one_advert([("Only a heading", None)]) is None
    assert one_advert([]) is None
