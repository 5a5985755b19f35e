"""The web application's files, as browsers get them."""

import gzip

import pytest

from jobcenter.entrypoints import pages

PAGE = b"<!doctype html><title>Job Center</title>"
SCRIPT = b"export {}"


@pytest.fixture
def built(tmp_path, monkeypatch):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "assets" / "app-1a2b.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "secret.txt").write_bytes(b"secret")
    monkeypatch.setattr(pages, "BUILT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("built")
async def test_every_address_under_app_is_the_page_and_nothing_keeps_it(api):
    for path in ("/app", "/app/", "/app/companies/1", "/app/no/such/page"):
        answer = await api.get(path)
        assert (answer.status_code, answer.content) == (200, PAGE)
        assert answer.headers["cache-control"] == "no-cache"
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
    again = await api.get("/app/", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_another_build_is_another_page_at_once(api, built):
    before = await api.get("/app/")
    (built / "index.html").write_bytes(PAGE + b"new")
    after = await api.get("/app/", headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, after.content) == (200, PAGE + b"new")


@pytest.mark.usefixtures("built")
async def test_assets_are_kept_for_ever_and_packed_for_who_takes_that(api):
    plain = await api.get("/app/assets/app-1a2b.js", headers={"Accept-Encoding": "identity"})
    packed = await api.get("/app/assets/app-1a2b.js", headers={"Accept-Encoding": "br;q=1, gzip"})
    assert plain.content == packed.content == SCRIPT
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    for answer in (plain, packed):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("name", ["none.js", "..%2Fsecret.txt", ".htaccess"])
async def test_what_is_no_asset_is_not_there(api, name):
    answer = await api.get(f"/app/assets/{name}")
    assert b"secret" not in answer.content
    assert answer.headers.get("cache-control") != "public, max-age=31536000, immutable"


async def test_the_root_leads_to_the_application(api):
    answer = await api.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/app/")


async def test_a_missing_build_is_told_with_the_way_to_make_it(api, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "BUILT", tmp_path)
    answer = await api.get("/app/")
    assert (answer.status_code, "make up" in answer.text) == (404, True)
