"""The place that a person asks for, by whichever of its names."""

import pytest

from jobcenter.postings.normal.asked import place_asked
from jobcenter.postings.normal.places import locations

SAME = [
    ("Munich", "München", "muenchen", "MÜNCHEN", "Monaco di Baviera", "Munich, Germany", "munich germany"),
    ("Cologne", "Köln", "koeln", "köln deutschland", "Cologne, NRW"),
    ("Vienna", "Wien", "wien", "Vienna, Austria", "wien österreich"),
    ("Zurich", "Zürich", "zuerich", "Zürich, Schweiz"),
    ("New York", "NYC", "nyc", "new york city", "New York, NY", "new york usa", "ny"),
    ("Milan", "Mailand", "Milano"),
    ("Warsaw", "Warszawa", "Warschau"),
    ("Portland, OR", "portland oregon", "Portland, Oregon, USA"),
    ("Germany", "Deutschland", "germany", "Allemagne"),
    ("United Kingdom", "UK", "uk"),
    ("Bavaria", "Bayern", "Bayern, Deutschland"),
    ("dubai united arab emirates", "Dubai"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_the_names_of_a_place_mean_one_place(names):
    meant = {name: place_asked(name) for name in names}
    assert None not in meant.values(), meant
    assert len({tuple(sorted(place.items())) for place in meant.values()}) == 1, meant


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_a_posting_that_is_there_has_what_is_asked_for(names):
    asked = place_asked(names[0])
    for name in names:
        said = name.upper() if name in {"uk", "ny"} else name
        if "," in said or len(said.split()) == 1:
            (stored,) = locations((said,))
            assert asked.items() <= stored.items(), name


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Munich", {"city": "Munich", "country": "DE"}),
        ("Portland", {"city": "Portland", "country": "US"}),
        ("Vienna, VA", {"city": "Vienna", "region": "VA", "country": "US"}),
        ("Springfield, Vermont", {"city": "Springfield", "region": "VT", "country": "US"}),
        ("Hallein, Salzburg, Austria", {"city": "Hallein", "country": "AT"}),
        ("London", {"city": "London", "country": "GB"}),
        ("london ontario", {"city": "London", "country": "CA"}),
        ("Bavaria", {"region": "BY", "country": "DE"}),
        ("germany", {"country": "DE"}),
    ],
)
def test_what_is_told_of_a_place(words, place):
    assert place_asked(words) == place


@pytest.mark.parametrize(
    "words",
    [
        *("Berlin Heights", "Berlin, Heights", "Kreuzberg, Berlin", "Main Street 5, Berlin", "Frankfurt (Oder)"),
        *(
            "Remote, Germany",
            "Remote",
            "Paris, London",
            "Köln / Bonn",
            "Washington",
            "Georgia",
            "Newcastle",
            "San Jose",
        ),
        *("Vaduz", "DE", "CA", "", "  ", ",", "*", "x" * 200, "Berlin " * 30, "a, " * 60),
    ],
)
def test_where_one_place_is_not_told_the_words_are_all_there_is(words):
    assert place_asked(words) is None
