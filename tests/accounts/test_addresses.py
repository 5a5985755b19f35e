import pytest
from fastapi import FastAPI
from starlette.requests import Request

from jobcenter.accounts.addresses import address_of
from jobcenter.kit.settings import SettingsError, load_settings


def seen(peer, forwarded=(), proxies=""):
    app = FastAPI()
    app.state.settings = load_settings({"JOBCENTER_TRUSTED_PROXIES": proxies})
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return address_of(Request({"type": "http", "app": app, "client": peer and (peer, 1), "headers": headers}))


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "wanted"),
    [
        ("192.0.2.7", ["198.51.100.1"], "", "192.0.2.7"),  # no proxy is named: whatever is told may be made up
        ("192.0.2.7", ["198.51.100.1"], "10.0.0.0/8", "192.0.2.7"),
        ("10.0.0.1", ["198.51.100.1"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1, 10.2.3.4"], "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.1", ["garbage"], "10.0.0.1", "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", ["198.51.100.1"], "10.0.0.1", "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", [], "", "2001:db8:1:2::/64"),
        (None, ["198.51.100.1"], "10.0.0.1", "local"),
    ],
)
def test_an_address_is_what_a_proxy_of_ours_saw(peer, forwarded, proxies, wanted):
    assert seen(peer, forwarded, proxies) == wanted


def test_a_proxy_that_is_no_address_is_told():
    with pytest.raises(SettingsError, match=r"JOBCENTER_TRUSTED_PROXIES.*neither an address"):
        load_settings({"JOBCENTER_TRUSTED_PROXIES": "proxy.example.com"})
