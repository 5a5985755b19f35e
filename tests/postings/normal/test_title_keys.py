# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

import pytest

from jobcenter.postings.normal.places import locations
from jobcenter.postings.normal.titles import title_key

AT = locations(["Berlin, Germany", "Austin, TX"])
KEYS = {
    "Senior Software Engineer": "senior software engineer",
    "Sr. Software Engineer II": "senior software engineer 2",
    "(Senior) Software Engineer (f/m/d)": "senior software engineer",
    "Software Engineer (m/w/d) (w/m/div.)": "software engineer",
    "Software Engineer (all genders)": "software engineer",
    "Chargé de recrutement H/F": "charge de recrutement",
    "Entwickler:in Java": "entwickler java",
    "Werkstudent*in IT (m/w/d) – Remote möglich": "werkstudent it",
    "Software Engineer - Remote": "software engineer",
    "Software Engineer - Remote - US": "software engineer us",
    "[Remote] Software Engineer": "software engineer",
    "Remote - Software Engineer": "software engineer",
    "Remote Python Developer": "python developer",
    "Software Engineer (Hybrid - Berlin)": "software engineer",
    "Software Engineer, Austin, TX": "software engineer",
    "Software Engineer | Berlin, Germany": "software engineer",
    "Software Engineer - Berlin or Remote": "software engineer",
    "Country Manager, Germany": "country manager",
    "Software Engineer (35378)": "software engineer",
    "Software Engineer REQ-12345": "software engineer",
    "Nurse #4821": "nurse",
    "🚀 Software Engineer ⚙️": "software engineer",
    "R&D Manager": "r and d manager",
    "C++ / C# Developer": "c++ c# developer",
    "Node.js Developer": "nodejs developer",
    "ＳＯＦＴＷＡＲＥ　Engineer": "software engineer",
    "ソフトウェアエンジニア（東京）": "ソフトウェアエンジニア 東京",
}
KEPT = {
    "Software Engineer, Full Stack - Berlin": "software engineer full stack",
    "IT Governance, Risk & Compliance Specialist, Berlin": "it governance risk and compliance specialist",
    "Threat Investigator CBRN-E": "threat investigator cbrn e",
    "Chef(fe) de projet": "chef de projet",
    "Account Executive (Saudi Arabia)": "account executive saudi arabia",
    "Remote Sensing Engineer": "remote sensing engineer",
    "Hybrid Cloud Engineer": "hybrid cloud engineer",
    "Manager - IT": "manager it",
    "Intern 2026": "intern 2026",
    "Account Executive, EMEA": "account executive emea",
    "Engineer, Level 3": "engineer level 3",
    "IT": "it",
    "Remote": "remote",
    "🚀🚀": "🚀🚀",
}


@pytest.mark.parametrize(("title", "key"), (KEYS | KEPT).items())
def test_keys(title, key):
    assert title_key(title, at=AT if title != "Software Engineer - Remote - US" else ()) == key


def test_a_place_goes_only_where_it_is_one_of_the_postings_own():
    assert title_key("Account Executive - Munich", at=AT) == "account executive munich"
    assert title_key("Account Executive - Munich", at=locations(["München"])) == "account executive"
    assert title_key("Account Executive - Munich") == "account executive munich"


def test_levels_are_different_titles():
    titles = [
        "Engineer",
        "Senior Engineer",
        "Staff Engineer",
        "Engineer II",
        "Engineer III",
        "Junior Engineer",
        "Lead Engineer",
    ]
    assert len({title_key(title) for title in titles}) == len(titles)


def test_the_requisition_goes():
    assert title_key("Welder AB-77X", requisition="AB-77X") == "welder"
    assert title_key("Welder R2", requisition="R2") == "welder r2"


@pytest.mark.parametrize("key", KEYS.values())
def test_a_key_is_its_own_key(key):
    assert title_key(key) == key
