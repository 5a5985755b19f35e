import pytest

from jobcenter.postings.normal.employments import employment
from jobcenter.tables.postings import EMPLOYMENTS

WORDS = {
    "full_time": [
        "FullTime",
        "Full-time",
        "FULL_TIME",
        "fulltime",
        "fulltime_permanent",
        "Vollzeit",
        "Festanstellung, Vollzeit",
        "Temps plein",
        "Jornada completa",
        "Tempo pieno",
        "Voltijd",
        "Heltid",
        "Full-time or part-time",
        "正社員",
    ],
    "part_time": [
        "PartTime",
        "Part time",
        "PART_TIME",
        "parttime_permanent",
        "Teilzeit",
        "Temps partiel",
        "Werkstudent",
        "working_student",
        "Minijob",
    ],
    "contract": [
        "Contract",
        "CONTRACTOR",
        "Independent Contractor (FT)",
        "Freelance",
        "Freiberuflich",
        "Full Time Contract",
    ],
    "temporary": [
        "Temp Full-time",
        "fulltime_fixed_term",
        "Fixed-Term",
        "TEMPORARY",
        "befristet",
        "CDD",
        "PER_DIEM",
        "Seasonal",
        "Tijdelijk",
    ],
    "internship": [
        "Intern",
        "Internship",
        "INTERN",
        "Praktikum",
        "Stage",
        "Stagiaire",
        "Prácticas",
        "Tirocinio",
        "インターン",
    ],
    "apprenticeship": ["Ausbildung", "Apprenticeship", "Alternance", "Trainee"],
    "volunteer": ["Volunteer", "VOLUNTEER", "Ehrenamt"],
    "other": ["Other", "Sonstige"],
    None: [
        "permanent",
        "CDI",
        "Unbefristet",
        "US Employee",
        "Regular",
        "Scholarship",
        "",
        "Internal",
        "tempo indeterminado",
        "?",
    ],
}


@pytest.mark.parametrize(("kind", "words"), [(kind, one) for kind, words in WORDS.items() for one in words])
def test_vendors_words(kind, words):
    assert employment(words, "Clerk") == kind
    assert kind is None or kind in EMPLOYMENTS


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Software Engineering Intern Summer 2027", "internship"),
        ("Praktikant Marketing (m/w/d)", "internship"),
        ("Werkstudent IT", "part_time"),
        ("Ausbildung Kaufmann für Büromanagement", "apprenticeship"),
        ("Designer (Contract)", "contract"),
        ("Recruiter (Fixed Term)", "temporary"),
        ("Fahrer in Voll- oder Teilzeit", None),
        ("Internal Auditor", None),
        ("International Sales Manager", None),
        ("Contract Manager", None),
        ("Clerk", None),
    ],
)
def test_the_title_speaks_where_the_vendor_is_silent(title, kind):
    assert employment(None, title) == kind
    assert employment("Full-time", title) == (kind or "full_time")
    assert employment("Volunteer", title) == "volunteer"
