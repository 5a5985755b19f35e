# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jobcenter.postings.found import FoundPosting
from jobcenter.postings.normal import VERSION, Normal, normalise
from jobcenter.postings.normal.dates import posted_words
from jobcenter.postings.normal.places import locations
from jobcenter.tables.postings import EMPLOYMENTS, PAY_PERIODS, WORK_MODES

SEEN = datetime(2026, 8, 3, tzinfo=UTC)
FOUND = FoundPosting(
    vendor_id="17",
    title="Sr. Welder (m/w/d) - Hamburg",
    places=("Hamburg, DE", "Remote - Germany"),
    employment_type="Vollzeit",
    raw={"workplaceType": "hybrid"},
)
TEXT = "Wir suchen dich für unser Team in Hamburg. Du bist mit uns auf der Werft und verdienst 45.000 € brutto im Jahr."

# Pieces of what is looked for, put together in every order, beside any text at all.
PIECES = st.sampled_from(
    [
        "$",
        "€",
        "1",
        "120,000",
        "k",
        " - ",
        "–",
        "(",
        ")",
        "[",
        "a year",
        "CA",
        "US",
        "Remote",
        ",",
        ";",
        "/",
        " or ",
        "m/w/d",
        "GmbH",
        "& ",
        ":",
        "London",
        "New York",
        "GEORGIA",
        "İ",
        "ß",
        "™",
        "\u0345",
        "\ud800",
        "\0",
        "\u202e",
        "30+ Days Ago",
        "#",
        "LPA",
        "12",
        ".",
        "'",
        "東京",
        "🚀",
    ]
)
ANY = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map(" ".join)
)


def test_a_posting_whole():
    assert normalise(FOUND, target="acme-yards", description_text=TEXT) == Normal(
        employer="acme-yards",
        employer_key="acmeyards",
        title_key="senior welder",
        locations=[
            {"city": "Hamburg", "region": "HH", "country": "DE", "words": "Hamburg, DE"},
            {"city": None, "region": None, "country": "DE", "words": "Remote - Germany"},
        ],
        work_mode="hybrid",
        employment="full_time",
        pay_min=Decimal(45_000),
        pay_max=Decimal(45_000),
        pay_currency="EUR",
        pay_period="year",
        pay_evidence="45.000 € brutto im Jahr",
        language="de",
    )
    assert VERSION >= 1


def test_a_posting_that_says_nothing():
    nothing = normalise(FoundPosting(vendor_id="1", title="Welder"), target="", description_text="")
    assert nothing == Normal(employer=None, employer_key=None, title_key="welder")


@given(
    title=ANY.filter(bool),
    company=st.none() | ANY,
    places=st.lists(ANY, max_size=3),
    employment_type=st.none() | ANY,
    requisition=st.none() | ANY,
    remote=st.none() | st.booleans(),
    salary=st.dictionaries(
        st.sampled_from(["min", "max", "currency", "interval", "text"]), ANY | st.floats() | st.integers() | st.none()
    ),
    raw=st.dictionaries(
        st.sampled_from(["workplaceType", "remote", "hybrid", "country"]),
        ANY | st.booleans() | st.integers() | st.none(),
    ),
    target=ANY,
    text=ANY,
)
def test_no_text_makes_it_fail_and_its_words_are_those_of_the_table(
    *, title, company, places, employment_type, requisition, remote, salary, raw, target, text
):
    found = FoundPosting(
        vendor_id="1",
        title=title,
        company=company,
        places=tuple(places),
        is_remote=remote,
        employment_type=employment_type,
        requisition=requisition,
        salary=salary,
        raw=raw,
    )
    read = normalise(found, target=target, description_text=text)
    assert read == normalise(found, target=target, description_text=text)
    assert read.work_mode in {None, *WORK_MODES}
    assert read.employment in {None, *EMPLOYMENTS}
    assert read.pay_period in {None, *PAY_PERIODS}
    assert read.pay_min is None or read.pay_max is None or 0 < read.pay_min <= read.pay_max
    assert max(read.pay_min or 0, read.pay_max or 0) < 10**12
    assert (read.pay_min is None and read.pay_max is None) == (read.pay_evidence is None)
    assert read.language is None or len(read.language) == 2
    assert all(place["country"] is None or len(place["country"]) == 2 for place in read.locations)
    assert posted_words(text, SEEN) is None or text


@given(ANY)
def test_places_read_are_known_by_their_own_names(words):
    for place in locations([words]):
        assert place["words"]
        assert place["region"] is None or place["country"] is not None
