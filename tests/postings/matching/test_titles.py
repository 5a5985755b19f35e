import pytest

from jobcenter.postings.matching.titles import Titles, compare_titles, core

NONE = frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Backend Engineer", "Sr. Backend Engineer (m/w/d)"),
        ("Backend Engineer", "BACKEND ENGINEER"),
        ("Backend Engineer", "Back-End Engineer (all genders)"),
        ("Backend Engineer", "🚀 Backend Engineer - Remote"),
        ("Backend Engineer", "Now hiring: Backend Engineers!"),
        ("Line Cook", "Line Cook - $19-$23 per hour"),
        ("Buchhalter", "Buchhalter/in (gn)"),
        ("Buchhalter", "Buchhalter*in, Vollzeit"),
        ("Registered Nurse 2", "Registered Nurse II"),
        ("Sales & Service Agent", "Sales and Service Agent"),
        ("Pflegefachkraft 80-100%", "Pflegefachkraft (w/m/d)"),
    ],
)
def test_dress_is_no_difference(one, other):
    assert compare_titles(one, other, NONE) == (Titles.SAME, ())
    assert core(one, NONE) == core(other, NONE) or "Engineers" in other


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Backend Engineer", "Senior Backend Engineer", Titles.LEVEL),
        ("Nurse II", "Nurse III", Titles.LEVEL),
        ("Staff Engineer", "Principal Engineer", Titles.LEVEL),
        ("Product Designer", "Product Designer Intern", Titles.LEVEL),
        ("Product Designer", "Product Design Manager", Titles.LEVEL),
        ("Cook - Day Shift", "Cook - Night Shift", Titles.LEVEL),
        ("Accountant (Full-time)", "Accountant (Part-time)", Titles.LEVEL),
        ("Cashier - Store 1204", "Cashier - Store 88", Titles.NUMBER),
        ("Engineer, iOS", "Engineer, Android", Titles.OTHER),
        ("Java Developer", "JavaScript Developer", Titles.OTHER),
        ("C Developer", "C++ Developer", Titles.OTHER),
        ("Support (German)", "Support (French)", Titles.OTHER),
        ("Debitorenbuchhalter", "Kreditorenbuchhalter", Titles.OTHER),
        ("Neurologist", "Urologist", Titles.OTHER),
        ("Backend Engineer", "Backend Engineer, Payments", Titles.MORE),
        ("Counsel", "Counsel, M&A", Titles.MORE),
        ("Backend Engineer", "Engineer, Backend", Titles.ORDER),
        ("Product Manager, Search", "Manager, Product Search", Titles.ORDER),
        ("Cashier", "Cashier - Store 88", Titles.MORE),
    ],
)
def test_what_tells_two_vacancies_apart(one, other, verdict):
    assert compare_titles(one, other, NONE)[0] == verdict
    assert compare_titles(other, one, NONE) == compare_titles(one, other, NONE)


def test_the_postings_own_place_and_employer_say_nothing_new():
    explained, employers = frozenset({"berlin"}), frozenset({"larkfieldfoods"})
    assert compare_titles("Cook", "Cook | Berlin", explained)[0] == Titles.SAME
    assert compare_titles("Cook", "Cook at Larkfield Foods", explained, employers)[0] == Titles.SAME
    assert compare_titles("Cook", "Cook at Larkfield", explained, employers)[0] == Titles.MORE
    assert compare_titles("Cook, Paris", "Cook, Rome", explained)[0] == Titles.OTHER
