import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.kit.errors import InvalidError
from jobcenter.postings.words import MOST_TERMS, Term, read_names, read_query


def test_a_query_is_read_into_its_terms():
    assert read_query('data -senior "site reliability" -"on call" engin* -manag*') == [
        Term("word", "data"),
        Term("word", "senior", without=True),
        Term("phrase", "site reliability"),
        Term("phrase", "on call", without=True),
        Term("beginning", "engin"),
        Term("beginning", "manag", without=True),
    ]


def test_accents_go_and_quotation_marks_stay_harmless():
    assert Term("word", "Zürich").bare == "Zurich"
    assert Term("beginning", "d'Évreux\\").bare == "'d''Evreux\\\\':*"


def test_what_says_nothing_is_left_out():
    assert read_query("Engineer - Berlin / *") == [Term("word", "Engineer"), Term("word", "Berlin")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('"open', "not closed"),
        ("", "no word"),
        ("- * !", "no word"),
        ('""', "no word"),
        (" ".join(["w"] * (MOST_TERMS + 1)), "at most"),
    ],
)
def test_a_bad_query_is_told_as_such(words, said):
    with pytest.raises(InvalidError, match=said):
        read_query(words)


def test_a_name_needs_a_word():
    assert read_names("company", "Acme & Co", beginnings=True) == [Term("beginning", "Acme"), Term("beginning", "Co")]
    with pytest.raises(InvalidError, match="place: needs a name"):
        read_names("place", "?!", beginnings=False)


@given(st.text())
def test_no_text_breaks_the_reading(words):
    try:
        terms = read_query(words)
    except InvalidError:
        return
    assert 0 < len(terms) <= MOST_TERMS
