import pytest

from jobcenter.postings.found import FoundPosting
from jobcenter.postings.normal.work_modes import work_mode


def mode(title="Clerk", **parts):
    return work_mode(FoundPosting(vendor_id="1", title=title, **parts))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"workplaceType": "Remote"}, "remote"),
        ({"workplaceType": "hybrid"}, "hybrid"),
        ({"workplaceType": "on-site"}, "onsite"),
        ({"workplaceType": "OnSite"}, "onsite"),
        ({"workplaceType": "unspecified"}, None),
        ({"remoteType": "On-Site"}, "onsite"),
        ({"jobLocationType": "TELECOMMUTE"}, "remote"),
        ({"remote": False, "hybrid": True}, "hybrid"),
        ({"telecommuting": True}, "remote"),
        ({"workplaceType": ["Remote"], "remote": "maybe"}, None),
    ],
)
def test_the_vendors_field(raw, told):
    assert mode(raw=raw) == told


def test_the_flag_comes_before_the_words():
    assert mode(is_remote=True, places=("Berlin",)) == "remote"
    assert mode("Engineer (Remote)", is_remote=False) is None
    assert mode(is_remote=False, places=("Berlin (Hybrid)",)) == "hybrid"
    assert mode(is_remote=False) is None
    assert mode(is_remote=False, raw={"workplaceType": "Hybrid"}) == "hybrid"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Remote - US", "remote"),
        ("Canada-Remote", "remote"),
        ("Berlin (Hybrid)", "hybrid"),
        ("Hybrid or Remote", "remote"),
        ("In-Office", "onsite"),
        ("Not remote, Berlin", None),
        ("Berlin", None),
    ],
)
def test_words_of_a_place(place, told):
    assert mode(places=(place,)) == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Engineer - Remote", "remote"),
        ("Entwickler (m/w/d) Homeoffice", "remote"),
        ("Engineer (Hybrid)", "hybrid"),
        ("Engineer (On-site)", "onsite"),
        ("Remote Sensing Engineer", None),
        ("Hybrid Cloud Engineer", None),
        ("Engineer", None),
    ],
)
def test_words_of_a_title(title, told):
    assert mode(title) == told
