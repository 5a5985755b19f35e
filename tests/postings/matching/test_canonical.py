import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.postings.matching.canonical import canonical_url, names_one_posting, own_key, vacancy_keys

UUID = "0a9bcfd1-208f-4c23-adfa-5a369603d172"


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("HTTPS://WWW.Larkfield.Example:443/Jobs/Cook/", "https://larkfield.example/Jobs/Cook"),
        ("http://larkfield.example/jobs/cook", "https://larkfield.example/jobs/cook"),
        ("larkfield.example/jobs/cook", "https://larkfield.example/jobs/cook"),
        ("https://larkfield.example/j?b=2&a=1#apply", "https://larkfield.example/j?a=1&b=2"),
        ("https://larkfield.example/j?id=7&utm_source=x&gclid=y&fbclid=z&ref=a", "https://larkfield.example/j?id=7"),
        ("https://larkfield.example/j?id=7&gh_src=x&source=b&src=c", "https://larkfield.example/j?id=7"),
        ("https://jobs.lever.co/x/1?lever-source=x&lever-source[]=y", "https://jobs.lever.co/x/1"),
        ("https://larkfield.example//jobs//cook/apply", "https://larkfield.example/jobs/cook"),
        ("https://user:secret@larkfield.example/j", "https://larkfield.example/j"),
        (
            "https://click.example/r?u=https%3A%2F%2Flarkfield.example%2Fj%2F7%3Futm_source%3Dx",
            "https://larkfield.example/j/7",
        ),
        ("mailto:jobs@larkfield.example", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
        ("https://larkfield.example:port/j", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_an_address_without_what_changes_nothing(given, canonical):
    assert canonical_url(given) == canonical


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://boards.greenhouse.io/larkfield/jobs/7954688", "greenhouse:7954688"),
        ("https://job-boards.eu.greenhouse.io/larkfield/jobs/7954688?gh_src=x", "greenhouse:7954688"),
        ("https://boards-api.greenhouse.io/v1/boards/larkfield/jobs/7954688", "greenhouse:7954688"),
        ("https://boards.greenhouse.io/embed/job_app?for=larkfield&token=7954688", "greenhouse:7954688"),
        ("https://larkfield.example/jobs/search?gh_jid=7954688", "greenhouse:7954688"),
        ("https://larkfield.example/jobs?gh_jid=7954688&gh_jid=7954688&utm_medium=x", "greenhouse:7954688"),
        (f"https://jobs.lever.co/larkfield/{UUID}/apply?lever-source=x", f"lever:{UUID}"),
        (f"https://jobs.eu.lever.co/larkfield/{UUID.upper()}", f"lever:{UUID}"),
        (f"https://larkfield.example/jobs?lever_id={UUID}", f"lever:{UUID}"),
        (f"https://jobs.ashbyhq.com/larkfield/{UUID}/application", f"ashby:{UUID}"),
        (f"https://larkfield.example/jobs?ashby_jid={UUID}", f"ashby:{UUID}"),
        ("https://jobs.smartrecruiters.com/Larkfield/744000133907678-cook", "smartrecruiters:744000133907678"),
        ("https://api.smartrecruiters.com/v1/companies/L/postings/744000133907678", "smartrecruiters:744000133907678"),
        ("https://apply.workable.com/j/F4C096B22E/apply", "workable:F4C096B22E"),
        ("https://apply.workable.com/larkfield/j/f4c096b22e/", "workable:F4C096B22E"),
        ("https://larkfield.workable.com/j/F4C096B22E", "workable:F4C096B22E"),
        ("https://larkfield.wd5.myworkdayjobs.com/External/job/Berlin/Line-Cook_R170610", "workday:larkfield:R170610"),
        ("https://larkfield.wd5.myworkdayjobs.com/de-DE/X/job/Berlin/A_B_R170610-2/apply", "workday:larkfield:R170610"),
        (
            "https://larkfield.wd1.myworkdayjobs.com/Ext/job/X/Cook_JR-170610/apply/autofillWithResume",
            "workday:larkfield:JR-170610",
        ),
        ("https://wd3.myworkdaysite.com/recruiting/larkfield/Ext/job/Berlin/Cook_R170610", "workday:larkfield:R170610"),
        ("https://larkfield.jobs.personio.de/job/2415353?language=en", "personio:larkfield:2415353"),
        ("https://larkfield.jobs.personio.com/job/2415353", "personio:larkfield:2415353"),
        ("https://larkfield.bamboohr.com/careers/38", "bamboohr:larkfield:38"),
        ("https://larkfield.bamboohr.com/jobs/view.php?id=38", "bamboohr:larkfield:38"),
        ("https://larkfield.teamtailor.com/jobs/3962799-line-cook/applications/new", "teamtailor:3962799"),
        ("https://careers-larkfield.icims.com/jobs/4711/cook/job?mode=view", "icims:careers-larkfield:4711"),
        ("https://de.linkedin.com/jobs/view/cook-at-larkfield-4012345678?trk=x", "linkedin:4012345678"),
        ("https://de.indeed.com/viewjob?jk=0123456789abcdef&from=serp", "indeed:0123456789abcdef"),
    ],
)
def test_ids_of_hiring_systems_are_found_in_addresses(url, key):
    assert vacancy_keys(url) == {key}


def test_an_id_is_found_behind_a_boards_redirect():
    inner = "https%3A%2F%2Flarkfield.example%2Fjobs%3Fgh_jid%3D7954688%26utm_source%3Dx"
    assert vacancy_keys(f"https://click.example/r/99?u={inner}") == {"greenhouse:7954688"}


@pytest.mark.parametrize(
    "url",
    [
        "https://boards.greenhouse.io/larkfield",
        "https://jobs.lever.co/larkfield",
        "https://jobs.lever.co.evil.example/larkfield/" + UUID,
        "https://larkfield.example/jobs?gh_jid=",
        "https://larkfield.example/jobs?gh_jid=all",
        "https://larkfield.recruitee.com/o/line-cook",
        "https://larkfield.example/jobs?jk=0123456789abcdef",
        "https://larkfield.wd5.myworkdayjobs.com/External",
        "nonsense",
    ],
)
def test_an_address_of_no_one_vacancy_has_no_key(url):
    assert vacancy_keys(url) == frozenset()


@pytest.mark.parametrize(
    ("site", "target", "vendor_id", "url"),
    [
        ("greenhouse", "larkfield", "7954688", "https://boards.greenhouse.io/larkfield/jobs/7954688"),
        ("lever", "larkfield", UUID, f"https://jobs.lever.co/larkfield/{UUID}"),
        ("workable", "larkfield", "F4C096B22E", "https://apply.workable.com/larkfield/j/F4C096B22E"),
        ("bamboohr", "larkfield", "38", "https://larkfield.bamboohr.com/careers/38"),
        ("personio", "larkfield", "2415353", "https://larkfield.jobs.personio.de/job/2415353"),
        (
            "workday",
            "larkfield.wd5/External",
            "/job/Berlin/Cook_R170610",
            "https://larkfield.wd5.myworkdayjobs.com/External/job/Berlin/Cook_R170610",
        ),
    ],
)
def test_a_systems_own_posting_has_the_key_that_its_address_carries(site, target, vendor_id, url):
    assert {own_key(site, target, vendor_id)} == vacancy_keys(url)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://larkfield.example/careers", False),
        ("https://larkfield.example/jobs/apply", False),
        ("https://boards.greenhouse.io/larkfield", False),
        ("https://larkfield.example/careers/senior-line-cook-berlin", True),
        ("https://larkfield.example/careers/48213", True),
        ("https://larkfield.example/job?id=48213", True),
    ],
)
def test_an_address_shared_by_all_jobs_is_told_from_one_postings(url, is_one):
    assert names_one_posting(canonical_url(url)) is is_one


@given(st.text() | st.text(alphabet="htps:/?&=#.%[]@a1 gh_jid", max_size=80).map(lambda tail: f"https://{tail}"))
def test_nothing_that_a_vendor_may_call_an_address_breaks_it(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical
    assert all(":" in key for key in vacancy_keys(url))
