# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

import pytest

from jobcenter.companies.names import employer, employer_key

SAME = {
    "acme": [
        "Acme",
        "ACME",
        "Acme, Inc.",
        "Acme Inc",
        "The Acme Company",
        "Acme GmbH",
        "Acme GmbH & Co. KG",
        "Acme Ltd.",
        "Acme Limited",
        "Acme Pty Ltd",
        "Acme Private Limited",
        "Acme S.p.A.",
        "Acme S.A. de C.V.",
        "Acme Sp. z o.o.",
        "Acme A/S",
        "Acme Oy",
        "Acme AB",
        "Acme B.V.",
        "Acme L.L.C.",
        "Acme Co., Ltd.",
        "Acme UG (haftungsbeschränkt)",
        "PT Acme Tbk",
        "ООО Acme",
        "株式会社Acme",
        "  acme  ",
        "Acme K.K.",
        "Acmé",
        "Acme PLC",
        "Acme SE",
        "Acme Sdn Bhd",
        "Acme s.r.o.",
        "Acme d.o.o.",
        "Acme Kft.",
    ],
    "acmedata": ["Acme Data", "acme-data", "AcmeData", "Acme Data, Inc.", "acme_data"],
    "smithandsons": ["Smith & Sons", "Smith and Sons Ltd"],
    "gruenwald": ["Gruenwald AG"],
}


@pytest.mark.parametrize(("key", "name"), [(key, name) for key, names in SAME.items() for name in names])
def test_spellings_of_one_name_share_a_key(key, name):
    assert employer_key(name) == key
    assert employer_key(key) == key


def test_names_that_only_look_alike_do_not():
    names = ["Acme", "Acme Health", "Acme Germany", "SE Ranking", "AS Roma", "Limited Run", "Ranking", "Roma", "Run"]
    assert len({employer_key(name) for name in names}) == len(names)


def test_a_name_of_nothing_but_a_form_keeps_it():
    assert employer_key("The Company") == "company"
    assert employer_key("Inc.") == "inc"
    assert employer_key("...") is None
    assert employer_key("") is employer_key(None) is None


def test_the_target_stands_in_for_a_name():
    assert employer("  Acme   Data ", "acme") == "Acme Data"
    assert employer(None, "acme") == "acme"
    assert employer(" ", "acme.wd1/External") == "acme"
    assert employer(None, "") is None
