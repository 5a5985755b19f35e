import pytest

from jobcenter.postings.normal.places import locations

SF = ("San Francisco", "CA", "US")
NYC = ("New York", "NY", "US")
SEATTLE = ("Seattle", "WA", "US")
CHICAGO = ("Chicago", "IL", "US")
TORONTO = ("Toronto", "ON", "CA")
LONDON = ("London", "ENG", "GB")
BERLIN = ("Berlin", "BE", "DE")
USA = (None, None, "US")
CANADA = (None, None, "CA")
UNKNOWN = (None, None, None)


def read(*places):
    return [(one["city"], one["region"], one["country"]) for one in locations(places)]


ONE = {
    "San Francisco, CA": SF,
    "San Francisco, California, United States": SF,
    "SF Office": SF,
    "San Francisco Bay Area": SF,
    "New York": NYC,
    "New York, New York, USA": NYC,
    "New York, NY (HQ)": NYC,
    "NYC (SoHo)": NYC,
    "Remote - New York": (None, "NY", "US"),
    "Remote - Washington, USA": (None, "WA", "US"),
    "Washington": USA,
    "Washington, DC": ("Washington", "DC", "US"),
    "Bellevue, Washington": ("Bellevue", "WA", "US"),
    "US-Oregon-Hillsboro": ("Hillsboro", "OR", "US"),
    "US, Oregon, Hillsboro": ("Hillsboro", "OR", "US"),
    "Massachusetts - Boston": ("Boston", "MA", "US"),
    "TX - Katy": ("Katy", "TX", "US"),
    "Denver, CO - US": ("Denver", "CO", "US"),
    "Tulsa, OK - US (2)": ("Tulsa", "OK", "US"),
    "Bend, OR, United States": ("Bend", "OR", "US"),
    "FL - Ft. Myers": ("Fort Myers", "FL", "US"),
    "Scranton/Wilkes-Barre, PA": ("Scranton/Wilkes-Barre", "PA", "US"),
    "Seattle WA": SEATTLE,
    "US WA Seattle - Remote": SEATTLE,
    "AMER - United States - Colorado - Denver - Fifth Street": ("Denver", "CO", "US"),
    "Remote - US": USA,
    "Remote in the US": USA,
    "US-Remote": USA,
    "U.S. Anywhere": USA,
    "Remote (United States)": USA,
    "Remote - US: All locations": USA,
    "Remote-Friendly, United States": USA,
    "Remote India": (None, None, "IN"),
    "Canada - Remote (ON, AB, BC, or NS Only)": CANADA,
    "Quebec, CAN - Remote": (None, "QC", "CA"),
    "CA-Toronto": TORONTO,
    "Toronto, ON, CA": TORONTO,
    "Kitchener-Waterloo, ON": ("Kitchener-Waterloo", "ON", "CA"),
    "London, ON": ("London", "ON", "CA"),
    "London": LONDON,
    "London, United Kingdom": LONDON,
    "City of London Corporation, GBR": LONDON,
    "Hybrid - London, UK": LONDON,
    "London - UK2": LONDON,
    "Birmingham, AL": ("Birmingham", "AL", "US"),
    "Birmingham, England, United Kingdom": ("Birmingham", "ENG", "GB"),
    "Sleaford, Lincs, , United Kingdom": ("Sleaford", "Lincs", "GB"),
    "Dublin": ("Dublin", None, "IE"),
    "CA - Dublin": ("Dublin", "CA", "US"),
    "Paris": ("Paris", None, "FR"),
    "Paris, TX": ("Paris", "TX", "US"),
    "Paris, Texas": ("Paris", "TX", "US"),
    "Hamburg, DE": ("Hamburg", "HH", "DE"),
    "Wilmington, DE": ("Wilmington", "DE", "US"),
    "München, Bayern": ("Munich", "BY", "DE"),
    "Reutlingen, BW, Germany": ("Reutlingen", "BW", "DE"),
    "Wernau (Neckar), BW, Deutschland": ("Wernau", "BW", "DE"),
    "Barcelona, CT, Spain": ("Barcelona", "CT", "ES"),
    "Alcobendas, MD, España": ("Alcobendas", "MD", "ES"),
    "Hallein, Salzburg, Austria": ("Hallein", "Salzburg", "AT"),
    "Zürich, CH": ("Zurich", None, "CH"),
    "São Paulo, São Paulo, Brazil": ("São Paulo", "SP", "BR"),
    "Apaseo el Grande, GUANAJUATO, Mexico": ("Apaseo el Grande", "Guanajuato", "MX"),
    "Suzhou, Jiangsu, China": ("Suzhou", "Jiangsu", "CN"),
    "bengaluru, , India": ("Bengaluru", "KA", "IN"),
    "IN - Bengaluru": ("Bengaluru", "KA", "IN"),
    "Vietnam, Ho_Chi_Minh_City": ("Ho Chi Minh City", None, "VN"),
    "Korea, Republic of - Seoul": ("Seoul", None, "KR"),
    "EMEA - Poland - Kraków - Lubomirskiego": ("Kraków", None, "PL"),
    "Singapore, SGP": ("Singapore", None, "SG"),
    "東京": ("Tokyo", None, "JP"),
    "Tel Aviv - IL": ("Tel Aviv", None, "IL"),
    "Georgia - Atlanta": ("Atlanta", "GA", "US"),
    "Tbilisi, Georgia": ("Tbilisi", None, "GE"),
    "Costa Rica, San Jose": ("San Jose", None, "CR"),
    "San Jose, CA": ("San Jose", "CA", "US"),
    "Lebanon, NH": ("Lebanon", "NH", "US"),
    "Bosnia and Herzegovina": (None, None, "BA"),
    "Trinidad and Tobago": (None, None, "TT"),
    "Österreich": (None, None, "AT"),
    "MX": (None, None, "MX"),
}

SEVERAL = {
    "Austin, TX; Remote - US": [("Austin", "TX", "US"), USA],
    "NYC or London": [NYC, LONDON],
    "SF, NYC, SEA, CHI": [SF, NYC, SEATTLE, CHICAGO],
    "San Francisco, Seattle, New York, Remote": [SF, SEATTLE, NYC],
    "San Francisco, CA • New York, NY • United States": [SF, NYC, USA],
    "San Francisco, CA, New York, NY": [SF, NYC],
    "Chicago, IL & New York, NY": [CHICAGO, NYC],
    "Seattle, WA OR New York, NY OR Remote North America": [SEATTLE, NYC],
    "Chicago, US-Remote, Toronto": [CHICAGO, USA, TORONTO],
    "US / Canada": [USA, CANADA],
    "United States, Canada": [USA, CANADA],
    "DC, Maryland, Virginia": [("Washington", "DC", "US"), (None, "MD", "US"), (None, "VA", "US")],
    "Germany, Berlin, Munich": [BERLIN, ("Munich", "BY", "DE")],
    "Sweden, Dublin, Amsterdam": [(None, None, "SE"), ("Dublin", None, "IE"), ("Amsterdam", None, "NL")],
    "Dallas/Ft. Worth, TX": [("Dallas", "TX", "US"), ("Fort Worth", "TX", "US")],
    "London, Birmingham, Belfast, , United Kingdom": [LONDON, ("Birmingham", "ENG", "GB"), ("Belfast", "NIR", "GB")],
    "London, England UK, Remote - US": [LONDON, USA],
    "Berlin oder Hamburg": [BERLIN, ("Hamburg", "HH", "DE")],
    "Hybrid - London, Berlin": [LONDON, BERLIN],
}

NOWHERE = [
    "2 Locations",
    "49 Locations",
    "Multiple Locations",
    "Remote",
    "Fully remote",
    "Hybrid",
    "In-Office",
    "Hybrid or Remote",
    "N/A",
    "n/a",
    "TBD",
    "LOCATION",
    "Remote - Tier 1",
    "",
    "  ",
    "-",
    ";",
    "()",
    "100% Remote",
    "Distributed",
]

WORDS_ONLY = [
    "EMEA",
    "Remote - EMEA",
    "North America",
    "Europe",
    "Remote, North America",
    "Global",
    "CA",
    "Remote - CA",
    "Georgia",
    "02672 - Corner Shop, L.L.C.",
    "Newcastle and Gateshead",
    "Loudon-3400 Oak Park Dr",
    "Nowhereville",
    "Team Blue",
]


@pytest.mark.parametrize(("words", "place"), ONE.items())
def test_one_place(words, place):
    assert read(words) == [place]


@pytest.mark.parametrize(("words", "places"), SEVERAL.items())
def test_several_in_one_text(words, places):
    assert read(words) == places


@pytest.mark.parametrize("words", NOWHERE)
def test_words_that_name_no_place(words):
    assert read(words) == []


@pytest.mark.parametrize("words", WORDS_ONLY)
def test_words_that_stay_words(words):
    assert locations([words]) == [{"city": None, "region": None, "country": None, "words": words}]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("San Jose", ("San Jose", None, None)),
        ("Birmingham", ("Birmingham", None, None)),
        ("Portland", ("Portland", None, "US")),
        ("Wismar, DE", ("Wismar", None, None)),
        ("IN - La Porte", ("La Porte", None, None)),
        ("Ontario, CA", UNKNOWN),
    ],
)
def test_what_may_be_two_places_is_told_as_far_as_both_agree(words, place):
    assert read(words) == [place]


def test_other_places_of_the_posting_tell_which_is_meant():
    assert read("San Jose", "Austin, TX") == [("San Jose", "CA", "US"), ("Austin", "TX", "US")]
    assert read("Georgia", "Illinois") == [(None, "GA", "US"), (None, "IL", "US")]
    assert read("Birmingham", "Leeds") == [("Birmingham", "ENG", "GB"), ("Leeds", "ENG", "GB")]
    # Two readings are left, and a code alone is never read by its neighbours: "CA Remote; US Remote" is Canada.
    assert read("San Jose", "Austin", "Costa Rica")[0] == ("San Jose", None, None)
    assert read("CA Remote", "US Remote") == [UNKNOWN, USA]


def test_a_place_is_told_once_and_with_the_words_that_named_it_first():
    given = ["New York, NY; San Francisco, CA", "NYC", "Europe", "europe"]
    assert [one["words"] for one in locations(given)] == ["New York, NY", "San Francisco, CA", "Europe"]


def test_reading_again_what_was_read_changes_nothing():
    for words in [*ONE, *SEVERAL, *WORDS_ONLY]:
        first = locations([words])
        again = locations([one["words"] for one in first])
        assert [one["country"] for one in again] == [one["country"] for one in first], words
